"""The star join: a text joins the campaign whose core it holds, or quotes at some length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from danvan.sense.families.cores import Cores
from danvan.sense.families.seeds import NONE
from danvan.sense.families.segments import best_segments
from danvan.sense.families.shingles import Flags, Shingles, block_of, flat_places, owned
from danvan.sense.families.signals import HINTS, Candidates, candidates
from danvan.sense.words.tokens import Hashes, Ints

HELD = 0.7  # of a core's shingles: the text holds the core
RUN = 6  # shingles in a passage, i.e. seven syllables: the text quotes the core
LONG = 128  # shingles in a long core
GREAT = 10  # times as heavy: such a campaign, quoted, outweighs a small one that is held whole


@dataclass(frozen=True)
class Index:
    """The shingles of all cores, to be asked for: `key` uint64[s] sorted, with their `entry`."""

    cores: Cores
    key: Hashes
    entry: Ints


def index_of(cores: Cores) -> Index:
    key = owned(cores.code, cores.owner)
    order = np.argsort(key)
    return Index(cores, key[order], order)


def look_up(index: Index, shingles: Shingles, text: Ints, core: Ints) -> tuple[Ints, Ints]:
    """For each shingle of each text, its entry in the core paired with that text, or -1."""
    flat, bounds = flat_places(shingles.first, text)
    asked = owned(shingles.code[flat], np.repeat(core, np.diff(bounds)))
    at = np.minimum(np.searchsorted(index.key, asked), len(index.key) - 1)
    return np.where(index.key[at] == asked, index.entry[at], NONE), bounds


def join(shingles: Shingles, cores: Cores, weight: Ints, able: Flags) -> Ints:
    """The campaign each text joins, or -1: int64[n]; `able` bool[n]: long enough to be compared.

    A text joins the core it holds, of several the one it has most in common with; if it holds none,
    the one it quotes best. A quotation from a far heavier campaign, in words that the core held
    does not have, goes before the core held. Ties go to the heavier campaign.
    """
    held = np.full(len(able), NONE, dtype=np.int64)
    if not len(cores):
        return held
    index = index_of(cores)
    pairs = candidates(shingles, cores, weight, able)
    common = [holdings(index, shingles, step) for step in pairs.steps(shingles)]
    choose(held, pairs, common)
    quoted = np.full(len(able), NONE, dtype=np.int64)
    run = [quotations(index, shingles, step, held) for step in pairs.steps(shingles)]
    choose(quoted, pairs, run)
    return np.where(quoted == NONE, held, quoted)


def choose(chosen: Ints, pairs: Candidates, marks: list[Ints]) -> None:
    """Gives each text the core with its best mark above 0, ties to the heavier."""
    mark = np.concatenate([np.zeros(0, dtype=np.int64), *marks])
    order = np.lexsort((-pairs.core, mark))
    order = order[mark[order] > 0]
    chosen[pairs.text[order]] = pairs.core[order]  # the last write wins


def holdings(index: Index, shingles: Shingles, pairs: Candidates) -> Ints:
    """How many of the core's shingles each text has, 0 where that is too small a share of them."""
    entry, bounds = look_up(index, shingles, pairs.text, pairs.core)
    hit = entry != NONE
    distinct = np.unique(block_of(bounds)[hit] * len(index.key) + entry[hit])
    common = np.bincount(distinct // len(index.key), minlength=len(pairs.text))
    size = np.diff(index.cores.first)[pairs.core]
    return np.where(np.round(common / size, 9) >= HELD, common, 0)


def quotations(index: Index, shingles: Shingles, pairs: Candidates, held: Ints) -> Ints:
    """Signals in the best passage each text quotes, gaps deducted; 0 where they are too few."""
    other = held[pairs.text]
    heavy = index.cores.weight[pairs.core] >= GREAT * index.cores.weight[other]
    open_ = (other == NONE) | heavy
    entry, bounds = look_up(index, shingles, pairs.text, pairs.core)
    taken, _ = look_up(index, shingles, pairs.text, other)
    hit = (entry != NONE) & (taken == NONE)
    told = in_step(index.cores.place[entry], hit, bounds)
    stock = hit & pairs.formula[entry]
    score = np.where(told | stock, pairs.signal[entry], NONE)
    start, end, gain = best_segments(score, bounds)
    enough = gain >= needed(np.diff(index.cores.first)[pairs.core])
    return np.where(open_ & (end - start >= RUN) & enough, gain, 0)


def needed(size: Ints) -> Ints:
    """Signals a quotation must have: one more for each doubling of a long core, which has ever more
    passages that a stranger may hit by chance."""
    doublings = np.floor(np.log2(np.maximum(size, 1) / LONG)).astype(np.int64)
    return HINTS + np.maximum(doublings + 1, 0)


def in_step(place: Ints, hit: Flags, bounds: Ints) -> Flags:
    """Shingles that follow, or are followed by, their neighbour in the core's own order.

    A long core holds many common pairs of syllables; a text that has them in another order is no
    quotation.
    """
    block = block_of(bounds)
    pair = hit[1:] & hit[:-1] & (place[1:] == place[:-1] + 1) & (block[1:] == block[:-1])
    out = np.zeros(len(hit), dtype=np.bool_)
    out[1:] |= pair
    out[:-1] |= pair
    return out
