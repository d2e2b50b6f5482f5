"""The days of a schedule's rounds: first and last, cut-off, due and lock."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.situation.models.forms import ReportKind
from danvan.situation.models.schedules import ReportSchedule
from danvan.work.models import WorkingDays

DAY = timedelta(days=1)
MONTHS = {
    ReportKind.MONTHLY: 1,
    ReportKind.THEMATIC: 1,
    ReportKind.QUARTERLY: 3,
    ReportKind.HALF_YEAR: 6,
    ReportKind.YEARLY: 12,
}


@dataclass(frozen=True)
class Round:
    """The days that bind one period."""

    first_on: date
    last_on: date
    cutoff_on: date
    due_on: date
    locks_on: date


def round_of(schedule: ReportSchedule, on: date, worked: WorkingDays) -> Round:
    """The round that the day lies in. Raises KeyError for a kind that has none (oral, flash)."""
    length = MONTHS[ReportKind(schedule.kind)]
    month = on.year * 12 + on.month - 1
    begins = month - (on.month - 1) % length
    first, after = _first_of(begins), _first_of(begins + length)
    told_in = begins + length - 1 + schedule.months_after
    due = _shifted(_day_of(told_in, schedule.due_day), schedule.shift, worked)
    cutoff = min(_day_of(told_in, schedule.cutoff_day), due)
    return Round(first, after - DAY, cutoff, due, due + DAY * schedule.lock_days)


def rounds_since(
    schedule: ReportSchedule, after: date | None, on: date, worked: WorkingDays
) -> Iterator[Round]:
    """Rounds that begin after the day `after`, the earliest first, up to the one that `on` lies in;
    without `after`, that one alone."""
    found = round_of(schedule, on if after is None else after + DAY, worked)
    while found.first_on <= on:
        yield found
        found = round_of(schedule, found.last_on + DAY, worked)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _day_of(month: int, day: int) -> date:
    """The day of a month, or its last one where it has fewer."""
    first = _first_of(month)
    return first.replace(day=min(day, calendar.monthrange(first.year, first.month)[1]))


def _shifted(on: date, shift: str, worked: WorkingDays) -> date:
    if shift == ReportSchedule.Shift.BEFORE:
        return worked.last_until(on)
    return worked.first_from(on) if shift == ReportSchedule.Shift.AFTER else on
