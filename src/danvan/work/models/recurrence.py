"""Tasks that come again, and the days on which they fall due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.units.models import Unit
from danvan.work.models.calendar import WorkingDays

if TYPE_CHECKING:
    from danvan.units.models import Officer

MARGIN = timedelta(days=31)  # a day is never moved farther than this


class Rhythm(models.TextChoices):
    WEEK = "week", gettext_lazy("hằng tuần")
    MONTH = "month", gettext_lazy("hằng tháng")
    QUARTER = "quarter", gettext_lazy("hằng quý")
    HALF_YEAR = "half_year", gettext_lazy("sáu tháng")
    YEAR = "year", gettext_lazy("hằng năm")


class Recurrences(models.QuerySet["Recurrence"]):
    def visible_to(self, officer: Officer) -> Recurrences:
        return self.filter(owner__in=Unit.objects.visible_to(officer))

    def held(self, on: date) -> Recurrences:
        return self.filter(begins_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Recurrence(models.Model):
    """A task that comes again: `day` of each period (31 means its last), moved off holidays."""

    class Shift(models.TextChoices):
        BEFORE = "before", gettext_lazy("về trước")
        AFTER = "after", gettext_lazy("về sau")

    title = models.CharField("nhiệm vụ", max_length=300)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    rhythm = models.CharField("nhịp", max_length=10, choices=Rhythm.choices)
    day = models.PositiveSmallIntegerField("ngày trong kỳ")
    shift = models.CharField("gặp ngày nghỉ thì dời", max_length=6, choices=Shift.choices)
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True)

    objects = Recurrences.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ định kỳ"

    def __str__(self) -> str:
        return self.title

    def due_days(self, first: date, last: date, calendar: WorkingDays) -> list[date]:
        """The deadlines from `first` to `last`, moved off days that are not worked."""
        moved = (self._moved(on, calendar) for on in self._written(first - MARGIN, last + MARGIN))
        return [on for on in moved if max(first, self.begins_on) <= on <= last]

    def _written(self, first: date, last: date) -> Iterator[date]:
        """The days as the rule writes them: of a week, or of the last month of a period."""
        if self.rhythm == Rhythm.WEEK:
            yield from _weekdays(self.day, first, last)
            return
        step = MONTHS[Rhythm(self.rhythm)]
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            year, before = divmod(month, 12)
            if (before + 1) % step == 0:
                yield date(year, before + 1, min(self.day, monthrange(year, before + 1)[1]))

    def _moved(self, on: date, calendar: WorkingDays) -> date:
        if self.shift == Recurrence.Shift.BEFORE:
            return calendar.last_until(on)
        return calendar.first_from(on)


MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}


def _weekdays(day: int, first: date, last: date) -> Iterator[date]:
    """Every `day` of the week (1 is Monday) from `first` to `last`."""
    on = first + timedelta(days=(day - 1 - first.weekday()) % 7)
    while on <= last:
        yield on
        on += timedelta(days=7)
