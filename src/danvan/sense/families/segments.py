"""The best run in each of many scored rows: gaps inside a run are borne, not free."""

from __future__ import annotations

import numpy as np

from danvan.sense.families.shingles import block_of
from danvan.sense.words.tokens import Ints


def best_segments(score: Ints, bounds: Ints) -> tuple[Ints, Ints, Ints]:
    """In each block the run of elements with the greatest sum: (start, end, sum), each int64[k].

    `score` int64[m] of -1, 0 and 1; block b is `score[bounds[b]:bounds[b+1]]`; start and end are
    places in `score`. Kadane's rule over prefix sums; a tie goes to the run that starts first, then
    to the one that ends last. An empty block, or one without a gain, has start = end and sum 0.
    """
    start = bounds[:-1].copy()
    end, gain = start.copy(), np.zeros_like(start)
    full = np.flatnonzero(np.diff(bounds))
    if not len(full):
        return start, end, gain
    room = np.int64(1) << np.int64(len(score)).item().bit_length()
    place = np.arange(len(score))
    total = np.cumsum(score)
    block = block_of(bounds)
    # Blocks are shifted apart, ever lower, so that one running minimum serves all of them.
    shift = 2 * bounds[:-1][block]
    low = np.minimum.accumulate((total - score - shift) * room + place)
    risen = total - shift - low // room
    top = np.maximum.reduceat(risen * room + place, bounds[full])
    won = top // room > 0
    last = (top % room)[won]
    start[full[won]], end[full[won]], gain[full[won]] = low[last] % room, last + 1, risen[last]
    return start, end, gain
