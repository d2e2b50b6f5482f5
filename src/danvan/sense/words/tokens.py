"""Syllables of many texts at once, as flat arrays: the form in which every stage reads text.

A token is a run of letters and digits; where a script has no spaces (Chinese, Japanese, Thai) each
letter is a token. A token is known by two 64-bit hashes: of its folded and of its marked form.
Old and new tone placement (xoá, xóa) give the same marked hash.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from danvan.sense.words.fold import CLEAN, FOLD, PLANE, Points, points_of, shadow
from danvan.sense.words.placement import placed_at

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

BLOCK = 2_000_000  # tokens a step, where a step looks at tokens alone
CHUNK = 20_000  # texts a step: bounds memory, changes no result
GAP = 0  # a code point that is no part of any token, put between texts


@dataclass(frozen=True)
class Tokens:
    """Tokens of n texts: m tokens in text order.

    `marked` may be the very array `folded`, where marks are not asked for.

    `first` int64[n+1]: the tokens of text i are `first[i]:first[i+1]`. `start`, `end` int64[m]:
    code points within the text. `folded`, `marked` uint64[m]: hashes of the syllable without and
    with marks.
    """

    first: Ints
    start: Ints
    end: Ints
    folded: Hashes
    marked: Hashes

    def __len__(self) -> int:
        return len(self.first) - 1

    @property
    def counts(self) -> Ints:
        return np.diff(self.first)

    @property
    def text(self) -> Ints:
        """For each token, the index of its text: int64[m]."""
        return np.repeat(np.arange(len(self)), self.counts)


def mix(numbers: Hashes) -> Hashes:
    """splitmix64's finaliser: spreads close numbers over all 64 bits (Steele et al. 2014)."""
    with np.errstate(over="ignore"):
        z = numbers + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def solo_point(point: int) -> bool:
    """A letter of a script written without spaces."""
    return (
        0x3040 <= point <= 0x30FF  # kana
        or 0x3400 <= point <= 0x9FFF  # Han
        or 0xF900 <= point <= 0xFAFF
        or 0x0E00 <= point <= 0x0E7F  # Thai
        or 0x20000 <= point <= 0x3FFFF
    )


def kind_of(point: int) -> int:
    """0 outside every token, 1 a letter, digit or mark, 2 a token by itself."""
    character = chr(point)
    if character.isalnum() or unicodedata.category(character)[0] == "M":
        return 2 if solo_point(point) else 1
    return 0


KIND = np.array([kind_of(point) for point in range(PLANE)], dtype=np.uint8)
POWERS = mix(np.arange(4096, dtype=np.uint64)) | np.uint64(1)


def kinds(points: Points) -> npt.NDArray[np.uint8]:
    small = points < PLANE
    found = KIND[np.where(small, points, 0)]
    for at in np.flatnonzero(~small):
        found[at] = kind_of(int(points[at]))
    return found


def hash_runs(points: Points, starts: Ints, lengths: Ints) -> Hashes:
    """One hash for each run of code points, the same wherever the run stands."""
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    inside = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    flat = np.repeat(starts, lengths) + inside
    with np.errstate(over="ignore"):
        terms = mix(points[flat].astype(np.uint64)) * POWERS[inside % len(POWERS)]
        return mix(np.add.reduceat(terms, np.cumsum(lengths) - lengths))


def some_tokens(texts: Sequence[str]) -> Tokens:
    joined = points_of("\0".join(texts) + "\0")
    kind = kinds(joined)
    edge = np.flatnonzero((kind[1:] != 0) & ((kind[:-1] == 0) | (kind[1:] == 2) | (kind[:-1] == 2)))
    starts = np.concatenate([np.flatnonzero(kind[:1] != 0), edge + 1]).astype(np.int64)
    stop = np.flatnonzero((kind[:-1] != 0) & ((kind[1:] == 0) | (kind[1:] == 2) | (kind[:-1] == 2)))
    ends = (stop + 1).astype(np.int64)
    lengths = ends - starts
    marked = placed_at(shadow(joined, CLEAN), ends) if len(ends) else joined
    sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    first = np.searchsorted(starts, bounds[: len(texts) + 1])
    offset = np.repeat(bounds[:-1], np.diff(first))
    return Tokens(
        first=first.astype(np.int64),
        start=starts - offset,
        end=ends - offset,
        folded=hash_runs(shadow(joined, FOLD), starts, lengths),
        marked=hash_runs(marked, starts, lengths),
    )


def chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while part := list(islice(rest, CHUNK)):
        yield part


def join_tokens(parts: Sequence[Tokens]) -> Tokens:
    """Tokens of several lists of texts, one after the other."""
    if not parts:
        return some_tokens([])
    shift = np.cumsum([0, *(int(part.first[-1]) for part in parts)])
    first = [part.first[:-1] + at for part, at in zip(parts, shift, strict=False)]
    folded = np.concatenate([part.folded for part in parts])
    bare = all(part.marked is part.folded for part in parts)
    return Tokens(
        first=np.concatenate([*first, [shift[-1]]]).astype(np.int64),
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        folded=folded,
        marked=folded if bare else np.concatenate([part.marked for part in parts]),
    )


def tokenize(texts: Iterable[str]) -> Tokens:
    """The tokens of NFC texts."""
    return join_tokens([some_tokens(part) for part in chunks(texts)])


def blocks(first: Ints) -> Iterator[tuple[int, int]]:
    """Runs of whole texts with about BLOCK tokens each, as (from, to): bounds what a step holds."""
    low = 0
    while low < len(first) - 1:
        high = int(np.searchsorted(first, first[low] + BLOCK, side="right")) - 1
        high = min(max(high, low + 1), len(first) - 1)
        yield low, high
        low = high


def hash_word(word: str) -> int:
    """The folded hash of one syllable, as `Tokens.folded` would hold it."""
    return int(some_tokens([word]).folded[0])


def grams(hashes: Hashes, size: int) -> Hashes:
    """Hash of each run of `size` tokens in a flat array, over borders: uint64[len - size + 1]."""
    total = max(len(hashes) - size + 1, 0)
    out = np.zeros(total, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            out += mix(hashes[place : place + total] + np.uint64(place + 1)) * POWERS[place]
        return mix(out + np.uint64(size))
