"""What a whole part of the draft is asked about, by the very words its opinions use.

A theme belongs to one section; a matter may run through many. For each part and each act, the
phrases that most of its opinions hold are counted over the whole part: a count anybody can repeat
by searching the words, with or without marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.features import Ranges
from danvan.sense.labels import (
    EXAMPLES,
    candidates,
    is_marked,
    most_written,
    names_a_matter,
    names_nobody,
    whole,
)
from danvan.sense.records import Ints
from danvan.sense.redact import dotted
from danvan.sense.redact import found as personal
from danvan.sense.statements import ADD, AGREE, CHANGE, OBJECT, QUESTION
from danvan.sense.synthesis.naming import unit_text
from danvan.sense.synthesis.tables import Found
from danvan.sense.themes import AGREEMENT
from danvan.sense.words.fold import fold
from danvan.sense.words.tokens import tokenize

ACTS = (AGREE, ADD, CHANGE, OBJECT, QUESTION)
SAMPLE = 3000  # opinions of one part and act whose phrases are tried
MOST = 10  # phrases kept for one part and act
TRIED = 40
LEAST, LEAST_SHARE = 3, 0.02  # opinions that must hold a phrase, and their share of the part's
SAME = 0.6  # share of a phrase's opinions that another phrase may hold already


@dataclass(frozen=True)
class Mention:
    """`opinions` int64: opinions of forms, of one part and act, that hold `phrase`."""

    part: int
    act: int
    phrase: str
    opinions: Ints


def mentions(found: Found, part: Ints, act: Ints, times: Ints) -> Iterator[Mention]:
    """Mentions of every part. `part` int64[cells]; `act` int64[u]; `times` int64[o]: submissions
    behind each opinion of a form."""
    unit = found.opinions.unit
    of_part = part[found.points.cell[unit]]
    agreement = np.array([theme.kind == AGREEMENT for theme in found.themes.themes], dtype=bool)
    speaks = ~agreement[found.themes.theme[unit]]
    for top in np.unique(of_part):
        in_part = np.flatnonzero((of_part == top) & speaks)
        least = max(LEAST, LEAST_SHARE * times[of_part == top].sum())
        for one in ACTS:
            group = in_part[act[unit[in_part]] == one]
            if times[group].sum() >= least:
                for phrase, held in phrases(found, group, times, least):
                    yield Mention(int(top), one, phrase, held)


def phrases(found: Found, group: Ints, times: Ints, least: float) -> Iterator[tuple[str, Ints]]:
    """The most held phrases of a group of opinions, none mostly covered by one before it."""
    ranges = Ranges(
        found.ranges.low[found.opinions.unit[group]], found.ranges.high[found.opinions.unit[group]]
    )
    taken = np.zeros(len(group), dtype=bool)
    kept: list[str] = []
    for phrase in tried(found, group):
        held = holding(found, ranges, phrase)
        families = np.unique(found.copies.family[found.opinions.form[group[held]]])
        new = times[group[held & ~taken]].sum()
        total = times[group[held]].sum()
        if total < least or len(families) < LEAST or new < (1 - SAME) * total:
            continue
        taken |= held
        kept.append(phrase)
        yield phrase, group[held]
        if len(kept) == MOST:
            return


def tried(found: Found, group: Ints) -> list[str]:
    """Candidate phrases, those that most families hold first; longer ones a little earlier.

    None is somebody's: where one would be, the texts are read anew without what is.
    """
    _, first = np.unique(found.copies.family[found.opinions.form[group]], return_index=True)
    units = found.opinions.unit[group[np.sort(first)[:SAMPLE]]]
    texts = [text for unit in units if is_marked(text := unit_text(found, int(unit)))]
    named = common(texts)
    if all(names_nobody(phrase, examples) for _, phrase, examples in named):
        return [words for words, *_ in named]
    return [words for words, *_ in common([dotted(text, personal(text)) for text in texts])]


def common(texts: list[str]) -> list[tuple[str, str, list[str]]]:
    """The phrases that most texts hold: as written, folded, and a few texts that hold each."""
    held: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    examples: dict[str, list[str]] = {}
    for text in texts:
        for folded, words in candidates(text).items():
            held[folded] += 1
            written.setdefault(folded, Counter())[words] += 1
            if held[folded] <= EXAMPLES:
                examples.setdefault(folded, []).append(text)
    rated = [
        (count * (1 + 0.25 * min(phrase.count(" "), 3)), phrase)
        for phrase, count in whole(held).items()
        if count >= LEAST and " " in phrase
    ]
    rated.sort(key=lambda pair: (-pair[0], pair[1]))
    named = [
        (most_written(written[phrase]), phrase, examples[phrase])
        for _, phrase in rated[: 3 * TRIED]
    ]
    return [one for one in named if names_a_matter(one[0])][:TRIED]


def holding(found: Found, ranges: Ranges, phrase: str) -> npt.NDArray[np.bool_]:
    """Which units hold the folded syllables of a phrase in a row: bool[u]. `ranges` rise."""
    wanted = tokenize([fold(phrase)]).folded
    folded = found.forms.tokens.folded
    at = np.flatnonzero(folded[: len(folded) - len(wanted) + 1] == wanted[0])
    for place in range(1, len(wanted)):
        at = at[folded[at + place] == wanted[place]]
    unit = np.searchsorted(ranges.low, at, side="right") - 1
    inside = (unit >= 0) & (at + len(wanted) <= ranges.high[np.maximum(unit, 0)])
    held = np.zeros(len(ranges), dtype=bool)
    held[unit[inside]] = True
    return held
