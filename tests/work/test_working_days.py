"""Working days over holidays and years: counting back gives what was counted forth."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from danvan.work.models import WorkingDays

TET = tuple(date(2021, 2, day) for day in range(10, 17))
CALENDAR = WorkingDays(off=TET, worked=(date(2021, 2, 20),))  # a Saturday made up for

days = st.dates(date(2019, 1, 1), date(2024, 12, 31))
calendars = st.builds(
    lambda off, worked: WorkingDays(
        tuple(sorted(d for d in off if d.weekday() < 5)),
        tuple(sorted(d for d in worked if d.weekday() >= 5)),
    ),
    st.sets(days, max_size=40),
    st.sets(days, max_size=10),
)


def test_a_deadline_over_tet_skips_the_holidays():
    assert CALENDAR.add(date(2021, 2, 9), 1) == date(2021, 2, 17)


def test_a_saturday_that_is_made_up_for_counts():
    assert CALENDAR.add(date(2021, 2, 19), 1) == date(2021, 2, 20)
    assert CALENDAR.between(date(2021, 2, 19), date(2021, 2, 22)) == 2


@given(calendars, days, st.integers(1, 200))
def test_so_many_days_on_lie_so_many_days_between(calendar, start, count):
    assert calendar.between(start, calendar.add(start, count)) == count


@given(calendars, days, st.integers(1, 200))
def test_a_deadline_is_a_day_that_is_worked(calendar, start, count):
    assert calendar.is_worked(calendar.add(start, count))


@given(calendars, days, st.integers(1, 100), st.integers(1, 100))
def test_days_add_up(calendar, start, first, more):
    assert calendar.add(calendar.add(start, first), more) == calendar.add(start, first + more)


@given(calendars, days, days)
def test_between_counts_each_day_once(calendar, start, end):
    start, end = min(start, end), max(start, end)
    span = ((end - start).days + 1,)
    each = sum(calendar.is_worked(start + timedelta(days=n)) for n in range(1, span[0]))
    assert calendar.between(start, end) == each
    assert calendar.between(end, start) == -each


@given(calendars, days)
def test_moving_off_a_holiday_stops_at_the_nearest_worked_day(calendar, on):
    later, earlier = calendar.first_from(on), calendar.last_until(on)

    assert earlier <= on <= later
    assert calendar.is_worked(later)
    assert calendar.is_worked(earlier)
    if calendar.is_worked(on):
        assert earlier == on == later


def test_the_calendar_says_when_its_holidays_run_out():
    assert CALENDAR.ends_on() == date(2021, 12, 31)
    assert WorkingDays((), ()).ends_on() is None
