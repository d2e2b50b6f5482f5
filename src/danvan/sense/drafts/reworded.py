"""A quote whose words were lightly edited: how much of it is left, and between which neighbours.

Likeness is twice the words that are the same, in order, over the quoted and the new ones; LIKE of
them are asked for. It alone proves nothing, since sentences of one draft resemble each other ("Ủy
ban nhân dân tỉnh chịu trách nhiệm …", "Ủy ban nhân dân xã chịu trách nhiệm …"); so BESIDE words
right beside the quote must stand there still: on one side of a quote of LONG words or more, on both
of a shorter. Between both, a little less is enough; in another section more of everything is asked.
A quote cut within a word is known by the whole word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from danvan.sense.drafts.ground import Ground
from danvan.sense.drafts.order import Pair, shared
from danvan.sense.words.tokens import grams, tokenize

LIKE = 0.7
LIKE_BETWEEN = 0.6  # … in its own section between both its neighbours
LIKE_ELSEWHERE = 0.8
LONG = 8  # words of a quote that needs a neighbour on one side only
BESIDE = 3  # words on a side that must be the same, or all where the context has fewer
MANY = 12  # words of a quote and its neighbours that must be the same in another section
STEP = 8  # words of shift that count as one place
TRIES = 3  # places looked at closely
POPULAR = 50  # places of a pair of words above which it says nothing
LEFT_OUT = 3  # words at either end of the quote that may have become strangers
BOUND = 0.2  # likeness given up, at most, for an end that lies at the quote's old neighbour


@dataclass(frozen=True)
class Pattern:
    """Words of prefix, quote and suffix; those of the quote are `words[low:high]`."""

    words: list[int]
    pairs: list[int]
    low: int
    high: int

    @property
    def size(self) -> int:
        return self.high - self.low


@dataclass(frozen=True)
class Match:
    """Words `[begin, end)` of a section (in `Ground.words`), and why they may be the quote.

    `same`: words of the quote among them. `left`, `right`: neighbours that are the same.
    """

    at: int
    begin: int
    end: int
    same: int
    likeness: float
    left: int = 0
    right: int = 0


def patterns(quotes: Sequence[tuple[str, str, str]]) -> list[Pattern]:
    """Of (prefix, exact, suffix)."""
    tokens = tokenize("".join(parts) for parts in quotes)
    words, pairs = tokens.marked.tolist(), grams(tokens.marked, 2).tolist()
    start, end, first = tokens.start.tolist(), tokens.end.tolist(), tokens.first.tolist()
    found = []
    for (prefix, exact, _), low, high in zip(quotes, first[:-1], first[1:], strict=True):
        begin = bisect_right(end, len(prefix), low, high)
        stop = bisect_left(start, len(prefix) + len(exact), low, high)
        near = pairs[low : max(high - 1, low)]
        found.append(Pattern(words[low:high], near, begin - low, max(stop, begin) - low))
    return found


def windows(ground: Ground, pattern: Pattern, at: int | None) -> Iterator[tuple[int, int, int]]:
    """The likeliest stretches of words in section `at`, or in all: (section, from, to)."""
    first = ground.first
    low, high = (first[at], first[at + 1]) if at is not None else (0, first[-1])
    votes: Counter[tuple[int, int]] = Counter()
    for offset, pair in enumerate(pattern.pairs):
        places = ground.pairs.get(pair, [])
        places = places[bisect_left(places, low) : bisect_left(places, high)]
        if len(places) <= POPULAR:
            for place in places:
                votes[bisect_right(first, place) - 1, (place - offset) // STEP] += 1
    slack = STEP + max(STEP, pattern.size // 2)
    for section, step in sorted(votes, key=lambda each: (-votes[each], each))[:TRIES]:
        begin, end = step * STEP - slack, step * STEP + len(pattern.words) + slack
        yield section, max(begin, first[section]), min(end, first[section + 1])


def fitted(
    pattern: Pattern, pairs: Sequence[Pair], first: int, last: int
) -> tuple[int, int, int, float] | None:
    """The stretch that most resembles the quote, from pairs (word of pattern, word of draft).

    It begins and ends at a word of the quote, or, where the first or last word was replaced, right
    beside the quote's old neighbour, or at an edge of the section (words `[first, last)`) where
    the quote had no neighbour. Gives begin, end, how many words are the same, likeness.
    """
    there = [word for place, word in pairs if pattern.low <= place < pattern.high]
    if not there:
        return None
    bound = min(BOUND, LEFT_OUT / 2 / pattern.size)  # what so many strangers cost in likeness
    begins = dict.fromkeys(there[:LEFT_OUT], 0.0)
    ends = {word + 1: 0.0 for word in there[-LEFT_OUT:]}
    begins |= {} if pattern.low else {first: bound}
    ends |= {} if pattern.high < len(pattern.words) else {last: bound}
    begins |= {word + 1: bound for place, word in pairs if place == pattern.low - 1}
    ends |= {word: bound for place, word in pairs if place == pattern.high}
    best: tuple[float, int, int, int, float] | None = None
    for begin, end in product(begins, ends):
        if begin < end:
            same = bisect_left(there, end) - bisect_left(there, begin)
            like = 2 * same / (pattern.size + end - begin)
            found = (like + begins[begin] + ends[end], -begin, end, same, like)
            best = max(best, found) if best else found
    return (-best[1], best[2], best[3], best[4]) if best else None


def matches(ground: Ground, pattern: Pattern, at: int | None) -> Iterator[Match]:
    for section, low, high in windows(ground, pattern, at):
        pairs = shared(pattern.words, ground.words[low:high])
        edges = ground.first[section], ground.first[section + 1]
        found = fitted(pattern, [(place, low + word) for place, word in pairs], *edges)
        if found:
            begin, end, same, likeness = found
            left, right = beside(ground, pattern, section, begin, end)
            yield Match(section, begin, end, same, likeness, left, right)


def beside(ground: Ground, pattern: Pattern, at: int, begin: int, end: int) -> tuple[int, int]:
    """How many words right before and right after are the quote's old neighbours."""
    before = ground.words[ground.first[at] : begin][::-1]
    after = ground.words[end : ground.first[at + 1]]
    return (
        run(pattern.words[: pattern.low][::-1], before),
        run(pattern.words[pattern.high :], after),
    )


def run(one: Sequence[int], other: Sequence[int]) -> int:
    """How many first words are the same."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def holds_here(ground: Ground, pattern: Pattern, match: Match) -> bool:
    """Whether a match in the quote's own section is the quote; its first and last words may stand
    at the section's edge, where they stood."""
    first, last = ground.first[match.at], ground.first[match.at + 1]
    before, after = pattern.low, len(pattern.words) - pattern.high
    left = match.left >= min(BESIDE, before) if before else match.begin == first
    right = match.right >= min(BESIDE, after) if after else match.end == last
    if left and right:
        return match.likeness >= LIKE_BETWEEN
    return (left or right) and pattern.size >= LONG and match.likeness >= LIKE


def holds_there(pattern: Pattern, match: Match) -> bool:
    """Whether a match in another section is the quote."""
    sides = (match.left >= BESIDE) + (match.right >= BESIDE)
    return (
        match.likeness >= LIKE_ELSEWHERE
        and sides >= (1 if pattern.size >= LONG else 2)
        and match.same + match.left + match.right >= MANY
    )


def reworded(ground: Ground, pattern: Pattern, home: int | None) -> list[tuple[int, int, int]]:
    """Where the quote may stand as edited, in its own section or (None) anywhere, best first:
    section, and code points from and to."""
    found = [
        match
        for match in (matches(ground, pattern, home) if pattern.size else ())
        if (holds_there(pattern, match) if home is None else holds_here(ground, pattern, match))
    ]
    found.sort(key=lambda each: (-each.likeness, -each.left - each.right, each.begin))
    start, end = ground.tokens.start, ground.tokens.end
    return [(each.at, int(start[each.begin]), int(end[each.end - 1])) for each in found]
