"""A conference written down: who held it, when and where, how many came and spoke."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold
from danvan.units.models import Role, Unit, need, refuse
from danvan.work.models import Conference

HOLDERS = (Role.COLLECTOR, Role.ANALYST, Role.APPROVER)


@dataclass(frozen=True)
class Held:
    """What is told of a conference; nobody is named."""

    title: str
    held_on: date
    part_of_day: str
    attended: int
    form: str = Conference.Form.ROOM
    venue: str = ""
    spoke: int = 0
    papers: int = 0


@transaction.atomic
def hold_conference(*, by: Actor, unit: Unit, what: Held, is_another: bool = False) -> Conference:
    """A conference of the unit. `is_another`: one of the same day and title is known, and this is
    none of its copies.

    Raises ValidationError: no title, more speakers than delegates, or (field `is_another`) written
    down already.
    """
    need(by, *HOLDERS, path=unit.last_path)
    title = " ".join(what.title.split())
    if not title:
        raise refuse(gettext("Hãy ghi tên hội nghị."), "title")
    if what.spoke > what.attended:
        raise refuse(gettext("Số phát biểu không thể nhiều hơn số đại biểu."), "spoke")
    Unit.objects.select_for_update(no_key=True).get(
        pk=unit.pk
    )  # of two at once, one sees the other
    folded = fold(title)
    if not is_another:
        _refuse_repeat(unit, what.held_on, folded)
    made = Conference.objects.create(unit=unit, folded=folded, **{**asdict(what), "title": title})
    ledger.write(by=by, verb="hold_conference", of=made, where=unit.last_path)
    return made


def _refuse_repeat(unit: Unit, on: date, folded: str) -> None:
    known = Conference.objects.filter(unit=unit, held_on=on, folded=folded).first()
    if known is None:
        return
    said = gettext(
        "Hội nghị “%(title)s” ngày %(day)s của đơn vị này đã được ghi (%(attended)d đại biểu)."
        " Nếu đây là hội nghị khác, hãy đánh dấu “Là hội nghị khác” rồi lưu lại."
    )
    given = {"title": known.title, "day": f"{on:%d/%m/%Y}", "attended": known.attended}
    raise refuse(said % given, "is_another")
