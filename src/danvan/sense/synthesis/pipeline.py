"""The whole job in reading order.

1. `forms`: texts that say the same letters and digits are one form, analysed once.
2. `families`: near copies are found, and the words each sender added.
3. `reading`: each form is cut into units; the grammar marks stances, edits and cited places.
4. `place`: every unit goes to a section, or says why it cannot.
5. `stance`: agree, propose, object, question, inform or unclear.
6. `features`, `themes`: per section, the many by clusters and the few by themselves.
7. `opinions`: one point of one submission is one opinion.
8. `document`: labels, quotes, counts and sentences, as the data that is proved and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from danvan.sense.drafts.citations import resolve_label
from danvan.sense.families import families, parted
from danvan.sense.features import Ranges
from danvan.sense.learn import Head, Spans
from danvan.sense.policy import Policy
from danvan.sense.records import CLAIM, Bytes, Draft, Families, Ints, Section
from danvan.sense.runners import local, ray
from danvan.sense.stance import Stances, judged, with_signs
from danvan.sense.synthesis.cells import AllThemes, Facts, only_agrees, themes_of
from danvan.sense.synthesis.cuts import ranges_of
from danvan.sense.synthesis.document import document
from danvan.sense.synthesis.editing import NONE, Edits, Read, edited
from danvan.sense.synthesis.forms import (
    Forms,
    distinct_texts,
    forms,
    lean,
    selected,
    sequence_hash,
)
from danvan.sense.synthesis.judged import (
    UNPLACED,
    Placed,
    Semantic,
    by_grammar,
    meanings,
    of_the_whole,
    placed,
)
from danvan.sense.synthesis.opinions import Points, opinions, spread, words_hash
from danvan.sense.synthesis.reading import Part, Reading, joined, read, without_repeats
from danvan.sense.synthesis.state import State, state_of
from danvan.sense.synthesis.tables import Found, opinion_table, submission_table
from danvan.sense.words.polarity import AGREES, OBJECTS, signs
from danvan.sense.words.tokens import Tokens, join_tokens, some_tokens

In = TypeVar("In")
Out = TypeVar("Out")

Progress = Callable[[str, int, int], None]

PART = 5000  # texts a step; changes no result
TURNING = 12  # words of a sender's own that may say no to the letter they stand in
ALONE = 20_000  # texts up to which one process is quicker than two


@dataclass(frozen=True)
class Options:
    """What the caller may set. `themes`: fixed number of themes, only without a draft. `ray`: the
    address of a cluster that does the mapped steps. `edits`: what people changed before. `keeps`:
    leave a state, by which later arrivals are placed."""

    themes: int | None = None
    seed: int = 0
    workers: int = 1
    semantic: Semantic | None = None
    ray: str | None = None
    edits: Edits = NONE
    keeps: bool = False


@dataclass(frozen=True)
class Synthesis:
    """`submissions` and `opinions`: the contract's two tables. `document`: `synthesis.json`.
    `state`: what later arrivals are placed by, where it was asked for."""

    submissions: pa.Table
    opinions: pa.Table
    document: dict[str, Any]
    state: State | None = None


def synthesize(
    table: pa.Table,
    draft: Draft,
    policy: Policy,
    head: Head,
    options: Options,
    progress: Progress,
) -> Synthesis:
    """Rows of `intake` and a draft (empty where there is none) into a synthesis not yet proved.

    The same rows, draft, policy, head and options give the same answer, whatever their order.
    """
    with threadpool_limits(1):
        draft = draft if draft.sections else sections_of(table)
        grouped = grouped_forms(table, draft, options, progress)
        progress("families", 0, 1)
        copies = family_of(grouped)
        reading = read_forms(grouped, copies, options, progress)
        ranges = ranges_of(grouped.tokens, reading.units)
        words = words_hash(grouped.tokens, ranges)
        reading, kept = without_repeats(reading, words)
        ranges, words = ranges[kept], words[kept]
        progress("place", 0, 1)
        places = by_words = placed(draft, grouped, reading)
        if options.semantic is not None:
            progress("semantic", 0, 1)
            lost = np.flatnonzero(places.how == UNPLACED)
            meant = meanings(draft, grouped, reading, words, lost, options.semantic)
            places = placed(draft, grouped, reading, meant)
        progress("stance", 0, 1)
        said = stances_of(head, grouped, reading, ranges)
        stances = by_grammar(said.stance, reading, ranges)
        agrees = only_agrees(grouped.tokens, ranges, stances)
        places = of_the_whole(draft, places, agrees | (reading.aspect >= 0))
        facts = Facts(
            places.cell, stances, said.objection, reading.aspect, words, len(draft.sections)
        )
        found = themes_of(draft, grouped, reading, ranges, facts, options, progress)
        progress("opinions", 0, 1)
        made = found_in(
            draft, Read(grouped, reading, ranges, copies, places, stances, found), table, options
        )
        state = state_of(made, by_words.learned, policy) if options.keeps else None
        submissions = submission_table(table, made)
        spoken = opinion_table(submissions, made)
        progress("statements", 0, 1)
        return Synthesis(
            submissions,
            spoken,
            document(submissions, spoken, made, policy, options.seed, options.edits),
            state,
        )


def found_in(draft: Draft, read: Read, table: pa.Table, options: Options) -> Found:
    """The opinions of each submission, after what people changed."""
    if options.edits:
        cells = [*(section.key for section in draft.sections), "general", "unplaced"]
        read = edited(read, table["submission_id"], options.edits, cells)
    points = points_of(read.places, read.stances, read.themes)
    words = words_hash(read.forms.tokens, read.ranges)
    apart = opinions(read.reading.units, points, words)
    spoken_by = spread(read.forms, read.reading.units, read.ranges, apart)
    return Found(
        draft, read.forms, read.reading, read.ranges, read.copies, read.places, points,
        read.themes, apart, spoken_by,
    )  # fmt: skip


def sections_of(table: pa.Table) -> Draft:
    """Without a draft, the places that the rows themselves name are its sections."""
    names = sorted({name for name in table["section"].unique().to_pylist() if name})
    return Draft("", tuple(Section(name, 1, "", name, None) for name in names))


def hear(texts: Sequence[str]) -> Tokens:
    return lean(some_tokens(texts))


def steps(
    step: Callable[[In], Out], batches: Sequence[In], texts: int, options: Options
) -> Iterator[Out]:
    """The step of each batch, in order, by whoever the options name."""
    if options.ray is not None:
        return ray.mapped(step, batches, options.ray)
    return local.mapped(step, batches, options.workers if texts > ALONE else 1)


def grouped_forms(table: pa.Table, draft: Draft, options: Options, progress: Progress) -> Forms:
    """The forms of the rows."""
    texts, distinct = distinct_texts(table["text"])
    batches = [texts[at : at + PART] for at in range(0, len(texts), PART)]
    done: list[Tokens] = []
    for tokens in steps(hear, batches, len(texts), options):
        done.append(tokens)
        progress("normalise", min(len(done) * PART, len(texts)), len(texts))
    tokens = join_tokens(done)
    done.clear()
    pa.default_memory_pool().release_unused()
    return forms(texts, distinct, tokens, section_of_rows(table, draft))


def section_of_rows(table: pa.Table, draft: Draft) -> Ints:
    """The index of the section that each row's own column names; -1 where none or unknown."""
    labels = table["section"].combine_chunks().dictionary_encode()
    known = [resolve_label(draft, label) for label in labels.dictionary.to_pylist()]
    code: Ints = labels.indices.fill_null(len(known)).to_numpy(zero_copy_only=False)
    return np.array([*known, -1], dtype=np.int64)[code.astype(np.int64)]


def family_of(grouped: Forms) -> Families:
    """Families of the forms; forms of the same words in two sections are one to begin with."""
    words = sequence_hash(grouped.tokens)
    own = np.where(words == 0, np.arange(len(words), dtype=np.uint64), words)
    _, first, same = np.unique(own, return_index=True, return_inverse=True)
    if len(first) == len(words):
        first = same = np.arange(len(words))
    weight = np.bincount(same, weights=grouped.size).astype(np.int64)
    tokens = grouped.tokens if len(first) == len(words) else selected(grouped.tokens, first)
    found = families(tokens, weight, np.zeros(len(first), dtype=np.uint8))
    texts = [grouped.texts[at] for at in first.tolist()]
    found = parted(found, tokens, weight, sides(texts, found))
    return Families(first[found.family][same], found.remark_start[same], found.remark_end[same])


def sides(texts: Sequence[str], found: Families) -> Bytes:
    """Whether each member of a family agrees (1) and objects (2), its sender's own words left out;
    0 for a text alone."""
    size = np.bincount(found.family, minlength=len(texts))[found.family]
    member = np.flatnonzero(size > 1)
    spans = zip(member.tolist(), found.remark_start[member], found.remark_end[member], strict=True)
    letters = [without(texts[at], int(start), int(end)) for at, start, end in spans]
    side = np.zeros(len(texts), dtype=np.uint8)
    side[member] = signs(letters) & np.uint8(AGREES | OBJECTS)
    return side


def without(text: str, start: int, end: int) -> str:
    """A letter without what its sender added; a few words stay, for they may turn it round."""
    if len(text[start:end].split()) <= TURNING:
        return text
    return f"{text[:start]} {text[end:]}"


def read_forms(grouped: Forms, copies: Families, options: Options, progress: Progress) -> Reading:
    batches = [
        Part(
            grouped.texts[at : at + PART],
            copies.remark_start[at : at + PART],
            copies.remark_end[at : at + PART],
        )
        for at in range(0, len(grouped), PART)
    ]
    done: list[Reading] = []
    for part in steps(read, batches, len(grouped), options):
        done.append(part)
        progress("units", min(len(done) * PART, len(grouped)), len(grouped))
    return joined(done, [len(batch.texts) for batch in batches])


def stances_of(head: Head, grouped: Forms, reading: Reading, ranges: Ranges) -> Stances:
    spans = Spans(grouped.tokens, grouped.texts, ranges.low, ranges.high)
    units = reading.units
    return judged(head, with_signs(spans, units.text, reading.signs), units.kind == CLAIM)


def points_of(places: Placed, stances: Bytes, found: AllThemes) -> Points:
    """What was found of each unit; in the themes `other`, opinions stay apart."""
    other = np.array([theme.kind == "other" for theme in found.themes], dtype=bool)
    return Points(places.cell, found.theme, stances, other[found.theme])
