"""Makes sent reports without a form's pages: what units sent for a period, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from danvan.situation.models import (
    Figure,
    Indicator,
    ReportForm,
    ReportPeriod,
    ReportSchedule,
    SentVersion,
    SituationReport,
)
from danvan.situation.models.contents import content_of, seal_of


def month(unit: Any, tier: Any, year: int, number: int) -> ReportPeriod:
    """The monthly period of a schedule of the unit for the tier below."""
    form, _ = ReportForm.objects.get_or_create(
        code="thang", valid_from=date(2018, 1, 1), defaults={"title": "Tháng", "kind": "monthly"}
    )
    schedule, _ = ReportSchedule.objects.get_or_create(
        unit=unit, tier=tier, kind="monthly", form_code="thang", valid_from=date(2018, 1, 1)
    )
    first = date(year, number, 1)
    last = date(year + number // 12, number % 12 + 1, 1) - (date(2020, 1, 2) - date(2020, 1, 1))
    period, _ = ReportPeriod.objects.get_or_create(
        schedule=schedule,
        first_on=first,
        defaults={
            "form": form,
            "last_on": last,
            "cutoff_on": last,
            "due_on": last,
            "locks_on": last,
        },
    )
    return period


def send(
    period: ReportPeriod,
    unit: Any,
    figures: Mapping[Indicator, Decimal | int | None],
    at: datetime | None = None,
) -> SentVersion:
    """The unit sends the figures; again, they replace what it sent before."""
    now = at or timezone.now()
    report, _ = SituationReport.objects.get_or_create(
        period=period, unit=unit, form=period.form, defaults={"made_at": now}
    )
    content = content_of(report)
    version = SentVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        sent_at=now,
        is_nil=False,
        content=content,
        seal=seal_of(content),
    )
    Figure.objects.bulk_create(
        Figure(version=version, indicator=indicator, value=value)
        for indicator, value in figures.items()
    )
    report.current, report.state = version, "sent"
    report.save()
    return version
