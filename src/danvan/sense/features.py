"""Units as vectors: LSA of syllable 1–2-grams beside PPMI word vectors averaged by SIF.

Fitted on a sample, applied to all linearly. LSA: Deerwester et al. 1990; PPMI with context
smoothing and SVD: Levy & Goldberg 2015; SIF: Arora, Liang & Ma 2017. Sparse rows are made for a
batch at a time and never held whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from danvan.sense.records import Ints
from danvan.sense.words.tokens import Tokens, grams

Floats = npt.NDArray[np.float32]

BUCKETS = 1 << 18  # columns of the hashed 1–2-grams
WORDS = 30_000  # syllables that get a vector of their own, the commonest first
LEAST = 3  # units that must hold a syllable before it gets a vector
SIF = 1e-2
CONTEXT_POWER = 0.75
BATCH = 20_000
BITS = 24  # of a wording's bucket at most
WORDING = 3  # syllables of a wording that may come back
SPOKEN = 0.5  # share of a unit's wordings that must come back before it is grouped by one


@dataclass(frozen=True)
class Ranges:
    """Token ranges of u units in a `Tokens`: `low`, `high` int64[u]."""

    low: Ints
    high: Ints

    def __len__(self) -> int:
        return len(self.low)

    def __getitem__(self, which: slice | Ints) -> Ranges:
        return Ranges(self.low[which], self.high[which])


@dataclass(frozen=True)
class Space:
    """A fitted feature space of `2 * half` dimensions; frozen, small, applied batch by batch."""

    idf: Floats  # [BUCKETS]; 0 for a column that is left out
    basis: Floats  # [BUCKETS, half]
    word_hash: npt.NDArray[np.uint64]  # sorted, [w]
    word_vector: Floats  # [w, half], SIF weight already in it
    common: Floats  # [half]: the first component, taken away


def flat(ranges: Ranges) -> tuple[Ints, Ints, Ints]:
    """Token index, place inside the unit and unit index of each token of each unit."""
    sizes = ranges.high - ranges.low
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(ranges.low, sizes) + inside, inside, np.repeat(np.arange(len(sizes)), sizes)


def columns(tokens: Tokens) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Bucket of each syllable and of each pair that starts there: int32[m], int32[m]."""
    mask = np.uint64(BUCKETS - 1)
    single = (tokens.folded & mask).astype(np.int32)
    pair = np.zeros(len(single), dtype=np.int32)
    if len(single) > 1:
        pair[:-1] = (grams(tokens.folded, 2) & mask).astype(np.int32)
    return single, pair


def counted(
    buckets: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]], ranges: Ranges
) -> sparse.csr_matrix:
    """Counts of 1–2-grams: float32[u, BUCKETS]."""
    at, inside, unit = flat(ranges)
    sizes = ranges.high - ranges.low
    paired = inside < sizes[unit] - 1
    column = np.concatenate([buckets[0][at], buckets[1][at[paired]]])
    row = np.concatenate([unit, unit[paired]])
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.csr_matrix((ones, (row, column)), shape=(len(ranges), BUCKETS))


def weighed(counts: sparse.csr_matrix, idf: Floats) -> sparse.csr_matrix:
    """Sublinear TF-IDF, rows of length one."""
    out = counts.copy()
    out.data = (1 + np.log(out.data)) * idf[out.indices]
    out.eliminate_zeros()
    length = np.sqrt(np.asarray(out.multiply(out).sum(axis=1)).ravel())
    out.data /= np.repeat(np.where(length > 0, length, 1), np.diff(out.indptr))
    return out


def unit_length(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    out: Floats = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return out


def fit(tokens: Tokens, ranges: Ranges, *, half: int = 100, seed: int = 0) -> Space:
    """The feature space of a sample of units. Deterministic for a seed."""
    counts = counted(columns(tokens), ranges)
    found = np.bincount(counts.indices, minlength=BUCKETS)
    keep = (found >= min(2, len(ranges))) & (found <= max(2, len(ranges) // 2))
    idf = np.where(keep, np.log((1 + len(ranges)) / (1 + found)) + 1, 0).astype(np.float32)
    rows = weighed(counts, idf)
    used = np.flatnonzero(np.bincount(rows.indices, minlength=BUCKETS))
    basis = np.zeros((BUCKETS, half), dtype=np.float32)
    size = min(half, len(used) - 1, len(ranges) - 1)
    if size > 0:
        _, _, right = randomized_svd(rows[:, used], size, n_iter=3, random_state=seed)
        basis[used, :size] = right.T
    hashes, vectors, common = word_vectors(tokens, ranges, half, seed)
    return Space(idf, basis, hashes, vectors, common)


def word_rows(tokens: Tokens, ranges: Ranges, hashes: npt.NDArray[np.uint64]) -> sparse.csr_matrix:
    """Counts of the known syllables: float32[u, w]."""
    at, _, unit = flat(ranges)
    if not len(hashes):
        return sparse.csr_matrix((len(ranges), 0), dtype=np.float32)
    place = np.searchsorted(hashes, tokens.folded[at])
    place[place == len(hashes)] = 0
    known = hashes[place] == tokens.folded[at]
    ones = np.ones(int(known.sum()), dtype=np.float32)
    return sparse.csr_matrix((ones, (unit[known], place[known])), shape=(len(ranges), len(hashes)))


def vocabulary(tokens: Tokens, ranges: Ranges) -> npt.NDArray[np.uint64]:
    """Hashes of the syllables held by at least LEAST units, at most WORDS of them, sorted."""
    at, _, unit = flat(ranges)
    pairs = np.unique(np.stack([tokens.folded[at], unit.astype(np.uint64)]), axis=1)
    hashes, held = np.unique(pairs[0], return_counts=True)
    common = np.lexsort((hashes, -held))[:WORDS]
    return np.sort(hashes[common[held[common] >= LEAST]])


def word_vectors(
    tokens: Tokens, ranges: Ranges, half: int, seed: int
) -> tuple[npt.NDArray[np.uint64], Floats, Floats]:
    hashes = vocabulary(tokens, ranges)
    counts = word_rows(tokens, ranges, hashes)
    size = min(half, len(hashes) - 1)
    vectors = np.zeros((len(hashes), half), dtype=np.float32)
    if size > 0:
        left, strength, _ = randomized_svd(ppmi(counts), size, n_iter=3, random_state=seed)
        vectors[:, :size] = left * np.sqrt(strength)
    share = np.asarray(counts.sum(axis=0)).ravel() / max(counts.sum(), 1)
    vectors *= (SIF / (SIF + share)).astype(np.float32)[:, None]
    means = unit_length(np.asarray(counts @ vectors, dtype=np.float32))
    common = np.zeros(half, dtype=np.float32)
    if len(means) > 1 and size > 0:
        _, _, right = randomized_svd(means, 1, n_iter=3, random_state=seed)
        common = right[0].astype(np.float32)
    return hashes, vectors, common


def ppmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information of syllables that share a unit."""
    held = counts.copy()
    held.data[:] = 1
    pairs = (held.T @ held).tocsr()
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    total = np.asarray(pairs.sum(axis=1)).ravel()
    context = total**CONTEXT_POWER
    context /= max(context.sum(), 1)
    word = np.repeat(np.where(total > 0, total, 1), np.diff(pairs.indptr))
    seen = np.where(context > 0, context, 1)[pairs.indices]
    pairs.data = np.maximum(np.log(pairs.data / word / seen), 0).astype(np.float32)
    pairs.eliminate_zeros()
    return pairs


@dataclass(frozen=True)
class Points:
    """u units in a space: `vectors` float16[u, 2 * half] of length one, and `unexplained`
    float32[u]: the share of a unit's TF-IDF that the space does not hold."""

    vectors: npt.NDArray[np.float16]
    unexplained: Floats


def apply(space: Space, tokens: Tokens, ranges: Ranges) -> Points:
    """Vectors of units that stand in text order, batch by batch; the batch size changes no result
    beyond rounding."""
    half = space.basis.shape[1]
    vectors = np.zeros((len(ranges), 2 * half), dtype=np.float16)
    unexplained = np.zeros(len(ranges), dtype=np.float32)
    for at in range(0, len(ranges), BATCH):
        near, part = close_by(tokens, ranges[slice(at, at + BATCH)])
        lsa = np.asarray(weighed(counted(columns(near), part), space.idf) @ space.basis)
        held = np.linalg.norm(lsa, axis=1)
        unexplained[at : at + BATCH] = 1 - np.minimum(held, 1)
        words = np.asarray(word_rows(near, part, space.word_hash) @ space.word_vector)
        words = words.reshape(len(part), half).astype(np.float32)
        words = unit_length(words)
        words = unit_length(words - (words @ space.common)[:, None] * space.common)
        vectors[at : at + BATCH] = unit_length(np.hstack([unit_length(lsa), words]))
    return Points(vectors, np.round(unexplained, 4))


def close_by(tokens: Tokens, ranges: Ranges) -> tuple[Tokens, Ranges]:
    """The stretch of tokens that some units lie in, and where they lie in it."""
    begin = int(ranges.low.min(initial=0 if not len(ranges) else ranges.low[0]))
    folded = tokens.folded[begin : int(ranges.high.max(initial=0))]
    bare = Tokens(ranges.low[:0], tokens.start[:0], tokens.end[:0], folded, folded)
    return bare, Ranges(ranges.low - begin, ranges.high - begin)


@dataclass(frozen=True)
class Echoes:
    """`share` float32[u]: how much of a unit is said in a wording that comes back in a few texts.
    `group` int64[u]: units that share such a wording have the same number; -1 for none."""

    share: Floats
    group: Ints


def echoes(tokens: Tokens, ranges: Ranges, text: Ints, *, low: int, high: int) -> Echoes:
    """Wordings held by `low` to `high` texts: the mark of a small group that speaks with one voice,
    which distance to a centroid does not see. `text` int64[u] names each unit's text, in order.

    A wording is a folded syllable 3-gram. Each unit is grouped by one of its wordings: the one most
    texts hold; then, once more, the one most units chose. Goes over the units in steps, so that no
    list of all wordings is ever held.
    """
    steps = list(whole_texts(text))
    bits = roomy(int((ranges.high - ranges.low).sum()))
    held = np.zeros(1 << bits, dtype=np.int64)
    for step in steps:
        bucket, unit = wordings(tokens, ranges[step], bits)
        pairs = np.unique((bucket << 32) | text[step][unit])
        held += np.bincount(pairs >> 32, minlength=1 << bits)
    held[(held < low) | (held > high)] = 0
    share = np.zeros(len(ranges), dtype=np.float32)
    first = np.full(len(ranges), -1, dtype=np.int64)
    for step in steps:
        bucket, unit = wordings(tokens, ranges[step], bits)
        hit = held[bucket] > 0
        total = np.maximum(ranges.high[step] - ranges.low[step] - WORDING + 1, 1)
        share[step] = np.bincount(unit[hit], minlength=len(total)) / total
        hit &= share[step][unit] >= SPOKEN
        first[step] = chosen(unit[hit], bucket[hit], held, len(total))
    chose = np.bincount(first[first >= 0], minlength=1 << bits)
    group = np.full(len(ranges), -1, dtype=np.int64)
    for step in steps:
        bucket, unit = wordings(tokens, ranges[step], bits)
        hit = (held[bucket] > 0) & (first[step][unit] >= 0)
        group[step] = chosen(unit[hit], bucket[hit], chose, len(share[step]))
    return Echoes(share, group)


def whole_texts(text: Ints) -> Iterator[slice]:
    """Slices of about BATCH units that never part a text. `text` does not fall."""
    low = 0
    while low < len(text):
        high = min(low + BATCH, len(text))
        high = int(np.searchsorted(text, text[high - 1], side="right"))
        yield slice(low, high)
        low = high


def roomy(syllables: int) -> int:
    """Bits of a bucket number that leave most wordings a bucket of their own, up to BITS."""
    return min(BITS, max(12, (64 * syllables).bit_length()))


def wordings(tokens: Tokens, ranges: Ranges, bits: int) -> tuple[Ints, Ints]:
    """Bucket and unit of each 3-gram of some units that stand close together."""
    trimmed = Ranges(ranges.low, np.maximum(ranges.high - WORDING + 1, ranges.low))
    at, _, unit = flat(trimmed)
    if not len(at):
        return at, unit
    begin = int(at.min())
    part = tokens.folded[begin : int(at.max()) + WORDING]
    bucket = (grams(part, WORDING) >> np.uint64(64 - bits)).astype(np.int64)
    return bucket[at - begin], unit


def chosen(unit: Ints, bucket: Ints, worth: Ints, count: int) -> Ints:
    """For each unit the bucket of greatest worth, the smaller bucket among equals; -1 for none."""
    order = np.lexsort((-bucket, worth[bucket], unit))
    group = np.full(count, -1, dtype=np.int64)
    group[unit[order]] = bucket[order]  # the last write of each unit is its best
    return group
