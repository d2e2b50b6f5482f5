"""The section of each unit: the form's own, else the one cited, else the likeliest, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from danvan.sense.place.applied import (
    Flags,
    Judge,
    Known,
    Learned,
    Places,
    apply,
    asked,
    meant,
    start,
    subtrees,
)
from danvan.sense.place.confidence import Cases, joined, learned, shipped, signs
from danvan.sense.place.defaults import CALIBRATION
from danvan.sense.place.grams import Spans, digests, spans_of
from danvan.sense.place.profiles import Profiles, build
from danvan.sense.place.scores import Dense, Evidence, Vectors, dense, rank
from danvan.sense.place.wordings import wordings_of
from danvan.sense.records import Draft, Ints, Units
from danvan.sense.words.tokens import Hashes, Tokens

FOREIGN = 0.3  # opinions outside the draft, for each one inside, that a calibration reckons with


@dataclass(frozen=True)
class Matter:
    """A draft and the units on it, to be compared; `digest` uint64[u] names their wordings."""

    draft: Draft
    spans: Spans
    digest: Hashes
    topics: Vectors | None
    meaning: Vectors | None


def side(
    vectors: Vectors | None, matter: Matter, profiles: Profiles, *, best: bool
) -> Dense | None:
    if vectors is None or not len(vectors.unit_index):
        return None
    return dense(vectors, profiles, matter.digest, best=best)


def evidence_of(matter: Matter, given: Ints) -> Evidence:
    profiles = build(matter.draft, matter.spans, matter.digest, given)
    return Evidence(
        matter.spans,
        profiles,
        wordings_of(matter.draft),
        side(matter.topics, matter, profiles, best=False),
        side(matter.meaning, matter, profiles, best=True),
    )


def tried(matter: Matter, evidence: Evidence, hidden: Ints, truth: Ints) -> tuple[Cases, Flags]:
    """Confirmed units ranked as if their place were unknown, and once more as if the draft had no
    place for them: what is found then is wrong. And which of these cases had meaning.

    Who named a whole part is rightly placed anywhere in it."""
    count = len(matter.draft.sections)
    size = (matter.spans.high - matter.spans.low)[hidden]
    inside = subtrees(matter.draft)
    found = rank(evidence, hidden)
    foreign = rank(evidence, hidden, truth, ~inside)
    best = found.section[:, 0]
    right = (best >= 0) & inside[truth, np.maximum(best, 0)]
    seen = [signs(found, count, size), signs(foreign, count, size)]
    weight = np.repeat([1.0, FOREIGN], len(hidden))
    cases = Cases(np.concatenate(seen), np.concatenate([right, right & False]), weight)
    return cases, np.tile(meant(evidence, hidden), 2)


def judge_of(matter: Matter, given: Ints, profiles: Profiles) -> Judge:
    """Calibrated on the draft's own confirmed opinions where they are enough, else by constants.

    Each half of them is ranked by profiles that know the other half only.
    """
    words, meaning = constants = shipped(profiles.thin, CALIBRATION)
    half = (matter.digest[profiles.confirmed] & np.uint64(1)) == 1
    parts = []
    for hidden in (profiles.confirmed[half], profiles.confirmed[~half]):
        if len(hidden):
            rest = np.where(np.isin(matter.digest, matter.digest[hidden]), -1, given)
            parts.append(tried(matter, evidence_of(matter, rest), hidden, given[hidden]))
    if parts:
        cases, with_meaning = (
            joined([part[0] for part in parts]),
            np.concatenate([p[1] for p in parts]),
        )
        words = learned(cases.only(~with_meaning)) or words
        meaning = learned(cases.only(with_meaning)) or meaning
    return Judge((words, meaning), constants, len(matter.draft.sections))


def place(
    draft: Draft,
    tokens: Tokens,
    units: Units,
    anchored: Sequence[int] | Ints,
    cited: Sequence[int] | Ints,
    whole: Sequence[bool] | Flags,
    topics: Vectors | None = None,
    meaning: Vectors | None = None,
) -> Places:
    """Routes u units to s sections, or to none.

    `anchored` int64[u]: section given by the form's own column, never overruled; `cited` int64[u]:
    section named in the unit or in the heading over it, which a section below it may narrow; −1 for
    none. `whole` bool[u]: speaks of the draft as a whole. `topics`: vectors of words that keep
    company (`features`), `meaning`: sentence vectors of some units; both optional. Equal wordings
    get equal places; learning uses given sections only. Method and figures: engine.md 2.5.
    """
    known = Known(
        np.asarray(anchored, dtype=np.int64),
        np.asarray(cited, dtype=np.int64),
        np.asarray(whole, dtype=np.bool_),
    )
    places = start(known)
    spans = spans_of(tokens, units)
    inside = subtrees(draft)
    if not draft.sections or not len(which := asked(known, inside, spans)):
        return places
    matter = Matter(draft, spans, digests(spans), topics, meaning)
    found = learned_from(matter, known.given, inside)
    apply(found, known, which, matter.digest, places)
    return replace(places, learned=found)


def learned_from(matter: Matter, given: Ints, inside: Flags) -> Learned:
    """What the sections are about and how sure a place must be; `given` int64[u]: the section that
    a unit's sender named, −1 for none."""
    evidence = evidence_of(matter, given)
    return Learned(evidence, judge_of(matter, given, evidence.profiles), inside)
