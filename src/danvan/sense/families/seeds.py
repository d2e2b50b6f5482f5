"""Seeds: texts gathered around a reference they resemble as a whole; never chained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.families.shingles import Flags, Shingles, flat_places
from danvan.sense.families.signatures import Signatures, band_keys, steps
from danvan.sense.words.tokens import Ints

Likeness = npt.NDArray[np.float64]

NONE = -1


@dataclass(frozen=True)
class Pairs:
    """Pairs of texts, the better ranked one in `left`, and how alike they are (0 to 1)."""

    left: Ints
    right: Ints
    like: Likeness

    def only(self, keep: Flags) -> Pairs:
        return Pairs(self.left[keep], self.right[keep], self.like[keep])


def bucket_pairs(signatures: Signatures, bands: int, rank: Ints) -> tuple[Ints, Ints]:
    """In each bucket of each band, the best ranked column with every other; each pair once."""
    width = len(rank)
    best = np.argsort(rank)
    found = [np.zeros(0, dtype=np.int64)]
    for key in band_keys(signatures, bands):
        order = np.argsort(key)
        fresh = np.flatnonzero(np.diff(key[order], prepend=~key[order[:1]]))
        top = np.minimum.reduceat(rank[order], fresh) if len(order) else rank
        leader = best[np.repeat(top, np.diff(np.append(fresh, len(order))))]
        other = leader != order
        found.append(np.unique(leader[other] * width + order[other]))
    pairs = np.unique(np.concatenate(found))
    return pairs // max(width, 1), pairs % max(width, 1)


def jaccards(shingles: Shingles, left: Ints, right: Ints) -> Likeness:
    """Exact Jaccard of the shingle sets of pairs of texts, rounded to nine places."""
    both = shingles.counts[left] + shingles.counts[right]
    parts = [
        some_jaccards(shingles, left[start:stop], right[start:stop]) for start, stop in steps(both)
    ]
    return np.round(np.concatenate([np.zeros(0), *parts]), 9)


def some_jaccards(shingles: Shingles, left: Ints, right: Ints) -> Likeness:
    """One sort brings equal codes of a pair together: its number and the side are the low bits."""
    flat, bounds = flat_places(shingles.first, np.stack([left, right], axis=1).ravel())
    room = np.uint64(2 * len(left)).item().bit_length()
    tag = np.repeat(np.arange(2 * len(left), dtype=np.uint64), np.diff(bounds))
    key = np.sort(shingles.code[flat] >> np.uint64(room) << np.uint64(room) | tag)
    key = key[np.flatnonzero(np.diff(key, prepend=~key[:1]))]
    pair = (key & np.uint64((1 << room) - 1)) >> np.uint64(1)
    twice = np.flatnonzero(key[1:] == key[:-1] + (key[1:] & np.uint64(1)))
    shared = np.bincount(pair[twice].astype(np.int64), minlength=len(left))
    total = np.bincount(pair.astype(np.int64), minlength=len(left))
    likeness: Likeness = shared / np.maximum(total - shared, 1)
    return likeness


def stars(pairs: Pairs, rank: Ints) -> Ints:
    """The head of each text, or -1 for a text in no pair: int64[n].

    Heads are taken in the order of rank; a text joins the likest head among those that stand when
    it is first claimed. Members of one star all resemble their head, not merely one another.
    """
    head = np.full(len(rank), NONE, dtype=np.int64)
    live = pairs
    while len(live.left):
        beaten = np.zeros(len(rank), dtype=np.bool_)
        beaten[live.right] = True
        chiefs = live.left[~beaten[live.left]]
        head[chiefs] = chiefs
        claim(head, live, rank)
        live = live.only((head[live.left] == NONE) & (head[live.right] == NONE))
    return head


def claim(head: Ints, live: Pairs, rank: Ints) -> None:
    """Gives each free text beside a head to the likest such head, ties to the better ranked."""
    ours = live.only(head[live.left] == live.left)
    order = np.lexsort((-rank[ours.left], ours.like))
    head[ours.right[order]] = ours.left[order]  # the last write wins
