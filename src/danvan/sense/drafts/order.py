"""What two sequences share in order, in bounded time whatever the sequences hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

Pair = tuple[int, int]

EXACT = 16_000_000  # cells of a table that is worked out wholly: 4,000 × 4,000 words in some 5 ms
MOST = 100_000_000  # … where nothing that stands once divides it; above, nothing is held shared


def shared(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Pairs of places at which equal things stand, both rising; as many as can be.

    Long sequences are first divided at things that stand once in each (patience), then each part
    is exact. A part without such things and above `MOST` cells is given up as wholly different.
    """
    pairs: list[Pair] = []
    parts = [(0, len(before), 0, len(after))]
    while parts:
        low, high, under, over = parts.pop()
        while low < high and under < over and before[low] == after[under]:
            pairs.append((low, under))
            low, under = low + 1, under + 1
        while low < high and under < over and before[high - 1] == after[over - 1]:
            high, over = high - 1, over - 1
            pairs.append((high, over))
        cells = (high - low) * (over - under)
        left, right = before[low:high], after[under:over]
        marks = landmarks(left, right) if cells > EXACT else []
        if marks:
            edges = [(low, under), *((low + i, under + j) for i, j in marks), (high, over)]
            parts += [(a, c, b, d) for (a, b), (c, d) in pairwise(edges)]
        elif 0 < cells <= MOST:
            pairs += [(low + i, under + j) for i, j in longest(left, right)]
    return sorted(pairs)


def landmarks(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Things that stand exactly once in each, as many as rise together; none at (0, 0)."""
    once = {thing for thing, times in Counter(before).items() if times == 1}
    alone = {thing for thing, times in Counter(after).items() if times == 1} & once
    place = {thing: at for at, thing in enumerate(before) if thing in alone}
    return chain((place[thing], at, 1.0) for at, thing in enumerate(after) if thing in alone)


def longest(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """A longest common subsequence, a row of the table as the bits of one number (Hyyrö 2004)."""
    places: dict[Hashable, int] = {}
    for at, thing in enumerate(before):
        places[thing] = places.get(thing, 0) | 1 << at
    full = (1 << len(before)) - 1
    row, rows = full, []
    for thing in after:
        met = row & places.get(thing, 0)
        row = (row + met | row - met) & full
        rows.append(row)
    return walk_back(rows, len(before))


def walk_back(rows: list[int], width: int) -> list[Pair]:
    """The pairs of one best way through the table; a bit that is 0 says the row gained there."""
    pairs: list[Pair] = []
    column, row = width, len(rows)
    while row and column:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if not row or rows[row - 1] >> (column - 1) & 1:
            column -= 1
            pairs.append((column, row))
    return pairs[::-1]


def chain(found: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """Of (place before, place after, weight), those that rise together and weigh most.

    Near-linear: for each place after, only the heaviest chain that ends there is kept, and of
    chains that end later only those that weigh more.
    """
    ends: list[int] = []
    heads: list[tuple[float, int]] = []  # weight of the best chain that ends there, and its link
    links: list[tuple[Pair, int]] = []
    for i, j, weight in sorted(found, key=lambda each: (each[0], -each[1])):
        at = bisect_left(ends, j)
        total, link = heads[at - 1] if at else (0.0, -1)
        total += weight
        if at < len(ends) and ends[at] == j and heads[at][0] >= total:
            continue
        links.append(((i, j), link))
        until = at
        while until < len(ends) and heads[until][0] <= total:
            until += 1
        ends[at:until] = [j]
        heads[at:until] = [(total, len(links) - 1)]
    return followed(links, heads[-1][1] if heads else -1)


def followed(links: list[tuple[Pair, int]], at: int) -> list[Pair]:
    pairs = []
    while at >= 0:
        pair, at = links[at]
        pairs.append(pair)
    return pairs[::-1]
