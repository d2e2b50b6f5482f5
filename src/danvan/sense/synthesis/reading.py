"""What each form says, unit by unit, before anything is compared: runs on parts of the forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.records import CLAIM, Bytes, Ints, Units
from danvan.sense.split import split
from danvan.sense.synthesis.cuts import at_remarks
from danvan.sense.words.acts import aspect, change_type, speaks_of_whole
from danvan.sense.words.cite import citations
from danvan.sense.words.polarity import signs
from danvan.sense.words.tokens import Hashes, some_tokens

CHANGES = (
    "add", "change", "remove", "clarify", "specific", "deepen", "data", "task", "wording",
)  # fmt: skip
ASPECTS = ("structure", "content", "theme", "style")

SENTENCE = re.compile(r"(?<=[.!?…])(?=\s)|(?<=\n)|(?=\n)")

Path = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """`units` of the forms; for each of u units its `signs` uint8 (words.polarity), `change` and
    `aspect` int8 (index into CHANGES, ASPECTS; -1 none), `whole` bool (speaks of the whole draft).
    `cited`: the places named in a unit, as (unit, path), in text order.
    """

    units: Units
    signs: Bytes
    change: npt.NDArray[np.int8]
    aspect: npt.NDArray[np.int8]
    whole: npt.NDArray[np.bool_]
    cited: tuple[tuple[int, Path], ...]


def filled(units: Units, texts: Sequence[str]) -> Units:
    """A text of nothing but signs or emoji is one unit too: nobody's submission is lost."""
    empty = np.setdiff1d(np.arange(len(texts)), units.text)
    if not len(empty):
        return units
    text = np.concatenate([units.text, empty])
    order = np.argsort(text, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    under = np.concatenate([units.under, np.full(len(empty), -1)])
    return Units(
        text=text[order],
        start=np.concatenate([units.start, np.zeros(len(empty), dtype=np.int64)])[order],
        end=np.concatenate([units.end, [len(texts[at]) for at in empty]]).astype(np.int64)[order],
        kind=np.concatenate([units.kind, np.full(len(empty), CLAIM, dtype=np.uint8)])[order],
        under=np.where(under >= 0, place[under], -1)[order],
    )


def said_once(text: str) -> str:
    """The text with blanks in place of each sentence or line that stood in it before: same offsets.

    What is pasted twice must not change how the first is cut.
    """
    pieces = SENTENCE.split(text)
    said = [words for piece in pieces if (words := piece.strip())]
    if len({*said}) == len(said):
        return text
    met: set[str] = set()
    out = []
    for piece in pieces:
        words = piece.strip()
        out.append(" " * len(piece) if words and words in met else piece)
        met.add(words)
    return "".join(out)


@dataclass(frozen=True)
class Part:
    """Some forms: their texts, and the span of each sender's own words (0, 0 where none)."""

    texts: Sequence[str]
    remark_start: Ints
    remark_end: Ints


def read(part: Part) -> Reading:
    """The units of some texts and what the grammar sees in them."""
    texts = [said_once(text) for text in part.texts]
    units = filled(split(texts), texts)
    if part.remark_end.any():
        units = at_remarks(units, part.remark_start, part.remark_end, some_tokens(texts))
    spans = zip(units.text, units.start, units.end, strict=True)
    words = [texts[text][start:end] for text, start, end in spans]
    changes = [change_type(word) for word in words]
    aspects = [aspect(word) for word in words]
    cited = [(at, c.path) for at, word in enumerate(words) for c in citations(word)]
    return Reading(
        units=units,
        signs=signs(words),
        change=np.array([CHANGES.index(c) if c else -1 for c in changes], dtype=np.int8),
        aspect=np.array([ASPECTS.index(a) if a else -1 for a in aspects], dtype=np.int8),
        whole=np.array([speaks_of_whole(word) for word in words], dtype=bool),
        cited=tuple(cited),
    )


def without_repeats(reading: Reading, words: Hashes) -> tuple[Reading, Ints]:
    """A point said twice in one text is one unit, the first; and which units were kept.

    `words` uint64[u] names what each unit says.
    """
    units = reading.units
    key = np.where(words == 0, np.arange(len(words), dtype=np.uint64), words)
    order = np.lexsort((key, units.text))  # stable: the first of equals stays first
    again = (np.diff(key[order]) == 0) & (np.diff(units.text[order]) == 0)
    keep = np.ones(len(units), dtype=bool)
    keep[order[1:][again]] = False
    place = np.cumsum(keep) - 1
    at = np.flatnonzero(keep)
    under = units.under[at]
    kept = Reading(
        units=Units(
            units.text[at],
            units.start[at],
            units.end[at],
            units.kind[at],
            np.where((under >= 0) & keep[np.maximum(under, 0)], place[np.maximum(under, 0)], -1),
        ),
        signs=reading.signs[at],
        change=reading.change[at],
        aspect=reading.aspect[at],
        whole=reading.whole[at],
        cited=tuple((int(place[unit]), path) for unit, path in reading.cited if keep[unit]),
    )
    return kept, at


def joined(parts: Sequence[Reading], sizes: Sequence[int]) -> Reading:
    """Readings of consecutive parts of the forms as one. `sizes`: forms in each part."""
    texts = np.cumsum([0, *sizes])
    count = np.cumsum([0, *(len(part.units) for part in parts)])
    shifted = list(zip(parts, texts, count, strict=False))

    def all_of(name: str) -> Ints:
        return np.concatenate([getattr(part.units, name) for part in parts])

    return Reading(
        units=Units(
            text=np.concatenate([part.units.text + at for part, at, _ in shifted]),
            start=all_of("start"),
            end=all_of("end"),
            kind=all_of("kind").astype(np.uint8),
            under=np.concatenate(
                [np.where(p.units.under >= 0, p.units.under + at, -1) for p, _, at in shifted]
            ),
        ),
        signs=np.concatenate([part.signs for part in parts]),
        change=np.concatenate([part.change for part in parts]),
        aspect=np.concatenate([part.aspect for part in parts]),
        whole=np.concatenate([part.whole for part in parts]),
        cited=tuple((unit + int(at), path) for p, _, at in shifted for unit, path in p.cited),
    )
