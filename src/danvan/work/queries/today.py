"""An officer's first page: what is late, due, new, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from danvan.units.models import Officer, Unit, UnitVersion, reach_as
from danvan.units.models.dated import below
from danvan.work.models import Extension, Job, Reminder, Task, Tasks, WorkingDays
from danvan.work.models.tasks import Extensions
from danvan.work.queries.lines import Line, Names
from danvan.work.queries.tasks import SOON, own
from danvan.work.queries.upkeep import calendar_warning, working_days

SHOWN = 12  # of each kind on the first page
WORST = 8  # units below that are named


@dataclass(frozen=True)
class Some:
    """The first of many, and how many there are."""

    lines: list[Line]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Standing:
    """How the open tasks of one unit, or of all units below, stand."""

    unit: int
    name: str
    late: int
    due: int
    open: int


@dataclass(frozen=True)
class Below:
    """The units below one's own: all together, and those that are worst off."""

    all: Standing
    worst: list[Standing]


@dataclass(frozen=True)
class Asked:
    """A later deadline somebody asks for, with the task as it stands."""

    extension: Extension
    line: Line


@dataclass(frozen=True)
class Upkeep:
    """What an admin sees to: the calendar, the ledger's chain, jobs that failed."""

    calendar_ends: date | None
    is_calendar_over: bool
    failed: list[Job]
    last_check: Job | None


@dataclass(frozen=True)
class Day:
    """An officer's day."""

    on: date
    late: Some
    due: Some
    arrived: list[Line]
    told: list[Reminder]
    below: Below | None
    waiting: list[Asked]
    waiting_count: int
    decides: bool
    gives: bool
    upkeep: Upkeep | None


def day_of(*, officer: Officer) -> Day:
    """What is late, due within a week, new since a week ago; and what the roles see to."""
    on, calendar = officer.on, working_days(officer=officer)
    mine = own(officer=officer)
    arrived = mine.open().filter(opened_on__gt=on - SOON).order_by("-opened_on", "-pk")
    waiting = _waiting(officer=officer)
    return Day(
        on=on,
        late=_some(mine.overdue(on), on, calendar),
        due=_some(mine.due(on, on + SOON), on, calendar),
        arrived=Line.of(arrived[:SHOWN], on, calendar),
        told=_told(officer=officer),
        below=_below(officer=officer),
        waiting=_asked(waiting, on, calendar),
        waiting_count=waiting.count(),
        decides=officer.has_role("approver"),
        gives=officer.has_role("analyst", "approver", "admin"),
        upkeep=_upkeep(officer=officer) if officer.has_role("admin") else None,
    )


def _some(found: Tasks, on: date, calendar: WorkingDays) -> Some:
    return Some(Line.of(found[:SHOWN], on, calendar), found.count())


def _told(*, officer: Officer) -> list[Reminder]:
    """Reminders of the last week about one's own open tasks, newest first."""
    if officer.seat is None:
        return []
    since = Reminder.objects.filter(sent_on__gt=officer.on - SOON, task__closed_on=None)
    found = since.filter(task__owner=officer.seat.unit_id).select_related("task")
    return list(found[:SHOWN])


def _below(*, officer: Officer) -> Below | None:
    """How the units under one's own stand, worst first; None where none has a task.

    One pass over the open tasks gives both the sum and the worst.
    """
    if officer.seat is None:
        return None
    on = officer.on
    within = Unit.objects.visible_to(officer).exclude(pk=officer.seat.unit_id)
    counted = (
        Task.objects.open()
        .filter(owner__in=within)
        .order_by()
        .values_list("owner")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=on)),
            due=Count("pk", filter=Q(due_on__range=(on, on + SOON))),
            every=Count("pk"),
        )
    )
    rows = sorted(counted, key=lambda row: (-row[1], -row[2], -row[3], row[0]))
    if not rows:
        return None
    names = Names(row[0] for row in rows[:WORST])
    worst = [Standing(row[0], names.on(row[0], on), *row[1:]) for row in rows[:WORST] if row[1]]
    return Below(
        Standing(0, "", *(sum(row[n] for row in rows) for n in (1, 2, 3))),
        worst,
    )


def _waiting(*, officer: Officer) -> Extensions:
    """Requests that the officer may decide: of units over which they hold the approver's role."""
    reached = below(reach_as(officer, "approver"), "path")
    owners = UnitVersion.objects.filter(reached).values("unit")
    found = Extension.objects.waiting().filter(task__owner__in=owners, task__closed_on=None)
    return found.select_related("task").order_by("asked_on", "pk")


def _asked(waiting: Extensions, on: date, calendar: WorkingDays) -> list[Asked]:
    some = list(waiting[:SHOWN])
    lines = Line.of((asked.task for asked in some), on, calendar)
    return [Asked(asked, line) for asked, line in zip(some, lines, strict=True)]


def _upkeep(*, officer: Officer) -> Upkeep:
    jobs = Job.objects.visible_to(officer)
    ends = calendar_warning(officer=officer, on=officer.on)
    return Upkeep(
        calendar_ends=ends,
        is_calendar_over=ends is not None and ends < officer.on,
        failed=list(jobs.filter(state=Job.State.FAILED)[:SHOWN]),
        last_check=jobs.filter(kind="work.check_ledger").first(),
    )
