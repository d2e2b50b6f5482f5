"""Names of people by rules: what stands before them, what they are made of, and what is repeated.

A name typed in small letters is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from danvan.sense.redact.allow import ELSEWHERE, HISTORIC, NATIONS, OF_A_BODY, OF_A_PLACE
from danvan.sense.redact.common import COMPOUNDS, NOT_NAMES
from danvan.sense.redact.hits import Hit
from danvan.sense.redact.initials import initials
from danvan.sense.redact.offices import in_office, in_public
from danvan.sense.redact.people import (
    AGED,
    ALONE,
    CALLINGS,
    FOLDED_GIVEN,
    FOLDED_SURNAMES,
    GIVEN,
    LOOSE,
    MANY,
    MIDDLES,
    OTHERWISE,
    SURNAMES,
    TITLES,
)
from danvan.sense.redact.places import PLACES
from danvan.sense.redact.wording import UPPER, Words, capitalised, words_of
from danvan.sense.words.fold import fold

LONGEST = 4  # syllables of a name
WITH = frozenset({",", "và", "cùng", "với", "&", "hoặc", "-", "–", ";"})
KNOWN = PLACES | HISTORIC | ELSEWHERE
KNOWN |= frozenset(map(fold, KNOWN))  # as typed without marks
HEADS = OF_A_PLACE - SURNAMES | {"đường"}  # where a run that begins with one is no person's name
WHERE = frozenset({"ở", "tại", "trên", "dọc"})  # nobody lives at a person
HOUSES = frozenset("họ nhà triều thời chúa đời vua".split())  # a family name after one is no person


CAPITAL = re.compile(rf"([{UPPER}](?<!\w[{UPPER}])\w*)(?=(\s?\.|\s+[{UPPER}])?)")
FIRSTS = SURNAMES | TITLES
FOLDED_FIRSTS = FIRSTS | FOLDED_SURNAMES
BEFORE = TITLES | {words.split()[-1] for words in CALLINGS} | {"là"}
BRIEF = 3  # letters of a word with a dot that may be somebody's initial


class Name(NamedTuple):
    """Words `low:high` that name a person."""

    low: int
    high: int
    sure: bool


Runs = list[tuple[int, int]]


def names(text: str) -> list[Hit]:
    """The names found in a text, each with its kind and whether it may be left to be read."""
    if not promising(text):
        return []
    words = words_of(text)
    runs = [*capitalised(words)]
    if not runs:
        return []
    found = {name.low: name for name in in_runs(words, runs)}
    for more in (joined_to(words, runs, found), repeated(words, runs, found)):
        found |= {name.low: name for name in more if name.low not in found}
    return [hit_of(words, name) for name in found.values()] + initials(words)


def promising(text: str) -> bool:
    """Whether a text could hold a name at all: most do not, and need no further look."""
    firsts = FOLDED_FIRSTS if text.isascii() else FIRSTS
    for met in CAPITAL.finditer(text):
        word, follows = met[1].lower(), met[2]
        if word in ALONE or (follows and goes_on(word, follows, firsts)):
            return True
        before = text[max(0, met.start() - 8) : met.start()].split()
        if before and before[-1].lower() in BEFORE:
            return True
    return " tuổi" in text or "sinh năm" in text


def goes_on(word: str, follows: str, firsts: frozenset[str]) -> bool:
    """Whether a capital word with what follows it may be a name: "Ng." or "Nguyễn V…"."""
    return len(word) <= BRIEF if follows.endswith(".") else word in firsts


def hit_of(words: Words, name: Name) -> Hit:
    left = in_office(words, name.low, name.high) or in_public(words, name.low, name.high)
    start, end = words.start[name.low], words.end[name.high - 1]
    return Hit(start, end, "name", "left" if left else "sure" if name.sure else "doubtful")


def in_runs(words: Words, runs: Runs) -> Iterator[Name]:
    """Names that their own words or the words around them tell."""
    place = -1  # where the last name of a place ended
    for low, high in runs:
        listed = place == low - 1 and words.lower(place) in WITH and not titled(words, low)
        if of_a_place(words, low, high) or listed:
            place = high
        elif name := in_run(words, low, high):
            yield name


def of_a_place(words: Words, low: int, high: int) -> bool:
    """Whether a run names a place, a body or someone of history."""
    if words.phrase(low, high) in KNOWN and not aged(words, high):
        return True
    if high - low > 1 and words.lower(low) in HEADS and not titled(words, low):
        return True
    if low == 0 or not words.together(low - 1):
        return False
    if words.lower(low - 1).isdigit():
        return in_a_street(words, low, high)
    if words.lower(low + 1) in MIDDLES and in_office(words, low, high):
        return False  # Chủ tịch UBND xã Trần Văn A
    return words.lower(low - 1) in OF_A_PLACE or words.pair(low - 2) in OF_A_BODY


def in_a_street(words: Words, low: int, high: int) -> bool:
    """Whether the number before a run is a house's: no date, and people are not numbered."""
    before = words.lower(low - 2)
    if before in {"/", "-"}:
        return high - low > 1 and words.lower(low - 4) not in {"ngày", "covid", "sáng", "tối"}
    return before not in {"nhân", "thứ"}


def aged(words: Words, high: int) -> bool:
    """Whether an age stands behind a name: `, 35 tuổi`, `(sinh năm 1985`."""
    if words.lower(high) not in {",", "(", "-", "–"}:
        return False
    return words.lower(high + 1) in AGED or words.lower(high + 2) in AGED


def in_run(words: Words, low: int, high: int) -> Name | None:
    """The name inside a run: after a title, or with a family name."""
    low = after_place(words, low, high)
    title = titled(words, low)
    if not title and own_title(words, low, high):
        low, title = low + 1, "strict"
    if not title and aged(words, high) and not titled_as_sex(words, low, high):
        title = "loose"
    if title:
        return after_title(words, low, high, title)
    if words.lower(low - 1) in WHERE:
        return None
    return with_surname(words, low, high) or alone(words, low, high)


def titled_as_sex(words: Words, low: int, high: int) -> bool:
    return words.phrase(low, high) in {"nam", "nữ"}


def after_place(words: Words, low: int, high: int) -> int:
    """Where a run goes on after the name of a place that it begins with."""
    for size in (3, 2):
        if high - low > size and words.phrase(low, low + size) in PLACES:
            return low + size
    return low


def own_title(words: Words, low: int, high: int) -> bool:
    """`Ông Hùng` at the head of a sentence, or `Ông Nguyễn Văn Hùng` anywhere."""
    if high - low < 2 or words.lower(low) not in TITLES - LOOSE - {"con", "cha", "ba"}:
        return False
    return words.begins(low) or high - low > 2


def titled(words: Words, low: int) -> str:
    """How the word before addresses a person: "strict", "loose" or not at all."""
    if low == 0 or not words.together(low - 1):
        return ""
    if words.word[low - 1] == ":":
        return "strict" if words.pair(low - 3) in CALLINGS - LOOSE else ""
    pair, one = words.pair(low - 2), words.lower(low - 1)
    if pair in MANY:
        return ""
    if pair in CALLINGS:
        return "loose" if pair in LOOSE else "strict"
    if one in TITLES:
        return "loose" if one in LOOSE else "strict"
    return ""


def after_title(words: Words, low: int, high: int, title: str) -> Name | None:
    high = stop_of(words, low, min(high, low + LONGEST))
    first = words.lower(low)
    if high == low or first in NOT_NAMES or words.phrase(low, high) in HISTORIC | ELSEWHERE:
        return None
    if title == "loose" and not named(words, low, high):
        return None
    return Name(low, high, title == "strict" or high - low > 1)


def named(words: Words, low: int, high: int) -> bool:
    """Whether words are made like a name: a given name, or a family name and others."""
    first = words.lower(low)
    if high - low == 1:
        return first in GIVEN | SURNAMES and first not in NATIONS
    return first in SURNAMES and words.phrase(low, high) not in KNOWN


def stop_of(words: Words, low: int, high: int) -> int:
    """How far from `low` all words could be syllables of a name: `Vàng A Mẫu`, `Nguyễn Văn A`."""
    at = low
    while at < high and (could_be_name(words, at) or (low < at and len(words.word[at]) == 1)):
        at += 1
    return at


def could_be_name(words: Words, at: int) -> bool:
    """A syllable with one capital, which with the next word says nothing else."""
    word = words.word[at]
    if len(word) < 2 or not word[1:].islower():
        return False
    follows = at + 1 < len(words) and words.together(at)
    return not (follows and words.pair(at) in COMPOUNDS)


def with_surname(words: Words, low: int, high: int) -> Name | None:
    folded = words.text.isascii()
    surnames, given = (FOLDED_SURNAMES, FOLDED_GIVEN) if folded else (SURNAMES, GIVEN)
    for at in range(low, high - 1):
        if words.lower(at) not in surnames:
            continue
        stop = stop_of(words, at, min(high, at + LONGEST))
        middle = stop - at > 2 and words.lower(at + 1) in MIDDLES
        if middle and words.phrase(at, stop) not in KNOWN:
            return Name(at, stop, sure=True)
        if at > low or stop - at < 2 or words.phrase(at, stop) in KNOWN:
            continue
        heads = words.lower(at) in OTHERWISE and words.begins(at)
        if words.lower(at + 1) in given or (stop - at > 2 and not heads):
            return Name(at, stop, stop - at > 2)
    return None


def alone(words: Words, low: int, high: int) -> Name | None:
    """A given name by itself inside a sentence."""
    if high - low > 1 or words.begins(low) or words.lower(low) not in ALONE:
        return None
    if words.lower(low - 1) in HOUSES or not could_be_name(words, low):
        return None
    return Name(low, high, sure=False)


def joined_to(words: Words, runs: Runs, found: dict[int, Name]) -> Iterator[Name]:
    """`A, B và C`: what is listed with a name and could be one."""
    end = -1
    for low, high in runs:
        if low in found:
            end = found[low].high
        elif 0 <= end == low - 1 and words.lower(end) in WITH and listed(words, low, high):
            yield Name(low, high, sure=False)
            end = high


def listed(words: Words, low: int, high: int) -> bool:
    if stop_of(words, low, min(high, low + LONGEST)) < high:
        return False
    return named(words, low, high) and words.phrase(low, high) not in KNOWN


def repeated(words: Words, runs: Runs, found: dict[int, Name]) -> Iterator[Name]:
    """The given name, or the whole, of somebody named elsewhere in the text."""
    sure = {words.phrase(name.low, name.high) for name in found.values() if name.sure}
    sure |= {words.lower(name.high - 1) for name in found.values() if name.sure}
    rest = {words.phrase(name.low, name.high) for name in found.values()}
    for low, high in runs:
        known = sure if words.begins(low) else sure | rest
        if low in found or words.phrase(low, high) not in known:
            continue
        if could_be_name(words, low) and not of_a_place(words, low, high):
            yield Name(low, high, sure=False)
