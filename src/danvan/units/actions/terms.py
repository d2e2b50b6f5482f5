"""Congresses, and the terms that they open: from the day after one closes to the close of the next.
Where the new committee first met during the congress, from that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import Congress, Term, Unit, need, refuse
from danvan.units.models.dated import written

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sitting:
    """When a congress sat; `plenum_on`: when the committee that it elected first met."""

    opens_on: date
    closes_on: date
    plenum_on: date | None = None


@transaction.atomic
def record_congress(
    *, by: Actor, unit: Unit, ordinal: int, sitting: Sitting, label: str
) -> Congress:
    """A congress, and the term that begins with it, called `label`.

    Raises ValidationError: days out of order, recorded already, or out of turn with another.
    """
    where = unit.last_path
    need(by, "admin", path=where)
    _in_order(sitting)
    _in_turn(unit, ordinal, sitting)
    congress = Congress.objects.create(
        unit=unit,
        ordinal=ordinal,
        opens_on=sitting.opens_on,
        closes_on=sitting.closes_on,
        plenum_on=sitting.plenum_on,
    )
    ledger.write(by=by, verb="record_congress", of=congress, where=where)
    open_term(by=by, unit=unit, label=label, begins_on=congress.term_begins(), congress=congress)
    return congress


@transaction.atomic
def open_term(
    *,
    by: Actor,
    unit: Unit,
    label: str,
    begins_on: date,
    ends_on: date | None = None,
    congress: Congress | None = None,
) -> Term:
    """A term from `begins_on`. One still open ends the day before; where a later one is known, this
    ends the day before that.

    Raises ValidationError: it would overlap another.
    """
    where = unit.last_path
    need(by, "admin", path=where)
    if ends_on is not None and ends_on < begins_on:
        raise refuse(gettext("Ngày kết thúc phải sau ngày bắt đầu."), "ends_on")
    later = unit.terms.filter(begins_on__gt=begins_on).first()
    _make_room(unit, begins_on, later)
    if later and ends_on and ends_on >= later.begins_on:
        raise refuse(_overlap(later), "ends_on")
    term = Term.objects.create(
        unit=unit,
        congress=congress,
        label=label,
        begins_on=begins_on,
        ends_on=ends_on or (later.begins_on - DAY if later else None),
    )
    ledger.write(by=by, verb="open_term", of=term, where=where)
    return term


def _in_order(sitting: Sitting) -> None:
    if sitting.closes_on < sitting.opens_on:
        raise refuse(gettext("Ngày bế mạc không thể trước ngày khai mạc."), "closes_on")
    if sitting.plenum_on and sitting.plenum_on < sitting.opens_on:
        raise refuse(gettext("Hội nghị lần thứ nhất không thể họp trước đại hội."), "plenum_on")


def _in_turn(unit: Unit, ordinal: int, sitting: Sitting) -> None:
    """Congresses follow each other as they are counted."""
    if unit.congresses.filter(ordinal=ordinal).exists():
        raise refuse(gettext("Đại hội lần thứ %d đã được ghi.") % ordinal, "ordinal")
    late = unit.congresses.filter(ordinal__lt=ordinal, closes_on__gte=sitting.opens_on)
    early = unit.congresses.filter(ordinal__gt=ordinal, opens_on__lte=sitting.closes_on)
    wrong = late.first() or early.first()
    if wrong is not None:
        said = gettext("Đại hội %(numeral)s họp từ %(day)s; hãy sửa ngày hoặc lần thứ.")
        said %= {"numeral": wrong.numeral, "day": written(wrong.opens_on)}
        raise refuse(said, "opens_on")


def _make_room(unit: Unit, begins_on: date, later: Term | None) -> None:
    """The term before ends the day before, where it is open or only went on to the next one known.

    Raises ValidationError where it goes on to a day of its own.
    """
    before = unit.terms.filter(begins_on__lte=begins_on).last()
    if before is None:
        return
    goes_on = before.ends_on is None or (later and before.ends_on == later.begins_on - DAY)
    reaches = before.ends_on is not None and before.ends_on >= begins_on
    if before.begins_on == begins_on or (reaches and not goes_on):
        raise refuse(_overlap(before), "begins_on")
    if goes_on:
        before.ends_on = begins_on - DAY
        before.save()


def _overlap(term: Term) -> str:
    said = gettext("Nhiệm kỳ %(label)s bắt đầu từ %(day)s: hai nhiệm kỳ không được chồng lên nhau.")
    return said % {"label": term.label, "day": written(term.begins_on)}
