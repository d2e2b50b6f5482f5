"""A text's times are intervals with their precision; what it leaves open its own date fills."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.dates import Mention, mentions, when
from danvan.sense.words.fold import fold
from danvan.sense.words.number_words import say_number
from danvan.sense.words.periods import Interval, month, months_after, quarter, whole_year

ON = dt.date(2020, 7, 14)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))


def days(first: str, last: str | None = None) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


@given(DAYS, DAYS)
@settings(max_examples=100, deadline=None)
def test_a_whole_date_is_that_day_however_written_and_whenever_read(
    day: dt.date, on: dt.date
) -> None:
    spoken = f"ngày {say_number(day.day)} tháng {say_number(day.month)} năm {day.year}"
    for text in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"Ngày {day.day} tháng {day.month} năm {day.year}",
        spoken,
        day.isoformat(),
    ):
        assert when(text, on) == Interval(day, day, "day")
        assert when(fold(text), on) == Interval(day, day, "day")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31)), DAYS)
@settings(max_examples=50, deadline=None)
def test_a_day_without_a_year_takes_the_papers(day: dt.date, on: dt.date) -> None:
    try:
        meant = day.replace(year=on.year)
    except ValueError:
        return
    for text in (f"sáng {day.day}/{day.month}", f"ngày {day.day} tháng {day.month}"):
        assert when(text, on) == Interval(meant, meant, "day")


@given(st.integers(1950, 2060))
@settings(max_examples=20, deadline=None)
def test_quarters_and_months_tile_the_year(year: int) -> None:
    quarters = [when(f"quý {roman}/{year}", ON) for roman in ("I", "II", "III", "IV")]
    months = [when(f"tháng {at} năm {year}", ON) for at in range(1, 13)]
    for row, precision in ((quarters, "quarter"), (months, "month")):
        assert [one.precision for one in row if one] == [precision] * len(row)
        assert row[0].first == whole_year(year).first
        assert row[-1].last == whole_year(year).last
        for one, after in pairwise(row):
            assert after.first - one.last == dt.timedelta(days=1)
    assert quarters[1] == quarter(year, 2) == when(f"quy 2 nam {year}", ON)
    assert months[8] == month(year, 9)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "relation"),
    [
        ("quý II/2020", "2020-04-01", "2020-06-30", "quarter", "on"),
        ("xong trước ngày 30/9", "2020-09-30", "2020-09-30", "day", "before"),
        ("chậm nhất ngày 30 tháng 9", "2020-09-30", "2020-09-30", "day", "within"),
        ("đến hết năm 2025", "2025-01-01", "2025-12-31", "year", "within"),
        ("kể từ 1/7/2025", "2025-07-01", "2025-07-01", "day", "from"),
        ("sau ngày 1/7/2025", "2025-07-01", "2025-07-01", "day", "after"),
        ("Kết luận 114 ngày 14/7/2015", "2015-07-14", "2015-07-14", "day", "on"),
        ("6 tháng đầu năm", "2020-01-01", "2020-06-30", "half", "on"),
        ("sáu tháng cuối năm 2021", "2021-07-01", "2021-12-31", "half", "on"),
        ("9 tháng đầu năm 2021", "2021-01-01", "2021-09-30", "month", "on"),
        ("nửa cuối năm 2020", "2020-07-01", "2020-12-31", "half", "on"),
        ("cuối năm 2020", "2020-09-01", "2020-12-31", "part", "on"),
        ("đầu quý II", "2020-04-01", "2020-04-30", "part", "on"),
        ("cuối tháng 2/2021", "2021-02-21", "2021-02-28", "part", "on"),
        ("nhiệm kỳ 2020–2025", "2020-01-01", "2025-12-31", "year", "on"),
        ("từ ngày 1/7 đến hết ngày 30/9/2021", "2021-07-01", "2021-09-30", "day", "on"),
        ("từ 10 đến 20/7", "2020-07-10", "2020-07-20", "day", "on"),
        ("trong vòng 15 ngày", "2020-07-14", "2020-07-29", "day", "within"),
        ("tuần trước", "2020-07-06", "2020-07-12", "week", "on"),
        ("hôm qua", "2020-07-13", "2020-07-13", "day", "on"),
        ("tháng sau", "2020-08-01", "2020-08-31", "month", "on"),
        ("tháng sáu", "2020-06-01", "2020-06-30", "month", "on"),
        ("tháng năm năm 2021", "2021-05-01", "2021-05-31", "month", "on"),
        ("quý trước", "2020-04-01", "2020-06-30", "quarter", "on"),
        ("năm ngoái", "2019-01-01", "2019-12-31", "year", "on"),
        ("ngày 5 tháng tới", "2020-08-05", "2020-08-05", "day", "on"),
        ("tối 14/7", "2020-07-14", "2020-07-14", "day", "on"),
        ("thứ tư 15/7", "2020-07-15", "2020-07-15", "day", "on"),
        ("14-7-20", "2020-07-14", "2020-07-14", "day", "on"),
    ],
)
def test_a_time_is_an_interval_with_its_precision_and_relation(
    text: str, first: str, last: str, precision: str, relation: str
) -> None:
    assert when(text, ON) == Interval(*days(first, last), precision, relation)


@pytest.mark.parametrize(
    "text",
    [
        *("tăng 5 năm", "3/4 số hộ", "05/2020/NĐ-CP", "Nghị định 05/2020", "mục 4.2", "quý vị", ""),
        *("31/2/2020", "2/13/2020", "sáng 32/1", "quý V/2020", "tháng 13/2020", "5 năm tới"),
        *("trong 15 ngày làm việc", "trong 15 ngày kể từ ngày nhận", "năm học 2020-2021"),
        *("Việt Nam 2020", "những năm qua", "đạt 94,9 %", "ngày càng tốt", "tỷ lệ 1/2"),
    ],
)
def test_what_names_no_time_gives_none(text: str) -> None:
    assert mentions(text, ON) == ()


@pytest.mark.parametrize(
    "text",
    [
        "10/3 âm lịch",
        "ngày 10/3 (ÂL)",
        "rằm tháng 7",
        "ngày 10 tháng 3 âm lịch",
        "tháng Giêng",
        "mùng 3 Tết",
    ],
)
def test_a_lunar_time_is_found_and_left_to_a_person(text: str) -> None:
    found = mentions(f"Họp {text}", ON)
    assert [mention.interval for mention in found] == [None]
    assert when(text, ON) is None


def test_several_times_stand_in_order_at_their_places() -> None:
    text = "Cả năm 2020 và quý I năm 2021; xong trước 30/9/2021."
    found = mentions(text, ON)
    assert [text[one.start : one.end] for one in found] == [
        "năm 2020",
        "quý I năm 2021",
        "30/9/2021",
    ]


def test_a_month_later_stays_in_the_month() -> None:
    assert months_after(dt.date(2020, 1, 31), 1) == dt.date(2020, 2, 29)
    assert months_after(dt.date(2020, 1, 31), -2) == dt.date(2019, 11, 30)


WORDS = st.sampled_from(
    "ngày tháng năm quý trước từ đến 30/9 2020 /2021 14 II sáu cuối đầu nay sau trong 1-5/7 - tới"
    " 31/2 99/99 âm lịch tết rằm hôm qua 0 000 giai đoạn 9999".split(" ")
)


@given(st.lists(WORDS, max_size=12).map(" ".join), DAYS)
@settings(max_examples=200, deadline=None)
def test_any_row_of_words_gives_disjoint_times_in_order(text: str, on: dt.date) -> None:
    found: tuple[Mention, ...] = mentions(text, on)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert one.interval is None or one.interval.first <= one.interval.last
