"""By which rules is counted, and who sums what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from danvan.consultation.models import (
    Channel,
    ChannelOwner,
    Consultation,
    CountingPolicy,
    CountingRule,
)
from danvan.consultation.models.intake import Owners, Policies
from danvan.units.models import Officer, UnitVersion

COUNTED = CountingRule.Treatment.COUNTED


@dataclass(frozen=True)
class Policy:
    """The rules in force: `rules` has a treatment for each channel. `number` 0, without a day:
    nobody set any, and everything counts."""

    rules: dict[str, str]
    number: int = 0
    made_on: date | None = None
    why: str = ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each channel and how it counts, in words, to be printed."""
        named = CountingRule.Treatment
        return [(str(Channel(c).label), str(named(t).label)) for c, t in self.rules.items()]

    def channels(self, treatment: str) -> list[str]:
        return [channel for channel, how in self.rules.items() if how == treatment]


def policy_of(*, consultation: Consultation, officer: Officer | None = None) -> Policy:
    """The counting rules of a consultation, for a page of officers or, without one, the public's;
    to be printed with every table that counts."""
    every = CountingPolicy.objects
    known = every.visible_to(officer) if officer else every.published()
    last = known.filter(consultation=consultation).order_by("number").last()
    rules = dict(last.rules.values_list("channel", "treatment")) if last else {}
    full = {channel: str(rules.get(channel, COUNTED)) for channel in Channel.values}
    return Policy(full, last.number, last.made_on, last.why) if last else Policy(full)


def policies(*, officer: Officer, consultation: Consultation) -> Policies:
    """All versions, the last first."""
    known = CountingPolicy.objects.visible_to(officer).filter(consultation=consultation)
    return known.prefetch_related("rules")


def owners(*, officer: Officer, consultation: Consultation) -> Owners:
    return ChannelOwner.objects.visible_to(officer).filter(consultation=consultation)


def owner(*, officer: Officer, consultation: Consultation, pk: int) -> ChannelOwner | None:
    return owners(officer=officer, consultation=consultation).filter(pk=pk).first()


def names(*, officer: Officer, owners: Sequence[ChannelOwner]) -> dict[int, str]:
    """What the units of the cells that one may see, and those who sum them, are called."""
    seen = ChannelOwner.objects.visible_to(officer).filter(pk__in=[one.pk for one in owners])
    pairs = seen.order_by().values_list("unit", "collector")
    return UnitVersion.objects.names({unit for pair in pairs for unit in pair}, officer.on)
