"""Units as sparse rows over a vocabulary of folded syllables and pairs of syllables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from danvan.sense.records import Ints, Units
from danvan.sense.words.tokens import POWERS, Hashes, Tokens, mix

Floats = npt.NDArray[np.float32]

FAR = np.int64(1) << 32  # wider than any text: makes (text, code point) one number


@dataclass(frozen=True)
class Spans:
    """Token ranges of u texts or units: `low`, `high` int64[u] into `tokens`."""

    tokens: Tokens
    low: Ints
    high: Ints

    def __len__(self) -> int:
        return len(self.low)

    def __getitem__(self, which: slice | Ints) -> Spans:
        return Spans(self.tokens, self.low[which], self.high[which])

    def flat(self) -> tuple[Ints, Ints, Ints]:
        """Token, place in its unit and unit of every token of every unit."""
        sizes = self.high - self.low
        first = np.cumsum(sizes) - sizes
        unit = np.repeat(np.arange(len(sizes)), sizes)
        inside = np.arange(len(unit)) - first[unit]
        return self.low[unit] + inside, inside, unit


def spans_of(tokens: Tokens, units: Units) -> Spans:
    places = tokens.text * FAR + tokens.start
    low = np.searchsorted(places, units.text * FAR + units.start)
    high = np.searchsorted(places, units.text * FAR + units.end)
    return Spans(tokens, low.astype(np.int64), high.astype(np.int64))


def whole_texts(tokens: Tokens) -> Spans:
    return Spans(tokens, tokens.first[:-1], tokens.first[1:])


def digests(spans: Spans) -> Hashes:
    """One hash of each unit's folded syllables in their order: equal wording, equal digest."""
    at, inside, _ = spans.flat()
    total = np.zeros(len(spans), dtype=np.uint64)
    sizes = spans.high - spans.low
    filled = sizes > 0
    if filled.any():
        with np.errstate(over="ignore"):
            terms = mix(spans.tokens.folded[at]) * POWERS[inside % len(POWERS)]
            total[filled] = np.add.reduceat(terms, (np.cumsum(sizes) - sizes)[filled])
    return mix(total)


def pair_hashes(left: Hashes, right: Hashes) -> Hashes:
    with np.errstate(over="ignore"):
        return mix(left * POWERS[1] + right * POWERS[2])


def terms(spans: Spans) -> tuple[Ints, Hashes]:
    """Unit and hash of each syllable and of each pair of neighbours."""
    at, inside, unit = spans.flat()
    paired = inside < (spans.high - spans.low)[unit] - 1
    folded = spans.tokens.folded
    pairs = pair_hashes(folded[at[paired]], folded[at[paired] + 1])
    return np.concatenate([unit, unit[paired]]), np.concatenate([folded[at], pairs])


@dataclass(frozen=True)
class Vocabulary:
    """The terms that count: sorted `hashes` uint64[v] and their `idf` float32[v].

    `rarest` is the weight of a term that is not among them.
    """

    hashes: Hashes
    idf: Floats
    rarest: float

    def __len__(self) -> int:
        return len(self.hashes)


def counted(spans: Spans, hashes: Hashes) -> tuple[sparse.csr_matrix, Ints]:
    """Counts of known terms, float32[u, v], and of each unit's unknown terms, int64[u]."""
    unit, found = terms(spans)
    column = np.searchsorted(hashes, found)
    column[column == len(hashes)] = 0
    known = hashes[column] == found if len(hashes) else np.zeros(len(found), dtype=np.bool_)
    ones = np.ones(int(known.sum()), dtype=np.float32)
    rows = sparse.csr_matrix(
        (ones, (unit[known], column[known])), shape=(len(spans), len(hashes)), dtype=np.float32
    )
    return rows, np.bincount(unit[~known], minlength=len(spans)).astype(np.int64)


def lengths(rows: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    """Sum of squares of each row."""
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares = rows.data.astype(np.float64) ** 2
    return np.bincount(row, squares, minlength=rows.shape[0]).astype(np.float64)


def scaled(rows: sparse.csr_matrix, factor: npt.NDArray[np.float64]) -> sparse.csr_matrix:
    out = rows.copy()
    out.data = (out.data * np.repeat(factor, np.diff(rows.indptr))).astype(np.float32)
    return out


def weighed(
    counts: sparse.csr_matrix, vocabulary: Vocabulary, missed: Ints | None = None
) -> sparse.csr_matrix:
    """Sublinear TF-IDF, rows of length one where the unknown terms count in the length."""
    out = counts.tocsr().copy()
    out.data = (np.log1p(out.data) / np.log(2)).astype(np.float32) * vocabulary.idf[out.indices]
    square = lengths(out)
    if missed is not None:
        square = square + missed * vocabulary.rarest**2
    return scaled(out, 1 / np.sqrt(np.where(square > 0, square, 1)))
