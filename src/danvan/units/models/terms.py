"""Congresses and the terms that they open, with exact dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from danvan.units.models.tree import Unit

if TYPE_CHECKING:
    from danvan.units.models.officers import Officer

ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Congresses(models.QuerySet["Congress"]):
    def visible_to(self, officer: Officer) -> Congresses:
        """Public to every officer."""
        return self


class Congress(models.Model):
    """A committee's congress. `plenum_on`: when the new committee first met, if during it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="congresses")
    ordinal = models.PositiveSmallIntegerField("lần thứ")
    opens_on = models.DateField("khai mạc")
    closes_on = models.DateField("bế mạc")
    plenum_on = models.DateField("hội nghị lần thứ nhất", null=True)

    objects = Congresses.as_manager()

    class Meta:
        ordering = ("unit", "ordinal")
        verbose_name = "đại hội"
        constraints = [
            models.UniqueConstraint(fields=("unit", "ordinal"), name="units_congress_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="units_congress_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}"

    @property
    def numeral(self) -> str:
        """The ordinal as congresses are called: "XIX"."""
        left, said = self.ordinal, ""
        for value, letters in ROMAN:
            said += letters * (left // value)
            left %= value
        return said

    def term_begins(self) -> date:
        """The day after it closes; where the first plenum sat during it, that day."""
        day = self.plenum_on
        if day and self.opens_on <= day <= self.closes_on:
            return day
        return self.closes_on + timedelta(days=1)


class Terms(models.QuerySet["Term"]):
    def visible_to(self, officer: Officer) -> Terms:
        """Public to every officer."""
        return self

    def held(self, on: date) -> Terms:
        return self.filter(begins_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Term(models.Model):
    """A committee's term of office: both days are in it; without an end while the next is open."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms")
    congress = models.ForeignKey(Congress, models.PROTECT, null=True, related_name="+")
    label = models.CharField("nhiệm kỳ", max_length=40)
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True)

    objects = Terms.as_manager()

    class Meta:
        ordering = ("unit", "begins_on")
        verbose_name = "nhiệm kỳ"
        constraints = [
            models.UniqueConstraint(fields=("unit", "begins_on"), name="units_term_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="units_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label
