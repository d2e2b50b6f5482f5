"""Schedules open rounds: who owes a report, until when, and how long it can be changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.situation.conftest import IN_MAY

from danvan.ledger.actions import SYSTEM
from danvan.situation.actions.forms import load_forms
from danvan.situation.actions.schedules import (
    end_schedule,
    lift_lock,
    open_periods,
    schedule_reports,
)
from danvan.situation.models import FormBalance, Indicator, ReportForm, ReportSchedule
from danvan.situation.models.days import MONTHS, round_of, rounds_since
from danvan.situation.models.locks import is_locked
from danvan.units.actions import close_unit
from danvan.work.models import CalendarDay, WorkingDays

DAY = timedelta(days=1)
NO_HOLIDAYS = WorkingDays((), ())


def test_forms_are_loaded_once(forms):
    assert forms == ReportForm.objects.count() > 0
    assert load_forms(by=SYSTEM, on=IN_MAY) == 0
    assert FormBalance.objects.get(form__code="thang").parts.count() == 2
    rate = Indicator.objects.get(rollup="rate")
    assert (rate.numerator.code, rate.denominator.code) == ("van-de-xong", "van-de")


def test_a_round_awaits_every_unit_of_the_tier_below_and_gives_it_a_task(may, commune, neighbour):
    """S27."""
    assert {each.unit for each in may.expected.all()} == {commune, neighbour}
    assert {each.task.due_on for each in may.expected.all()} == {may.due_on}
    assert (may.first_on, may.last_on) == (date(2020, 5, 1), date(2020, 5, 31))
    assert (may.cutoff_on, may.due_on) == (date(2020, 5, 14), date(2020, 5, 15))


def test_a_round_opens_once_and_missed_ones_come_later(may, monthly):
    assert open_periods(by=SYSTEM, on=IN_MAY) == 0
    assert open_periods(by=SYSTEM, on=date(2020, 7, 20)) == 2
    assert [each.first_on.month for each in monthly.periods.order_by("first_on")] == [5, 6, 7]


def test_a_unit_closed_later_still_owes_what_it_owed(may, monthly, neighbour):
    close_unit(by=SYSTEM, unit=neighbour, on=date(2020, 6, 1), why="sáp nhập")
    open_periods(by=SYSTEM, on=date(2020, 6, 2))

    assert may.expected.count() == 2
    assert monthly.periods.get(first_on=date(2020, 6, 1)).expected.count() == 1


def test_an_ended_schedule_opens_nothing(may, monthly):
    end_schedule(by=SYSTEM, schedule=monthly, on=date(2020, 6, 1))

    assert open_periods(by=SYSTEM, on=date(2020, 6, 2)) == 0
    with pytest.raises(ValidationError, match="đã thôi"):
        end_schedule(by=SYSTEM, schedule=monthly, on=date(2020, 6, 3))


@pytest.mark.parametrize(
    ("form", "tier", "said"),
    [
        ("khong-co", "commune", "Không có biểu mẫu"),
        ("truc-tiep", "commune", "không theo lịch"),
        ("thang", "central", "cấp dưới"),
        ("thang", "commune", "Đã có lịch"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_in_words(monthly, tiers, form, tier, said):
    asked = ReportSchedule(
        unit=monthly.unit, tier=tiers[tier], form_code=form, valid_from=date(2020, 2, 1)
    )
    with pytest.raises(ValidationError, match=said):
        schedule_reports(by=SYSTEM, schedule=asked)


def test_an_officer_of_another_province_schedules_nothing_here(
    monthly, tiers, employ, centre, found
):
    elsewhere = found("tinh-20", "Tỉnh Lạng Sơn", "province", centre)
    asked = ReportSchedule(
        unit=monthly.unit, tier=tiers["commune"], form_code="quy", valid_from=date(2020, 2, 1)
    )
    with pytest.raises(PermissionDenied):
        schedule_reports(by=employ("la", elsewhere, "admin"), schedule=asked)


def test_after_the_lock_only_an_exception_opens_it_and_only_until_its_day(may, commune, neighbour):
    late = may.locks_on + DAY
    assert not is_locked(may, commune, may.locks_on)
    assert is_locked(may, commune, late)
    lift_lock(by=SYSTEM, period=may, unit=commune, until=late + DAY, reason="lũ", on=late)

    assert not is_locked(may, commune, late + DAY)
    assert is_locked(may, commune, late + 2 * DAY)
    assert is_locked(may, neighbour, late)


@pytest.mark.parametrize(("until", "reason"), [(date(2020, 5, 3), "lũ"), (date(2020, 9, 1), " ")])
def test_an_exception_needs_a_day_to_come_and_a_reason(may, commune, until, reason):
    with pytest.raises(ValidationError):
        lift_lock(by=SYSTEM, period=may, unit=commune, until=until, reason=reason, on=IN_MAY)


def test_a_due_day_that_is_a_holiday_moves_as_the_schedule_says(monthly):
    CalendarDay.objects.create(on=date(2020, 5, 15), is_working=False, label="nghỉ")
    worked = WorkingDays.known()

    monthly.shift = "before"
    assert round_of(monthly, IN_MAY, worked).due_on == date(2020, 5, 14)
    monthly.shift = "after"
    assert round_of(monthly, IN_MAY, worked).due_on == date(2020, 5, 18)
    monthly.shift = "none"
    assert round_of(monthly, IN_MAY, worked).due_on == date(2020, 5, 15)


@given(
    kind=st.sampled_from(sorted(MONTHS)),
    due_day=st.integers(1, 31),
    months_after=st.integers(0, 2),
    on=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_rounds_follow_one_another_without_gap_or_overlap(kind, due_day, months_after, on):
    asked = ReportSchedule(kind=kind, due_day=due_day, months_after=months_after)
    first, *others = rounds_since(asked, on - DAY, on + 800 * DAY, NO_HOLIDAYS)

    assert first.first_on <= on <= first.last_on
    for before, after in zip([first, *others], others, strict=False):
        assert after.first_on == before.last_on + DAY
    assert all(each.cutoff_on <= each.due_on <= each.locks_on for each in (first, *others))
