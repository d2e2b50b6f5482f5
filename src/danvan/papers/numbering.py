"""Numbers as headings and lists carry them: I- · 1.1. · a) · Phần thứ nhất · Chương IV · Điều 5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from danvan.papers.docx_styles import roman
from danvan.papers.plain import plain

Kind = Literal["phan", "chuong", "muc", "dieu", "roman", "capital", "arabic", "letter", ""]

RANKS: dict[Kind, int] = {
    "phan": 0,
    "chuong": 1,
    "muc": 2,
    "dieu": 3,
    "capital": 4,
    "roman": 5,
    "arabic": 6,
    "letter": 20,  # 1.1.1.1 and deeper stand between
    "": 30,
}
ORDINALS = "nhat hai ba tu nam sau bay tam chin muoi".split()
ORDINAL = {word: place for place, word in enumerate(ORDINALS, start=1)}
ORDINAL |= {"mot": 1, "bon": 4}

NAMED = re.compile(
    r"(Phần|Chương|Mục|Điều)\s+(thứ\s+)?(\w+)\s*([.:\-–—]?)(?:\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)
ROMAN = re.compile(r"([IVXL]+)\s*[.\-–—/)]\s*(?=\S)(.*)", re.DOTALL)
ARABIC = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){0,5})\s*([.\-–—/)]|(?<=\.\d)(?=\s))\s*(?=\S)(.*)", re.DOTALL
)
LETTER = re.compile(r"([a-zđ])\s*[)./]\s+(.*)", re.DOTALL)
CAPITAL = re.compile(r"([A-HK])\s*[.\-–—/]\s+(.*)", re.DOTALL)
PLAIN_KIND: dict[str, Kind] = {"phan": "phan", "chuong": "chuong", "muc": "muc", "dieu": "dieu"}


@dataclass(frozen=True)
class Number:
    """`parts` are the steps of the number ("1.1" → 1, 1; Roman and ordinal in Roman signs under a
    part), `shown` how it is printed, `rest` the words after it."""

    kind: Kind
    parts: tuple[str, ...]
    shown: str
    rest: str

    @property
    def rank(self) -> int:
        return RANKS[self.kind] + (len(self.parts) - 1 if self.kind == "arabic" else 0)


UNNUMBERED = Number("", (), "", "")


def parse_number(text: str) -> Number:
    """The number a line begins with; UNNUMBERED where it begins with none."""
    text = text.strip()
    return named(text) or signed(text) or Number("", (), "", text)


def named(text: str) -> Number | None:
    """ "Phần thứ nhất. …", "Chương IV", "Điều 5. …"; not "Điều 5 của Luật này"."""
    found = NAMED.match(text)
    if not found:
        return None
    kind = PLAIN_KIND[plain(found[1])]
    place = place_of(found[3])
    if not place or not (found[4] or stands_alone(found[5])):
        return None
    shown = text[: found.end(3)]
    if kind == "phan":
        place = roman(int(place)) if place.isdecimal() else place
    return Number(kind, (place,), " ".join(shown.split()), found[5].strip())


def stands_alone(rest: str) -> bool:
    """What may follow a number without a sign between: nothing, capitals, or brackets."""
    return not rest.strip() or rest.lstrip().startswith("(") or rest.upper() == rest


def place_of(word: str) -> str:
    """ "IV" → "4", "nhất" → "1", "5a" → "5a"; "" where it is no number."""
    if re.fullmatch(r"\d{1,3}[a-zđ]?", word.lower()):
        return word.lower().lstrip("0") or "0"
    if value := roman_value(word.upper()):
        return str(value)
    return str(ORDINAL.get(plain(word), ""))


def roman_value(sign: str) -> int:
    """ "IV" → 4; 0 where it is no Roman numeral."""
    if not re.fullmatch("[IVXLC]{1,8}", sign):
        return 0
    return next((number for number in range(1, 150) if roman(number) == sign), 0)


def signed(text: str) -> Number | None:
    if (found := ROMAN.match(text)) and roman_value(found[1]):
        return Number("roman", (found[1],), found[1], found[2].strip())
    if found := ARABIC.match(text):
        parts = tuple(part.lstrip("0") or "0" for part in found[1].split("."))
        return Number("arabic", parts, found[1], found[3].strip())
    if found := LETTER.match(text):
        return Number("letter", (found[1],), found[1], found[2].strip())
    if found := CAPITAL.match(text):
        return Number("capital", (found[1],), found[1], found[2].strip())
    return None
