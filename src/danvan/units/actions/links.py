"""What ties units to each other: who goes on in whom, and who does which work for whom."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import (
    Function,
    Unit,
    UnitSuccession,
    administered,
    keep_admins,
    need,
    refuse,
)
from danvan.units.models.dated import holds, written

DAY = timedelta(days=1)


@transaction.atomic
def succeed(
    *, by: Actor, before: Unit, after: Unit, kind: str, on: date, share: Decimal | None = None
) -> UnitSuccession:
    """`before`, or a share of it, goes on in `after` from `on`.

    Raises ValidationError: a circle, shares of one unit that come to more than the whole, or a unit
    that is not there on its side of the day. Who follows sees what came before, so `by` is an admin
    over both.
    """
    need(by, "admin", path=before.last_path)
    where = after.last_path
    need(by, "admin", path=where)
    _meet(before, after, on)
    if before.pk == after.pk or _leads_to(after, before):
        raise refuse(gettext("Kế tiếp vòng tròn: đơn vị sau đã là đơn vị trước của nó."), "after")
    taken = before.went_into.aggregate(all=Sum("share"))["all"] or 0
    if share is not None and not 0 < share <= 1 - taken:
        said = gettext("Các phần của đơn vị cũ cộng lại lớn hơn 1, hoặc phần này không lớn hơn 0.")
        raise refuse(said, "share")
    edge = UnitSuccession.objects.create(before=before, after=after, kind=kind, on=on, share=share)
    ledger.write(by=by, verb="succeed_unit", of=after, where=where)
    return edge


@transaction.atomic
def assign_function(
    *, by: Actor, unit: Unit, place: Unit, work: str, on: date, channel: str = ""
) -> Function:
    """The body does the work for the place from `on`, until the day from which another is to.

    Another that did it stops the day before. Raises ValidationError: one of them is not there then.
    """
    where = place.version_on(on).path
    need(by, "admin", path=where)
    unit.version_on(on)
    same = Function.objects.filter(place=place, work=work, channel=channel)
    if same.held(on).filter(unit=unit).exists():
        raise refuse(gettext("Đơn vị này đang làm việc đó cho địa bàn rồi."), "unit")
    had_admins = administered(on)
    later = same.filter(valid_from__gt=on).order_by("valid_from").first()
    same.filter(valid_from=on).delete()
    same.held(on).update(valid_to=on)
    function = Function.objects.create(
        unit=unit,
        place=place,
        work=work,
        channel=channel,
        valid_from=on,
        valid_to=later.valid_from if later else None,
    )
    keep_admins(had_admins, on)
    ledger.write(by=by, verb="assign_function", of=function, where=where)
    return function


def _meet(before: Unit, after: Unit, on: date) -> None:
    """One unit is there until `on`, the other from it. Raises ValidationError."""
    for unit, day, sentence in (
        (before, on - DAY, gettext("Đơn vị trước không tồn tại đến ngày %s; hãy sửa ngày.")),
        (after, on, gettext("Đơn vị sau không tồn tại vào ngày %s; hãy sửa ngày.")),
    ):
        if not unit.versions.filter(holds(day)).exists():
            raise refuse(sentence % written(on), "on")
    if before.went_into.filter(after=after, on=on).exists():
        raise refuse(gettext("Kế tiếp này đã được ghi rồi."), "after")


def _leads_to(first: Unit, last: Unit) -> bool:
    """Whether successions lead from one unit to the other."""
    seen: set[int] = set()
    latest = {first.pk}
    while latest:
        if last.pk in latest:
            return True
        seen |= latest
        edges = UnitSuccession.objects.filter(before__in=latest)
        latest = set(edges.values_list("after", flat=True)) - seen
    return False
