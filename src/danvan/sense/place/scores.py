"""How well each unit fits each section, as one number: a weighted sum of z-scores.

A z-score says how far a section stands out among all sections for that unit, so likenesses of
different kinds can be added (engine.md 2.5). Sums are made so that the size of a batch changes no
bit: sparse rows one by one, dense vectors on a grid of whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from danvan.sense.place.grams import Floats, Spans, counted, weighed
from danvan.sense.place.profiles import Profiles, owned
from danvan.sense.place.wordings import Wordings, quoted
from danvan.sense.records import Ints
from danvan.sense.words.tokens import Hashes

CHUNK = 10_000  # units a step: bounds memory, changes no result
GRID = 2_048  # on it, products of unit vectors sum to whole numbers below 2^24: exact in float32
QUOTED = np.float32(3)  # z-scores that a quotation of the section's own words is worth
DIGITS = 4
LEADERS = 3

Flags = npt.NDArray[np.bool_]
Wide = npt.NDArray[np.float64]
Reals = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Vectors:
    """Dense vectors beside the words.

    `units` float[k, d]: vectors of k units. `unit_index` int64[k]: which units, ascending.
    `passages` float[p, d], `owner` int64[p]: vectors of the draft's passages and their sections,
    ascending (see `passages`); or one vector a section, with `owner` 0, 1, … s−1.
    """

    units: Reals
    unit_index: Ints
    passages: Reals
    owner: Ints


@dataclass(frozen=True)
class Weights:
    """What each likeness weighs in the sum.

    Chosen on titles of other articles than the ones reported, on provisions of two laws and on the
    generated draft; `*_thin` is added in the measure in which sections have no text but a heading,
    where words that keep company (`topics`) and meaning say more than shared words.
    """

    whole: float = 1.0
    passage: float = 1.0
    topics_thin: float = 4.0
    meaning_best: float = 1.0
    meaning_mean: float = 1.0
    meaning_thin: float = 2.0


WEIGHTS = Weights()


def unit_length(vectors: Reals) -> Floats:
    wide = np.asarray(vectors, dtype=np.float64)
    length = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
    return (wide / np.where(length > 0, length, 1)).astype(np.float32)


def on_grid(vectors: Reals) -> Floats:
    return np.rint(unit_length(vectors) * GRID).astype(np.float32)


def standard(raw: Floats) -> Floats:
    """z-scores over the sections of each unit; 0 where no section stands out."""
    centred = raw - raw.mean(axis=1, keepdims=True, dtype=np.float64).astype(np.float32)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True, dtype=np.float64))
    return np.asarray(centred / np.where(spread > 1e-6, spread, np.inf), dtype=np.float32)


@dataclass(frozen=True)
class Dense:
    """One dense likeness, ready: `at` int64[u] the row of each unit in `units` or −1, `centre` what
    is taken from each row first; both sides on the grid from there."""

    units: Reals
    centre: Wide
    at: Ints
    best: Floats | None  # [p, d]: passages, for the best one of a section
    mean: Floats  # [s, d]: sections as a whole
    first: Ints  # where each section's passages begin

    def rows(self, at: Ints) -> Floats:
        """Centred unit vectors of some rows, float32."""
        return unit_length(self.units[at].astype(np.float64) - self.centre)


def rows_of(vectors: Vectors, digest: Hashes) -> Ints:
    """The row of each unit, −1 for none: int64[u]. Equal wordings share their first vector."""
    wordings, first = np.unique(digest[vectors.unit_index], return_index=True)
    near = np.minimum(np.searchsorted(wordings, digest), len(wordings) - 1)
    return np.where(wordings[near] == digest, first[near], -1).astype(np.int64)


def dense(vectors: Vectors, profiles: Profiles, digest: Hashes, *, best: bool) -> Dense:
    """Centres each side by its own mean, adds the confirmed opinions to their sections' means.

    `digest` uint64[u] names the units' wordings.
    """
    at, sections = rows_of(vectors, digest), profiles.whole.shape[1]
    own = unit_length(vectors.passages - vectors.passages.mean(axis=0, dtype=np.float64))
    mean = unit_length(owned(vectors.owner, sections) @ own)
    side = Dense(
        vectors.units,
        vectors.units.mean(axis=0, dtype=np.float64),
        at,
        on_grid(own) if best else None,
        mean,
        np.searchsorted(vectors.owner, np.arange(sections)).astype(np.int64),
    )
    there = at[profiles.confirmed] >= 0
    if there.any():
        known = side.rows(at[profiles.confirmed[there]])
        mean = mean + unit_length(owned(profiles.section[there], sections) @ known)
    return replace(side, mean=on_grid(mean))


def likeness(side: Dense, which: Ints) -> tuple[Floats, Floats]:
    """z-scores of the sections' means and of their best passages; 0 for units without a vector."""
    at = side.at[which]
    rows = on_grid(side.rows(np.maximum(at, 0)))
    rows[at < 0] = 0
    mean = standard(rows @ side.mean.T)
    if side.best is None:
        return mean, np.zeros_like(mean)
    best = np.maximum.reduceat((side.best @ rows.T), side.first, axis=0).T
    return mean, standard(np.ascontiguousarray(best))


@dataclass(frozen=True)
class Evidence:
    """All that is compared: words, and where given `topics` (words' company) and `meaning`."""

    spans: Spans
    profiles: Profiles
    wordings: Wordings
    topics: Dense | None
    meaning: Dense | None


def by_words(evidence: Evidence, which: Ints, weights: Weights) -> Floats:
    """The sum of both likenesses of words: with the whole profile and with the best passage."""
    profiles = evidence.profiles
    counts, missed = counted(evidence.spans[which], profiles.vocabulary.hashes)
    rows = weighed(counts, profiles.vocabulary, missed)
    total = np.float32(weights.whole) * standard((rows @ profiles.whole).toarray())
    if profiles.worded > 0:
        first = np.searchsorted(profiles.owner, np.arange(total.shape[1]))
        each = (profiles.passages @ rows.T.tocsr()).toarray()
        best = np.ascontiguousarray(np.maximum.reduceat(each, first, axis=0).T)
        total += np.float32(weights.passage * profiles.worded) * standard(best)
    return total


def scored(evidence: Evidence, which: Ints, weights: Weights = WEIGHTS) -> tuple[Floats, Floats]:
    """Score of each section, rounded, float32[c, s], and the full weight at work, float32[c]."""
    total = by_words(evidence, which, weights)
    thin, worded = evidence.profiles.thin, evidence.profiles.worded
    full = np.full(len(which), weights.whole + weights.passage * worded, dtype=np.float32)
    meant = np.zeros(len(which), dtype=np.bool_)
    if evidence.meaning is not None:
        meant = evidence.meaning.at[which] >= 0
        mean, best = likeness(evidence.meaning, which)
        one, two = weights.meaning_mean + thin * weights.meaning_thin, weights.meaning_best * worded
        total += np.float32(one) * mean + np.float32(two) * best
        full += np.float32(one + two) * meant
    if evidence.topics is not None and thin > 0 and not meant.all():
        mean, _ = likeness(evidence.topics, which)  # only where there is no meaning: it knows more
        one = thin * weights.topics_thin
        total += np.float32(one) * mean * ~meant[:, None]
        full += np.float32(one) * ~meant
    said = quoted(evidence.wordings, evidence.spans[which], total.shape[1])
    rows = np.flatnonzero(said >= 0)
    total[rows, said[rows]] += QUOTED * full[rows]
    return np.round(total, DIGITS), full


@dataclass(frozen=True)
class Ranking:
    """For c units the best sections: `section` int64[c, 3] (−1 pad) and `score` float32[c, 4],
    falling (0 where there are fewer), as a share of the full weight that was at work."""

    section: Ints
    score: Floats

    def taken(self, which: Ints) -> Ranking:
        return Ranking(self.section[which], self.score[which])


def leaders(total: Floats, full: Floats) -> Ranking:
    """The best sections; equals in the draft's order. −inf marks a section that is no candidate."""
    rows = np.arange(len(total))
    left = total.copy()
    section = np.full((len(total), LEADERS + 1), -1, dtype=np.int64)
    score = np.zeros((len(total), LEADERS + 1), dtype=np.float32)
    for place in range(min(LEADERS + 1, total.shape[1])):
        best = left.argmax(axis=1)
        found = np.isfinite(left[rows, best])
        section[:, place] = np.where(found, best, -1)
        score[:, place] = np.where(found, left[rows, best], 0) / full
        left[rows, best] = -np.inf
    silent = ~(np.isfinite(total) & (total != 0)).any(axis=1)
    section[silent] = -1
    return Ranking(section[:, :LEADERS], np.round(score, DIGITS))


def rank(
    evidence: Evidence,
    which: Ints,
    within: Ints | None = None,
    inside: Flags | None = None,
    weights: Weights = WEIGHTS,
) -> Ranking:
    """The best sections of the units named, in batches.

    `within` int64[c]: the section whose subtree is the choice, −1 for the whole draft; `inside`
    bool[s, s]: for each section which ones lie in its subtree, itself included.
    """
    parts = []
    for at in range(0, max(len(which), 1), CHUNK):
        some = which[at : at + CHUNK]
        total, full = scored(evidence, some, weights)
        if within is not None and inside is not None:
            tops = within[at : at + CHUNK]
            total[(tops >= 0)[:, None] & ~inside[np.maximum(tops, 0)]] = -np.inf
        parts.append(leaders(total, full))
    return Ranking(
        np.concatenate([part.section for part in parts]),
        np.concatenate([part.score for part in parts]),
    )
