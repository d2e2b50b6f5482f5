"""Rounds of reports: how many were awaited, came, and came in time; who has not reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from danvan.situation.models import ExpectedReport, ReportPeriod, SentVersion, SituationReport
from danvan.units.models import Officer

NOT_YET, IN_TIME, LATE = "not_yet", "in_time", "late"
STANDINGS = (NOT_YET, IN_TIME, LATE)


@dataclass(frozen=True)
class Rates:
    """The five rates of the field (DHIS2): of reports, never of people. Rates are in hundredths,
    none where nothing was awaited."""

    expected: int
    actual: int
    on_time: int

    @property
    def reporting_rate(self) -> float | None:
        return 100 * self.actual / self.expected if self.expected else None

    @property
    def on_time_rate(self) -> float | None:
        return 100 * self.on_time / self.expected if self.expected else None


def periods(*, officer: Officer) -> QuerySet[ReportPeriod]:
    """Those that await something of the officer's units or units below, the latest first."""
    awaited = ExpectedReport.objects.visible_to(officer).filter(period=OuterRef("pk"))
    found = ReportPeriod.objects.visible_to(officer).filter(pk__in=awaited.values("period"))
    return found.select_related("form", "schedule__unit", "schedule__tier", "schedule__topic")


def period(*, officer: Officer, pk: int) -> ReportPeriod | None:
    return periods(officer=officer).filter(pk=pk).first()


def rates(*, officer: Officer, of: Iterable[ReportPeriod]) -> dict[int, Rates]:
    """By the period's number: of what the officer may see of it."""
    counted: dict[int, list[int]] = {each.pk: [0, 0, 0] for each in of}
    for row in _standing(ExpectedReport.objects.visible_to(officer), [*of]).values(
        "period", "first_sent", "ends_at"
    ):  # type: ignore[misc]  # annotated
        key, first_sent, ends_at = row["period"], row["first_sent"], row["ends_at"]
        counted[key][0] += 1
        counted[key][1] += first_sent is not None
        counted[key][2] += first_sent is not None and first_sent < ends_at
    return {key: Rates(*numbers) for key, numbers in counted.items()}


def awaited(*, officer: Officer, of: ReportPeriod, standing: str = "") -> QuerySet[ExpectedReport]:
    """Units of the period in the order of the tree, each with `first_sent`, `report` and `state`
    where it has begun one; only those that stand so, where that is asked."""
    report = SituationReport.objects.filter(period=OuterRef("period"), unit=OuterRef("unit"))
    found = _standing(ExpectedReport.objects.visible_to(officer), [of]).annotate(
        report=Subquery(report.values("pk")[:1]), state=Subquery(report.values("state")[:1])
    )
    end = _end_of(of.due_on)
    narrowed = {
        NOT_YET: Q(first_sent=None),
        IN_TIME: Q(first_sent__lt=end),
        LATE: Q(first_sent__gte=end),
    }
    return found.filter(narrowed.get(standing, Q())).select_related("unit").order_by("path")


def own(*, officer: Officer, on: date) -> QuerySet[ExpectedReport]:
    """What the officer's own unit owes and has not sent yet, the earliest due first."""
    mine = officer.seat.unit_id if officer.seat else None
    found = ExpectedReport.objects.visible_to(officer).filter(unit=mine)
    sent = SituationReport.objects.in_hand().filter(
        period=OuterRef("period"), unit=OuterRef("unit")
    )
    waiting = found.filter(~Exists(sent), period__first_on__lte=on)
    return waiting.select_related("period__form").order_by("period__due_on", "pk")


def _standing(seen: QuerySet[ExpectedReport], of: list[ReportPeriod]) -> QuerySet[ExpectedReport]:
    """With the moment at which each was first sent, and that until which it was in time."""
    sent = SentVersion.objects.filter(
        report__period=OuterRef("period"), report__unit=OuterRef("unit"), number=1
    )
    ends = [When(period=each.pk, then=Value(_end_of(each.due_on))) for each in of]
    return seen.filter(period__in=of).annotate(
        first_sent=Subquery(sent.values("sent_at")[:1]),
        ends_at=Case(*ends, default=None, output_field=DateTimeField()),
    )


def _end_of(day: date) -> datetime:
    """The first moment after the day, where the office is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
