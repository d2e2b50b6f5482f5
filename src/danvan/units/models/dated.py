"""Rows that hold from one day to another."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def today() -> date:
    """The day: the calendar's, or the one that a demonstration stands still on."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    """The moment: the clock's, on the day that a demonstration stands still on."""
    at = timezone.now()
    if settings.TODAY is None:
        return at
    return datetime.combine(settings.TODAY, timezone.localtime(at).timetz())


def written(day: date) -> str:
    """A day as offices write it."""
    return day.strftime("%d/%m/%Y")


def holds(on: date, prefix: str = "") -> Q:
    """Rows in force on a day: `valid_from` is the first day, `valid_to` the first day after."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": on}))


def below(paths: tuple[str, ...], field: str) -> Q:
    """Rows at one of the paths or below it; none where there is no path."""
    return reduce(or_, (Q(**{f"{field}__under": path}) for path in paths), Q(pk__in=()))


@models.CharField.register_lookup
class Under(models.Lookup[str]):
    """A path at another, "/1/25/", or below it, by the index that each database has for it."""

    lookup_name = "under"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        path, params = self.process_lhs(compiler, connection)
        return f"{path} LIKE %s", (*params, f"{self.rhs}%")

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """SQLite compares letters by their code: below "/1/25/" is what comes before "/1/250"."""
        path, params = self.process_lhs(compiler, connection)
        after = f"{self.rhs[:-1]}0"
        return f"({path} >= %s AND {path} < %s)", (*params, self.rhs, *params, after)


class DatedRows(models.QuerySet[Any]):
    def held(self, on: date) -> Self:
        return self.filter(holds(on))

    def overlapping(self, on: date, until: date | None) -> Self:
        """Rows in force on some day from `on` to before `until`, or ever after."""
        unended = self.filter(Q(valid_to=None) | Q(valid_to__gt=on))
        return unended.filter(valid_from__lt=until) if until else unended


def in_order(name: str) -> models.CheckConstraint:
    """A row does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name=name
    )
