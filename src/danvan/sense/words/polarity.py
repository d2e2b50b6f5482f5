"""What a text says for or against, by its words: markers, with denials counted out.

Read on the folded text, so that a text typed without marks gives the same markers. The markers are
features and guards; they decide no stance by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from danvan.sense.words.fold import fold
from danvan.sense.words.phrases import phrases
from danvan.sense.words.stance_words import (
    AGREE,
    ASK,
    GOOD,
    HEDGE,
    NEGATION,
    NEUTRAL,
    OBJECT,
    QUESTION,
    TEMPLATES,
)
from danvan.sense.words.tokens import chunks

Sign = Literal["agree", "object", "ask", "question", "hedge", "negation"]

AGREES, OBJECTS, ASKS, QUESTIONS, DENIES = 1, 2, 4, 8, 16
BITS = {AGREE: AGREES, OBJECT: OBJECTS, ASK: ASKS, QUESTION: QUESTIONS, NEGATION: DENIES}

LEXICON = phrases(TEMPLATES)
BREAK = re.compile(r"[^\w ]|\b(?:nhung|song|tuy|ma|nen|de|thi) ")
THINKING = re.compile(r"(?:cho|nghi|tin|rang|do|thay|phai|the)$")
# "co duoc khong?", "dong y khong a": a question, not a denial
ASKING = re.compile(r"(?: (?:a|vay|the|nhi|ha|ad|mn|nhe|em|bac|biet|duoc)){0,2} *(?:[?\0\n]|$)")
CHOICE = re.compile(r"(?: hay)? (?:khong|ko|chua|hong|k)(?: a)?(?: *\?|(?= *[\0\n]|$))")

REACH = {AGREE: 3, OBJECT: 3, GOOD: 1, ASK: 1, NEGATION: 4}
REACH_OF_THINKING = 8  # "khong cho rang … cong bang": the denial reaches into the clause
FURTHEST = 60  # letters; beyond it no reach is looked for


@dataclass(frozen=True)
class Marker:
    """`[start, end)` in code points: the words of one sign, with the denial that turned them."""

    start: int
    end: int
    sign: Sign


@dataclass(frozen=True)
class Polarity:
    """The markers of a text, in order."""

    markers: tuple[Marker, ...]

    def count(self, sign: Sign) -> int:
        return sum(marker.sign == sign for marker in self.markers)

    @property
    def agrees(self) -> int:
        return self.count("agree")

    @property
    def objects(self) -> int:
        return self.count("object")

    @property
    def asks(self) -> int:
        return self.count("ask")

    @property
    def questions(self) -> int:
        return self.count("question")

    @property
    def hedges(self) -> int:
        return self.count("hedge")

    @property
    def negations(self) -> int:
        return self.count("negation")

    @property
    def signs(self) -> int:
        """The bits of `signs` for this text."""
        bits = 0
        for marker in self.markers:
            bits |= BITS.get(marker.sign, 0)
        return bits


@dataclass
class Denial:
    """A run of denials that still reaches forward: its place, and whether their number is odd."""

    start: int = -1
    end: int = -2 * FURTHEST
    odd: bool = False
    thinking: bool = False


def reaches(folded: str, denial: Denial, start: int, sign: str) -> bool:
    gap_length = start - denial.end
    if gap_length > FURTHEST:
        return False
    gap = folded[denial.end : start]
    reach = REACH_OF_THINKING if denial.thinking else REACH.get(sign, 0)
    return gap.count(" ") - 1 <= reach and not BREAK.search(gap)


def turned(sign: str, *, denied: bool) -> Sign | None:
    """What a marker says once the denials before it are counted."""
    if sign == GOOD:
        return "object" if denied else None
    if not denied:
        return sign  # type: ignore[return-value]
    return {AGREE: "object", OBJECT: "agree"}.get(sign)  # type: ignore[return-value]


def is_choice(folded: str, end: int, sign: str) -> bool:
    """ "đồng ý hay không": neither for nor against."""
    return sign in (AGREE, GOOD) and CHOICE.match(folded, end) is not None


def markers_in(folded: str) -> Iterator[tuple[int, int, Sign]]:
    """Markers of a folded text; a NUL ends one text and starts the next."""
    denial = Denial()
    for start, end, sign in LEXICON.find(folded):
        if sign == NEUTRAL:
            continue
        if sign == NEGATION:
            if ASKING.match(folded, end):
                continue
            again = reaches(folded, denial, start, sign)
            denial = Denial(
                denial.start if again else start,
                end,
                not denial.odd if again else True,
                THINKING.search(folded, start, end) is not None,
            )
            yield start, end, "negation"
        elif is_choice(folded, end, sign):
            yield start, end, "question"
        elif sign in (QUESTION, HEDGE):
            yield start, end, "question" if sign == QUESTION else "hedge"
        else:
            yield from judged(folded, denial, start, end, sign)


def judged(
    folded: str, denial: Denial, start: int, end: int, sign: str
) -> Iterator[tuple[int, int, Sign]]:
    near = reaches(folded, denial, start, sign)
    said = turned(sign, denied=near and denial.odd)
    if said:
        yield (denial.start if near and sign != ASK else start), end, said


def question_marks(folded: str) -> Iterator[tuple[int, int, Sign]]:
    at = folded.find("?")
    while at >= 0:
        yield at, at + 1, "question"
        at = folded.find("?", at + 1)


def polarity(text: str) -> Polarity:
    """The markers of one NFC text, denials resolved.

    >>> [m.sign for m in polarity("Không phải tôi không đồng ý").markers if m.sign != "negation"]
    ['agree']
    """
    folded = fold(text)
    found = sorted([*markers_in(folded), *question_marks(folded)])
    return Polarity(tuple(Marker(start, end, sign) for start, end, sign in found))


def some_signs(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    ends = np.cumsum(sizes)
    folded = fold("\0".join(texts) + "\0")
    hits = [*markers_in(folded), *question_marks(folded)]
    places = np.array([start for start, _, _ in hits], dtype=np.int64)
    bits = np.array([BITS.get(sign, 0) for _, _, sign in hits], dtype=np.uint8)
    out = np.zeros(len(texts), dtype=np.uint8)
    np.bitwise_or.at(out, np.searchsorted(ends, places, side="right"), bits)
    return out


def signs(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    """For each text the OR of AGREES, OBJECTS, ASKS, QUESTIONS, DENIES: `uint8[len(texts)]`."""
    parts = [some_signs(part) for part in chunks(texts)]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint8)
