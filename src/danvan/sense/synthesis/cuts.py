"""Cuts units where a member of a campaign begins and ends to speak in its own words."""

from __future__ import annotations

import numpy as np

from danvan.sense.features import Ranges
from danvan.sense.records import Ints, Units
from danvan.sense.words.tokens import Tokens, blocks

POINT = 6  # syllables of a remark that may be a point of its own
LEAST = 3  # syllables on each side, else the unit stays whole


def ranges_of(tokens: Tokens, units: Units) -> Ranges:
    """The token range of each unit."""
    stride = 1 + int(max(tokens.end.max(initial=0), units.end.max(initial=0)))
    low, high = np.zeros((2, len(units)), dtype=np.int64)
    for begin, end in blocks(tokens.first):
        span = slice(tokens.first[begin], tokens.first[end])
        text = np.repeat(np.arange(begin, end), np.diff(tokens.first[begin : end + 1]))
        starts = text * stride + tokens.start[span]
        some = slice(*np.searchsorted(units.text, (begin, end)))
        place = units.text[some] * stride
        low[some] = np.searchsorted(starts, place + units.start[some]) + span.start
        high[some] = np.searchsorted(starts, place + units.end[some]) + span.start
    return Ranges(low, high)


def cut_at(units: Units, text: Ints, at: Ints, tokens: Tokens) -> Units:
    """Units with one more cut in each of some texts: `text`, `at` int64[c], one place a text."""
    place = np.full(int(units.text.max(initial=-1)) + 2, -1, dtype=np.int64)
    place[text] = at
    where = place[units.text]
    inside = (where > units.start) & (where < units.end)
    left = Units(
        units.text, units.start, np.where(inside, where, units.end), units.kind, units.under
    )
    right = Units(
        units.text, np.where(inside, where, units.start), units.end, units.kind, units.under
    )
    wide = [ranges_of(tokens, part) for part in (left, right)]
    inside &= np.minimum(*(part.high - part.low for part in wide)) >= LEAST
    if not inside.any():
        return units
    times = np.where(inside, 2, 1)
    source = np.repeat(np.arange(len(units)), times)
    second = np.concatenate([[False], source[1:] == source[:-1]])
    first_of = np.cumsum(times) - times
    start = np.where(second, where[source], units.start[source])
    end = np.where(inside[source] & ~second, where[source], units.end[source])
    under = units.under[source]
    under = np.where(under >= 0, first_of[np.maximum(under, 0)], -1)
    return Units(units.text[source], start, end, units.kind[source], under)


def long_enough(tokens: Tokens, start: Ints, end: Ints) -> Ints:
    """Texts whose remark may be a point of its own, not the name of a place inside a sentence."""
    some = np.flatnonzero(end > start)
    spans = Units(some, start[some], end[some], np.zeros(len(some), np.uint8), some)
    ranges = ranges_of(tokens, spans)
    return some[ranges.high - ranges.low >= POINT]


def at_remarks(units: Units, start: Ints, end: Ints, tokens: Tokens) -> Units:
    """Each sender's remark begins and ends a unit. `start`, `end` int64[n]: its span in a text."""
    text = long_enough(tokens, start, end)
    for at in (start, end):
        units = cut_at(units, text, at[text], tokens)
    return units
