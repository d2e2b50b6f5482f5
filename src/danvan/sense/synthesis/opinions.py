"""From units to opinions: one point said in one submission is one opinion, however often.

Units of one form with the same cell, theme and stance are one opinion, whose span is the first of
them; in `other`, only units that say the same are. Then each submission gets its form's opinions,
with the offsets of its own text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.features import BATCH, Ranges, flat
from danvan.sense.records import CLAIM, Bytes, Ints, Units
from danvan.sense.synthesis.forms import Forms, sequence_hash
from danvan.sense.words.tokens import Tokens, mix


@dataclass(frozen=True)
class Points:
    """What was found of each of u units. `theme` int64[u] over all cells; `apart` bool[u]: the
    theme is an `other`, where only equal words are joined."""

    cell: Ints
    theme: Ints
    stance: Bytes
    apart: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Opinions:
    """o opinions of the forms: `unit` int64[o] is the first unit, `form` int64[o], `number`
    int64[o] counts from 1 within the form; ordered by form, then number."""

    unit: Ints
    form: Ints
    number: Ints


def speaking(units: Units) -> Ints:
    """Units that make opinions: claims; in a text without any, its first unit of another kind."""
    claim = units.kind == CLAIM
    texts = units.text[-1] + 1 if len(units) else 0
    silent = np.bincount(units.text, weights=claim, minlength=texts) == 0
    _, first = np.unique(units.text, return_index=True)
    stand_in = np.zeros(len(units), dtype=bool)
    stand_in[first] = silent[units.text[first]]
    return np.flatnonzero(claim | stand_in)


def words_hash(tokens: Tokens, ranges: Ranges) -> npt.NDArray[np.uint64]:
    """One hash for the folded words of each unit."""
    out = np.zeros(len(ranges), dtype=np.uint64)
    for begin in range(0, len(ranges), BATCH):
        part = ranges[slice(begin, begin + BATCH)]
        at, _, _ = flat(part)
        first = np.concatenate([[0], np.cumsum(part.high - part.low)]).astype(np.int64)
        folded = tokens.folded[at]
        bare = Tokens(first, tokens.start[:0], tokens.end[:0], folded, folded)
        out[begin : begin + BATCH] = sequence_hash(bare)
    return out


def opinions(units: Units, points: Points, words: npt.NDArray[np.uint64]) -> Opinions:
    """The opinions of each form. `words` uint64[u]: hash of each unit's folded words."""
    with np.errstate(over="ignore"):
        said = np.where(points.apart, words | np.uint64(1), np.uint64(0))
        key = mix(units.text.astype(np.uint64) + mix(points.theme.astype(np.uint64) + mix(
            points.stance.astype(np.uint64) + mix(said))))  # fmt: skip
    speaks = speaking(units)
    _, first = np.unique(key[speaks], return_index=True)
    unit = np.sort(speaks[first])
    form = units.text[unit]
    begins = np.searchsorted(form, form)
    return Opinions(unit=unit, form=form, number=np.arange(len(unit)) - begins + 1)


@dataclass(frozen=True)
class Spread:
    """p opinions of the submissions: `submission` int64[p], `opinion` int64[p] (of a form), and the
    span in the submission's own text, `start`, `end` int64[p]."""

    submission: Ints
    opinion: Ints
    start: Ints
    end: Ints


def spread(forms: Forms, units: Units, ranges: Ranges, found: Opinions) -> Spread:
    """Each submission's opinions, in the order of the submissions."""
    per_form = np.bincount(found.form, minlength=len(forms))
    begin = np.concatenate([[0], np.cumsum(per_form)])
    counts = per_form[forms.form]
    submission = np.repeat(np.arange(len(forms.form)), counts)
    inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    opinion = np.repeat(begin[forms.form], counts) + inside
    unit = found.unit[opinion]
    start, end = units.start[unit], units.end[unit]
    odd = np.flatnonzero(~forms.same[submission])
    start[odd], end[odd] = own_span(
        forms, submission[odd], ranges.low[unit[odd]], ranges.high[unit[odd]]
    )
    return Spread(submission, opinion, start, end)


def own_span(forms: Forms, submission: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Where the form's tokens `low:high` stand in each submission's own writing."""
    tokens = forms.other_tokens
    if not len(tokens.start):
        return np.zeros_like(low), np.zeros_like(low)
    shift = tokens.first[forms.other[submission]] - forms.tokens.first[forms.form[submission]]
    at = np.clip(low + shift, 0, len(tokens.start) - 1)
    to = np.clip(high - 1 + shift, 0, len(tokens.start) - 1)
    return tokens.start[at].astype(np.int64), tokens.end[to].astype(np.int64)
