"""Which opinions speak for a theme: a medoid, then those that add most to what is already shown.

Facility location, greedily (Nemhauser, Wolsey & Fisher 1978), one opinion of each family. Never the
longest, the first or the best written: only closeness counts, and ties are broken by content.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from danvan.sense.records import Ints

CANDIDATES = 400  # opinions looked at, in content order: bounds the square matrix
EQUAL = 3  # equally good opinions looked at for one without a name
QUOTE = 280  # code points shown of a long opinion, cut between words
BREAKS = " \n\t"


def nobodys(_: int) -> bool:
    """No opinion is known to hold what is somebody's."""
    return False


def representatives(
    vectors: npt.NDArray[np.floating],
    family: Ints,
    most: int,
    personal: Callable[[int], bool] = nobodys,
) -> list[int]:
    """Indices of at most `most` of u opinions that cover the others best, the medoid first.

    Of several that cover as much, one that is not `personal` speaks before one that is.
    """
    _, first = np.unique(family, return_index=True)
    chosen_from = np.sort(first)[:CANDIDATES]
    part = vectors[chosen_from].astype(np.float32)
    close = np.round(part @ part.T, 3)
    covered = np.full(len(part), -1.0, dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < min(most, len(part)):
        gain = np.round(np.maximum(close, covered[:, None]).sum(axis=0), 2)
        gain[chosen] = -np.inf
        equal = np.flatnonzero(gain == gain.max())[:EQUAL].tolist()
        best = first_free(equal, lambda at: personal(int(chosen_from[at])))
        chosen.append(best)
        covered = np.maximum(covered, close[:, best])
    return [int(chosen_from[at]) for at in chosen]


def first_free(equal: list[int], personal: Callable[[int], bool]) -> int:
    """The first of equally good ones that is not personal; the first where all are, or only one."""
    if len(equal) == 1:
        return equal[0]
    return next((at for at in equal if not personal(at)), equal[0])


def shortened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a quote: the opinion's own, cut between words where it is long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= QUOTE:
        return start, end
    cut = max(text.rfind(mark, start, start + QUOTE) for mark in BREAKS)
    return start, cut if cut > start + QUOTE // 2 else start + QUOTE
