"""How submissions are counted: by which rules, and who sums which channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import (
    Channel,
    ChannelOwner,
    Consultation,
    CountingPolicy,
    CountingRule,
)
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold
from danvan.units.models import Unit, UnitVersion, need, refuse, today


@transaction.atomic
def set_counting_policy(
    *, by: Actor, consultation: Consultation, rules: Mapping[str, str], why: str, on: date
) -> CountingPolicy:
    """The next version of the rules: {channel: treatment}; a channel without one is counted.

    Raises ValidationError: no reason, or the rules that hold already.
    """
    path = consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    if not why.strip():
        raise refuse(gettext("Hãy ghi căn cứ, lý do của quy tắc."), "why")
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    last = consultation.policies.order_by("number").last()
    given = _every(dict(rules))
    if last and _every(dict(last.rules.values_list("channel", "treatment"))) == given:
        raise refuse(gettext("Quy tắc này đang được dùng; không có gì thay đổi."))
    made = CountingPolicy.objects.create(
        consultation=consultation,
        number=last.number + 1 if last else 1,
        made_on=on,
        why=why.strip(),
    )
    CountingRule.objects.bulk_create(
        CountingRule(policy=made, channel=channel, treatment=treatment)
        for channel, treatment in given.items()
    )
    ledger.write(by=by, verb="set_counting_policy", of=made, why=why, where=path)
    return made


def _every(rules: Mapping[str, str]) -> dict[str, str]:
    counted = CountingRule.Treatment.COUNTED
    return {channel: rules.get(channel, counted) for channel in Channel.values}


@transaction.atomic
def own_channel(
    *,
    by: Actor,
    consultation: Consultation,
    unit: Unit,
    channel: str,
    collector: Unit,
    group: str = "",
) -> ChannelOwner:
    """Who sums what the unit's people of a group say through a channel; "" all other groups.

    Raises ValidationError: somebody sums it already (C5).
    """
    path = consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    group = " ".join(group.split())
    cell = ChannelOwner.objects.filter(consultation=consultation, unit=unit, channel=channel)
    for owner in cell:
        if fold(owner.group) == fold(group):
            named = UnitVersion.objects.names([owner.collector_id], today())
            said = gettext("Ô này đã có đầu mối: %s. Hãy thôi đầu mối đó trước khi giao nơi khác.")
            raise refuse(said % named.get(owner.collector_id, owner.collector.code), "collector")
    made = ChannelOwner.objects.create(
        consultation=consultation, unit=unit, channel=channel, group=group, collector=collector
    )
    ledger.write(by=by, verb="own_channel", of=made, where=path)
    return made


@transaction.atomic
def disown_channel(*, by: Actor, owner: ChannelOwner, why: str) -> None:
    """Nobody in particular sums the cell any more. Raises ValidationError without a reason."""
    path = owner.consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    if not why.strip():
        raise refuse(gettext("Hãy ghi lý do."), "why")
    ledger.write(by=by, verb="disown_channel", of=owner, why=why, where=path)
    owner.delete()
