"""The stance of each unit: what its writer wants of the draft.

A trained head reads the unit's own words, the signs for and against in it and in its submission,
and how long it is; not where it stands, so a submission pasted twice into itself says the same
twice. Units that may be objections form a queue for a person, never longer than a quarter of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.learn import Floats, Head, Recipe, Spans, apply, decide, spans_of
from danvan.sense.records import CLAIM, STANCES, Bytes, Ints, Units
from danvan.sense.words.polarity import signs
from danvan.sense.words.tokens import Tokens

OBJECT, INFORM = STANCES.index("object"), STANCES.index("inform")
RECIPE = Recipe(naive=True)

SIGNS = 5  # bits of `polarity.signs`
OWN_SIGNS, ALL_SIGNS = 0.3, 0.2  # weights beside word and character blocks of length one
LENGTH, LENGTH_SQUARED = 0.3, 0.1
VECTOR = 0.5

QUEUE_SHARE = 0.25
LEAST_DOUBT = 0.03  # one objection in a hundred of the training text lies below it


@dataclass(frozen=True)
class Stances:
    """Stances of u units.

    `stance` uint8[u]: index in `records.STANCES`. `probability` f32[u]: of that stance, 4 decimals.
    `objection` f32[u]: probability of `object`. `possible_objection` bool[u]: in the review queue.
    """

    stance: Bytes
    probability: Floats
    objection: Floats
    possible_objection: npt.NDArray[np.bool_]


def bits_of(numbers: Bytes) -> Floats:
    """uint8[u] → f32[u, SIGNS], a column per bit."""
    return ((numbers[:, None] >> np.arange(SIGNS, dtype=np.uint8)) & 1).astype(np.float32)


def signs_of_all(text: Ints, own: Bytes) -> Bytes:
    """The signs of every unit of the same submission together, the unit's own among them."""
    together = np.zeros(int(text.max(initial=-1)) + 1, dtype=np.uint8)
    np.bitwise_or.at(together, text, own)
    return together[text]


def with_signs(spans: Spans, text: Ints, own: Bytes, vectors: Floats | None = None) -> Spans:
    """The spans with the dense columns a stance head reads; `vectors` f32[u, d] if any."""
    length = np.log1p(spans.hi - spans.lo)[:, None].astype(np.float32)
    columns = [
        OWN_SIGNS * bits_of(own),
        ALL_SIGNS * bits_of(signs_of_all(text, own)),
        LENGTH * length,
        LENGTH_SQUARED * length * length,
    ]
    if vectors is not None:
        columns.append(VECTOR * vectors)
    extra = np.hstack(columns).astype(np.float32)
    return Spans(spans.tokens, spans.texts, spans.lo, spans.hi, extra)


def spans_to_judge(
    tokens: Tokens, texts: Sequence[str], units: Units, vectors: Floats | None = None
) -> Spans:
    """Units as a stance head reads them, in training and after."""
    spans = spans_of(tokens, texts, units.text, (units.start, units.end))
    cut = zip(units.text.tolist(), units.start.tolist(), units.end.tolist(), strict=True)
    own = signs([texts[text][start:end] for text, start, end in cut])
    return with_signs(spans, units.text, own, vectors)


def review_queue(objection: Floats, claims: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The claims likeliest to object, at most QUEUE_SHARE of them; equal ones go together."""
    room = int(QUEUE_SHARE * claims.sum())
    falling = -np.sort(-objection[claims])
    cut = float(falling[room]) if room < len(falling) else -1.0
    return np.asarray(claims & (objection > cut) & (objection >= np.float32(LEAST_DOUBT)))


def stance(
    head: Head,
    tokens: Tokens,
    texts: Sequence[str],
    units: Units,
    vectors: Floats | None = None,
) -> Stances:
    """The stance of each unit; what is no claim (a heading, a greeting, a name) is `inform`.

    `tokens` are those of `texts`. `vectors` f32[u, d], centred and of length one, only with a head
    that was trained with them; else ValueError.
    """
    return judged(head, spans_to_judge(tokens, texts, units, vectors), units.kind == CLAIM)


def judged(head: Head, spans: Spans, claims: npt.NDArray[np.bool_]) -> Stances:
    """The same for spans that carry their dense columns already (`with_signs`)."""
    if spans.extra is None or spans.extra.shape[1] != len(head.extra):
        raise ValueError("the head was trained on other columns than it is given")
    probabilities = apply(head, spans)
    found = np.where(claims, decide(probabilities, head.lean), INFORM).astype(np.uint8)
    chosen = np.take_along_axis(probabilities, found[:, None].astype(np.int64), axis=1)[:, 0]
    objection = np.where(claims, probabilities[:, OBJECT], 0).astype(np.float32)
    return Stances(
        stance=found,
        probability=np.where(claims, chosen, 1).astype(np.float32),
        objection=objection,
        possible_objection=review_queue(objection, claims),
    )
