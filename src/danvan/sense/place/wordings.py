"""Words of the draft said again: who quotes what one section alone holds speaks of that section."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from danvan.sense.place.grams import Spans, whole_texts
from danvan.sense.records import Draft, Ints
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import Hashes, grams, tokenize

SIZE = 6  # syllables of a run
LEAST = 2  # runs found: seven syllables on end


@dataclass(frozen=True)
class Wordings:
    """Runs of SIZE syllables that one section alone holds.

    `hashes` uint64[w], sorted; `section` int64[w].
    """

    hashes: Hashes
    section: Ints


def runs(spans: Spans) -> tuple[Ints, Hashes]:
    """Unit and hash of each run of SIZE syllables."""
    shorter = Spans(spans.tokens, spans.low, np.maximum(spans.high - SIZE + 1, spans.low))
    at, _, unit = shorter.flat()
    if not len(at):
        return unit, np.zeros(0, dtype=np.uint64)
    first = int(at.min())
    return unit, grams(spans.tokens.folded[first : int(at.max()) + SIZE], SIZE)[at - first]


def wordings_of(draft: Draft) -> Wordings:
    section, found = runs(whole_texts(tokenize([nfc(part.text) for part in draft.sections])))
    pairs, first = np.unique(
        np.stack([found, section.astype(np.uint64)]), axis=1, return_index=True
    )
    hashes, at, held = np.unique(pairs[0], return_index=True, return_counts=True)
    alone = held == 1
    return Wordings(hashes[alone], section[first[at[alone]]])


def quoted(wordings: Wordings, spans: Spans, sections: int) -> Ints:
    """The section each unit quotes most, −1 for none or two: int64[u]."""
    out = np.full(len(spans), -1, dtype=np.int64)
    if not len(wordings.hashes):
        return out
    unit, found = runs(spans)
    near = np.minimum(np.searchsorted(wordings.hashes, found), len(wordings.hashes) - 1)
    hit = wordings.hashes[near] == found
    cell, times = np.unique(unit[hit] * sections + wordings.section[near[hit]], return_counts=True)
    order = np.lexsort((cell, -times, cell // sections))
    owner, times = cell[order] // sections, times[order]
    best = np.concatenate([[True], owner[1:] != owner[:-1]]) if len(owner) else owner > 0
    rival = np.concatenate([(owner[1:] == owner[:-1]) & (times[1:] == times[:-1]), [False]])
    sure = best & (times >= LEAST) & ~rival[: len(owner)]
    out[owner[sure]] = cell[order][sure] % sections
    return out
