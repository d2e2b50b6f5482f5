"""Times that a text names, as intervals of days: quý II/2020, trước ngày 30/9, sáng 14/7.

Nothing is read off the clock: what a text leaves open comes from the day it was written. The day
stands before the month, always. Lunar days are found and left for a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from danvan.sense.words.date_forms import DAY_TIMES, FORMS, LUNAR, LUNAR_AFTER, Named, bare, both
from danvan.sense.words.fold import clean, fold
from danvan.sense.words.periods import Interval, Relation
from danvan.sense.words.placement import placed

RELATIONS: dict[Relation, str] = {
    "before": "trước",
    "after": "sau",
    "from": "từ|kể từ|tính từ",
    "within": "đến|tới|hết|đến hết|chậm nhất|muộn nhất|hạn|trong|không quá",
}
RELATION_OF = {bare(word): name for name, words in RELATIONS.items() for word in words.split("|")}
LONGEST_FIRST = sorted("|".join(RELATIONS.values()).split("|"), key=len, reverse=True)
LED = both(
    rf"(?<!\w)(?<!thứ )({'|'.join(LONGEST_FIRST)})"
    rf"(?:\s+(?:là|vào|khi|hết|{DAY_TIMES}))*[,:]?\s*$"
)
UNTIL = both(r"\s*(?:-|đến|tới)(?:\s+(?:hết|ngày|hôm|cuối))*\s*")
LEAD = 40  # letters before a time in which its relation stands


@dataclass(frozen=True)
class Mention:
    """`[start, end)` in code points names a time; `interval` None: a lunar one, for a person."""

    start: int
    end: int
    interval: Interval | None


def found_in(text: str, on: dt.date, *, marked: bool) -> Iterator[Named]:
    """Every form at every place, days that do not exist left out."""
    for form, build in FORMS:
        for match in form[marked].finditer(text):
            named = Named(match, text, marked, on)
            try:
                interval = build(named)
            except ValueError:
                continue
            if interval:
                yield replace(named, interval=interval, build=build)
    for match in LUNAR[marked].finditer(text):
        yield Named(match, text, marked, on)


def relation_of(named: Named) -> Relation:
    start = named.match.start()
    led = LED[named.marked].search(named.text[max(0, start - LEAD) : start])
    return RELATION_OF[bare(led[1])] if led else "on"


def disjoint(found: list[Named]) -> list[Named]:
    """In order of place; of two that overlap the one that starts first, then the longer."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda one: (one.match.start(), -one.match.end())):
        if not kept or named.match.start() >= kept[-1].match.end():
            kept.append(named)
    return kept


def mention_of(named: Named) -> Mention:
    start, end = named.match.span()
    if named.interval is None or LUNAR_AFTER[named.marked].match(named.text, end):
        return Mention(start, end, None)
    if named.interval.relation != "on":
        return Mention(start, end, named.interval)
    return Mention(start, end, replace(named.interval, relation=relation_of(named)))


def joined(left: Named, right: Named) -> Mention | None:
    """ "từ 1/7 đến 30/9/2020" as one; a year named at the end holds for the beginning, too."""
    first, last = left.match.end(), right.match.start()
    if not (left.interval and right.interval and left.build):
        return None
    if not UNTIL[left.marked].fullmatch(left.text, first, last):
        return None
    begin = left.interval.first
    if "year" not in left.given:
        again = left.build(replace(left, on=right.interval.last))
        begin = again.first if again else begin
    if begin > right.interval.last or left.interval.precision != right.interval.precision:
        return None
    whole = Interval(begin, right.interval.last, right.interval.precision)
    return Mention(left.match.start(), right.match.end(), whole)


def mentions(text: str, on: dt.date) -> tuple[Mention, ...]:
    """The times an NFC text of the day `on` names, in order, none overlapping."""
    folded, shown = fold(text), placed(clean(text))
    marked = shown != folded
    found = disjoint(list(found_in(shown if marked else folded, on, marked=marked)))
    out: list[Mention] = []
    at = 0
    while at < len(found):
        both = joined(found[at], found[at + 1]) if at + 1 < len(found) else None
        out.append(both or mention_of(found[at]))
        at += 2 if both else 1
    return tuple(out)


def when(text: str, on: dt.date) -> Interval | None:
    """The first time that a text of the day `on` names; None for no time or a lunar one.

    >>> when("Xong trước ngày 30/9", dt.date(2020, 7, 14))
    Interval(first=datetime.date(2020, 9, 30), last=datetime.date(2020, 9, 30), precision='day', \
relation='before')
    """
    found = mentions(text, on)
    return found[0].interval if found else None
