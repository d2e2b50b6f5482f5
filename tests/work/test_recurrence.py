"""A task that comes again falls due on its day, moved off holidays, and is given once."""

from datetime import date

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import close_unit
from danvan.work.actions import recur, repeat
from danvan.work.models import Recurrence, Task, WorkingDays

NO_HOLIDAYS = WorkingDays((), ())


def rule(owner, **changed) -> Recurrence:
    said = {"rhythm": "month", "day": 20, "shift": "before", "begins_on": date(2020, 1, 1)}
    return Recurrence(title="Báo cáo tình hình", owner=owner, **(said | changed))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [date(2020, 11, 20), date(2020, 12, 18), date(2021, 1, 20)]),
        ({"shift": "after"}, [date(2020, 11, 20), date(2020, 12, 21), date(2021, 1, 20)]),
        ({"day": 31}, [date(2020, 11, 30), date(2020, 12, 31), date(2021, 1, 29)]),
        ({"rhythm": "quarter"}, [date(2020, 12, 18)]),
        ({"rhythm": "year", "day": 15}, [date(2020, 12, 15)]),
        ({"rhythm": "half_year", "begins_on": date(2020, 12, 20)}, []),
    ],
)
def test_the_days_of_a_rule(db, commune, changed, expected):
    found = rule(commune, **changed).due_days(date(2020, 11, 1), date(2021, 1, 31), NO_HOLIDAYS)

    assert found == expected


def test_a_month_has_a_last_day_in_february(commune):
    found = rule(commune, day=31, shift="after").due_days(
        date(2024, 2, 1), date(2024, 2, 29), NO_HOLIDAYS
    )
    assert found == [date(2024, 2, 29)]


def test_a_day_moved_over_the_new_year_is_not_lost(commune):
    tet = WorkingDays(off=(date(2020, 12, 31), date(2021, 1, 1)), worked=())
    found = rule(commune, day=31, shift="after").due_days(date(2021, 1, 1), date(2021, 1, 10), tet)

    assert found == [date(2021, 1, 4)]


def test_a_week_has_its_day(commune):
    found = rule(commune, rhythm="week", day=5).due_days(
        date(2020, 7, 1), date(2020, 7, 14), NO_HOLIDAYS
    )
    assert found == [date(2020, 7, 3), date(2020, 7, 10)]


def test_the_task_is_given_once_however_often_the_clock_ticks(commune):
    recur(by=SYSTEM, recurrence=rule(commune))

    given = [repeat(by=SYSTEM, on=date(2020, 7, day)) for day in (1, 1, 2, 15, 31)]

    assert given == [1, 0, 0, 0, 1]
    assert sorted(Task.objects.values_list("due_on", flat=True)) == [
        date(2020, 7, 20),
        date(2020, 8, 20),
    ]


def test_a_unit_that_is_no_more_is_given_nothing(commune):
    recur(by=SYSTEM, recurrence=rule(commune))
    close_unit(by=SYSTEM, unit=commune, on=date(2020, 7, 1), why="sáp nhập")

    assert repeat(by=SYSTEM, on=date(2020, 7, 1)) == 0
