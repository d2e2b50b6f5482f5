"""Submissions that say the same letters and digits are one form, and are analysed once.

Forms are numbered by content hash, so that no later step can see the order of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from danvan.sense.records import Ints
from danvan.sense.words.tokens import Hashes, Tokens, blocks, hash_word, mix


@dataclass(frozen=True)
class Forms:
    """f forms of s submissions in d distinct texts.

    `texts`: the one text of each form that is analysed (the commonest; then the marked one; then by
    hash). `tokens`: of those texts. `form` int64[s]: of each submission. `same` bool[s]: the
    submission's text is the form's own, to the letter; where it is not, `other` int64[s] is its
    text among `other_tokens` (offsets alone), else -1. `section` int64[f]: index of the form's
    section column, -1 where empty. `size` int64[f]: submissions.
    """

    texts: Sequence[str]
    tokens: Tokens
    form: Ints
    same: npt.NDArray[np.bool_]
    other: Ints
    other_tokens: Tokens
    section: Ints
    size: Ints

    def __len__(self) -> int:
        return len(self.texts)


def content_hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def sequence_hash(tokens: Tokens) -> Hashes:
    """One hash for the whole row of folded syllables of each text; 0 where there are none."""
    out = np.zeros(len(tokens), dtype=np.uint64)
    for low, high in blocks(tokens.first):
        begin, end = tokens.first[low], tokens.first[high]
        first = tokens.first[low : high + 1] - begin
        inside = np.arange(end - begin) - np.repeat(first[:-1], np.diff(first))
        with np.errstate(over="ignore"):
            terms = mix(tokens.folded[begin:end] + mix(inside.astype(np.uint64)))
            total = np.concatenate([[np.uint64(0)], np.cumsum(terms, dtype=np.uint64)])
            sums = total[first[1:]] - total[first[:-1]]
        out[low:high] = np.where(np.diff(first) > 0, mix(sums), np.uint64(0))
    return out


def selected(tokens: Tokens, which: Ints) -> Tokens:
    """The tokens of some of the texts."""
    sizes = tokens.counts[which]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    bare = tokens.marked is tokens.folded
    names = ("start", "end", "folded", *(() if bare else ("marked",)))
    out = {name: np.empty(first[-1], dtype=getattr(tokens, name).dtype) for name in names}
    for low, high in blocks(first):
        begin, end = first[low], first[high]
        at = np.arange(begin, end)
        at += np.repeat(tokens.first[which[low:high]] - first[low:high], sizes[low:high])
        for name in names:
            out[name][begin:end] = getattr(tokens, name)[at]
    marked = out["folded"] if bare else out["marked"]
    return Tokens(first, out["start"], out["end"], out["folded"], marked)


def lean(tokens: Tokens) -> Tokens:
    """Without the marked hashes, and with short offsets: half the memory."""
    return replace(
        tokens,
        start=tokens.start.astype(np.int32),
        end=tokens.end.astype(np.int32),
        marked=tokens.folded,
    )


def distinct_texts(texts: pa.ChunkedArray) -> tuple[list[str], Ints]:
    """The distinct texts and, for each row, the index of its own."""
    encoded = texts.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def forms(texts: Sequence[str], distinct: Ints, tokens: Tokens, section: Ints) -> Forms:
    """Forms of s rows: `texts` d distinct, `distinct` int64[s], `section` int64[s] (-1: none)."""
    weight = np.bincount(distinct, minlength=len(texts))
    own = np.array([content_hash(text) for text in texts], dtype=np.uint64)
    sequence = sequence_hash(tokens)
    spoken = np.where(sequence == 0, own, sequence)
    with np.errstate(over="ignore"):
        key = mix(spoken[distinct] + mix((section + 1).astype(np.uint64)))
    keys, form = np.unique(key, return_inverse=True)
    marked = np.array([not text.isascii() for text in texts])
    # For each form: the heaviest of its texts, then a marked one, then the smallest hash.
    order = np.lexsort((own[distinct], ~marked[distinct], -weight[distinct], form))
    first = order[np.searchsorted(form[order], np.arange(len(keys)))]
    chosen = distinct[first]
    others = np.unique(distinct[chosen[form] != distinct])
    place = np.full(len(texts), -1, dtype=np.int64)
    place[others] = np.arange(len(others))
    same = chosen[form] == distinct
    return Forms(
        texts=[texts[at] for at in chosen],
        tokens=selected(tokens, chosen),
        form=form.astype(np.int64),
        same=same,
        other=np.where(same, -1, place[distinct]),
        other_tokens=selected(tokens, others),
        section=section[first],
        size=np.bincount(form, minlength=len(keys)),
    )


def word_set(words: str) -> Hashes:
    """Folded hashes of some syllables, sorted."""
    return np.unique(np.array([hash_word(word) for word in words.split()], dtype=np.uint64))
