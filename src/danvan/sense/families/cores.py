"""Cores: what most submissions of a campaign say in the same words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from danvan.sense.families.seeds import NONE, Pairs, stars
from danvan.sense.families.shingles import Shingles, block_of, flat_places, offsets, owned
from danvan.sense.words.tokens import Hashes, Ints

SHARE = 0.6  # a shingle of the core stands in this share of the seeds' submissions
LEAST = 6  # shingles in a core; fewer is no core, and no core is no campaign
WITHIN = 0.7  # of a core inside a heavier one: the same campaign
SUBMISSIONS = 5
WORDINGS, IDENTICAL = 3, 20  # an unchanged text is a campaign only when it is sent often
STRETCH = 4  # shared shingles that stand alike in two cores: a passage both have
HALF = 1 << 31
CROWD = 32  # a core is compared with this many of the heaviest that share a shingle with it


@dataclass(frozen=True)
class Cores:
    """Cores of c campaigns, heaviest first: `code[first[i]:first[i+1]]` are the shingles of core i.

    `held` int64[s]: submissions among the seeds that hold the shingle; `place` int64[s]: where it
    first stands in the head of the seeds, or a number below -1 that is no neighbour of any other.
    `weight` int64[c]: submissions behind the seeds.
    """

    first: Ints
    code: Hashes
    held: Ints
    place: Ints
    weight: Ints

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def owner(self) -> Ints:
        """For each shingle, the number of its core: int64[s]."""
        return block_of(self.first)


def cores_of(shingles: Shingles, head: Ints, weight: Ints, rank: Ints) -> Cores:
    """The cores of the seeds that are numerous enough; `head` is the star of each text, or -1."""
    heavy = np.bincount(head[head != NONE], weight[head != NONE], minlength=len(rank))
    forms = np.bincount(head[head != NONE], minlength=len(rank))
    enough = (heavy >= SUBMISSIONS) & (forms >= WORDINGS) | (heavy >= IDENTICAL)
    heads = np.flatnonzero(enough)
    heads = heads[np.lexsort((rank[heads], -heavy[heads]))]
    number = np.full(len(rank) + 1, NONE, dtype=np.int64)
    number[heads] = np.arange(len(heads))
    members = np.flatnonzero(number[head] != NONE)
    total = heavy[heads].astype(np.int64)
    loose = common_codes(shingles, members, number[head[members]], weight[members], total)
    return without_parts(gathered(*loose, places(shingles, heads, *loose[:2]), total))


def common_codes(
    shingles: Shingles, members: Ints, star: Ints, weight: Ints, total: Ints
) -> tuple[Ints, Hashes, Ints]:
    """Shingles that most submissions of a star hold: (star, code, submissions that hold it).

    `star` and `weight` of each member; `total` submissions of each star.
    """
    flat, bounds = flat_places(shingles.first, members)
    code, member = shingles.code[flat], block_of(bounds)
    _, once = np.unique(owned(code, member), return_index=True)
    code, member = code[once], member[once]
    _, example, group = np.unique(owned(code, star[member]), return_index=True, return_inverse=True)
    held = np.bincount(group, weight[member], minlength=len(example)).astype(np.int64)
    owner = star[member[example]]
    common = held >= SHARE * total[owner]
    common &= np.bincount(owner[common], minlength=len(total))[owner] >= LEAST
    return owner[common], code[example][common], held[common]


def places(shingles: Shingles, heads: Ints, owner: Ints, code: Hashes) -> Ints:
    """Where each code first stands in the head of its star; far apart below 0 where it does not."""
    flat, bounds = flat_places(shingles.first, heads)
    star = block_of(bounds)
    known, first = np.unique(owned(shingles.code[flat], star), return_index=True)
    asked = owned(code, owner)
    at = np.minimum(np.searchsorted(known, asked), max(len(known) - 1, 0))
    there = (first - bounds[star[first]])[at]
    return np.where(known[at] == asked, there, -2 * np.arange(1, len(code) + 1))


def gathered(owner: Ints, code: Hashes, held: Ints, place: Ints, weight: Ints) -> Cores:
    """Cores from loose shingles; those without any are left out, the others keep their order."""
    order = np.lexsort((code, owner))
    kept, size = np.unique(owner, return_counts=True)
    return Cores(offsets(size), code[order], held[order], place[order], weight[kept])


def without_parts(cores: Cores) -> Cores:
    """A core that lies mostly within a heavier one is a part of that campaign and adds to it.

    The heavier one is itself no part of another: parts are not chained.
    """
    inner, outer, shared = overlaps(cores)
    inside = np.round(shared / np.diff(cores.first)[inner], 9)
    deep = inside >= WITHIN
    number = np.arange(len(cores))
    head = stars(Pairs(outer[deep], inner[deep], inside[deep]), number)
    home = np.where(head == NONE, number, head)[cores.owner]
    _, group = np.unique(owned(cores.code, home), return_inverse=True)
    held = np.bincount(group, cores.held).astype(np.int64)[group]
    weight = np.bincount(home[cores.first[:-1]], cores.weight, minlength=len(cores))
    own = home == cores.owner
    kept = (cores.owner[own], cores.code[own], held[own], cores.place[own])
    return gathered(*kept, weight.astype(np.int64))


def overlaps(cores: Cores) -> tuple[Ints, Ints, Ints]:
    """Pairs of cores (the lighter first) that share passages, and how many shingles of passages.

    A passage is STRETCH or more shingles that stand equally far apart in both; chance sharing, say
    of common words by a short core and a very long one, has no passages.
    """
    order = np.argsort(cores.code, kind="stable")
    _, size = np.unique(cores.code, return_counts=True)
    groups = offsets(size)
    heaviest = np.minimum(groups[1:], groups[:-1] + CROWD)  # the owners of a code come by weight
    group = block_of(groups)
    counts = (heaviest - groups[:-1])[group]
    edges = offsets(counts)
    spot = np.arange(edges[-1]) + np.repeat(groups[:-1][group] - edges[:-1], counts)
    left, right = np.repeat(order, counts), order[spot]
    lighter = (cores.owner[left] > cores.owner[right]) & (cores.place[left] >= 0)
    left, right = left[lighter], right[lighter]
    shift = np.maximum(cores.place[right], 0) - cores.place[left]
    pair, group = np.unique(
        cores.owner[left] * len(cores) + cores.owner[right], return_inverse=True
    )
    moved, size = np.unique((group << 32) + shift, return_counts=True)
    long = size >= STRETCH
    shared = np.bincount(moved[long] + HALF >> 32, size[long], minlength=len(pair))
    return pair // max(len(cores), 1), pair % max(len(cores), 1), shared
