"""Shingles: pairs of neighbouring folded syllables, as flat arrays in text order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from danvan.sense.words.tokens import POWERS, Hashes, Ints, Tokens, grams, mix

Flags = npt.NDArray[np.bool_]

STEP = 1 << 19  # tokens a step: the working arrays stay in the cache


@dataclass(frozen=True)
class Shingles:
    """Shingles of n texts: those of text i are `code[first[i]:first[i+1]]`, repeats included.

    `first` int64[n+1]; `code` uint64[s]. The k-th shingle of a text covers its tokens k and k + 1.
    """

    first: Ints
    code: Hashes

    def __len__(self) -> int:
        return len(self.first) - 1

    @property
    def counts(self) -> Ints:
        return np.diff(self.first)


def shingles_of(tokens: Tokens) -> Shingles:
    counts = np.maximum(tokens.counts - 1, 0)
    inner = np.ones(len(tokens.folded), dtype=np.bool_)
    inner[tokens.first[1:][tokens.counts > 0] - 1] = False  # a pair never spans two texts
    return Shingles(first=offsets(counts), code=pair_codes(tokens.folded, inner))


def pair_codes(folded: Hashes, inner: Flags) -> Hashes:
    parts = [
        grams(folded[start : stop + 1], 2)[inner[start:stop][: max(len(folded) - 1 - start, 0)]]
        for start, stop in pairwise([*range(0, len(folded), STEP), len(folded)])
    ]
    return np.concatenate([np.zeros(0, dtype=np.uint64), *parts])


def offsets(counts: Ints) -> Ints:
    """Where each of k blocks starts in a flat array, and where the last ends: int64[k+1]."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def flat_places(first: Ints, blocks: Ints) -> tuple[Ints, Ints]:
    """Places in a flat array of the chosen blocks, in turn, and the blocks' new offsets."""
    counts = first[blocks + 1] - first[blocks]
    bounds = offsets(counts)
    return np.arange(bounds[-1]) + np.repeat(first[blocks] - bounds[:-1], counts), bounds


def block_of(bounds: Ints) -> Ints:
    """For each element of a flat array, the number of its block."""
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))


def owned(code: Hashes, owner: Ints) -> Hashes:
    """One hash for a code and the number of the text or core that holds it."""
    with np.errstate(over="ignore"):
        return mix(code ^ mix(owner.astype(np.uint64)))


def content_hash(tokens: Tokens) -> Hashes:
    """One hash for the folded syllables of each text, in order: uint64[n]; breaks ties."""
    out = np.zeros(len(tokens), dtype=np.uint64)
    full = np.flatnonzero(tokens.counts)
    place = (np.arange(len(tokens.folded)) - np.repeat(tokens.first[:-1], tokens.counts)) % len(
        POWERS
    )
    if len(full):
        with np.errstate(over="ignore"):
            out[full] = mix(np.add.reduceat(tokens.folded * POWERS[place], tokens.first[full]))
    return out
