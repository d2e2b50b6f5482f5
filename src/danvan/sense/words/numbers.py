"""Numbers, Roman numerals and days as Vietnamese offices write them, both ways."""

from __future__ import annotations

import datetime as dt
import re

from danvan.sense.words.fold import fold, nfc

GROUPED = re.compile(r"\d{1,3}(?:([. \u00a0\u202f])\d{3})(?:\1\d{3})*|\d{1,3}(?:,\d{3}){2,}")
WHOLE = re.compile(r"(\d+)(?:[.,]0{1,2})?")
ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
ROMAN_SIGNS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
MAX_COUNT = 1_000_000_000

DAY_FIRST = re.compile(r"(?<![\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
IN_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s*,?\s+nam\s+(\d{4})")


def print_count(number: int) -> str:
    """1243 → "1.243"."""
    return f"{number:,}".replace(",", ".")


def print_share(share: float) -> str:
    """A share as per cent with one decimal: 0.9489 → "94,9"; a whole per cent without: "50"."""
    shown = f"{share * 100:.1f}".replace(".", ",")
    return shown.removesuffix(",0")


def parse_count(text: str) -> int | None:
    """A whole number of zero or more: "1.240", "1 240", "12", "12,0" (a spreadsheet's); else None.

    "4.2" is no count: beside a section word it is a section's number.
    """
    text = text.strip()
    if GROUPED.fullmatch(text):
        number = int(re.sub(r"\D", "", text))
    elif found := WHOLE.fullmatch(text):
        number = int(found[1][:12])
    else:
        return None
    return number if number <= MAX_COUNT else None


def parse_number(text: str) -> float | None:
    """A number with "." for thousands and "," for decimals: "94,9" → 94.9, "4.200" → 4200.0."""
    text = text.strip().removesuffix("%").strip()
    whole, comma, decimals = text.partition(",")
    count = parse_count(whole)
    if count is None or not (decimals.isdecimal() or not comma):
        return None
    return float(f"{count}.{decimals or 0}")


def print_roman(number: int) -> str:
    """4 → "IV"; from 1 to 399."""
    if not 1 <= number <= 399:
        raise ValueError(number)
    out = ""
    for size, sign in ROMAN_SIGNS:
        out += sign * (number // size)
        number %= size
    return out


def parse_roman(text: str) -> int | None:
    """ "IV" → 4; None where it is no Roman numeral."""
    text = text.strip().upper()
    if not ROMAN.fullmatch(text):
        return None
    number = 0
    for size, sign in ROMAN_SIGNS:
        while text.startswith(sign):
            number, text = number + size, text[len(sign) :]
    return number


def parse_day(text: str) -> str | None:
    """The first day named in a text, as ISO: "14/7/2020", "ngày 14 tháng 7 năm 2020", "2020-07-14".

    Day before month, always; two digits of a year mean this century. None: no such day.
    """
    if found := YEAR_FIRST.search(text):
        return iso(found[1], found[2], found[3])
    if found := DAY_FIRST.search(text):
        return iso(found[3], found[2], found[1])
    if found := IN_WORDS.search(fold(nfc(text))):
        return iso(found[3], found[2], found[1])
    return None


def iso(year: str, month: str, day: str) -> str | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return dt.date(full, int(month), int(day)).isoformat()
    except ValueError:
        return None
