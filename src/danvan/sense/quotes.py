"""Which opinions speak for a theme: a medoid, then those that add most to what is already shown.

Facility location, greedily (Nemhauser, Wolsey & Fisher 1978), one opinion of each family. Never the
longest, the first or the best written: only closeness counts, and ties are broken by content.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from danvan.sense.records import Ints

CANDIDATES = 400  # opinions looked at, in content order: bounds the square matrix
QUOTE = 280  # code points shown of a long opinion, cut between words
BREAKS = " \n\t"


def representatives(vectors: npt.NDArray[np.floating], family: Ints, most: int) -> list[int]:
    """Indices of at most `most` of u opinions that cover the others best, the medoid first."""
    _, first = np.unique(family, return_index=True)
    chosen_from = np.sort(first)[:CANDIDATES]
    part = vectors[chosen_from].astype(np.float32)
    close = np.round(part @ part.T, 3)
    covered = np.full(len(part), -1.0, dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < min(most, len(part)):
        gain = np.round(np.maximum(close, covered[:, None]).sum(axis=0), 2)
        gain[chosen] = -np.inf
        best = int(gain.argmax())
        chosen.append(best)
        covered = np.maximum(covered, close[:, best])
    return [int(chosen_from[at]) for at in chosen]


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
