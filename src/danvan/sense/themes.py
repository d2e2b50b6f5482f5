"""Themes of a cell (section, `general` or `unplaced`): the many by k-means, the few by themselves.

1. Opinions that only agree, and those on a fixed aspect of the whole draft, have their own lanes.
2. k-means on a sample, all others assigned linearly (MacQueen 1967; k-means++ of Arthur &
   Vassilvitskii 2007); k from two candidates around the cube root of n, by stability between seeds.
3. Residual pass: what the main themes explain badly, what a few say in nearly one wording, and
   every stance that is rare in the cell are clustered again into many small groups. A tight group
   becomes a theme, down to one opinion; what is near no theme at all goes to `other`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol
from warnings import catch_warnings, simplefilter

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score

from danvan.sense.records import Bytes, Ints

Floats = npt.NDArray[np.float32]

AGREEMENT, ASPECT, MAIN, SMALL, OTHER = "agreement", "aspect", "main", "small", "other"

SAMPLE = 20_000  # units k-means is fitted on; the rest are assigned
STARTS = 20  # k-means++ starts, fewer where one start is long
EFFORT = 4_000_000  # units × themes × starts, about
FEW = 12  # units under which a cell has one main theme
SEEDS = 4  # runs compared for stability
FLAGGED = 0.02  # share of a cell that each residual signal may bring
RARE_STANCE = 0.10  # a stance held by less than this share of a cell is clustered apart
ECHO = 3  # units that must share a wording before it is a theme
ECHOES = 300  # such themes at most in one cell
GROUP = 30  # residual units per small group, as a start
GROUPS = 300  # small groups at most in one cell
TIGHT = 0.55  # mean cosine to the centre that makes a small group a theme
NEAR = 0.15  # cosine to the nearest centre under which a unit fits nowhere
SMALLEST = 40  # units from which the residual pass is worth its while


class Echoed(Protocol):
    """`share` float32[u] and `group` int64[u], as `features.echoes` gives them."""

    @property
    def share(self) -> Floats: ...
    @property
    def group(self) -> Ints: ...


@dataclass(frozen=True)
class Cell:
    """u units of one cell. `vectors` float[n, d] of all units, `at` int64[u] which of them these
    are; `unexplained` float32[u], `echoes`: wordings that come back in a few texts, `stance`
    uint8[u], `objection` float32[u]: probability of dissent, `lane` int64[u]: -1 to
    be clustered, 0 agreement, j > 0 the fixed aspect j."""

    vectors: npt.NDArray[np.floating]
    at: Ints
    unexplained: Floats
    echoes: Echoed
    stance: Bytes
    objection: Floats
    lane: Ints


@dataclass(frozen=True)
class CellThemes:
    """`theme` int64[u]: index into `kinds`. `lanes`: for an aspect theme its lane, else -1.
    `stability`: mean adjusted Rand index between seeds, None where there is one main theme."""

    theme: Ints
    kinds: tuple[str, ...]
    lanes: tuple[int, ...]
    stability: float | None = field(default=None)


def themes(cell: Cell, *, fixed: int | None = None, seed: int = 0) -> CellThemes:
    """The themes of a cell; `fixed` sets how many main themes, and leaves the residual pass out."""
    label = np.full(len(cell.lane), -1, dtype=np.int64)
    kinds: list[str] = []
    lanes: list[int] = []
    for lane in np.unique(cell.lane[cell.lane >= 0]):
        label[cell.lane == lane] = len(kinds)
        kinds.append(AGREEMENT if lane == 0 else ASPECT)
        lanes.append(int(lane))
    free = np.flatnonzero(cell.lane < 0)
    stability = None
    if len(free):
        main, small, stability = clustered(cell, free, fixed, seed)
        label[free] = main + len(kinds)
        kinds += small
        lanes += [-1] * len(small)
    return compact(label, kinds, lanes, stability)


def clustered(
    cell: Cell, free: Ints, fixed: int | None, seed: int
) -> tuple[Ints, list[str], float | None]:
    """Labels of the free units from 0, the kind of each label, the stability of the main themes."""
    rows = cell.at[free]
    sample = cell.vectors[rows[:SAMPLE]].astype(np.float32)
    centres, stability = centred(sample, len(free), fixed, seed)
    label, score = nearest(cell.vectors, rows, centres)
    kinds = [MAIN] * len(centres)
    if fixed is None and len(free) >= SMALLEST:
        label, kinds = with_echoes(cell, free, label, kinds)
        flagged = residual(cell, free) & (label < len(centres))
        label, kinds = regrouped(cell.vectors, rows, label, kinds, flagged, seed)
    if fixed is None and len(free) >= SMALLEST:
        lost = (score < NEAR) & (label < len(centres))
        label[lost] = len(kinds)
        kinds = [*kinds, OTHER]
    return label, kinds, stability


def nearest(vectors: npt.NDArray[np.floating], rows: Ints, centres: Floats) -> tuple[Ints, Floats]:
    """Nearest centre of each of some rows by cosine, rounded first; ties go to the first centre."""
    label = np.zeros(len(rows), dtype=np.int64)
    score = np.zeros(len(rows), dtype=np.float32)
    for at in range(0, len(rows), SAMPLE):
        part = vectors[rows[at : at + SAMPLE]].astype(np.float32)
        close = np.round(part @ centres.T, 4)
        label[at : at + SAMPLE] = close.argmax(axis=1)
        score[at : at + SAMPLE] = close.max(axis=1)
    return label, score


def centred(
    sample: Floats, count: int, fixed: int | None, seed: int
) -> tuple[Floats, float | None]:
    """Unit-length centres of the main themes of `count` units, and their stability."""
    held = max(int((np.abs(sample).sum(axis=1) > 0).sum()), 1)
    if fixed is not None:
        return fit(sample, min(fixed, held), seed), None
    root = count ** (1 / 3) if count >= FEW else 1.0
    candidates = {max(1, round(root)), max(1, round(1.5 * root))} if root > 1 else {1}
    candidates = {k for k in candidates if k <= held} or {1}
    if candidates == {1}:
        return fit(sample, 1, seed), None
    rated = [(stable(sample, k, seed), -k) for k in sorted(candidates) if k > 1]
    stability, k = max(rated)
    return fit(sample, -k, seed), stability


def fit(sample: Floats, k: int, seed: int, starts: int | None = None) -> Floats:
    if starts is None:
        starts = max(3, min(STARTS, EFFORT // (len(sample) * k + 1)))
    with catch_warnings():
        # fewer wordings than themes: empty ones go later
        simplefilter("ignore", ConvergenceWarning)
        found = KMeans(k, n_init=starts, random_state=seed, copy_x=False).fit(sample)
    centres = found.cluster_centers_.astype(np.float32)
    return ordered(unit_length(centres), found.labels_)


def ordered(centres: Floats, label: npt.NDArray[np.int32]) -> Floats:
    """Largest first; equal sizes by the rounded coordinates, so that every run numbers alike."""
    size = np.bincount(label, minlength=len(centres))
    keys = [tuple(np.round(centre[:4], 3)) for centre in centres]
    return centres[sorted(range(len(centres)), key=lambda c: (-size[c], keys[c]))]


def unit_length(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    out: Floats = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return out


def stable(sample: Floats, k: int, seed: int) -> float:
    """Mean adjusted Rand index (Hubert & Arabie 1985) between runs from different seeds."""
    part = sample[:3000]
    every = np.arange(len(part))
    runs = [
        nearest(part, every, fit(part, k, seed + 1 + at, 5 if len(part) < 1000 else 2))[0]
        for at in range(SEEDS)
    ]
    pairs = [adjusted_rand_score(a, b) for a, b in combinations(runs, 2)]
    return round(float(np.mean(pairs)), 3)


def residual(cell: Cell, free: Ints) -> npt.NDArray[np.bool_]:
    """Units the main themes may hide: the union of three signals."""
    flagged = top(cell.unexplained[free]) | top(cell.echoes.share[free])
    held = np.bincount(cell.stance[free], minlength=8)
    rare = held < RARE_STANCE * len(free)
    return flagged | rare[cell.stance[free]]


def top(signal: Floats) -> npt.NDArray[np.bool_]:
    """The FLAGGED share with the strongest signal; a signal of nothing flags nothing."""
    if not len(signal) or signal.max() <= 0:
        return np.zeros(len(signal), dtype=bool)
    bar = float(np.quantile(signal, 1 - FLAGGED, method="higher"))
    return np.asarray(signal >= max(bar, 1e-6)) & np.asarray(signal > np.median(signal))


def with_echoes(cell: Cell, free: Ints, label: Ints, kinds: list[str]) -> tuple[Ints, list[str]]:
    """A wording that a few texts share is its own theme: dissent first, then the most alike."""
    group = cell.echoes.group[free]
    held = np.flatnonzero(group >= 0)
    found, place, size = np.unique(group[held], return_inverse=True, return_counts=True)
    alike = np.bincount(place, weights=cell.echoes.share[free][held]) / np.maximum(size, 1)
    dissent = np.bincount(place, weights=cell.objection[free][held]) / np.maximum(size, 1)
    worth = np.round(alike * dissent * np.log(size), 3)
    order = np.lexsort((found, -worth))
    chosen = order[size[order] >= ECHO][:ECHOES]
    number = np.full(len(found), -1, dtype=np.int64)
    number[chosen] = len(kinds) + np.arange(len(chosen))
    out = label.copy()
    moved = number[place] >= 0
    out[held[moved]] = number[place[moved]]
    return out, [*kinds, *[SMALL] * len(chosen)]


def regrouped(
    vectors: npt.NDArray[np.floating],
    rows: Ints,
    label: Ints,
    kinds: list[str],
    flagged: npt.NDArray[np.bool_],
    seed: int,
) -> tuple[Ints, list[str]]:
    """The flagged units in small groups of their own, where a group is tight."""
    at = np.flatnonzero(flagged)
    if not len(at):
        return label, kinds
    k = max(1, min(GROUPS, len(at) // (GROUP if len(at) > 20 * GROUP else 5)))
    sample = vectors[rows[at[:SAMPLE]]].astype(np.float32)
    centres = fit(sample, min(k, len(sample)), seed, 3 if len(at) < 2000 else 1)
    group, score = nearest(vectors, rows[at], centres)
    sizes = np.bincount(group, minlength=len(centres))
    tight = np.bincount(group, weights=score, minlength=len(centres)) / np.maximum(sizes, 1)
    named = np.flatnonzero((np.round(tight, 3) >= TIGHT) & (sizes > 0))
    number = np.full(len(centres), -1, dtype=np.int64)
    number[named] = len(kinds) + np.arange(len(named))
    out = label.copy()
    moved = number[group] >= 0
    out[at[moved]] = number[group[moved]]
    return out, [*kinds, *[SMALL] * len(named)]


def compact(label: Ints, kinds: list[str], lanes: list[int], stability: float | None) -> CellThemes:
    """Without the labels that nothing carries."""
    used = np.unique(label)
    place = np.zeros(len(kinds), dtype=np.int64)
    place[used] = np.arange(len(used))
    return CellThemes(
        theme=place[label],
        kinds=tuple(kinds[u] for u in used),
        lanes=tuple(lanes[u] for u in used),
        stability=stability,
    )
