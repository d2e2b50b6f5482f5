"""Texts into units: one point each, as nearly as words alone can tell.

A text is first cut at every seam into atoms (`words.atoms`); each seam is then weighed, and the
atoms between cuts become one unit. Everything is read on folded text, in flat arrays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from danvan.sense.records import CLAIM, HEADING, SALUTATION, SIGNATURE, Ints, Units
from danvan.sense.words import courtesy, seams
from danvan.sense.words.atoms import (
    FULL,
    GREET,
    HALF,
    LINE,
    TEXT,
    TURN,
    WIDE,
    Atoms,
    atoms_of,
    edges,
)
from danvan.sense.words.fold import FOLD, points_of, shadow, text_of
from danvan.sense.words.polarity import AGREES, ASKS, OBJECTS, QUESTIONS
from danvan.sense.words.tokens import chunks

Flags = npt.NDArray[np.bool_]

FEWEST = 3  # syllables a unit needs to stand alone, unless it says yes or no


def reach(first: Flags) -> tuple[Ints, Ints]:
    """For each atom, where its run starts and ends, runs being opened by `first`."""
    opens = np.flatnonzero(first)
    run = np.cumsum(first) - 1
    stops = np.append(opens[1:], len(first))
    return opens[run], stops[run]


def heard(atoms: Atoms, low: Ints, high: Ints) -> tuple[npt.NDArray[np.uint8], Ints]:
    """Signs and syllables of the atoms `low:high`."""
    flags = np.unpackbits(atoms.bits[:, None], axis=1, bitorder="little")
    total = np.vstack([np.zeros((1, 8), dtype=np.int64), np.cumsum(flags, axis=0, dtype=np.int64)])
    words = np.append(0, np.cumsum(atoms.words))
    bits = np.packbits(total[high] > total[low], axis=1, bitorder="little")[:, 0]
    return bits, words[high] - words[low]


def seam_signs(atoms: Atoms) -> dict[str, Flags]:
    """What stands at the seam before each atom: bool[a] for each name in `seams.WEIGHTS`."""
    count = len(atoms.start)
    place = np.arange(count)
    weak = (atoms.after == TURN) | (atoms.after == HALF)
    first, last = reach(~weak)
    before = np.maximum(first - 1, 0)
    left, left_words = heard(atoms, np.where(weak, first, first[before]), place)
    right, right_words = heard(atoms, place, last)
    mark = np.array(atoms.mark or [""])
    typed = np.isin(mark, [",", ":", "-"])
    found: dict[str, Flags] = {
        "line": atoms.after == LINE,
        "stop": (atoms.after == FULL) | (atoms.after == WIDE),
        "half": atoms.after == HALF,
        "comma": (atoms.after == TURN) & typed,
        "bare": (atoms.after == TURN) & ~typed,
        "asked": ~weak & (mark == "?"),
        "trails": ~weak & (mark == "…"),
        "cries": ~weak & (mark == "!"),
        "right short": right_words <= 3,
        "right brief": (right_words > 3) & (right_words <= 7),
        "right long": right_words >= 16,
        "right very long": right_words >= 24,
        "left brief": left_words <= 4,
        "left long": left_words >= 16,
    }
    found |= said("left", left) | said("right", right)
    quiet_left, quiet_right = left & 15 == 0, right & 15 == 0
    found["both quiet"] = quiet_left & quiet_right
    found["left quiet"] = quiet_left & ~quiet_right
    found["right quiet"] = ~quiet_left & quiet_right
    found["turns from yes"] = (
        weak & ((left & AGREES) > 0) & ((right & (OBJECTS | ASKS | QUESTIONS)) > 0)
    )
    for name, bit in SPOKEN.items():
        found[f"both {name}"] = (left & right & bit) > 0
    opens = np.array(atoms.opener or [""])
    for name in seams.OPENERS:
        found[f"{name} after a stop"] = ~weak & (opens == name)
        found[f"{name} inside"] = weak & (opens == name)
    return found


SPOKEN = {"agree": 1, "object": 2, "ask": 4, "question": 8}


def said(side: str, bits: npt.NDArray[np.uint8]) -> dict[str, Flags]:
    return {f"{side} {name}": (bits & bit) > 0 for name, bit in SPOKEN.items()}


def weigh(atoms: Atoms) -> Flags:
    """True where the seam before an atom is a cut: bool[a]."""
    total = np.full(len(atoms.start), seams.BASE)
    signs = seam_signs(atoms)
    for name, stands in signs.items():
        total += seams.WEIGHTS.get(name, 0.0) * stands
    sure = (atoms.after == TEXT) | (atoms.after == WIDE) | (atoms.after == GREET)
    # "đồng ý, nhưng…", "ủng hộ, xin hỏi…": a yes and what limits it are never one point
    sure |= signs["turns from yes"] & (signs["but inside"] | signs["asking inside"])
    cut: Flags = np.logical_or(sure, np.round(total, 6) > 0)
    return cut


def same_text(atoms: Atoms) -> Flags:
    """True where the atom after this one belongs to the same text."""
    return np.append(atoms.after[1:] != TEXT, False)


def openings(folded: str, atoms: Atoms, kind: npt.NDArray[np.uint8]) -> None:
    """Greetings and who is writing, at the head of a text, where something follows."""
    follows = same_text(atoms)
    start, end, quiet = atoms.start.tolist(), atoms.end.tolist(), (atoms.bits & 15 == 0).tolist()
    words = atoms.words.tolist()
    for first in np.flatnonzero(atoms.after == TEXT).tolist():
        at = first
        while True:
            greets = courtesy.GREETING.match(folded, start[at], end[at]) and words[at] <= 16
            writes = (
                follows[at]
                and words[at] <= courtesy.WRITER_WORDS
                and courtesy.WRITER.match(folded, start[at], end[at])
            )
            if not (quiet[at] and (greets or writes)):
                break
            kind[at] = SALUTATION
            if not follows[at]:
                break
            at += 1


def closings(folded: str, atoms: Atoms, kind: npt.NDArray[np.uint8]) -> None:
    """Thanks and names at the foot of a text."""
    follows = same_text(atoms)
    small = np.flatnonzero((atoms.bits & 14 == 0) & (atoms.words <= courtesy.CLOSING_WORDS))
    for at in small.tolist():
        start, end = int(atoms.start[at]), int(atoms.end[at])
        if courtesy.CLOSING.match(folded, start, end) and (at == 0 or atoms.after[at] != TEXT):
            kind[at] = SALUTATION
        elif (
            not follows[at]
            and atoms.after[at] == LINE
            and atoms.words[at] <= courtesy.SIGNER_WORDS
            and courtesy.SIGNER.match(folded, start, end)
        ):
            kind[at] = SIGNATURE


def headings(folded: str, atoms: Atoms, kind: npt.NDArray[np.uint8]) -> None:
    """Lines that only name a place, or announce what follows with a colon."""
    ends_line = np.append(atoms.after[1:] == LINE, False)
    alone = ((atoms.after == LINE) | (atoms.after == TEXT)) & ends_line
    alone &= (atoms.words <= courtesy.HEADING_WORDS) & (kind == CLAIM)
    for at in np.flatnonzero(alone).tolist():
        start, end = int(atoms.start[at]), int(atoms.end[at])
        names = courtesy.HEADED.match(folded, start, end) and atoms.bits[at] & 15 == 0
        if folded[end - 1] == ":" or names:
            kind[at] = HEADING


def atom_kinds(folded: str, atoms: Atoms) -> npt.NDArray[np.uint8]:
    kind = np.full(len(atoms.start), CLAIM, dtype=np.uint8)
    if len(kind):
        openings(folded, atoms, kind)
        closings(folded, atoms, kind)
        headings(folded, atoms, kind)
    return kind


def joined(folded: str, atoms: Atoms, cut: Flags, kind: npt.NDArray[np.uint8]) -> Flags:
    """Cuts without those that leave a claim too short to stand alone."""
    cut = cut.copy()
    first, last = reach(cut)
    bits, words = heard(atoms, first, last)
    short = cut & (words < FEWEST) & (bits & 15 == 0) & (kind == CLAIM)
    follows = same_text(atoms)
    for at in np.flatnonzero(short).tolist():
        after = int(last[at])
        ahead = after < len(cut) and follows[after - 1] and kind[after] == CLAIM
        behind = atoms.after[at] != TEXT and kind[at - 1] == CLAIM
        numbers = seams.LIST_NUMBER.match(folded, int(atoms.start[at]), int(atoms.end[at]))
        if behind and not (ahead and numbers):
            cut[at] = False
        elif ahead:
            cut[after] = False
    return cut


def some_units(texts: Sequence[str]) -> Units:
    points = shadow(points_of("\0".join(texts) + "\0"), FOLD)
    folded = text_of(points)
    atoms = atoms_of(texts, folded, points)
    kind = atom_kinds(folded, atoms)
    special = kind != CLAIM
    cut = weigh(atoms) | special | np.append(False, special[:-1])[: len(special)]
    cut = joined(folded, atoms, cut, kind)
    first = np.flatnonzero(cut)
    last = np.append(first[1:], len(cut)) - 1 if len(first) else first
    start = atoms.start[first]
    bounds = edges(texts)
    text = np.searchsorted(bounds, start, side="right") - 1
    return Units(
        text=text,
        start=start - bounds[text],
        end=atoms.end[last] - bounds[text],
        kind=kind[first],
        under=governed(text, kind[first]),
    )


def governed(text: Ints, kind: npt.NDArray[np.uint8]) -> Ints:
    """For each unit the heading before it in the same text, or -1: int64[u]."""
    place = np.arange(len(text))
    heading = np.maximum.accumulate(np.where(kind == HEADING, place, -1)) if len(text) else place
    inside = (heading >= 0) & (text[np.maximum(heading, 0)] == text) & (kind != HEADING)
    return np.where(inside, heading, -1).astype(np.int64)


def split(texts: Sequence[str]) -> Units:
    """The units of NFC texts, ordered by text and start; see `records.Units`."""
    parts, at, before = [], 0, 0
    for part in chunks(texts):
        units = some_units(part)
        parts.append(
            Units(
                units.text + at,
                units.start,
                units.end,
                units.kind,
                np.where(units.under >= 0, units.under + before, -1),
            )
        )
        at, before = at + len(part), before + len(units)
    return stacked(parts)


def stacked(parts: list[Units]) -> Units:
    none = np.zeros(0, dtype=np.int64)
    if not parts:
        return Units(none, none, none, np.zeros(0, dtype=np.uint8), none)
    return Units(
        np.concatenate([part.text for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.kind for part in parts]),
        np.concatenate([part.under for part in parts]),
    )
