"""Amounts that a text gives, with how sure it is of them: hơn 4.200 hộ, 94,9 %, hai triệu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from danvan.sense.words.fold import clean, fold
from danvan.sense.words.number_words import MOST, SCALES, said, value_of
from danvan.sense.words.numbers import parse_number
from danvan.sense.words.placement import placed
from danvan.sense.words.syllable import WORDS

Hedge = Literal["", "about", "less", "more", "at_least", "at_most"]

HEDGES: dict[Hedge, str] = {
    "about": "khoảng|chừng|ước|xấp xỉ|độ",
    "less": "gần|dưới|chưa đến|chưa tới",
    "more": "hơn|trên|quá|vượt",
    "at_least": "ít nhất|tối thiểu|không dưới|không ít hơn|từ",
    "at_most": "nhiều nhất|tối đa|không quá|không hơn",
}
HEDGED = {
    form: hedge
    for hedge, words in HEDGES.items()
    for word in words.split("|")
    for form in (fold(word), word)
}
LED = re.compile(rf"(?<!\w)({'|'.join(sorted(HEDGED, key=len, reverse=True))})\s+(?:là\s+)?$")
# "4.2" is a section's number and "05/2020" a document's: neither is an amount.
NUMERAL = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:[.\u00a0]\d{3})+|\d+)(?:,\d+)?(?![\w/]|[.,]\d|-\w)")
TAIL = re.compile(r"\s*(%|phần trăm|phan tram|tỷ|tỉ|ty|ti|triệu|trieu|nghìn|nghin|ngàn|ngan)(?!\w)")
PERCENT = ("%", "phần trăm", "phan tram")
LEAD = 20  # letters before a number in which a hedge may stand


@dataclass(frozen=True)
class Amount:
    """`[start, end)` in code points: the number with its scale or per cent, without its hedge.

    `value` has the scale in it; of per cent it is the share: 94,9 % is .949.
    """

    start: int
    end: int
    value: float
    hedge: Hedge = ""
    percent: bool = False


def scaled(text: str, start: int, end: int, value: float) -> Amount:
    """A number with the per cent or the scale that follows it."""
    tail = TAIL.match(text, end)
    if tail is None:
        return Amount(start, end, value)
    if tail[1] in PERCENT:
        return Amount(start, tail.end(), round(value / 100, 9), percent=True)
    size = next(size for size, name in SCALES if name in said([tail[1]]))
    return Amount(start, tail.end(), value * size)


def in_digits(text: str) -> Iterator[Amount]:
    for found in NUMERAL.finditer(text):
        value = parse_number(found[0].replace("\u00a0", "."))
        if value is not None:
            yield scaled(text, found.start(), found.end(), value)


def in_words(text: str) -> Iterator[Amount]:
    """Runs of words of numbers; one word alone is an amount only from ten on."""
    words = list(WORDS.finditer(text))
    meant = said([placed(word[0]) for word in words])
    at = 0
    while at < len(words):
        end = at
        while (
            end < min(len(words), at + MOST) and meant[end] and touches(text, words[at : end + 1])
        ):
            end += 1
        for start in range(at, end):
            value = value_of(meant[start:end])
            if value is not None and value >= 10:
                yield scaled(text, words[start].start(), words[end - 1].end(), float(value))
                break
        at = max(end, at + 1)


def touches(text: str, words: list[re.Match[str]]) -> bool:
    """Whether nothing but blanks stands before the last of some words, or it is alone."""
    return len(words) == 1 or not text[words[-2].end() : words[-1].start()].strip(" ")


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts an NFC text gives, in order, none overlapping; a year is a number, too.

    >>> [(amount.value, amount.hedge) for amount in amounts("hơn 4.200 hộ, đạt 94,9 %")]
    [(4200.0, 'more'), (0.949, '')]
    """
    shown = clean(text)
    found: list[Amount] = []
    for amount in sorted([*in_digits(shown), *in_words(shown)], key=lambda one: one.start):
        if found and amount.start < found[-1].end:
            continue
        led = LED.search(shown[max(0, amount.start - LEAD) : amount.start])
        hedge = HEDGED[led[1]] if led else ""
        found.append(Amount(amount.start, amount.end, amount.value, hedge, amount.percent))
    return tuple(found)
