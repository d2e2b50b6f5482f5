"""The personal remark: the longest passage of a copy that its campaign's core does not hold."""

from __future__ import annotations

import numpy as np

from danvan.sense.families.seeds import NONE
from danvan.sense.families.segments import best_segments
from danvan.sense.families.shingles import Flags, Shingles, block_of, flat_places
from danvan.sense.families.signatures import steps
from danvan.sense.families.star import Index, look_up
from danvan.sense.words.tokens import Ints, Tokens

SYLLABLES = 3  # fewer are slips, not a remark
FIRM = 3  # shingles in a row; fewer may be chance ("xin cảm ơn")


def remarks(
    tokens: Tokens, shingles: Shingles, index: Index, text: Ints, core: Ints
) -> tuple[Ints, Ints]:
    """Start and end (code points) of the remark in each text, both 0 where there is none.

    A syllable is the campaign's where it lies in a firm run of the core. A phrase of the core that
    comes up inside a remark does not cut the remark in two.
    """
    start, end = np.zeros_like(text), np.zeros_like(text)
    for low, high in steps(shingles.counts[text]):
        part = text[low:high]
        entry, bounds = look_up(index, shingles, part, core[low:high])
        place, edges = flat_places(tokens.first, part)
        own = ~covered(entry != NONE, bounds, edges)
        first, last, gain = best_segments(np.where(own, 1, -1), edges)
        said = np.flatnonzero(gain >= SYLLABLES)
        start[low + said] = tokens.start[place[first[said]]]
        end[low + said] = tokens.end[place[last[said] - 1]]
    return start, end


def covered(hit: Flags, bounds: Ints, edges: Ints) -> Flags:
    """For each token of the texts, whether it lies in a firm run of the core's shingles."""
    block = block_of(bounds)
    change = np.flatnonzero(np.diff(np.where(hit, block, -1), prepend=-2))
    size = np.diff(np.append(change, len(hit)))
    at = np.flatnonzero(hit & np.repeat(size >= FIRM, size))
    token = at - bounds[block[at]] + edges[block[at]]
    out = np.zeros(edges[-1], dtype=np.bool_)
    out[token] = True
    out[token + 1] = True
    return out
