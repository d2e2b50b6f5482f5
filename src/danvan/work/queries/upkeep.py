"""What pages ask about the calendar, tasks that come again, and background jobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from danvan.units.models import Officer
from danvan.work.models import CalendarDay, Job, Recurrence, WorkingDays
from danvan.work.queries.lines import Names

YEAR = timedelta(days=400)
WARNED = 60  # days before the calendar's holidays run out


def calendar_warning(*, officer: Officer, on: date) -> date | None:
    """The day on which the known holidays run out, where it is near or past; admins are told."""
    if not officer.has_role("admin"):
        return None
    ends = working_days(officer=officer).ends_on() or on
    return ends if (ends - on).days <= WARNED else None


def working_days(*, officer: Officer) -> WorkingDays:
    """The calendar as it is kept; the same for every officer."""
    return WorkingDays.of(CalendarDay.objects.visible_to(officer))


def exceptions(*, officer: Officer, year: int) -> QuerySet[CalendarDay]:
    """The days of a year that are not what their weekday says."""
    return CalendarDay.objects.visible_to(officer).filter(on__year=year)


def known_days(*, officer: Officer) -> set[date]:
    """The days of which the calendar says something."""
    return set(CalendarDay.objects.visible_to(officer).values_list("on", flat=True))


def years(*, officer: Officer) -> list[int]:
    """The years of which the calendar knows a day."""
    days = CalendarDay.objects.visible_to(officer).dates("on", "year")
    return [day.year for day in days]


def recurrences(*, officer: Officer) -> QuerySet[Recurrence]:
    """Tasks that come again in one's units, those still held first."""
    found = Recurrence.objects.visible_to(officer)
    return found.order_by(F("ends_on").desc(nulls_first=True), "title", "pk")


def recurrence(*, officer: Officer, pk: int) -> Recurrence | None:
    return Recurrence.objects.visible_to(officer).filter(pk=pk).first()


@dataclass(frozen=True)
class Rule:
    """A task that comes again as a line of a page; `next_on` is its next deadline."""

    recurrence: Recurrence
    owner: str
    next_on: date | None
    is_over: bool


def rules(*, officer: Officer, found: Iterable[Recurrence]) -> list[Rule]:
    """The recurrences as lines, with their owners' names and next deadlines."""
    calendar, on, given = working_days(officer=officer), officer.on, list(found)
    names = Names(each.owner_id for each in given)
    return [
        Rule(
            each,
            names.on(each.owner_id, on),
            min(each.due_days(on, on + YEAR, calendar), default=None),
            each.ends_on is not None and each.ends_on < on,
        )
        for each in given
    ]


def jobs(*, officer: Officer) -> QuerySet[Job]:
    """Background jobs of the officer's units, newest first."""
    return Job.objects.visible_to(officer)


def job(*, officer: Officer, pk: int) -> Job | None:
    return Job.objects.visible_to(officer).filter(pk=pk).first()
