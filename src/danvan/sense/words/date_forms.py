"""The forms in which texts name a time, each with what it means. Read on the folded text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from danvan.sense.words.fold import fold
from danvan.sense.words.number_words import number_in_words, say_number
from danvan.sense.words.numbers import parse_roman
from danvan.sense.words.periods import (
    Interval,
    day,
    half,
    month,
    month_of,
    months_after,
    quarter,
    third,
    week,
    whole_year,
)

SPOKEN = {say_number(number) for number in range(1, 32)} | {"tư", "bẩy"}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(SPOKEN, key=len, reverse=True))})"
FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
YEAR = rf"(?:\s*,?\s*(?:năm\s+|[/-]\s?){FULL_YEAR}(?!\d))"
PART = r"(?:(?P<part>đầu|giữa|cuối)\s+)?"
ENDS = r"(?![\w%]|[.,]\d)"
DAY_TIMES = r"sáng|trưa|chiều|tối|đêm|hôm|ngày|thứ \w+|chủ nhật"

# A day and a month with a stroke are a fraction, unless a word of time stands before them.
TIME_BEFORE = (
    rf"(?<!\w)(?:{DAY_TIMES}|mùng|mồng|trước|sau|từ|đến|tới|hạn|qua|hết|chậm nhất|muộn nhất|vào"
    r"|xong|hoàn thành)"
    r"(?:\s+(?:là|vào))?[,:]?\s+$"
)
FAR_BEFORE = 20

DAYS = {"hôm nay": 0, "hôm qua": -1, "hôm kia": -2, "ngày mai": 1, "ngày kia": 2}
STEPS = {"nay": 0, "này": 0, "sau": 1, "tới": 1, "trước": -1, "qua": -1, "ngoái": -1}
NEAR = "|".join(STEPS)


def bare(words: str) -> str:
    """Words, or a pattern of words, as they are typed without marks."""
    return "".join(sign if sign.isascii() else fold(sign) for sign in words)


def both(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for texts without marks and for texts with marks."""
    return re.compile(bare(pattern)), re.compile(pattern)


LED_BY_TIME = both(TIME_BEFORE)
BARE_DAYS = {bare(words): days for words, days in DAYS.items()}
BARE_STEPS = {bare(word): step for word, step in STEPS.items()}


@dataclass(frozen=True)
class Named:
    """A form found in a text of the day `on`; `text` is what was searched, marked or not."""

    match: re.Match[str]
    text: str
    marked: bool
    on: dt.date
    interval: Interval | None = None
    build: Build | None = None

    @property
    def given(self) -> dict[str, str]:
        return {name: value for name, value in self.match.groupdict().items() if value}

    @property
    def part(self) -> str:
        """ "dau", "giua", "cuoi" or ""."""
        return bare(self.given.get("part", ""))

    @property
    def step(self) -> int:
        return BARE_STEPS[bare(self.given["which"])]

    @property
    def year(self) -> int:
        year = int(self.given.get("year", self.on.year))
        return year + 2000 if year < 100 else year

    def number(self, name: str) -> int:
        value = self.given[name]
        found = int(value) if value.isdecimal() else number_in_words(value)
        return found or parse_roman(value) or 0

    def in_part(self, whole: Interval) -> Interval:
        return third(whole, self.part) if self.part else whole


Build = Callable[[Named], Interval | None]


def exact_day(named: Named) -> Interval:
    return day(named.year, named.number("month"), named.number("day"))


def bare_day(named: Named) -> Interval | None:
    low = max(0, named.match.start() - FAR_BEFORE)
    led = LED_BY_TIME[named.marked].search(named.text[low : named.match.start()])
    return exact_day(named) if led else None


def day_of_near_month(named: Named) -> Interval:
    near = months_after(named.on.replace(day=1), named.step)
    return day(near.year, near.month, named.number("day"))


def days_of_month(named: Named) -> Interval | None:
    first = exact_day(named)
    last = day(named.year, named.number("month"), named.number("until"))
    return Interval(first.first, last.last, "day") if first.first < last.last else None


def some_months(named: Named) -> Interval | None:
    """ "6 tháng đầu năm 2020" is a half; "9 tháng đầu năm" are nine months."""
    count, ends = named.number("count"), named.part == "cuoi"
    if count == 6:
        return half(named.year, 2 if ends else 1)
    if not 1 <= count <= 11:
        return None
    first, last = month_of(named.year, 13 - count if ends else 1, count)
    return Interval(first, last, "month")


def half_year(named: Named) -> Interval:
    return half(named.year, 1 if named.part == "dau" else 2)


def some_quarter(named: Named) -> Interval:
    return named.in_part(quarter(named.year, named.number("quarter")))


def some_month(named: Named) -> Interval | None:
    """A month. Before no year “tháng năm” may be “tháng, năm”, and “thang sau” the next one."""
    if "year" not in named.given and named.given["month"] in ("năm", "nam", "sau"):
        return None
    return named.in_part(month(named.year, named.number("month")))


def some_year(named: Named) -> Interval:
    return named.in_part(whole_year(named.year))


def years(named: Named) -> Interval | None:
    until = named.number("until")
    if not named.year < until:
        return None
    return Interval(whole_year(named.year).first, whole_year(until).last, "year")


def near_day(named: Named) -> Interval:
    at = named.on + dt.timedelta(days=BARE_DAYS[bare(" ".join(named.match[0].split()))])
    return Interval(at, at, "day")


def near_period(named: Named) -> Interval | None:
    unit, start = bare(named.given["unit"]), named.on.replace(day=1)
    if unit == "tuan":
        return None if named.part else week(named.on, named.step)
    if unit == "nam":
        return named.in_part(whole_year(named.on.year + named.step))
    near = months_after(start, named.step * (3 if unit == "quy" else 1))
    if unit == "quy":
        return named.in_part(quarter(near.year, (near.month + 2) // 3))
    return named.in_part(month(near.year, near.month))


def time_from_now(named: Named) -> Interval:
    """ "trong 15 ngày": from the day of the text on."""
    count, unit = named.number("count"), bare(named.given["unit"])
    if unit in ("ngay", "tuan"):
        last = named.on + dt.timedelta(days=count * (7 if unit == "tuan" else 1))
    else:
        last = months_after(named.on, count * (12 if unit == "nam" else 1))
    return Interval(named.on, last, "day", "within")


PATTERNS: tuple[tuple[str, Build], ...] = (
    (r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])", exact_day),
    (
        r"(?<![\w/.-])(?P<day>\d{1,2})(?P<sign>\s?[/.-]\s?)(?P<month>\d{1,2})(?P=sign)"
        rf"{FULL_YEAR}(?![\d/]|-\w)",
        exact_day,
    ),
    (
        r"(?<![\w/.-])(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d\d)"
        r"(?![\w/]|-\w)",
        exact_day,
    ),
    (
        rf"(?<!\w)(?:ngày|mùng|mồng|hôm)\s+(?P<day>{NUMBER})\s+tháng\s+(?P<month>{NUMBER})"
        rf"{ENDS}{YEAR}?",
        exact_day,
    ),
    (
        rf"(?<!\w)(?:ngày|mùng|mồng)\s+(?P<day>{NUMBER})\s+tháng\s+(?P<which>{NEAR})(?!\w)",
        day_of_near_month,
    ),
    (
        r"(?<![\w/.,-])(?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})(?![\w/%-]|[.,]\d| ?%)",
        bare_day,
    ),
    (
        r"(?:(?<!\w)từ\s+(?:ngày\s+)?)?(?<![\w/.,-])(?P<day>\d{1,2})\s*(?:-|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?"
        rf"(?P<until>\d{{1,2}})\s*(?:/|tháng\s)\s*(?P<month>\d{{1,2}})(?![\w-]|[.,]\d){YEAR}?",
        days_of_month,
    ),
    (
        rf"(?<![\w.,])(?P<count>{NUMBER})\s+tháng\s+(?P<part>đầu|cuối)\s+năm"
        rf"(?:\s+{FULL_YEAR})?(?!\w|\s+học)",
        some_months,
    ),
    (
        rf"(?<!\w)nửa\s+(?P<part>đầu|sau|cuối)\s+năm(?:\s+{FULL_YEAR})?(?!\w|\s+học)",
        half_year,
    ),
    (
        rf"(?<!\w){PART}quý\s+(?P<quarter>iv|i{{1,3}}|[1-4]|một|hai|ba|bốn|tư){ENDS}{YEAR}?",
        some_quarter,
    ),
    (rf"(?<!\w)(?<!\d ){PART}tháng\s+(?P<month>{NUMBER}){ENDS}{YEAR}?", some_month),
    (rf"(?<!\w){PART}năm\s+{FULL_YEAR}(?![\d/]|-\w)", some_year),
    (
        r"(?<!\w)(?<!tháng )(?P<part>đầu|giữa|cuối)\s+năm"
        rf"(?!\w|\s+(?:học|thứ|mới|\d|{NEAR}))",
        some_year,
    ),
    (
        rf"(?<!\w)(?:giai đoạn|nhiệm kỳ|thời kỳ|các năm|từ năm|năm)\s+{FULL_YEAR}"
        r"\s*(?:-|đến|tới)\s*(?:năm\s+)?(?P<until>(?:19|20)\d\d)(?!\d)",
        years,
    ),
    (rf"(?<!\w)(?:{'|'.join(DAYS)})(?!\w)".replace(" ", r"\s+"), near_day),
    (
        rf"(?<!\w)(?<!\d )(?<!những ){PART}(?P<unit>tuần|tháng|quý|năm)\s+(?P<which>{NEAR})"
        r"(?!\w|\s+\d)",
        near_period,
    ),
    (
        rf"(?<!\w)trong\s+(?:vòng\s+|thời hạn\s+)?(?P<count>\d{{1,3}}|{NUMBER})\s+"
        r"(?P<unit>ngày|tuần|tháng|năm)(?!\w|\s+(?:làm việc|kể từ|tính từ|đầu|cuối|qua|trước|gần"
        r"|\d|liền|nay|này))",
        time_from_now,
    ),
)
FORMS = tuple((both(pattern), build) for pattern, build in PATTERNS)
LUNAR = both(
    r"(?<!\w)(?:(?:ngày|mùng|mồng|rằm)\s+(?:\w+\s+)?)?tháng\s+(?:giêng|chạp)(?!\w)"
    r"|(?<!\w)rằm\s+tháng\s+\w+|(?<!\w)(?:mùng|mồng|30)\s+(?:\w+\s+)?tết(?!\w)"
    r"|(?<!\w)tết nguyên đán|(?<![\w/])\d{1,2}/\d{1,2}(?:/\d{4})?\s*\(?(?:âm lịch|âl)(?!\w)"
)
LUNAR_AFTER = both(r"\s*\(?(?:âm lịch|âl)(?!\w)")
