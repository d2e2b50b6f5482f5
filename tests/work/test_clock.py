"""Days are Vietnam's, and deadlines cross the ends of months, years, holidays and terms rightly."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from danvan.ledger.actions import SYSTEM
from danvan.units.models import today
from danvan.work.actions import carry_over, load_holidays, remind, repeat
from danvan.work.models import Recurrence, Reminder, Task, WorkingDays, shipped


@pytest.fixture
def at(monkeypatch, settings):
    """Sets the moment: `at(2026, 1, 31, 16, 59)` is in UTC, as a server in Europe counts."""
    settings.TODAY = None

    def moment(*parts: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(*parts, tzinfo=UTC))

    return moment


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((2026, 1, 31, 16, 59), date(2026, 1, 31)),
        ((2026, 1, 31, 17, 0), date(2026, 2, 1)),
        ((2025, 12, 31, 17, 0), date(2026, 1, 1)),
        ((2024, 2, 28, 17, 0), date(2024, 2, 29)),
        ((2026, 3, 29, 16, 59), date(2026, 3, 29)),  # a night of summer time in Europe
        ((2026, 3, 29, 17, 0), date(2026, 3, 30)),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam_wherever_the_server_stands(at, moment, day):
    at(*moment)

    assert today() == day


def test_a_task_is_late_from_midnight_in_vietnam(at, give, commune):
    task = give(commune, due_on=date(2020, 12, 31))

    at(2020, 12, 31, 16, 59)
    assert not Task.objects.overdue(today()).exists()
    at(2020, 12, 31, 17, 0)
    assert Task.objects.overdue(today()).get() == task


@pytest.mark.parametrize(
    ("due_on", "told_on"),
    [
        (date(2021, 1, 1), [date(2020, 12, 25), date(2020, 12, 31), date(2021, 1, 2)]),
        (date(2021, 3, 1), [date(2021, 2, 22), date(2021, 2, 28), date(2021, 3, 2)]),
        (date(2020, 7, 31), [date(2020, 7, 24), date(2020, 7, 30), date(2020, 8, 1)]),
    ],
)
def test_reminders_cross_the_end_of_a_month_and_of_a_year(give, commune, due_on, told_on):
    give(commune, due_on=due_on)
    for number in range(-10, 3):
        remind(by=SYSTEM, on=due_on + timedelta(days=number))

    assert list(Reminder.objects.order_by("sent_on").values_list("sent_on", flat=True)) == told_on


def test_working_days_leap_over_tet(db):
    """In 2021 Wednesday 10 to Tuesday 16 February are free."""
    load_holidays(by=SYSTEM, days=shipped())

    known = WorkingDays.known()
    found = [known.add(date(2021, 2, 8), number) for number in range(1, 4)]

    assert found == [date(2021, 2, 9), date(2021, 2, 17), date(2021, 2, 18)]


def test_a_year_of_daily_rounds_gives_twelve_reports_one_for_each_month(commune):
    """A task that recurs is given once for each period, whatever the month's length (S55)."""
    load_holidays(by=SYSTEM, days=shipped())
    rule = Recurrence.objects.create(
        title="Báo cáo tháng",
        owner=commune,
        rhythm="month",
        day=31,
        shift="before",
        begins_on=date(2020, 1, 1),
    )
    for number in range(0, 340, 7):
        repeat(by=SYSTEM, on=date(2020, 1, 1) + timedelta(days=number))

    due = list(rule.tasks.order_by("due_on").values_list("due_on", flat=True))
    assert [(day.year, day.month) for day in due] == [(2020, month) for month in range(1, 13)]


def test_a_task_goes_on_from_one_term_to_the_next(give, commune):
    """What the term did not finish continues, tied to what it was (S55)."""
    task = give(commune, due_on=date(2020, 9, 30))

    after = carry_over(by=SYSTEM, task=task, on=date(2020, 9, 30), due_on=date(2025, 9, 30))

    task.refresh_from_db()
    assert (task.outcome, after.continues, after.opened_on) == ("dropped", task, date(2020, 9, 30))
    assert list(Task.objects.open()) == [after]
