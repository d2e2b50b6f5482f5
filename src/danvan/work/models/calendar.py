"""Which days are worked. Holidays are data; arithmetic over them is exact and asks no clock."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import models

from danvan.units.models import Officer, Role, administered, reach_as

SHIPPED = Path(__file__).parents[1] / "data" / "holidays.csv"

SATURDAY = 5
DAY = timedelta(days=1)
FAR = 4000  # days within which a working day must come


class Days(models.QuerySet["CalendarDay"]):
    def visible_to(self, officer: Officer) -> Days:
        """Public to every officer."""
        return self


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a Saturday that is worked."""

    on = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("làm việc")
    label = models.CharField("tên", max_length=120)

    objects = Days.as_manager()

    class Meta:
        ordering = ("on",)
        verbose_name = "ngày đặc biệt"

    def __str__(self) -> str:
        return self.label


def shipped() -> Iterator[tuple[date, bool, str]]:
    """The holidays that come with the product: (day, whether it is worked, its name)."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield date.fromisoformat(row["on"]), row["is_working"] == "1", row["label"]


def keeps_calendar(officer: Officer) -> bool:
    """The calendar is one for all units: it is kept by admins above whom no other admin stands."""
    own = reach_as(officer, Role.ADMIN)
    if not own:
        return False
    top = min(own, key=len)
    return not any(top != above and top.startswith(above) for above in administered(officer.on))


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday, but for the days `off`, and with the days `worked` (made up for)."""

    off: tuple[date, ...]
    worked: tuple[date, ...]

    @classmethod
    def known(cls) -> WorkingDays:
        """The calendar as it is kept."""
        return cls.of(CalendarDay.objects.all())

    @classmethod
    def of(cls, kept: Days) -> WorkingDays:
        days = list(kept.order_by("on").values_list("on", "is_working"))
        off = tuple(on for on, is_working in days if not is_working)
        return cls(off, tuple(on for on, is_working in days if is_working))

    def is_worked(self, on: date) -> bool:
        if on.weekday() >= SATURDAY:
            return _holds(self.worked, on)
        return not _holds(self.off, on)

    def add(self, start: date, days: int) -> date:
        """The day `days` working days after `start`, itself not counted; before, if negative.

        With 0, `start` itself, or the next working day.
        """
        if days == 0:
            return self.first_from(start)
        step, left, on = (DAY if days > 0 else -DAY), abs(days), start
        while left:
            on += step
            left -= self.is_worked(on)
        return on

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative where `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        whole, rest = divmod((end - start).days, 7)
        plain = whole * 5 + sum(
            (start + DAY * (whole * 7 + n)).weekday() < SATURDAY for n in range(1, rest + 1)
        )
        off = sum(d.weekday() < SATURDAY for d in _within(self.off, start, end))
        made_up = sum(d.weekday() >= SATURDAY for d in _within(self.worked, start, end))
        return plain - off + made_up

    def first_from(self, on: date) -> date:
        """`on`, or the next day that is worked. Raises ValueError where none comes in ten years."""
        return self._nearest(on, DAY)

    def last_until(self, on: date) -> date:
        """`on`, or the day before it that is worked."""
        return self._nearest(on, -DAY)

    def _nearest(self, on: date, step: timedelta) -> date:
        for _ in range(FAR):
            if self.is_worked(on):
                return on
            on += step
        raise ValueError("no working day within ten years")

    def ends_on(self) -> date | None:
        """The last day of the last year with holidays; None where none are kept."""
        return date(self.off[-1].year, 12, 31) if self.off else None


def _holds(days: tuple[date, ...], on: date) -> bool:
    place = bisect_left(days, on)
    return place < len(days) and days[place] == on


def _within(days: tuple[date, ...], after: date, until: date) -> tuple[date, ...]:
    return days[bisect_right(days, after) : bisect_right(days, until)]
