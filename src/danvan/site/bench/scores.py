"""How far found groups are those that people know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

Numbers = npt.NDArray[np.integer]


def accuracy(truth: Numbers, found: Numbers) -> float:
    """Share that is right under the best one-to-one match of groups (Kuhn 1955)."""
    size = int(max(truth.max(), found.max())) + 1
    held = np.zeros((size, size), dtype=np.int64)
    np.add.at(held, (truth, found), 1)
    return float(held[linear_sum_assignment(-held)].sum() / len(truth))


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F, averaged over items (Bagga & Baldwin 1998).

    >>> b_cubed("aabb", "xxyy")
    (1.0, 1.0, 1.0)
    """
    both = Counter(zip(truth, found, strict=True))
    kinds, groups = Counter(truth), Counter(found)
    precision = sum(n * n / groups[group] for (_, group), n in both.items()) / len(truth)
    recall = sum(n * n / kinds[kind] for (kind, _), n in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def macro_f1(truth: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Mean F1 of the classes of `truth`; what is found beside them is an error like any other."""
    both = Counter(zip(truth, found, strict=True))
    kinds, said = Counter(truth), Counter(found)
    each = [2 * both[kind, kind] / (kinds[kind] + said[kind]) for kind in kinds]
    return sum(each) / len(each)
