"""From groups of copies to families: opposite stances part, and each family gets its reference."""

from __future__ import annotations

import numpy as np

from danvan.sense.records import Bytes
from danvan.sense.words.tokens import Ints

CLASSES = 256


def by_stance(group: Ints, weight: Ints, polarity: Bytes) -> Ints:
    """Groups split so that no two members have different classes above 0: int64[n].

    Members without a class stay with the class of most submissions, ties to the lower number.
    """
    _, number = np.unique(group, return_inverse=True)
    cell = number * CLASSES + polarity
    cells, spot = np.unique(cell, return_inverse=True)
    held = np.bincount(spot, weight)
    marked = np.flatnonzero(cells % CLASSES)
    order = marked[np.lexsort((-cells[marked], held[marked]))]
    main = np.zeros(number.max(initial=0) + 1, dtype=np.int64)
    main[cells[order] // CLASSES] = cells[order] % CLASSES  # the last write wins
    return number * CLASSES + np.where(polarity == 0, main[number], polarity)


def references(group: Ints, rank: Ints) -> Ints:
    """For each text, the best ranked text of its group: int64[n]."""
    _, number = np.unique(group, return_inverse=True)
    best = np.argsort(rank)
    top = np.full(number.max(initial=0) + 1, len(rank), dtype=np.int64)
    np.minimum.at(top, number, rank)
    return best[top[number]] if len(rank) else rank
