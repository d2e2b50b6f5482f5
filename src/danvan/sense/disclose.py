"""Small cells of a table are withheld, and enough of the others that none can be worked out.

Primary suppression by a threshold, then complementary suppression: in each row and column where
exactly one cell is withheld, the smallest other cell is withheld too. Zero tells nothing about
anybody and stays.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from danvan.sense.records import Ints


def withheld(counts: Ints, threshold: int) -> npt.NDArray[np.bool_]:
    """Which cells of `counts` int64[r, c] may not be shown beside their row and column totals."""
    hidden = (counts > 0) & (counts < threshold)
    changed = True
    while changed:
        changed = lone_rows(counts, hidden) or lone_rows(counts.T, hidden.T)
    return hidden


def lone_rows(counts: Ints, hidden: npt.NDArray[np.bool_]) -> bool:
    """Withholds a second cell in each row that hides only one; says whether it did."""
    changed = False
    for row in np.flatnonzero(hidden.sum(axis=1) == 1):
        others = np.flatnonzero(~hidden[row] & (counts[row] > 0))
        if len(others):
            hidden[row, others[counts[row, others].argmin()]] = True
            changed = True
    return changed
