"""How likely the best section is the right one: a logistic of how it stands out.

Learned from the draft's own confirmed opinions where there are enough of them, else from constants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from danvan.sense.place.grams import Floats
from danvan.sense.place.scores import Ranking
from danvan.sense.records import Ints

FEW_SECTIONS = 0.64  # makes both meet at 13 sections
LONG = 3.5  # ln(1 + syllables) beyond which length says nothing more
ENOUGH = 100  # cases from which a draft has a calibration of its own
AIM = 0.90  # right among the matched
LEAST_SURE, MOST_SURE = 0.5, 0.98

Flags = npt.NDArray[np.bool_]
Wide = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Logistic:
    """Weights of best score, margin over the second, margin over the fourth, length; intercept;
    and the probability `sure` from which a place is given."""

    weights: tuple[float, float, float, float]
    intercept: float
    sure: float


@dataclass(frozen=True)
class Calibration:
    """`worded`: for drafts with text; `thin`: for headings alone; each with words only and with
    meaning. A draft in between takes the mean in proportion."""

    worded: Logistic
    thin: Logistic
    worded_meaning: Logistic
    thin_meaning: Logistic


def signs(ranking: Ranking, sections: int, size: Ints) -> Wide:
    """What the probability is read from: float64[c, 4]. `size` int64[c]: syllables of the unit.

    The best of n z-scores grows as √(2 ln n) and is never above √(n − 1), which counts in drafts of
    a dozen sections and fewer; dividing by the lesser makes drafts of all sizes alike.
    """
    score = ranking.score.astype(np.float64)
    count = max(sections, 2)
    expected = min(np.sqrt(2 * np.log(count)), FEW_SECTIONS * np.sqrt(count - 1))
    length = np.minimum(np.log1p(size), LONG)
    columns = (score[:, 0] / expected, score[:, 0] - score[:, 1], score[:, 0] - score[:, 3], length)
    return np.stack(columns, axis=1)


def probability(logit: Wide) -> Floats:
    return np.round(1 / (1 + np.exp(-np.clip(logit, -30, 30))), 4).astype(np.float32)


def mixed(worded: Logistic, thin: Logistic, share: float) -> Logistic:
    """The mean of two logistics, `share` being the second's."""
    pairs = zip(worded.weights, thin.weights, strict=True)
    first, second, third, fourth = (a + share * (b - a) for a, b in pairs)
    return Logistic(
        (first, second, third, fourth),
        worded.intercept + share * (thin.intercept - worded.intercept),
        worded.sure + share * (thin.sure - worded.sure),
    )


def shipped(thin: float, calibration: Calibration) -> tuple[Logistic, Logistic]:
    """For units judged by words, and for those with meaning."""
    return (
        mixed(calibration.worded, calibration.thin, thin),
        mixed(calibration.worded_meaning, calibration.thin_meaning, thin),
    )


def chance(logistic: Logistic, signs: Wide) -> Floats:
    return probability(signs @ np.array(logistic.weights) + logistic.intercept)


@dataclass(frozen=True)
class Cases:
    """Places tried on opinions whose section is known: `signs` float64[c, 4], `right` bool[c], and
    how much each case counts, `weight` float64[c]."""

    signs: Wide
    right: Flags
    weight: Wide

    def only(self, which: Flags) -> Cases:
        return Cases(self.signs[which], self.right[which], self.weight[which])


def joined(cases: Sequence[Cases]) -> Cases:
    return Cases(
        np.concatenate([case.signs for case in cases]),
        np.concatenate([case.right for case in cases]),
        np.concatenate([case.weight for case in cases]),
    )


def sure_from(likely: Floats, cases: Cases, aim: float) -> float:
    """The lowest probability from which the aim is met by all that reach it."""
    order = np.lexsort((cases.right, -likely))  # among equals the wrong ones first
    weight = cases.weight[order]
    share = np.cumsum(weight * cases.right[order]) / np.cumsum(weight)
    met = np.flatnonzero(share >= aim)
    lowest = float(likely[order[met[-1]]]) if len(met) else MOST_SURE
    return round(float(np.clip(lowest, LEAST_SURE, MOST_SURE)), 4)


def learned(cases: Cases, aim: float = AIM) -> Logistic | None:
    """A draft's own calibration from opinions whose section is known; None if they are too few."""
    if cases.weight.sum() < ENOUGH or cases.right.all() or not cases.right.any():
        return None
    fitted = LogisticRegression(max_iter=1000).fit(cases.signs, cases.right, cases.weight)
    first, second, third, fourth = (round(float(weight), 4) for weight in fitted.coef_[0])
    found = Logistic((first, second, third, fourth), round(float(fitted.intercept_[0]), 4), 1.0)
    sure = sure_from(chance(found, cases.signs), cases, aim)
    return Logistic(found.weights, found.intercept, sure)
