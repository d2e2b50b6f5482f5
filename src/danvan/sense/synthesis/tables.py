"""The two tables of the contract, `submissions` and `opinions`, as Arrow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.features import Ranges
from danvan.sense.records import HOWS, STANCES, Draft, Families, Ints
from danvan.sense.statements import ASPECTS
from danvan.sense.synthesis.cells import AllThemes
from danvan.sense.synthesis.forms import Forms, content_hash
from danvan.sense.synthesis.judged import Placed
from danvan.sense.synthesis.mapping import places as places_of
from danvan.sense.synthesis.opinions import Opinions, Points, Spread
from danvan.sense.synthesis.reading import CHANGES, Reading
from danvan.sense.themes import AGREEMENT, ASPECT, OTHER

KEPT = ("channel", "unit", "group", "received_at", "people", "counted", "page")


@dataclass(frozen=True)
class Found:
    """All that the stages found: of forms, units, opinions of forms, opinions of submissions."""

    draft: Draft
    forms: Forms
    reading: Reading
    ranges: Ranges
    copies: Families
    places: Placed
    points: Points
    themes: AllThemes
    opinions: Opinions
    spread: Spread

    @property
    def cells(self) -> list[str]:
        """Keys of the cells: sections, then `general` and `unplaced`."""
        return [*(section.key for section in self.draft.sections), "general", "unplaced"]

    @property
    def family(self) -> Ints:
        """The reference form of each submission's family: int64[s]."""
        return self.copies.family[self.forms.form]


def theme_ids(found: Found) -> list[str]:
    """`<cell>/agreement`, `<cell>/structure` …, `<cell>/1`, `<cell>/2` …, `<cell>/other`."""
    cells, names, numbers = found.cells, [], dict[int, int]()
    for theme in found.themes.themes:
        if theme.kept is not None:
            name = theme.kept.key
        elif theme.kind in {AGREEMENT, OTHER}:
            name = theme.kind
        elif theme.kind == ASPECT:
            name = ASPECTS[theme.lane - 1]
        else:
            numbers[theme.cell] = numbers.get(theme.cell, 0) + 1
            name = str(numbers[theme.cell])
        names.append(f"{cells[theme.cell]}/{name}")
    return names


def named(names: list[str], codes: Ints) -> pa.Array:
    return pc.take(pa.array(names, pa.string()), pa.array(codes))


def ranks(ids: pa.Array | pa.ChunkedArray) -> Ints:
    """The place of each id in the sorted list of ids."""
    order = pc.sort_indices(ids).to_numpy(zero_copy_only=False).astype(np.int64)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def submission_table(table: pa.Table, found: Found) -> pa.Table:
    """One row per accepted row, in input order."""
    family = found.family
    heads = np.unique(family)
    names = [f"f{content_hash(found.forms.texts[head]):016x}" for head in heads]
    columns = {
        "submission_id": table["submission_id"],
        "source": table["source"],
        "text": table["text"],
        "weight": table["weight"],
        "family_id": named(names, np.searchsorted(heads, family)),
        "is_reference": pa.array(references(table, found)),
        "remark": pa.array(remarks(table, found), pa.string()),
    }
    return pa.table(columns | {name: table[name] for name in KEPT})


def references(table: pa.Table, found: Found) -> np.ndarray:
    """The one submission that stands for its family: of the reference's words, the first by id."""
    family = found.family
    rank = ranks(table["submission_id"])
    order = np.lexsort((rank, found.forms.form != family, family))
    first = np.diff(family[order], prepend=-1) != 0
    chosen = np.zeros(len(family), dtype=bool)
    chosen[order[first]] = True
    return chosen


def remarks(table: pa.Table, found: Found) -> list[str | None]:
    """The words each member of a campaign added, as it wrote them."""
    out: list[str | None] = [None] * len(table)
    forms, copies = found.forms, found.copies
    has = copies.remark_end > copies.remark_start
    texts = table["text"]
    for row in np.flatnonzero(has[forms.form]):
        form = forms.form[row]
        start, end = int(copies.remark_start[form]), int(copies.remark_end[form])
        if not forms.same[row]:
            start, end = elsewhere(forms, int(row), start, end)
        out[row] = texts[int(row)].as_py()[start:end] or None
    return out


def elsewhere(forms: Forms, row: int, start: int, end: int) -> tuple[int, int]:
    """A span of a form's text in the writing of a submission that differs from it."""
    form = forms.form[row]
    own = forms.tokens.start[forms.tokens.first[form] : forms.tokens.first[form + 1]]
    low, high = np.searchsorted(own, (start, end))
    first = forms.other_tokens.first[forms.other[row]]
    begin, stop = forms.other_tokens.start[first + low], forms.other_tokens.end[first + high - 1]
    return (int(begin), int(stop)) if high > low else (0, 0)


def opinion_table(submissions: pa.Table, found: Found) -> pa.Table:
    """One row per opinion, by submission in input order, then by place in the text."""
    spread, places = found.spread, found.places
    unit = found.opinions.unit[spread.opinion]
    ids = pc.take(submissions["submission_id"], pa.array(spread.submission))
    number = pa.array(found.opinions.number[spread.opinion]).cast(pa.string())
    cells = found.cells
    keys: list[str | None] = [*cells[:-2], None, None]
    how = places.how[unit].astype(np.int64)
    change = [*CHANGES, None]
    on_map = places_of(found.themes.vectors, found.themes.theme)[unit]
    return pa.table(
        {
            "opinion_id": pc.binary_join_element_wise(ids, number, "."),
            "submission_id": ids,
            "start": pa.array(spread.start.astype(np.int64)),
            "end": pa.array(spread.end.astype(np.int64)),
            "section_key": pc.take(pa.array(keys, pa.string()), pa.array(places.cell[unit])),
            "section_how": named(list(HOWS), how),
            "section_top3": nearest_keys(cells, places.top3[unit]),
            "stance": named(list(STANCES), found.points.stance[unit].astype(np.int64)),
            "theme_id": named(theme_ids(found), found.themes.theme[unit]),
            "change_type": pc.take(
                pa.array(change, pa.string()), pa.array(found.reading.change[unit] % len(change))
            ),
            "map_x": pa.array(on_map[:, 0]),
            "map_y": pa.array(on_map[:, 1]),
        }
    )


def nearest_keys(cells: list[str], top3: Ints) -> pa.ListArray:
    held = top3 >= 0
    offsets = np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), named(cells, top3[held]))
