"""A round that awaits one unit alone, and its report: what the addresses of the room take."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from danvan.ledger.actions import SYSTEM
from danvan.situation.actions import begin_report, load_forms
from danvan.situation.models import ExpectedReport, ReportForm, ReportPeriod, ReportSchedule

DAY = date(2099, 1, 1)


def stand(unit: Any, asker: Any) -> dict[str, int]:
    """Numbers by the names of addresses."""
    load_forms(by=SYSTEM, on=date(2020, 1, 1))
    schedule = ReportSchedule.objects.create(
        unit=asker,
        tier=unit.versions.get().tier,
        form_code="thang",
        kind="monthly",
        valid_from=DAY,
    )
    days = dict.fromkeys(("first_on", "last_on", "cutoff_on", "due_on", "locks_on"), DAY)
    period = ReportPeriod.objects.create(
        schedule=schedule, form=ReportForm.objects.get(code="thang"), **days
    )
    path = unit.last_path
    owed = ExpectedReport.objects.create(period=period, unit=unit, path=path)
    report = begin_report(
        by=SYSTEM, unit=unit, period=period, on=date(2020, 7, 1), at=timezone.now()
    )
    return {
        "situation:round": period.pk,
        "situation:lift": period.pk,
        "situation:begin": owed.pk,
        "situation:report": report.pk,
    }
