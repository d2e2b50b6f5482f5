"""Texts cut at every seam: the smallest runs of words that could be a point, and what each says.

Everything is read on the folded text, over flat arrays of a chunk of texts joined by NUL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.words import courtesy, seams
from danvan.sense.words.fold import Points
from danvan.sense.words.polarity import BITS, markers_in, question_marks
from danvan.sense.words.tokens import Ints, kinds

TEXT, LINE, FULL, WIDE, HALF, TURN, GREET = range(7)  # what ends before an atom
ENDS = {"line": LINE, "full": FULL, "wide": WIDE, "half": HALF, "turn": TURN}


@dataclass(frozen=True)
class Atoms:
    """Runs between seams, in places of the joined chunk: `start`, `end`, `after` int64[a].

    `after` says what ends before it. `words` int64[a] counts its syllables, `bits` uint8[a] holds
    its signs, `opener` names how it opens; `mark` is the last letter of the run before.
    """

    start: Ints
    end: Ints
    after: Ints
    words: Ints
    bits: npt.NDArray[np.uint8]
    opener: list[str]
    mark: list[str]


def ends_nothing(folded: str, match: re.Match[str]) -> bool:
    """The full stop belongs to an abbreviation, an initial, an address or a number of a list."""
    at = match.start()
    if folded[at] != "." or folded[at : at + 2] == "..":
        return False
    before = folded[max(0, at - 12) : at + 1]
    if seams.ABBREVIATION.search(before):
        return True
    if seams.NUMBERED.search(folded, max(0, at - 14), at + 1):
        return True
    if match.end() == at + 1:  # no space after it
        near = seams.ADDRESS_PART.search(before) or seams.ADDRESS_REST.match(folded, at + 1)
        return near is not None
    return False


def closes_sentence(folded: str, match: re.Match[str]) -> bool:
    """A quotation that ends with its own full stop and is followed by a new sentence."""
    end = match.end()
    return folded[end - 2] in ".!?…。" and folded[end : end + 1] == " "


def is_turn(folded: str, match: re.Match[str]) -> bool:
    at = match.end()
    if seams.NOT_A_TURN.match(folded, at) and not seams.SURE_TURN.match(folded, at):
        return False
    return match.group() != " " or folded.startswith(seams.BARE_TURNS, at)


def seams_in(folded: str) -> list[tuple[int, int, int]]:
    """`(end of the atom before, start of the atom after, what ends)` for each seam."""
    found = []
    for match in seams.SEAM.finditer(folded):
        name = match.lastgroup or ""
        if name == "shut":
            if closes_sentence(folded, match):
                found.append((match.end(), match.end() + 1, FULL))
        elif name == "full":
            if not ends_nothing(folded, match):
                found.append((match.start() + 1, match.end(), FULL))
        elif name != "turn" or is_turn(folded, match):
            found.append((match.start(), match.end(), ENDS[name]))
    return found


def greeted(folded: str, starts: list[int]) -> list[tuple[int, int, int]]:
    """The seam after a greeting that shares its sentence with the opinion."""
    found = (courtesy.GREETED.match(folded, start) for start in starts)
    return [(match.end(), match.end(), GREET) for match in found if match]


def edges(texts: Sequence[str]) -> Ints:
    """Where each text starts in the joined chunk, and where the last ends: int64[n+1]."""
    return np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts])]).astype(np.int64)


def trimmed(starts: Ints, ends: Ints, points: Points) -> tuple[Ints, Ints]:
    """The same runs without the blanks around them; an empty run where there is nothing else."""
    blank = (points == 32) | (points == 10) | (points == 13) | (points == 0)
    filled = np.flatnonzero(~blank)
    first = np.searchsorted(filled, starts)
    last = np.searchsorted(filled, ends)
    none = first >= last
    if not len(filled):
        return starts, starts
    begin = filled[np.minimum(first, len(filled) - 1)]
    stop = filled[np.maximum(last - 1, 0)] + 1
    return np.where(none, starts, begin), np.where(none, starts, stop)


def sign_bits(folded: str, starts: Ints) -> npt.NDArray[np.uint8]:
    hits = [*markers_in(folded), *question_marks(folded)]
    bits = np.zeros(len(starts), dtype=np.uint8)
    at = np.searchsorted(starts, np.array([hit[0] for hit in hits], dtype=np.int64), side="right")
    said = np.array([BITS.get(hit[2], 0) for hit in hits], dtype=np.uint8)
    np.bitwise_or.at(bits, np.maximum(at - 1, 0), said)
    return bits


def opener(folded: str, start: int) -> str:
    match = seams.OPENER.pattern.match(folded, start)
    return seams.OPENER.labels[match.group()] if match else ""


def atoms_of(texts: Sequence[str], folded: str, points: Points) -> Atoms:
    bounds = edges(texts)
    found = seams_in(folded) + greeted(folded, bounds[:-1].tolist())
    starts = np.concatenate([bounds[:-1], np.array([seam[1] for seam in found], dtype=np.int64)])
    after = np.concatenate(
        [
            np.zeros(len(texts), dtype=np.int64),
            np.array([seam[2] for seam in found], dtype=np.int64),
        ]
    )
    order = np.argsort(starts, kind="stable")
    starts, after = starts[order], after[order]
    ends = np.append(starts[1:], bounds[-1])
    start, end = trimmed(starts, ends, points)
    keep = end > start
    start, end, after = start[keep], end[keep], after[keep]
    new_text = np.searchsorted(bounds, start, side="right") - 1
    after[np.append(True, new_text[1:] != new_text[:-1])[: len(after)]] = TEXT
    return described(folded, points, start, end, after)


def described(folded: str, points: Points, start: Ints, end: Ints, after: Ints) -> Atoms:
    kind = kinds(points)
    word = (kind != 0) & (np.append(0, kind[:-1]) == 0) | (kind == 2)
    count = np.append(0, np.cumsum(word))
    return Atoms(
        start,
        end,
        after,
        count[end] - count[start],
        sign_bits(folded, start),
        [opener(folded, at) for at in start.tolist()],
        ["", *(folded[at - 1] for at in end[:-1].tolist())],
    )
