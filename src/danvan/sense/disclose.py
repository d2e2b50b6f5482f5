"""Small cells of a table are withheld, and enough of the others that none can be worked out.

Primary suppression by a threshold, then complementary suppression: in each row and column where
exactly one cell is withheld, the smallest other cell is withheld too. Zero tells nothing about
anybody and stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Held:
    """What of a table and its margins may not be shown: `cells` bool[r, c], `rows` bool[r],
    `columns` bool[c]."""

    cells: npt.NDArray[np.bool_]
    rows: npt.NDArray[np.bool_]
    columns: npt.NDArray[np.bool_]


def held_back(counts: Ints, few: npt.NDArray[np.bool_], reach: int) -> Held | None:
    """What to hold back so that no hidden figure of `counts` int64[r, c] has only one possible
    value, whoever knows all shown cells, margins and the grand total, and that hidden ones are
    above 0.

    `few` bool[r + 1, c + 1] are the figures that may not be shown, margins last; 0 is always shown.
    Each hidden figure stands in a rectangle of hidden ones whose values could be `reach` apart, at
    least 1. None: the table cannot be shown at all.
    """
    whole = with_margins(counts)
    hidden = few & (whole > 0)
    hidden[-1, -1] = False
    while (lone := first_lone(whole, hidden)) is not None:
        best = min(rectangles(whole, hidden, lone, reach), default=None)
        if best is None:
            best = min(rectangles(whole, hidden, lone, 1), default=None)
        if best is None:
            return None
        _, row, column = best
        hidden[[lone[0], row, row], [column, lone[1], column]] = True
    return Held(hidden[:-1, :-1], hidden[:-1, -1], hidden[-1, :-1])


def with_margins(counts: Ints) -> Ints:
    """int64[r + 1, c + 1]: the counts with the sums of rows and columns, and of all."""
    beside = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([beside, beside.sum(axis=0, keepdims=True)])


def first_lone(whole: Ints, hidden: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The first hidden figure that stands in no rectangle of hidden ones that may vary."""
    for row, column in np.argwhere(hidden).tolist():
        if not any(cost == 0 for cost, *_ in rectangles(whole, hidden, (row, column), 1)):
            return row, column
    return None


def rectangles(
    whole: Ints, hidden: npt.NDArray[np.bool_], at: tuple[int, int], reach: int
) -> Iterator[tuple[int, int, int]]:
    """The rectangles through a figure along which all four may be `reach` more or less and stay
    above 0, the sums as they are: what hiding it costs, its other row, its other column."""
    row, column = at
    bottom, right = (size - 1 for size in whole.shape)
    rows = np.where((np.arange(bottom + 1) == bottom) | (row == bottom), 1, -1)
    columns = np.where((np.arange(right + 1) == right) | (column == right), 1, -1)
    down, across, over = whole[:, [column]], whole[[row], :], whole
    grows = [(down, rows[:, None]), (across, columns[None, :]), (over, np.outer(rows, columns))]
    more = np.ones(whole.shape, dtype=bool)
    less = np.full(whole.shape, bool(whole[at] > reach))
    for value, sign in grows:
        more &= (value > 0) & ((sign > 0) | (value > reach))
        less &= (value > 0) & ((sign < 0) | (value > reach))
    fits = more | less
    fits[row, :] = fits[:, column] = fits[bottom, right] = False
    if row == bottom:
        fits[:, right] = False
    if column == right:
        fits[bottom, :] = False
    margins = np.where(hidden, 0, whole)
    margins[-1, :] += np.where(hidden[-1, :], 0, whole[-1, -1])
    margins[:-1, -1] += np.where(hidden[:-1, -1], 0, whole[-1, -1])
    cost = margins[:, [column]] + margins[[row], :] + margins
    for other, beside in np.argwhere(fits).tolist():
        yield int(cost[other, beside]), other, beside
