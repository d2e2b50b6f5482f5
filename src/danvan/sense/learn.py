"""A linear classifier of spans that learns from few labels and reads a million spans in a minute.

Features are those of `words.pieces`, weighted by inverse document frequency, words and characters
each brought to length one; one linear SVM per class, its margins made probabilities on folds it has
not seen. By default only the folded shadow is read, so text typed without marks fares the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from danvan.sense.words.pieces import Pieces, both, items_of, pieces_of
from danvan.sense.words.tokens import Ints, Tokens, mix

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

CHUNK = 20_000  # spans a step: bounds memory, changes no result
FOLDS = 5
GRAIN = 16.0  # idf is kept in sixteenths, in training too, so that a stored head decides alike
LEAST_NORM = 1e-6
LEAST_CHANCE = 1e-4
LEAST_GAIN = 1e-4
GRID = np.round(np.arange(-1.5, 2.05, 0.1), 1)  # of leans, in log units
ROUNDS = 3
STEEPEST = 30.0  # of a calibration: no margin is made more certain than that


@dataclass(frozen=True)
class Recipe:
    """How a head is trained.

    `bits`: the table has 2**bits columns. `folded`, `marked`: the shadows that are read, one or
    both. `least`: spans a feature must stand in. `cost`: C of the SVM. `balance`: 0 leaves classes
    as they are, 1 gives each the same weight. `exclusive`: one class a span, else any number.
    `kept`: features kept, strongest first. `characters`: weight of the character block beside the
    words. `naive`: features are scaled by how differently the sides of a class use them (NB-SVM,
    Wang and Manning 2012).
    """

    bits: int = 20
    folded: bool = True
    marked: bool = False
    least: int = 2
    cost: float = 0.5
    balance: float = 0.0
    exclusive: bool = True
    kept: int = 1 << 20
    characters: float = 1.0
    naive: bool = False


@dataclass(frozen=True)
class Head:
    """A trained classifier of k classes.

    `column` int64[f], `weights` f32[f, k]: features with a weight, idf included. `idf`
    uint8[2**bits]: sixteenths, 0 where training never saw the column. `extra` f32[e, k]: weights of
    the dense columns a caller adds. `bias` f32[k]. `calibration` f32[2, k]: slope and offset of
    each class's margin.
    `lean` f32[k]: added to the log of the probabilities when one class must be named.
    """

    classes: tuple[str, ...]
    column: Ints
    weights: Floats
    idf: npt.NDArray[np.uint8]
    extra: Floats
    bias: Floats
    calibration: Floats
    lean: Floats
    recipe: Recipe

    @cached_property
    def table(self) -> Floats:
        """One row per column: the weights of k classes, then idf²."""
        table = np.zeros((len(self.idf), len(self.classes) + 1), dtype=np.float32)
        table[self.column, :-1] = self.weights
        table[:, -1] = (self.idf / GRAIN) ** 2
        return table


@dataclass(frozen=True)
class Spans:
    """Token ranges `lo[j]:hi[j]` of `texts`, which `tokens` describe; `extra` f32[u, e] if any."""

    tokens: Tokens
    texts: Sequence[str]
    lo: Ints
    hi: Ints
    extra: Floats | None = None

    def __len__(self) -> int:
        return len(self.lo)

    def some(self, rows: Ints | slice) -> Spans:
        extra = None if self.extra is None else self.extra[rows]
        return Spans(self.tokens, self.texts, self.lo[rows], self.hi[rows], extra)


def whole(tokens: Tokens, texts: Sequence[str]) -> Spans:
    """Each text as one span."""
    return Spans(tokens, texts, tokens.first[:-1], tokens.first[1:])


def spans_of(tokens: Tokens, texts: Sequence[str], text: Ints, bounds: tuple[Ints, Ints]) -> Spans:
    """Spans given as start and end code points of the texts numbered `text`."""
    longest = 1 + max((int(tokens.end.max(initial=0)), int(bounds[1].max(initial=0))))
    place = tokens.text * longest
    lo = np.searchsorted(place + tokens.start, text * longest + bounds[0])
    hi = np.searchsorted(place + tokens.end, text * longest + bounds[1], side="right")
    return Spans(tokens, texts, lo.astype(np.int64), np.maximum(lo, hi).astype(np.int64))


def steps(spans: Spans) -> Iterator[tuple[Ints, Spans]]:
    """Spans in text order, some thousands at a time, with their row numbers."""
    order = np.argsort(spans.lo, kind="stable")
    for begin in range(0, len(order), CHUNK):
        rows = order[begin : begin + CHUNK]
        yield rows, spans.some(rows)


def pieces(spans: Spans, recipe: Recipe) -> Pieces:
    read = [
        pieces_of(
            items_of(spans.tokens, spans.texts, (spans.lo, spans.hi), marked=way), recipe.bits
        )
        for way, wanted in ((False, recipe.folded), (True, recipe.marked))
        if wanted
    ]
    return read[0] if len(read) == 1 else both(*read)


# ------------------------------------------------------------------------------------- training


@dataclass(frozen=True)
class Matrix:
    """Training: `rows` sparse f32[u, f + e], the f `column` numbers, and `idf` of all columns."""

    rows: csr_matrix
    column: Ints
    idf: npt.NDArray[np.uint8]


def inverse_frequency(found: csr_matrix, rows: int, least: int) -> npt.NDArray[np.uint8]:
    """1 + ln((1 + n) / (1 + df)) in sixteenths; 0 for columns in fewer than `least` rows."""
    frequency = np.bincount(found.indices, minlength=found.shape[1])
    idf = 1.0 + np.log((1.0 + rows) / (1.0 + frequency))
    return np.where(frequency >= least, np.round(idf * GRAIN), 0).astype(np.uint8)


def scaled(counts: csr_matrix, idf: Floats) -> csr_matrix:
    """Counts × idf, each row divided by the root of the sum of idf² over all it says."""
    squares = counts @ (idf * idf)
    return diags(1.0 / np.sqrt(np.maximum(squares, LEAST_NORM))) @ counts @ diags(idf)


def matrix_of(spans: Spans, recipe: Recipe) -> Matrix:
    words, characters = pieces(spans, recipe).counts()
    together = (words + characters).tocsr()
    coded = inverse_frequency(together, len(spans), recipe.least)
    idf = (coded / GRAIN).astype(np.float32)
    rows = scaled(words, idf) + scaled(characters, idf) * recipe.characters
    column = np.flatnonzero(
        np.bincount(together.indices, minlength=together.shape[1]) * (coded > 0)
    )
    kept = rows.tocsc()[:, column].tocsr()
    if spans.extra is not None:
        kept = hstack([kept, csr_matrix(spans.extra)]).tocsr()
    return Matrix(kept, column, coded)


def class_weights(hit: Flags, weight: Floats, balance: float) -> Floats:
    """Row weights with the two sides of a class brought towards each other."""
    total, positive = float(weight.sum()), float(weight[hit].sum())
    if not 0.0 < positive < total:
        return weight
    share = np.where(hit, total / (2 * positive), total / (2 * (total - positive)))
    return (weight * share**balance).astype(np.float32)


def log_ratio(rows: csr_matrix, hit: Flags, known: int) -> npt.NDArray[np.float64]:
    """Root of each feature's log-ratio between the two sides, about one; 1 for dense columns."""
    inside = 1.0 + np.asarray(rows[hit].sum(axis=0)).ravel()[:known]
    outside = 1.0 + np.asarray(rows[~hit].sum(axis=0)).ravel()[:known]
    ratio = np.abs(np.log(inside / inside.sum()) - np.log(outside / outside.sum()))
    usual = max(float(ratio.mean()), LEAST_NORM) if known else 1.0
    return np.concatenate([np.sqrt(ratio / usual), np.ones(rows.shape[1] - known)])


def fit_class(
    rows: csr_matrix, hit: Flags, weight: Floats, recipe: Recipe, known: int
) -> tuple[npt.NDArray[np.float64], float]:
    """Coefficients and intercept of one class against the rest; constant where a side is empty."""
    if hit.all() or not hit.any():
        return np.zeros(rows.shape[1]), 1.0 if hit.all() else -1.0
    scale = log_ratio(rows, hit, known) if recipe.naive else np.ones(rows.shape[1])
    machine = LinearSVC(C=recipe.cost, random_state=0, max_iter=5000)
    machine.fit(rows @ diags(scale), hit, sample_weight=class_weights(hit, weight, recipe.balance))
    return machine.coef_[0] * scale, float(machine.intercept_[0])


def margins_of_unseen(
    matrix: Matrix, hits: Flags, weight: Floats, groups: Ints, recipe: Recipe
) -> Floats:
    """For each row the margins of machines that were trained without the row's group."""
    rows, known = matrix.rows, len(matrix.column)
    margins = np.zeros(hits.shape, dtype=np.float32)
    for group in np.unique(groups):
        out = groups == group
        for k in range(hits.shape[1]):
            slope, bias = fit_class(rows[~out], hits[~out, k], weight[~out], recipe, known)
            margins[out, k] = rows[out] @ slope + bias
    return margins


def calibrate(margins: Floats, hits: Flags) -> Floats:
    """Slope and offset that turn a margin into a log-odds, per class: f32[2, k] (Platt 1999)."""
    fitted = np.zeros((2, hits.shape[1]), dtype=np.float32)
    for k in range(hits.shape[1]):
        hit = hits[:, k]
        if hit.all() or not hit.any():
            fitted[:, k] = (0.0, STEEPEST if hit.all() else -STEEPEST)
            continue
        machine = LogisticRegression(C=1e4).fit(margins[:, k : k + 1], hit)
        fitted[:, k] = (min(float(machine.coef_[0, 0]), STEEPEST), float(machine.intercept_[0]))
    return fitted


def folds_of(spans: Spans) -> Ints:
    """A fold for each span by its own words, so that equal spans fall together."""
    total = np.concatenate([[0], np.cumsum(spans.tokens.folded, dtype=np.uint64)]).astype(np.uint64)
    with np.errstate(over="ignore"):
        return (mix(total[spans.hi] - total[spans.lo]) % np.uint64(FOLDS)).astype(np.int64)


def one_hot(labels: npt.NDArray[np.integer], k: int) -> Flags:
    return np.asarray(labels[:, None] == np.arange(k)[None, :])


def fit(
    spans: Spans,
    hits: Flags,
    classes: Sequence[str],
    recipe: Recipe = Recipe(),
    *,
    groups: Ints | None = None,
    weight: Floats | None = None,
) -> Head:
    """A head from spans and their classes, bool[u, k] (`one_hot` makes it of class numbers).

    `groups` int64[u]: spans of one group are calibrated by machines that saw none of them;
    `weight` f32[u]: what a label counts. The same input gives the same head.
    """
    return fit_and_judge(spans, hits, classes, recipe, groups=groups, weight=weight)[0]


def fit_and_judge(
    spans: Spans,
    hits: Flags,
    classes: Sequence[str],
    recipe: Recipe = Recipe(),
    *,
    groups: Ints | None = None,
    weight: Floats | None = None,
) -> tuple[Head, Floats]:
    """A head, and the probabilities machines give to the group they did not see: f32[u, k]."""
    matrix = matrix_of(spans, recipe)
    weights = np.ones(len(spans), dtype=np.float32) if weight is None else weight
    folds = folds_of(spans) if groups is None else groups
    unseen = margins_of_unseen(matrix, hits, weights, folds, recipe)
    known = len(matrix.column)
    fitted = [
        fit_class(matrix.rows, hits[:, k], weights, recipe, known) for k in range(hits.shape[1])
    ]
    calibration = calibrate(unseen, hits)
    head = head_of(matrix, np.array([slope for slope, _ in fitted]).T, tuple(classes), recipe)
    bias = np.array([bias for _, bias in fitted], dtype=np.float32)
    complete = replace(head, bias=bias, calibration=calibration)
    return complete, probable(unseen, calibration, exclusive=recipe.exclusive)


def head_of(
    matrix: Matrix, slopes: npt.NDArray[np.float64], classes: tuple[str, ...], recipe: Recipe
) -> Head:
    """The strongest features, idf folded into their weights; bias and calibration still empty."""
    known = len(matrix.column)
    idf = matrix.idf[matrix.column] / GRAIN
    weights = (slopes[:known] * idf[:, None]).astype(np.float16)
    strength = np.abs(weights).max(axis=1, initial=0)
    strongest = np.sort(np.argsort(-strength, kind="stable")[: recipe.kept])
    strongest = strongest[strength[strongest] > 0]
    empty = np.zeros(len(classes), dtype=np.float32)
    return Head(
        classes=classes,
        column=matrix.column[strongest].astype(np.int64),
        weights=weights[strongest].astype(np.float32),
        idf=matrix.idf,
        extra=slopes[known:].astype(np.float32),
        bias=empty,
        calibration=np.zeros((2, len(classes)), dtype=np.float32),
        lean=empty,
        recipe=recipe,
    )


# ------------------------------------------------------------------------------------- reading


def normed(sums: Floats) -> Floats:
    """Sums of weights over the root of the sum of idf², that is the last column."""
    return np.asarray(sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], LEAST_NORM)), np.float32)


def margins(head: Head, spans: Spans) -> Floats:
    """Distance of each span from each class's plane: f32[u, k]."""
    found = np.zeros((len(spans), len(head.classes)), dtype=np.float32)
    for rows, some in steps(spans):
        words, characters = pieces(some, head.recipe).sums(head.table)
        found[rows] = normed(words) + normed(characters) * head.recipe.characters
    if spans.extra is not None:
        found += spans.extra @ head.extra
    return np.asarray(found + head.bias, dtype=np.float32)


def probable(distance: Floats, calibration: Floats, *, exclusive: bool) -> Floats:
    """Margins as probabilities, rounded to 4 decimals; those of exclusive classes sum to one."""
    chance = np.asarray(expit(distance * calibration[0] + calibration[1]))
    if exclusive:
        chance = chance / np.maximum(chance.sum(axis=1, keepdims=True), LEAST_NORM)
    return np.round(chance, 4).astype(np.float32)


def apply(head: Head, spans: Spans) -> Floats:
    """The probability of each class for each span: f32[u, k], rounded to 4 decimals."""
    return probable(margins(head, spans), head.calibration, exclusive=head.recipe.exclusive)


def decide(probabilities: Floats, lean: Floats) -> Ints:
    """The class to name for each span, int64[u]: the likeliest once leaned; ties to the first."""
    leaned = np.log(probabilities + LEAST_CHANCE) + lean
    return np.asarray(np.round(leaned, 4).argmax(axis=1), dtype=np.int64)


def leaning(probabilities: Floats, gain: Callable[[Ints], float]) -> Floats:
    """A lean that raises `gain` of the decisions, found class by class on a grid: f32[k].

    Give it probabilities of spans the machines did not see, never those a figure is reported on.
    """
    lean = np.zeros(probabilities.shape[1], dtype=np.float32)
    best = gain(decide(probabilities, lean))
    for _ in range(ROUNDS):
        for k in range(len(lean)):
            for step in GRID:
                tried = lean.copy()
                tried[k] = step
                reached = gain(decide(probabilities, tried))
                if reached > best + LEAST_GAIN:
                    best, lean = reached, tried
    return lean


def macro_f1(truth: Ints, found: Ints) -> float:
    """Mean F1 of the classes that occur in either; 0 where nothing is given."""
    k = int(max(truth.max(initial=-1), found.max(initial=-1))) + 1
    right = np.bincount(truth[truth == found], minlength=k)
    either = np.bincount(truth, minlength=k) + np.bincount(found, minlength=k)
    held = either > 0
    return float((2 * right[held] / either[held]).mean()) if held.any() else 0.0
