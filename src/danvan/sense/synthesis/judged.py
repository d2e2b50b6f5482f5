"""Where each unit belongs, and where it stands: the two stages fed with what the forms hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.drafts.citations import resolve
from danvan.sense.features import Ranges
from danvan.sense.place import Vectors, passages, place
from danvan.sense.place.applied import Learned
from danvan.sense.records import HOWS, STANCES, Bytes, Draft, Ints
from danvan.sense.runners.embed import Embedder, centred, choose
from danvan.sense.synthesis.forms import Forms
from danvan.sense.synthesis.reading import CHANGES, Reading
from danvan.sense.words.polarity import AGREES, OBJECTS
from danvan.sense.words.tokens import Hashes

SHORT = 8  # syllables up to which a plain word of disagreement decides
GENERAL, UNPLACED = HOWS.index("general"), HOWS.index("unplaced")


@dataclass(frozen=True)
class Semantic:
    """The semantic option: how many units to embed at most, and what embeds them."""

    budget: int
    embed: Embedder


@dataclass(frozen=True)
class Placed:
    """`cell` int64[u]: index of the section; after the sections come `general` and `unplaced`.
    `how` uint8[u]: index into HOWS. `top3` int64[u, 3]: nearest sections, -1 where none. `learned`:
    what units without a place of their own were compared with."""

    cell: Ints
    how: Bytes
    top3: Ints
    learned: Learned | None = None


def cited_sections(draft: Draft, reading: Reading) -> Ints:
    """The section each unit names, or else the heading over it; -1 for none."""
    cited = np.full(len(reading.units), -1, dtype=np.int64)
    known = {path: resolve(draft, path) for path in {path for _, path in reading.cited}}
    for unit, path in reversed(reading.cited):
        if known[path] >= 0:
            cited[unit] = known[path]
    under = reading.units.under
    from_heading = np.where(under >= 0, cited[np.maximum(under, 0)], -1)
    return np.where(cited >= 0, cited, from_heading)


def placed(
    draft: Draft, grouped: Forms, reading: Reading, meaning: Vectors | None = None
) -> Placed:
    """Every unit's cell; `meaning`: sentence vectors of those that words alone do not place."""
    units = reading.units
    if not draft.sections:
        everything = np.zeros(len(units), dtype=np.int64)
        how = np.full(len(units), GENERAL, dtype=np.uint8)
        return Placed(everything, how, np.full((len(units), 3), -1, dtype=np.int64))
    found = place(
        draft,
        grouped.tokens,
        units,
        anchored=grouped.section[units.text],
        cited=cited_sections(draft, reading),
        whole=reading.whole,
        meaning=meaning,
    )
    cell = np.where(found.section >= 0, found.section, len(draft.sections))
    cell[(found.section < 0) & (found.how == UNPLACED)] = len(draft.sections) + 1
    return Placed(cell, found.how, found.top3, found.learned)


def meanings(
    draft: Draft, grouped: Forms, reading: Reading, words: Hashes, lost: Ints, semantic: Semantic
) -> Vectors | None:
    """Sentence vectors of units that words did not place, within the budget, and of the draft.

    `words` uint64[u] names wordings, `lost` int64 the units without a place.
    """
    which = choose(semantic.budget, words, [lost])
    if not len(which) or not draft.sections:
        return None
    units = reading.units
    lines, owner = passages(draft)
    texts = [grouped.texts[units.text[u]][units.start[u] : units.end[u]] for u in which]
    return Vectors(centred(semantic.embed(texts)), which, centred(semantic.embed(lines)), owner)


def of_the_whole(draft: Draft, places: Placed, whole: npt.NDArray[np.bool_]) -> Placed:
    """What names no place but agrees, or is on structure, content, theme or style, is `general`."""
    if not draft.sections:
        return places
    lost = whole & (places.how == UNPLACED)
    cell = np.where(lost, len(draft.sections), places.cell)
    return Placed(cell, np.where(lost, GENERAL, places.how).astype(np.uint8), places.top3)


def by_grammar(stance: Bytes, reading: Reading, ranges: Ranges) -> Bytes:
    """What the grammar knows better than the head: an edit of wording is a proposal; so is a
    plain request that no word of agreement comes with. Objection or request: a doubt stays."""
    short = ranges.high - ranges.low <= SHORT
    no = short & ((reading.signs & (OBJECTS | AGREES)) == OBJECTS)
    wording = reading.change == CHANGES.index("wording")
    agrees = (reading.signs & AGREES) != 0
    mild = np.isin(stance, [STANCES.index(s) for s in ("agree", "inform", "unclear")])
    asked = (reading.change >= 0) & mild & ~agrees
    found = np.where(no, STANCES.index("object"), stance)
    return np.where(wording | (asked & ~no), STANCES.index("propose"), found).astype(np.uint8)
