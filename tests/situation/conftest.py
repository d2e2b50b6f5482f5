"""A province that asks its communes for monthly reports, and officers who write and sign."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.situation.actions.forms import load_forms
from danvan.situation.actions.schedules import open_periods, schedule_reports
from danvan.situation.models import ReportPeriod, ReportSchedule

JANUARY = date(2020, 1, 1)
IN_MAY = date(2020, 5, 4)


@pytest.fixture
def forms(db) -> int:
    return load_forms(by=SYSTEM, on=JANUARY)


@pytest.fixture
def monthly(forms, province, commune, neighbour, tiers) -> ReportSchedule:
    asked = ReportSchedule(
        unit=province, tier=tiers["commune"], form_code="thang", valid_from=JANUARY
    )
    return schedule_reports(by=SYSTEM, schedule=asked)


@pytest.fixture
def may(monthly) -> ReportPeriod:
    open_periods(by=SYSTEM, on=IN_MAY)
    return monthly.periods.get()


@pytest.fixture
def writer(employ, commune) -> Any:
    return employ("viet", commune)


@pytest.fixture
def signer(employ, commune) -> Any:
    return employ("ky", commune, "approver")


@pytest.fixture
def head(employ, province) -> Any:
    return employ("nhan", province, "analyst")
