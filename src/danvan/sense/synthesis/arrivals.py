"""Opinions that arrive after a run, placed by what the run left: quickly, and not for good.

Every unit is read, routed and set against the themes as they stand; nothing is learned. The next
run decides anew, with all that was said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from threadpoolctl import threadpool_limits

from danvan.sense.features import Floats, Ranges, apply
from danvan.sense.learn import Head
from danvan.sense.place import applied
from danvan.sense.place.grams import Spans, digests, spans_of
from danvan.sense.place.scores import Evidence
from danvan.sense.records import HOWS, STANCES, Bytes, Draft, Families, Ints, Section
from danvan.sense.synthesis.cells import only_agrees
from danvan.sense.synthesis.cuts import ranges_of
from danvan.sense.synthesis.forms import Forms, sequence_hash
from danvan.sense.synthesis.judged import Placed, by_grammar, cited_sections, of_the_whole
from danvan.sense.synthesis.opinions import Points, opinions, spread, words_hash
from danvan.sense.synthesis.pipeline import Options, grouped_forms, read_forms, stances_of
from danvan.sense.synthesis.reading import Reading, without_repeats
from danvan.sense.synthesis.state import FREE, State, clustered, digest_of, lookup, with_cell
from danvan.sense.themes import MAIN, OTHER
from danvan.sense.words.tokens import Hashes

FLOOR = np.float32(0.15)  # likeness to a theme's middle under which a unit fits nowhere
LEAD = np.float32(0.2)  # that a small group must be nearer than the nearest main theme


class OtherDraft(Exception):
    """The state was made with another draft; nothing can be placed by it."""


@dataclass(frozen=True)
class Heard:
    """What arrived, read: as in `pipeline`."""

    forms: Forms
    reading: Reading
    ranges: Ranges
    words: Hashes


def arrived(state: State, table: pa.Table, draft: Draft, head: Head) -> pa.Table:
    """One row per opinion of the rows of `intake` in `table`, by submission, then by place.

    Columns: `submission_id:str, ordinal:int` (from 1), `start, end:int` (code points in the text),
    `section_key:str` (`general`, `unplaced` where in none), `section_how, stance:str`, `theme_id`
    (as in the run; null where it fits none), `score:float` (likeness, 1 where just this was said
    before), `copy:bool` (the whole text was received before). Raises OtherDraft.
    """
    with threadpool_limits(1):
        draft = draft if draft.sections else named(state)
        if digest_of(draft) != state.draft:
            raise OtherDraft
        heard = hear(table, draft)
        said = stances_of(head, heard.forms, heard.reading, heard.ranges)
        stances = by_grammar(said.stance, heard.reading, heard.ranges)
        agrees = only_agrees(heard.forms.tokens, heard.ranges, stances)
        places = routed(state, draft, heard)
        places = of_the_whole(draft, places, agrees | (heard.reading.aspect >= 0))
        places, theme, score = themed(state, heard, places, lanes(state, heard, places, agrees))
        return rows(state, table, heard, places, stances, (theme, score))


def named(state: State) -> Draft:
    """Without a draft, the places that rows named in the run are its sections."""
    return Draft("", tuple(Section(key, 1, "", key, None) for key in state.cells[:-2]))


def hear(table: pa.Table, draft: Draft) -> Heard:
    grouped = grouped_forms(table, draft, Options(), lambda *_: None)
    nil = np.zeros(len(grouped), dtype=np.int64)
    alone = Families(np.arange(len(grouped)), nil, nil)
    reading = read_forms(grouped, alone, Options(), lambda *_: None)
    ranges = ranges_of(grouped.tokens, reading.units)
    words = words_hash(grouped.tokens, ranges)
    reading, kept = without_repeats(reading, words)
    return Heard(grouped, reading, ranges[kept], words[kept])


def routed(state: State, draft: Draft, heard: Heard) -> Placed:
    """Each unit's cell: by what its sender named, else by what was learned."""
    units, count = heard.reading.units, len(draft.sections)
    known = applied.Known(
        heard.forms.section[units.text], cited_sections(draft, heard.reading), heard.reading.whole
    )
    places = applied.start(known)
    if not count:
        how = np.full(len(units), applied.GENERAL, dtype=np.uint8)
        return Placed(np.zeros(len(units), dtype=np.int64), how, places.top3)
    if state.learned is not None:
        spans = spans_of(heard.forms.tokens, units)
        which = applied.asked(known, state.learned.inside, spans)
        learned = with_units(state.learned, spans)
        if len(which):
            applied.apply(learned, known, which, digests(spans), places)
    cell = np.where(places.section >= 0, places.section, count)
    cell[(places.section < 0) & (places.how == applied.UNPLACED)] = count + 1
    return Placed(cell, places.how, places.top3)


def with_units(learned: applied.Learned, spans: Spans) -> applied.Learned:
    profiles, wordings = learned.evidence.profiles, learned.evidence.wordings
    evidence = Evidence(spans, profiles, wordings, None, None)
    return applied.Learned(evidence, learned.judge, learned.inside)


def lanes(state: State, heard: Heard, places: Placed, agrees: npt.NDArray[np.bool_]) -> Ints:
    """-1 to be compared, 0 agreement, j + 1 the aspect j of the draft as a whole."""
    aspect = heard.reading.aspect
    whole = (aspect >= 0) & (places.cell == len(state.cells) - 2)
    return np.where(whole, aspect.astype(np.int64) + 1, np.where(agrees, 0, -1))


def themed(state: State, heard: Heard, places: Placed, lane: Ints) -> tuple[Placed, Ints, Floats]:
    """Places, theme (-1 for none) and likeness of each unit.

    Words that were said before go where they went; others to the nearest middle of their cell.
    """
    themes = state.themes
    free = ~np.isin(places.how, (applied.ANCHOR, applied.CITED))
    again = lookup(state, with_cell(heard.words, np.where(free, FREE, places.cell)))
    again[heard.words == 0] = -1
    cell = np.where(again >= 0, themes.cell[again], places.cell)
    theme, score = nearest(state, heard, cell)
    for one in np.unique(lane[lane >= 0]).tolist():
        whole = np.flatnonzero(themes.lane == one)
        of_cell = np.full(len(state.cells), -1, dtype=np.int64)
        of_cell[themes.cell[whole]] = whole
        theme = np.where(lane == one, of_cell[cell], theme)
    sure = (again >= 0) | (lane >= 0)
    theme = np.where(again >= 0, again, theme)
    moved = Placed(cell, how_of(state, places, cell), places.top3)
    return moved, theme, np.where(sure, np.float32(1), score)


def how_of(state: State, places: Placed, cell: Ints) -> Bytes:
    """How each was placed; where earlier words decided, it was matched, or it is in no section."""
    general = len(state.cells) - 2
    how = np.where(cell < general, applied.MATCHED, applied.GENERAL + (cell > general))
    return np.where(cell == places.cell, places.how, how).astype(np.uint8)


def nearest(state: State, heard: Heard, cell: Ints) -> tuple[Ints, Floats]:
    """The nearest theme of each unit's cell, or the cell's `other` below the floor, -1 where it has
    none; and the likeness."""
    themes = state.themes
    vectors = apply(state.space, heard.forms.tokens, heard.ranges).vectors.astype(np.float32)
    other = np.full(len(state.cells), -1, dtype=np.int64)
    for number, kind in enumerate(themes.kind):
        if kind == OTHER:
            other[themes.cell[number]] = number
    theme, score = other[cell], np.zeros(len(cell), dtype=np.float32)
    open_ = clustered(themes)
    lead = LEAD * np.array([kind == MAIN for kind in themes.kind], dtype=np.float32)
    for one in np.unique(cell).tolist():
        here, at = np.flatnonzero(open_ & (themes.cell == one)), np.flatnonzero(cell == one)
        if len(here):
            close = np.round(vectors[at] @ themes.centre[here].T, 4)
            score[at] = close.max(axis=1)
            best = here[(close + lead[here]).argmax(axis=1)]
            theme[at] = np.where(score[at] >= FLOOR, best, theme[at])
    return theme, score


def rows(
    state: State,
    table: pa.Table,
    heard: Heard,
    places: Placed,
    stances: Bytes,
    found: tuple[Ints, Floats],
) -> pa.Table:
    """Opinions of the submissions, as the run makes them of its units."""
    theme, score = found
    none = len(state.themes.code)
    other = np.array([*(kind == OTHER for kind in state.themes.kind), True], dtype=bool)
    points = Points(places.cell, np.where(theme < 0, none + places.cell, theme), stances,
                    other[np.where(theme < 0, none, theme)])  # fmt: skip
    apart = opinions(heard.reading.units, points, heard.words)
    told = spread(heard.forms, heard.reading.units, heard.ranges, apart)
    unit = apart.unit[told.opinion]
    before = np.isin(sequence_hash(heard.forms.tokens), state.forms)[heard.forms.form]

    def words(names: tuple[str, ...], codes: Ints) -> pa.Array:
        return pa.array([*names, None], pa.string()).take(pa.array(codes))

    return pa.table(
        {
            "submission_id": table["submission_id"]
            .combine_chunks()
            .take(pa.array(told.submission)),
            "ordinal": pa.array(apart.number[told.opinion]),
            "start": pa.array(told.start.astype(np.int64)),
            "end": pa.array(told.end.astype(np.int64)),
            "section_key": words(state.cells, places.cell[unit]),
            "section_how": words(HOWS, places.how[unit].astype(np.int64)),
            "stance": words(STANCES, stances[unit].astype(np.int64)),
            "theme_id": words(state.themes.code, np.where(theme < 0, none, theme)[unit]),
            "score": pa.array(score[unit]),
            "copy": pa.array(before[told.submission]),
        }
    )
