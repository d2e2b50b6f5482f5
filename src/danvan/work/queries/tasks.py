"""What pages ask about tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q

from danvan.sense.words.fold import fold
from danvan.units.models import Officer, Unit, UnitVersion
from danvan.work.models import Extension, Task, Tasks
from danvan.work.queries.lines import Line
from danvan.work.queries.upkeep import working_days

SOON = timedelta(days=7)  # what counts as near
MANY = 500  # tasks that are turned into lines at once


@dataclass(frozen=True)
class Filter:
    """What a reader of the list asked for."""

    state: str = ""
    scope: str = ""
    unit: int | None = None
    words: str = ""
    until: date | None = None
    is_key: bool = False
    order: str = ""


def own(*, officer: Officer) -> Tasks:
    """Tasks of the unit that the officer acts for, and those it takes part in."""
    if officer.seat is None:
        return Task.objects.visible_to(officer).none()
    unit = officer.seat.unit_id
    shared = Task.partners.through.objects.filter(unit=unit).values("task")
    return Task.objects.filter(Q(owner=unit) | Q(pk__in=shared))


def tasks(*, officer: Officer, asked: Filter, on: date) -> Tasks:
    """The tasks that the officer may see and that answer to what was asked."""
    found = _in_scope(officer=officer, asked=asked)
    narrowed = {
        "late": found.overdue(on),
        "due": found.due(on, on + SOON),
        "open": found.open(),
        "done": found.filter(outcome=Task.Outcome.DONE),
        "dropped": found.filter(outcome=Task.Outcome.DROPPED),
    }
    found = narrowed.get(asked.state, found)
    if asked.until:
        found = found.filter(due_on__lte=asked.until)
    if asked.is_key:
        found = found.filter(is_key=True)
    if asked.words:
        found = found.filter(folded__contains=fold(asked.words))
    return _ordered(found, asked.order)


def _in_scope(*, officer: Officer, asked: Filter) -> Tasks:
    """All that one may see, one's own unit's, or those of units below; or of one unit.

    The sums with 0 keep the database from gathering all rows of all units before it sorts them:
    it walks along the order instead and stops when a page is full (100,000 tasks: 2 ms, not 400).
    """
    if asked.scope == "own":
        found = own(officer=officer)
    else:
        within = Unit.objects.visible_to(officer)
        walked = Task.objects.alias(whose=F("owner_id") + 0, itself=F("pk") + 0)
        if asked.scope == "below" and officer.seat is not None:
            found = walked.filter(whose__in=within.exclude(pk=officer.seat.unit_id))
        else:
            shared = Task.partners.through.objects.filter(unit__in=within).values("task")
            found = walked.filter(Q(whose__in=within) | Q(itself__in=shared))
    return found.filter(owner=asked.unit) if asked.unit else found


def _ordered(found: Tasks, order: str) -> Tasks:
    """By deadline, unless asked otherwise; an owner's place is that of its last name."""
    if order == "owner":
        version = "owner__versions__"
        later = UnitVersion.objects.filter(
            unit=OuterRef("owner"), valid_from__gt=OuterRef(f"{version}valid_from")
        )
        last = found.filter(~Exists(later), **{f"{version}isnull": False})
        return last.order_by(f"{version}name", "due_on", "pk")
    return found.order_by(*ORDERS.get(order, ("due_on", "pk")))


ORDERS = {"-due": ("-due_on", "-pk"), "title": ("folded", "pk")}


def name_of(*, officer: Officer, unit: int | None) -> str:
    """What a unit that one may see is called; its number where one may not."""
    version = (
        UnitVersion.objects.visible_to(officer).filter(unit=unit).order_by("valid_from").last()
    )
    return version.name if version else str(unit)


def lines(*, officer: Officer, tasks: Iterable[Task]) -> Iterator[Line]:
    """The tasks as lines, however many they are."""
    calendar = working_days(officer=officer)
    given = iter(tasks)
    while some := list(islice(given, MANY)):
        yield from Line.of(some, officer.on, calendar)


def task(*, officer: Officer, pk: int) -> Task | None:
    """One task that the officer may see."""
    found = Task.objects.visible_to(officer).select_related("owner", "continues")
    return found.prefetch_related("partners", "extensions", "continued_by").filter(pk=pk).first()


def extension(*, officer: Officer, pk: int) -> Extension | None:
    return Extension.objects.visible_to(officer).filter(pk=pk).first()
