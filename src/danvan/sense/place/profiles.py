"""What a section is about: its text, its heading, those above it, the opinions confirmed on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from danvan.sense.place.grams import (
    Spans,
    Vocabulary,
    counted,
    lengths,
    scaled,
    terms,
    weighed,
    whole_texts,
)
from danvan.sense.records import Draft, Ints
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import Hashes, tokenize

ABOVE = 0.5  # weight of a word in a heading above, against one in the section's own text
KNOWN = 1.0  # weight of the opinions known to be on a section, against the section's own words
SAMPLE = 50_000  # distinct units that document frequencies are read from
CONFIRMED = 5_000  # confirmed opinions that shape profiles, spread evenly over the sections
FEW = 3  # confirmed opinions under which a section without a text counts as unknown
PASSAGES = 500  # sentences of a draft that opinions are compared with one by one
EVERYWHERE = 0.2  # share of the passages from which a term tells them no longer apart
SHORT = 3  # words under which a sentence stands with the one before it

BREAK = re.compile(r"(?<=[.;:!?])\s+|\n+")


def sentences(text: str, least: float = SHORT) -> list[str]:
    """Sentences and clauses of a text; after fewer than `least` words the next is joined."""
    found: list[str] = []
    words = 0
    for piece in BREAK.split(nfc(text)):
        size = len(piece.split())
        if found and (size < SHORT or words < least):
            found[-1], words = f"{found[-1]} {piece}".strip(), words + size
        elif size:
            found.append(piece.strip())
            words = size
    return found


def passages(draft: Draft) -> tuple[list[str], Ints]:
    """Headings and sentences of a draft in reading order, and for each the index of its section.

    Every section has at least one, its heading; the owners are ascending. In a long draft sentences
    are joined, so that there are about PASSAGES of them.
    """
    least = max(SHORT, sum(len(section.text.split()) for section in draft.sections) / PASSAGES)
    texts: list[str] = []
    owner: list[int] = []
    for at, section in enumerate(draft.sections):
        own = [nfc(section.title), *sentences(section.text, least)]
        texts.extend(own)
        owner.extend([at] * len(own))
    return texts, np.array(owner, dtype=np.int64)


def headings_above(draft: Draft) -> list[str]:
    """For each section the titles of those above it, joined."""
    title = {section.key: section.title for section in draft.sections}
    above = {section.key: section.parent for section in draft.sections}
    found = []
    for section in draft.sections:
        path: list[str] = []
        at = section.parent
        while at is not None and at in title and len(path) < len(title):
            path.append(title[at])
            at = above[at]
        found.append(nfc("\n".join(path)))
    return found


def owned(owner: Ints, count: int) -> sparse.csr_matrix:
    """Sums rows by owner: float32[count, len(owner)]."""
    ones = np.ones(len(owner), dtype=np.float32)
    return sparse.csr_matrix((ones, (owner, np.arange(len(owner)))), shape=(count, len(owner)))


def spread(digest: Hashes, section: Ints, sections: int) -> Ints:
    """Which confirmed opinions shape the profiles: of each section the same number at most, each
    wording once, chosen by digest. Ascending indices into the arrays given."""
    known = np.flatnonzero(section >= 0)
    order = known[np.lexsort((digest[known], section[known]))]
    same = (np.diff(digest[order]) == 0) & (np.diff(section[order]) == 0)
    order = order[np.concatenate([[True], ~same])] if len(order) else order
    first = np.searchsorted(section[order], np.arange(sections))
    rank = np.arange(len(order)) - first[section[order]]
    return np.sort(order[rank < max(CONFIRMED // max(sections, 1), 5)])


def sampled(digest: Hashes) -> Ints:
    """At most SAMPLE units of distinct wording, chosen and ordered by digest."""
    _, first = np.unique(digest, return_index=True)
    return first[:SAMPLE].astype(np.int64)


def vocabulary_of(draft: Spans, confirmed: Spans, sample: Spans) -> Vocabulary:
    """Terms of the draft, and those two confirmed opinions share; idf from draft and opinions."""
    own = np.unique(terms(draft)[1])
    met, times = np.unique(terms(confirmed)[1], return_counts=True)
    hashes = np.union1d(own, met[times > 1])
    held = np.zeros(len(hashes), dtype=np.int64)
    for spans in (draft, sample):
        rows, _ = counted(spans, hashes)
        held += np.bincount(rows.indices, minlength=len(hashes))
    total = len(draft) + len(sample)
    idf = (np.log((total + 1) / (held + 1)) + 1).astype(np.float32)
    return Vocabulary(hashes, idf, float(np.log(total + 1) + 1))


@dataclass(frozen=True)
class Profiles:
    """s sections over v terms.

    `whole` float32[v, s]: unit columns. `passages` float32[p, v] and `owner` int64[p]: ascending,
    every section at least once. `worded`: the share of sections that have a text of their own;
    `thin`: the share known by their heading alone, with neither text nor opinions. `confirmed`
    int64[c]: the opinions that shaped them, on `section` int64[c].
    """

    vocabulary: Vocabulary
    whole: sparse.csr_matrix
    passages: sparse.csr_matrix
    owner: Ints
    worded: float
    thin: float
    confirmed: Ints
    section: Ints


def telling(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    """Without the terms that stand in too many rows: they cost most and tell least."""
    held = np.bincount(rows.indices, minlength=rows.shape[1])
    out = rows.copy()
    out.data[held[out.indices] > max(EVERYWHERE * rows.shape[0], FEW)] = 0
    out.eliminate_zeros()
    return out


def unit_rows(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    square = lengths(rows)
    return scaled(rows, 1 / np.sqrt(np.where(square > 0, square, 1)))


def means(rows: sparse.csr_matrix, owner: Ints, count: int) -> sparse.csr_matrix:
    return unit_rows((owned(owner, count) @ rows).tocsr())


def build(draft: Draft, units: Spans, digest: Hashes, known: Sequence[int] | Ints) -> Profiles:
    """Profiles of a draft's sections. `known` int64[u]: a unit's confirmed section, or −1."""
    count = len(draft.sections)
    section = np.asarray(known, dtype=np.int64)
    chosen = spread(digest, section, count)
    texts, owner = passages(draft)
    own, above = whole_texts(tokenize(texts)), whole_texts(tokenize(headings_above(draft)))
    vocabulary = vocabulary_of(own, units[chosen], units[sampled(digest)])
    rows, _ = counted(own, vocabulary.hashes)
    path, _ = counted(above, vocabulary.hashes)
    words = weighed((owned(owner, count) @ rows + ABOVE * path).tocsr(), vocabulary)
    said, missed = counted(units[chosen], vocabulary.hashes)
    heard = means(weighed(said, vocabulary, missed), section[chosen], count)
    bare = np.bincount(owner, minlength=count) == 1
    unheard = np.bincount(section[chosen], minlength=count) < FEW
    return Profiles(
        vocabulary,
        unit_rows((words + KNOWN * heard).tocsr()).T.tocsr(),
        telling(weighed(rows, vocabulary)),
        owner,
        round(float(1 - bare.mean()), 4),
        round(float((bare & unheard).mean()), 4),
        chosen,
        section[chosen],
    )
