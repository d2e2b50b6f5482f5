"""Periods of the calendar as intervals of days: a quarter, a month, the last third of a year."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "week", "part", "month", "quarter", "half", "year"]
Relation = Literal["on", "before", "within", "after", "from"]
Day = dt.date


@dataclass(frozen=True)
class Interval:
    """The days `first` to `last`, both of them in it, and how exactly they were named.

    `relation` of what is said to them: on these days, before the first, not later than the last
    (`within`), after the last, from the first on. A `part` is a third of a month, quarter or year.
    """

    first: Day
    last: Day
    precision: Precision
    relation: Relation = "on"


def month_of(year: int, month: int, months: int = 1) -> tuple[Day, Day]:
    last = month + months - 1
    return Day(year, month, 1), Day(year, last, monthrange(year, last)[1])


def month(year: int, number: int) -> Interval:
    return Interval(*month_of(year, number), "month")


def quarter(year: int, number: int) -> Interval:
    return Interval(*month_of(year, 3 * number - 2, 3), "quarter")


def half(year: int, at: int) -> Interval:
    return Interval(*month_of(year, 6 * at - 5, 6), "half")


def whole_year(year: int) -> Interval:
    return Interval(*month_of(year, 1, 12), "year")


def day(year: int, number: int, at: int) -> Interval:
    exact = Day(year, number, at)
    return Interval(exact, exact, "day")


def week(on: Day, weeks: int) -> Interval:
    """From Monday to Sunday."""
    monday = on + dt.timedelta(days=7 * weeks - on.weekday())
    return Interval(monday, monday + dt.timedelta(days=6), "week")


def third(whole: Interval, part: str) -> Interval:
    """The first, middle or last third, `dau`, `giua` or `cuoi`, of a month, quarter or year."""
    at = ("dau", "giua", "cuoi").index(part)
    if whole.precision == "month":
        first = whole.first.replace(day=10 * at + 1)
        last = whole.last if at == 2 else whole.first.replace(day=10 * at + 10)
        return Interval(first, last, "part")
    months = {"quarter": 1, "year": 4}[whole.precision]
    return Interval(*month_of(whole.first.year, whole.first.month + at * months, months), "part")


def months_after(on: Day, months: int) -> Day:
    """The same day some months later or earlier, or the last of that month where it is shorter."""
    year, at = divmod(on.year * 12 + on.month - 1 + months, 12)
    return Day(year, at + 1, min(on.day, monthrange(year, at + 1)[1]))
