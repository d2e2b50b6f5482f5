"""How well the engine reads: a sample drawn from what it found, and figures of what people read.

A sampled item stands for `weight` of its stratum, so every figure is of all opinions, not of the
sample. Shares have Wilson's interval with the effective size of a weighted sample (Wilson 1927;
Korn and Graubard, Survey Methodology 24, 1998): it does not shrink to a point where all is right,
as resampling does. Kappa, which is no share, has the interval of a seeded resampling of items.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from math import sqrt

import numpy as np
import numpy.typing as npt

Z = 1.959964  # 95 % of a normal distribution lie within
DRAWS = 1000  # resamplings
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval, all from 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """How far two readings agree: `share` that are the same; `kappa`, None where chance alone would
    always agree."""

    items: int
    share: Share | None  # None where there is nothing to take it of
    kappa: Share | None


@dataclass(frozen=True)
class Score:
    """A class: `items` that either side puts in it; what the engine puts there and is right
    (`precision`), what belongs there and the engine finds (`recall`), and both in one (`f1`)."""

    name: str
    items: int
    precision: Share | None
    recall: Share | None
    f1: Share | None


def drawn(strata: Sequence[Hashable], size: int, seed: int) -> tuple[Ints, Floats]:
    """Places of the sampled items, in the order in which they are read, and their weights.

    At least one of every stratum, more than `size` where there are more strata; large strata grow
    by the root of what they hold, so rare ones have more than their share.
    """
    chance = np.random.default_rng(seed)
    held: dict[Hashable, list[int]] = {}
    for place, stratum in enumerate(strata):
        held.setdefault(stratum, []).append(place)
    counts = _allotted([len(places) for places in held.values()], size)
    chosen = [
        chance.choice(np.array(places, dtype=np.int64), n, replace=False)
        for places, n in zip(held.values(), counts, strict=True)
    ]
    weights = [np.full(n, len(places) / n) for places, n in zip(held.values(), counts, strict=True)]
    if not chosen:
        return np.zeros(0, np.int64), np.zeros(0)
    # In any order, so that the first few that are read are a fair sample of the sample.
    order = chance.permutation(sum(counts))
    return np.concatenate(chosen)[order], np.concatenate(weights)[order]


def _allotted(held: list[int], size: int) -> list[int]:
    """How many of each stratum: one, then always one of that which is read the least for its
    root."""
    given = [1] * len(held)
    waiting = [(1 / sqrt(n), at) for at, n in enumerate(held) if n > 1]
    heapify(waiting)
    for _ in range(min(size, sum(held)) - len(held)):
        _, at = waiting[0]
        given[at] += 1
        full = given[at] == held[at]
        heapreplace(waiting, (float("inf") if full else given[at] / sqrt(held[at]), at))
    return given


def agreement(
    pairs: Sequence[tuple[str, str]], weights: Sequence[float] | None = None, *, seed: int = 0
) -> Agreement:
    """The share of equal pairs, and Cohen's kappa (Educational and Psychological Measurement 20,
    1960): what of the agreement that chance leaves open was reached."""
    if not pairs:
        return Agreement(0, None, None)
    weight = np.ones(len(pairs)) if weights is None else np.asarray(weights, dtype=np.float64)
    names = {name: at for at, name in enumerate(sorted({name for pair in pairs for name in pair}))}
    both = np.array([[names[one], names[other]] for one, other in pairs])
    same = (both[:, 0] == both[:, 1]).astype(np.float64)
    return Agreement(len(pairs), _share(same, weight), _kappa(both, weight, len(names), seed))


def _kappa(both: Ints, weight: Floats, classes: int, seed: int) -> Share | None:
    often = np.random.default_rng(seed).multinomial(
        len(weight), np.full(len(weight), 1 / len(weight)), size=DRAWS
    )
    values = _kappas(both, np.vstack([weight, often * weight]), classes)
    if np.isnan(values[0]):
        return None
    known = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(known, (0.025, 0.975)) if known.size else (values[0], values[0])
    return Share(float(values[0]), float(low), float(high))


def _kappas(both: Ints, weights: Floats, classes: int) -> Floats:
    """Kappa for each row of weights; not a number where chance alone would always agree."""
    total = weights.sum(axis=1)
    is_class = np.eye(classes)
    one, other = weights @ is_class[both[:, 0]], weights @ is_class[both[:, 1]]
    chance = (one * other).sum(axis=1) / total**2
    same = weights @ (both[:, 0] == both[:, 1]) / total
    open_to = 1 - chance
    kappas: Floats = np.full(len(weights), np.nan)
    np.divide(same - chance, open_to, out=kappas, where=open_to > 1e-12)
    return kappas


def scores(
    truth: Sequence[str], said: Sequence[str], weights: Sequence[float] | None = None
) -> list[Score]:
    """Every class that occurs, by name. `truth[i]` is what people read in the item of which the
    engine said `said[i]`."""
    weight = np.ones(len(truth)) if weights is None else np.asarray(weights, dtype=np.float64)
    true, called = _places(truth), _places(said)
    return [
        _score(name, true.get(name, set()), called.get(name, set()), weight)
        for name in sorted({*truth, *said})
    ]


def _places(names: Sequence[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for at, name in enumerate(names):
        found.setdefault(name, set()).add(at)
    return found


def _score(name: str, true: set[int], said: set[int], weight: Floats) -> Score:
    """F1 is 2J / (1 + J) of J, the share of right ones among all that either side puts there; so
    its interval is that of J, carried over."""
    right = true & said

    def of(base: set[int]) -> Share | None:
        places = sorted(base)
        hits = np.array([at in right for at in places], dtype=np.float64)
        return _share(hits, weight[places])

    both = of(true | said)
    return Score(name, len(true | said), of(said), of(true), both and _as_f1(both))


def _as_f1(both: Share) -> Share:
    return Share(*(2 * j / (1 + j) for j in (both.value, both.low, both.high)))


def _share(hits: Floats, weight: Floats) -> Share | None:
    """The weighted share of hits."""
    total = weight.sum()
    if not total:
        return None
    value = float((hits * weight).sum() / total)
    n = _effective(hits, weight, value)
    middle = (value + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(value * (1 - value) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    # Rounding may leave an edge a hair's breadth inside of a share of 0 or 1.
    return Share(value, max(0.0, min(value, middle - half)), min(1.0, max(value, middle + half)))


def _effective(hits: Floats, weight: Floats, value: float) -> float:
    """Of how many equal items the share would be as sure: by the weights alone, and by how hits and
    weights go together; the smaller."""
    total = weight.sum()
    plain = float(total**2 / (weight**2).sum())
    spread = float((weight**2 * (hits - value) ** 2).sum() / total**2)
    return min(plain, value * (1 - value) / spread) if spread else plain
