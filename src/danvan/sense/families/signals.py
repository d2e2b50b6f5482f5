"""Signals: shingles of a core that, in this corpus, speak for its campaign and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from danvan.sense.families.cores import LEAST, Cores
from danvan.sense.families.formulas import formulas
from danvan.sense.families.shingles import (
    Flags,
    Shingles,
    flat_places,
    offsets,
)
from danvan.sense.families.signatures import steps
from danvan.sense.words.tokens import Hashes, Ints

OWN = 0.2  # of all submissions with a signal, at least this share are seeds of its campaign
HINTS = 3  # signals a text must hold to be compared with a core
STEP = 1 << 20
SIEVE_BITS = np.uint64(22)


@dataclass(frozen=True)
class Sightings:
    """Where the codes of any core stand: place in the shingles, and which distinct code it is."""

    place: Ints
    slot: Ints


@dataclass(frozen=True)
class Candidates:
    """Pairs (text, core) to be compared, ordered by text.

    Over the cores' shingles: `signal` bool[s], and `formula` bool[s], words of any opinion.
    """

    text: Ints
    core: Ints
    signal: Flags
    formula: Flags

    def steps(self, shingles: Shingles) -> Iterator[Candidates]:
        for start, stop in steps(shingles.counts[self.text]):
            yield replace(self, text=self.text[start:stop], core=self.core[start:stop])


def sightings(shingles: Shingles, codes: Hashes) -> Sightings:
    """Every place of the sorted `codes`. A table of their first bits turns most places away."""
    shift = np.uint64(64) - SIEVE_BITS
    sieve = np.zeros(1 << int(SIEVE_BITS), dtype=np.bool_)
    sieve[codes >> shift] = True
    places, slots = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(shingles.code), STEP):
        part = shingles.code[start : start + STEP]
        near = np.flatnonzero(sieve[part >> shift])
        at = np.minimum(np.searchsorted(codes, part[near]), len(codes) - 1)
        true = codes[at] == part[near]
        places.append(near[true] + start)
        slots.append(at[true])
    return Sightings(np.concatenate(places), np.concatenate(slots))


def signals(cores: Cores, formula: Flags, slot: Ints, spread: Ints) -> Flags:
    """Which shingles of the cores are signals: bool[s]; a core with few of them has none.

    `slot` int64[s]: the distinct code of each; `spread`: submissions in the corpus that hold it.
    """
    speaks = (cores.held >= OWN * spread[slot]) & ~formula
    return speaks & (np.bincount(cores.owner[speaks], minlength=len(cores))[cores.owner] >= LEAST)


def candidates(shingles: Shingles, cores: Cores, weight: Ints, able: Flags) -> Candidates:
    """Pairs (text, core) where a text that is `able` holds some signals of the core."""
    codes, slot = np.unique(cores.code, return_inverse=True)
    seen = sightings(shingles, codes)
    text = np.searchsorted(shingles.first, seen.place, side="right") - 1
    spread = np.bincount(seen.slot, weight[text], minlength=len(codes)).astype(np.int64)
    formula = formulas(cores.code)
    signal = signals(cores, formula, slot, spread)
    entry = np.flatnonzero(signal)
    entry = entry[np.argsort(slot[entry], kind="stable")]
    first = offsets(np.bincount(slot[entry], minlength=len(codes)))
    spot, edges = flat_places(first, seen.slot)
    core = cores.owner[entry][spot]
    pair, hints = np.unique(np.repeat(text, np.diff(edges)) * len(cores) + core, return_counts=True)
    pair = pair[(hints >= HINTS) & able[pair // len(cores)]]
    return Candidates(pair // len(cores), pair % len(cores), signal, formula)
