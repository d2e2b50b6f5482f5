"""How alike two wordings are, and which of many are worth asking about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from danvan.sense.records import Section
from danvan.sense.words.tokens import grams, tokenize

Shingles = frozenset[int]

FEW = 20  # so many wordings are all looked at; a shingle in more of them says nothing
NEAREST = 6  # wordings looked at closely for each one
ENOUGH = 8  # shingles below which being held within another says nothing
SIGNS = " .:;,)(-–—/"


def name_of(section: Section) -> str:
    """The title without its number: "Điều 5. Phạm vi" → "Phạm vi"."""
    title = section.title.strip()
    if section.number and title.casefold().startswith(section.number.casefold()):
        return title[len(section.number) :].lstrip(SIGNS)
    return title


def shingles(texts: Sequence[str]) -> list[Shingles]:
    """Each text's syllables and pairs of syllables, with marks, in any case and tone placement."""
    tokens = tokenize(texts)
    words, pairs = tokens.marked.tolist(), grams(tokens.marked, 2).tolist()
    first = tokens.first.tolist()
    return [
        frozenset(words[low:high]) | frozenset(pairs[low : max(high - 1, low)])
        for low, high in pairwise(first)
    ]


def dice(one: Shingles, other: Shingles) -> float:
    """0 nothing in common, 1 the same; two empty ones are not alike."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def alike(one: Shingles, other: Shingles) -> float:
    """`dice`, halfway lifted where the lesser is held within the greater: a text that was split."""
    least = min(len(one), len(other))
    whole = dice(one, other)
    return (whole + len(one & other) / least) / 2 if least >= ENOUGH else whole


def likely(before: Sequence[Shingles], after: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Pairs that may be alike: all of a few; else those that share most rare shingles."""
    if len(before) * len(after) <= FEW * FEW:
        return [(i, j) for i in range(len(before)) for j in range(len(after))]
    there = holders(after)
    pairs = []
    for i, own in enumerate(before):
        votes = Counter(j for shingle in own for j in there.get(shingle, ()))
        best = sorted(votes, key=lambda j: (-votes[j], abs(i - j), j))[:NEAREST]
        pairs += [(i, j) for j in best]
    return pairs


def holders(texts: Sequence[Shingles]) -> dict[int, list[int]]:
    """Shingle → the texts that hold it, without the popular ones."""
    found = defaultdict(list)
    for at, own in enumerate(texts):
        for shingle in own:
            found[shingle].append(at)
    return {shingle: where for shingle, where in found.items() if len(where) <= FEW}
