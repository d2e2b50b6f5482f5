"""Hashed features of many spans of text: syllable 1–3-grams and character 2–5-grams, with signs.

An item is a token, or a run of signs between two tokens ("?", "...", ":))"). Characters are counted
once for each distinct item and each distinct pair of neighbours, then looked up: no text is walked
through by itself. A feature said twice counts twice, so a span's sum is the sum over its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from danvan.sense.words.fold import CLEAN, FOLD, Points, points_of, shadow
from danvan.sense.words.placement import placed_at
from danvan.sense.words.tokens import Hashes, Ints, Tokens, grams, hash_runs, kinds, mix

Floats = npt.NDArray[np.float32]

LONGEST_ITEM = 16  # code points of an item that are looked into
LONGEST_SIGNS = 3  # "......" is read as "..."
SHORTEST, LONGEST = 2, 5  # characters in a gram, the blank around an item included
BLANK = 32
MIDDLE = LONGEST - 1  # column of the blank between the two items of a pair
WORD, CHARACTER = np.uint64(0x1F0D5), np.uint64(0x2C4A7)


@dataclass(frozen=True)
class Items:
    """Items of u spans, span after span: those of span j are `first[j]:first[j+1]`.

    `word` uint64[i]: its hash. `start`, `length` int64[i]: where the item stands in `points`, the
    code points of all texts in question. Hashes and points are of one shadow, folded or marked.
    """

    first: Ints
    word: Hashes
    start: Ints
    length: Ints
    points: Points


@dataclass(frozen=True)
class Layer:
    """Spans × distinct things, and for each thing its columns among words and among characters."""

    things: csr_matrix
    words: csr_matrix
    characters: csr_matrix


def flat(lo: Ints, hi: Ints) -> Ints:
    """All numbers of all ranges, one range after the other."""
    lengths = hi - lo
    return np.repeat(lo - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def borders(lo: Ints, hi: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(hi - lo)]).astype(np.int64)


def sign_runs(points: Points) -> tuple[Ints, Ints]:
    """Start and end of each run of code points that are neither blank nor part of a token."""
    sign = np.zeros(len(points) + 2, dtype=bool)
    sign[1:-1] = (kinds(points) == 0) & (points > BLANK)
    edges = np.flatnonzero(sign[1:] != sign[:-1])
    return edges[::2], edges[1::2]


def owner_of(run: tuple[Ints, Ints], starts: Ints, ends: Ints, text: Ints, run_text: Ints) -> Ints:
    """The token a run of signs goes with: the one before, unless it only touches the one after."""
    after = np.searchsorted(starts, run[0])
    before = after - 1
    last = len(starts) - 1
    has_before = (before >= 0) & (text[np.maximum(before, 0)] == run_text)
    has_after = (after <= last) & (text[np.minimum(after, last)] == run_text)
    touches_before = has_before & (ends[np.maximum(before, 0)] == run[0])
    touches_after = has_after & (starts[np.minimum(after, last)] == run[1])
    forward = (touches_after & ~touches_before) | ~has_before
    return np.where(has_before | has_after, np.where(forward, after, before), -1)


def texts_of(tokens: Tokens, ranges: tuple[Ints, Ints]) -> tuple[int, int]:
    """The texts, first and past the last, in which the ranges lie; none where all are empty."""
    filled = ranges[1] > ranges[0]
    if not filled.any():
        return 0, 0
    first, last = int(ranges[0][filled].min()), int(ranges[1][filled].max())
    near = int(np.searchsorted(tokens.first, first, side="right")) - 1
    return near, int(np.searchsorted(tokens.first, last))


def items_of(
    tokens: Tokens, texts: Sequence[str], ranges: tuple[Ints, Ints], *, marked: bool = False
) -> Items:
    """Items of token ranges `lo[j]:hi[j]`; the texts from first to last range are joined."""
    near, beyond = texts_of(tokens, ranges)
    chosen = list(texts[near:beyond])
    points = points_of("\0".join(chosen) + "\0")
    offset = np.concatenate([[0], np.cumsum([len(text) + 1 for text in chosen])]).astype(np.int64)
    some = slice(int(tokens.first[near]), int(tokens.first[beyond]))
    text = np.repeat(np.arange(len(chosen)), np.diff(tokens.first[near : beyond + 1]))
    starts, ends = tokens.start[some] + offset[text], tokens.end[some] + offset[text]
    words = tokens.marked[some] if marked else tokens.folded[some]
    shown = placed_at(shadow(points, CLEAN), ends) if marked else shadow(points, FOLD)
    edges = tuple(np.clip(end - some.start, 0, len(words)) for end in ranges)
    return joined_items(words, (starts, ends, text, offset), shown, (edges[0], edges[1]))


def joined_items(
    words: Hashes,
    where: tuple[Ints, Ints, Ints, Ints],
    points: Points,
    ranges: tuple[Ints, Ints],
) -> Items:
    """Tokens and signs in one stream, cut to the ranges."""
    starts, ends, text, offset = where
    runs = sign_runs(points)
    owner = owner_of(runs, starts, ends, text, np.searchsorted(offset, runs[0], side="right") - 1)
    kept = owner >= 0
    sign_start = runs[0][kept]
    sign_length = np.minimum(runs[1][kept] - sign_start, LONGEST_SIGNS)
    signs = hash_runs(points, sign_start, sign_length)
    order = np.argsort(np.concatenate([starts, sign_start]), kind="stable")
    owners = np.concatenate([np.arange(len(starts)), owner[kept]])[order]
    first = np.searchsorted(owners, np.arange(len(starts) + 1))
    lo, hi = first[ranges[0]], first[ranges[1]]
    at = order[flat(lo, hi)]
    return Items(
        first=borders(lo, hi),
        word=np.concatenate([words, signs])[at],
        start=np.concatenate([starts, sign_start])[at],
        length=np.concatenate([np.minimum(ends - starts, LONGEST_ITEM), sign_length])[at],
        points=points,
    )


def column(hashes: Hashes, salt: np.uint64, bits: int) -> npt.NDArray[np.int32]:
    return (mix(hashes ^ salt) >> np.uint64(64 - bits)).astype(np.int32)


def counted(columns: npt.NDArray[np.int32] | Ints, first: Ints, width: int) -> csr_matrix:
    """Rows of ones at the columns; a column named twice in a row counts twice."""
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, first), shape=(len(first) - 1, width))


def run_starts(first: Ints, size: int) -> Ints:
    """Positions in the stream at which a run of `size` items of one span begins."""
    return flat(first[:-1], np.maximum(first[1:] - size + 1, first[:-1]))


def run_borders(first: Ints, size: int) -> Ints:
    return borders(first[:-1], np.maximum(first[1:] - size + 1, first[:-1]))


def inner_grams(items: Items, seen: Ints, bits: int) -> csr_matrix:
    """Character grams inside the items at `seen`, each with a blank before and after."""
    length = items.length[seen] + 2
    begin = np.cumsum(length) - length
    letters = np.full(int(length.sum()), BLANK, dtype=np.uint64)
    letters[flat(begin + 1, begin + length - 1)] = items.points[
        flat(items.start[seen], items.start[seen] + items.length[seen])
    ]
    columns, owners = [], []
    for size in range(SHORTEST, LONGEST + 1):
        at = flat(begin, np.maximum(begin + length - size + 1, begin))
        columns.append(column(grams(letters, size)[at], CHARACTER, bits))
        owners.append(np.repeat(np.arange(len(seen)), np.maximum(length - size + 1, 0)))
    return by_owner(np.concatenate(columns), np.concatenate(owners), len(seen), bits)


def by_owner(columns: npt.NDArray[np.int32], owners: Ints, rows: int, bits: int) -> csr_matrix:
    order = np.argsort(owners, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=rows))])
    return counted(columns[order], first.astype(np.int64), 1 << bits)


def cross_letters(items: Items, left: Ints) -> Hashes:
    """The last letters of each item, a blank, the first of the next: uint64[p, 9], 0 where none."""
    reach = np.arange(1, MIDDLE + 1)
    right = left + 1
    tail = items.start[left] + items.length[left]
    letters = np.zeros((len(left), 2 * MIDDLE + 1), dtype=np.uint64)
    letters[:, MIDDLE] = BLANK
    for step in reach:
        near = items.points[np.maximum(tail - step, 0)]
        letters[:, MIDDLE - step] = np.where(items.length[left] >= step, near, 0)
        far = items.points[np.minimum(items.start[right] + step - 1, len(items.points) - 1)]
        letters[:, MIDDLE + step] = np.where(items.length[right] >= step, far, 0)
    return letters


def cross_grams(items: Items, left: Ints, bits: int) -> csr_matrix:
    """Character grams over the blank between an item and the next, a letter on either side."""
    letters = cross_letters(items, left)
    columns, owners = [], []
    for size in range(SHORTEST + 1, LONGEST + 1):
        whole = grams(letters.ravel(), size)
        for begin in range(MIDDLE - size + 2, MIDDLE):
            held = np.flatnonzero((letters[:, begin] > 0) & (letters[:, begin + size - 1] > 0))
            columns.append(column(whole[held * letters.shape[1] + begin], CHARACTER, bits))
            owners.append(held)
    return by_owner(np.concatenate(columns), np.concatenate(owners), len(left), bits)


def distinct(hashes: Hashes) -> tuple[Ints, Ints]:
    """Where each distinct hash is first seen, and for each place which one it is."""
    _, seen, which = np.unique(hashes, return_index=True, return_inverse=True)
    return seen.astype(np.int64), which.astype(np.int32)


def item_layer(items: Items, bits: int) -> Layer:
    seen, which = distinct(items.word)
    words = column(items.word[seen], WORD, bits)
    return Layer(
        things=counted(which, items.first, len(seen)),
        words=counted(words, np.arange(len(seen) + 1), 1 << bits),
        characters=inner_grams(items, seen, bits),
    )


def pair_layer(items: Items, bits: int) -> Layer:
    left = run_starts(items.first, 2)
    pairs = grams(items.word, 2)[left]
    seen, which = distinct(pairs)
    return Layer(
        things=counted(which, run_borders(items.first, 2), len(seen)),
        words=counted(column(pairs[seen], WORD, bits), np.arange(len(seen) + 1), 1 << bits),
        characters=cross_grams(items, left[seen], bits),
    )


def words_alone(hashes: Hashes, first: Ints, size: int, salt: np.uint64, bits: int) -> csr_matrix:
    """Runs of `size` items straight to columns, for runs that seldom come twice."""
    runs = grams(hashes, size)[run_starts(first, size)]
    return counted(column(runs, salt, bits), run_borders(first, size), 1 << bits)


@dataclass(frozen=True)
class Pieces:
    """Features of u spans: layers of things that come often, and runs of words that seldom do."""

    layers: tuple[Layer, ...]
    runs: tuple[csr_matrix, ...]

    def sums(self, table: Floats) -> tuple[Floats, Floats]:
        """Sums of the table's rows over each span's words, and over its characters: f32[u, c]."""
        words = [run @ table for run in self.runs]
        words += [layer.things @ (layer.words @ table) for layer in self.layers]
        characters = [layer.things @ (layer.characters @ table) for layer in self.layers]
        return sum(words[1:], words[0]), sum(characters[1:], characters[0])

    def counts(self) -> tuple[csr_matrix, csr_matrix]:
        """How often each column stands in each span: words, characters; sparse f32[u, 2**bits]."""
        words = [*self.runs, *(layer.things @ layer.words for layer in self.layers)]
        characters = [layer.things @ layer.characters for layer in self.layers]
        return sum(words[1:], words[0]).tocsr(), sum(characters[1:], characters[0]).tocsr()


def pieces_of(items: Items, bits: int) -> Pieces:
    """Features of the items' spans among 2**bits columns."""
    runs = words_alone(items.word, items.first, 3, WORD, bits)
    return Pieces((item_layer(items, bits), pair_layer(items, bits)), (runs,))


def both(one: Pieces, other: Pieces) -> Pieces:
    """The features of two readings of the same spans."""
    return Pieces(one.layers + other.layers, one.runs + other.runs)
