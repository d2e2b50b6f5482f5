"""`synthesis.json`: base, sections, themes and statements, every figure counted from the tables.

Nothing here depends on the order of the rows: ids are sorted, ties are broken by content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.features import Ranges, flat
from danvan.sense.labels import EMPTY
from danvan.sense.policy import Policy
from danvan.sense.quotes import representatives, shortened
from danvan.sense.records import STANCES, Ints
from danvan.sense.redact import found as personal
from danvan.sense.statements import ACTS, Group, act_of, sentence
from danvan.sense.synthesis.editing import NONE, Edits, by_people, pinned_rows
from danvan.sense.synthesis.mentions import mentions
from danvan.sense.synthesis.naming import theme_labels, unit_text
from danvan.sense.synthesis.reading import CHANGES
from danvan.sense.synthesis.tables import Found, ranks, theme_ids
from danvan.sense.themes import AGREEMENT, ASPECT, OTHER

SHOWN = 3  # quotes under a sentence
MINORITY_SHARE, MINORITY_LEAST = 0.02, 3
CELL_TITLES = {"general": "Góp ý chung", "unplaced": "Chưa gắn mục"}
ENGINE = "1"


@dataclass(frozen=True)
class Counted:
    """Opinions of submissions, sorted by theme, act and id: `order` int64[p] into the table, `key`
    int64[p] theme * acts + act in that order; `theme`, `cell`, `weight` int64[p] in table order."""

    order: Ints
    key: Ints
    theme: Ints
    cell: Ints
    weight: Ints
    rank: Ints
    conference: np.ndarray


def counted(submissions: pa.Table, found: Found) -> Counted:
    spread = found.spread
    unit = found.opinions.unit[spread.opinion]
    theme = found.themes.theme[unit]
    act = acts_of_units(found)[unit]
    rank = ranks(submissions["submission_id"])[spread.submission]
    number = found.opinions.number[spread.opinion]
    key = theme * len(ACTS) + act
    order = np.lexsort((number, rank, key))
    weight = submissions["weight"].to_numpy()[spread.submission]
    spoken = pc.fill_null(pc.equal(submissions["channel"], "conference"), False)  # noqa: FBT003
    conference = spoken.to_numpy(zero_copy_only=False)[spread.submission]
    cell = found.points.cell[unit]
    return Counted(order, key[order], theme, cell, weight, rank, conference)


def acts_of_units(found: Found) -> Ints:
    """The act of each unit, from its stance and its kind of request."""
    kinds = [*CHANGES, None]
    table = np.array([[act_of(stance, kind) for kind in kinds] for stance in STANCES])
    return table[found.points.stance, found.reading.change % len(kinds)].astype(np.int64)


def document(
    submissions: pa.Table,
    spoken: pa.Table,
    found: Found,
    policy: Policy,
    seed: int,
    edits: Edits = NONE,
) -> dict[str, Any]:
    """The whole of `synthesis.json` but for what the job adds: input hashes and rejected rows."""
    sums = counted(submissions, found)
    sections = section_records(found, sums)
    themes = theme_records(found, sums)
    statements = group_records(submissions, spoken, found, sums, themes, policy, edits)
    with_quotes(themes, statements)
    people = submissions["people"]
    return {
        "schema": "danvan.synthesis/1",
        "made": {"engine": ENGINE, "seed": seed, "policy": policy.as_mapping()}
        | ({"edits": edits.digest()} if edits else {}),
        "base": {
            "rows": len(submissions),
            "submissions": len(submissions),
            "tallied": int(pc.sum(submissions["weight"]).as_py() or 0),
            "people": pc.sum(people).as_py() if people.null_count < len(people) else None,
            "opinions": len(spoken),
            "families": len(np.unique(found.family)),
            "rejected": 0,
            "unconfirmed": 0,
        },
        "sections": sections,
        "themes": [theme for theme in themes if theme["opinions"]],
        "statements": [s | {"id": f"S{number}"} for number, s in enumerate(statements, 1)],
    }


def distinct_pairs(first: Ints, second: Ints, size: int) -> Ints:
    """How many different `second` stand beside each of `size` values of `first`."""
    pairs = np.unique(np.stack([first, second]), axis=1) if len(first) else np.zeros((2, 0), int)
    return np.bincount(pairs[0].astype(np.int64), minlength=size)


def section_records(found: Found, sums: Counted) -> list[dict[str, Any]]:
    cells = found.cells
    opinions = np.bincount(sums.cell, minlength=len(cells))
    submissions = distinct_pairs(sums.cell, found.spread.submission, len(cells))
    records = [
        {
            "key": section.key,
            "number": section.number,
            "title": section.title,
            "level": section.level,
            "parent": section.parent,
        }
        for section in found.draft.sections
    ]
    records += [
        {"key": key, "number": "", "title": title, "level": 0, "parent": None}
        for key, title in CELL_TITLES.items()
    ]
    for record, held, by in zip(records, opinions, submissions, strict=True):
        record |= {"opinions": int(held), "submissions": int(by)}
    return records


def theme_records(found: Found, sums: Counted) -> list[dict[str, Any]]:
    count = len(found.themes.themes)
    opinions = np.bincount(sums.theme, minlength=count)
    submissions = distinct_pairs(sums.theme, found.spread.submission, count)
    families = distinct_pairs(sums.theme, found.family[found.spread.submission], count)
    stance = found.points.stance[found.opinions.unit[found.spread.opinion]].astype(np.int64)
    stances = np.bincount(sums.theme * len(STANCES) + stance, minlength=count * len(STANCES))
    in_cell = np.bincount(sums.cell, minlength=len(found.cells))
    records = []
    for at, (theme, label, key) in enumerate(
        zip(found.themes.themes, theme_labels(found), theme_ids(found), strict=True)
    ):
        lane = theme.kind in {AGREEMENT, ASPECT, OTHER}
        few = opinions[at] < max(MINORITY_LEAST, MINORITY_SHARE * in_cell[theme.cell])
        held = stances[at * len(STANCES) : (at + 1) * len(STANCES)]
        records.append(
            {
                "id": key,
                "section_key": found.cells[theme.cell],
                "label": label.text,
                "label_share": label.share,
                "kind": theme.kind,
                "opinions": int(opinions[at]),
                "submissions": int(submissions[at]),
                "families": int(families[at]),
                "stances": {s: int(n) for s, n in zip(STANCES, held, strict=True)},
                "minority": bool(few and not lane),
                "stability": theme.stability,
                "representatives": [],
            }
            | by_people(theme)
        )
    return records


def group_records(
    submissions: pa.Table,
    spoken: pa.Table,
    found: Found,
    sums: Counted,
    themes: list[dict[str, Any]],
    policy: Policy,
    edits: Edits,
) -> list[dict[str, Any]]:
    """The statements in the order of a report: `general`, then the sections, then `unplaced`; in a
    part, first what runs through all of it, then section by section."""
    bases = Bases(found, sums, policy)
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(sums.key)) + 1, [len(sums.key)]])
    made = []
    for low, high in pairwise(bounds):
        theme, act = divmod(int(sums.key[low]), len(ACTS))
        made.append(Basis(theme, act, sums.order[low:high]))
    last = len(found.draft.sections)
    made += [
        basis for basis in mentioned(found, sums) if bases.part[basis.cell(found)] < max(last, 1)
    ]
    made.sort(key=lambda basis: report_order(found, bases.part, basis))
    ids = spoken["opinion_id"].combine_chunks()
    pinned = pinned_rows(spoken, edits)
    return [
        record(basis, bases.group(themes[basis.theme], basis), ids, policy, edits.wordings)
        | {"quotes": quotes_of(submissions, spoken, found, basis.rows, pinned)}
        for basis in made
    ]


@dataclass(frozen=True)
class Basis:
    """Rows of the opinions table, in id order, that do one act: all of a theme's, or those of a
    part that hold a `phrase`; then `theme` is the one that holds most of them."""

    theme: int
    act: int
    rows: Ints
    phrase: str = ""

    def cell(self, found: Found) -> int:
        return found.themes.themes[self.theme].cell


def mentioned(found: Found, sums: Counted) -> Iterator[Basis]:
    opinion = found.spread.opinion
    times = np.bincount(opinion, minlength=len(found.opinions.unit))
    order = sums.order[np.argsort(opinion[sums.order], kind="stable")]
    first = np.searchsorted(opinion[order], np.arange(len(times) + 1))
    for met in mentions(found, parts_of(found), acts_of_units(found), times):
        at, _, _ = flat(Ranges(first[met.opinions], first[met.opinions + 1]))
        rows = order[at]
        rows = rows[np.lexsort((found.opinions.number[opinion[rows]], sums.rank[rows]))]
        theme = int(np.bincount(sums.theme[rows]).argmax())
        yield Basis(theme, met.act, rows, met.phrase)


def record(
    basis: Basis,
    said: Based,
    ids: pa.Array,
    policy: Policy,
    wordings: Mapping[tuple[str, str], str],
) -> dict[str, Any]:
    wording = "" if basis.phrase else wordings.get((said.theme, ACTS[basis.act]), "")
    made = sentence(said.group, policy, wording)
    return {
        "id": "",
        "scope": "mention" if basis.phrase else "theme",
        "phrase": basis.phrase or None,
        "section_key": said.section,
        "theme_id": said.theme,
        "act": ACTS[basis.act],
        "text": made.text,
        "quantifier": made.quantifier,
        "count": said.group.count,
        "base": said.group.base,
        "base_of": said.base_of,
        "unit": "submissions" if said.group.delegates else "opinions",
        "weighted": policy.tallies,
        "opinion_ids": ids.take(pa.array(basis.rows)).to_pylist(),
    } | ({"wording": wording} if wording else {})


def report_order(found: Found, part: Ints, basis: Basis) -> tuple[int, int, int, int, int, str]:
    """General first; in each part its mentions, the most held first, then its sections."""
    cell = basis.cell(found)
    top = -1 if cell == len(found.draft.sections) else int(part[cell])
    if basis.phrase:
        return top, 0, basis.act, -len(basis.rows), 0, basis.phrase
    return top, 1, cell, basis.act, basis.theme, ""


def parts_of(found: Found) -> Ints:
    """For each cell, the top section over it; `general` and `unplaced` stand by themselves."""
    index = {section.key: at for at, section in enumerate(found.draft.sections)}
    parts = list(range(len(found.cells)))
    for at, section in enumerate(found.draft.sections):  # a parent stands before its children
        if section.parent is not None:
            parts[at] = parts[index[section.parent]]
    return np.array(parts, dtype=np.int64)


@dataclass(frozen=True)
class Based:
    """A group with what its share is taken of, and where its statement stands."""

    group: Group
    base_of: str
    section: str
    theme: str


class Bases:
    """What a share is of: the opinions on a part of the draft, or on one aspect of it whole."""

    def __init__(self, found: Found, sums: Counted, policy: Policy) -> None:
        self.found, self.sums = found, sums
        self.weight = sums.weight if policy.tallies else np.ones_like(sums.weight)
        self.part = parts_of(found)
        of_part = self.part[sums.cell]
        self.by_part = np.bincount(of_part, weights=self.weight, minlength=len(found.cells))
        self.by_theme = np.bincount(
            sums.theme, weights=self.weight, minlength=len(found.themes.themes)
        )
        self.spoken = self.submissions(of_part, sums.conference)

    def submissions(self, cell: Ints, which: np.ndarray) -> np.ndarray:
        """Submissions, weighed, that hold one of the chosen opinions in each cell (or part)."""
        pairs = np.stack([cell[which], self.found.spread.submission[which]])
        pairs, first = np.unique(pairs, axis=1, return_index=True)
        return np.bincount(
            pairs[0], weights=self.weight[which][first], minlength=len(self.found.cells)
        )

    def group(self, record: dict[str, Any], basis: Basis) -> Based:
        theme, rows = self.found.themes.themes[basis.theme], basis.rows
        kind, lane = record["kind"], theme.lane
        label = "" if record["label"] == EMPTY else record["label"]
        part = int(self.part[theme.cell])
        section = record["section_key"]
        if basis.phrase:
            kind, lane, label, section = "mention", -1, basis.phrase, self.found.cells[part]
        unit = self.found.opinions.unit[self.found.spread.opinion[rows]]
        changes = Counter(self.change(index) for index in self.found.reading.change[unit])
        changes.pop("", None)
        count, base, base_of = self.weight[rows].sum(), self.by_part[part], "part"
        delegates = bool(self.sums.conference[rows].all())
        if delegates:
            _, first = np.unique(self.found.spread.submission[rows], return_index=True)
            count, base = self.weight[rows[first]].sum(), self.spoken[part]
            base_of = "part/conference"
        elif kind == ASPECT:
            base, base_of = self.by_theme[basis.theme], "theme"
        group = Group(
            basis.act, kind, lane, label, changes, len(rows), int(count), int(base), delegates
        )
        return Based(group, base_of, section, record["id"])

    @staticmethod
    def change(index: int) -> str:
        return CHANGES[index] if index >= 0 else ""


def quotes_of(
    submissions: pa.Table, spoken: pa.Table, found: Found, rows: Ints, pinned: Ints
) -> list[dict[str, Any]]:
    """Verbatim spans of the opinions that speak for a group, those that people pinned first; `rows`
    in id order."""
    chosen = rows[np.isin(rows, pinned)][:SHOWN].tolist()
    said = [quote(submissions, spoken, found, row) | {"pinned": True} for row in chosen]
    held = {one["opinion_id"] for one in said}
    rest = spoken_for(submissions, spoken, found, rows) if len(said) < SHOWN else []
    return [*said, *(one for one in rest if one["opinion_id"] not in held)][:SHOWN]


def spoken_for(
    submissions: pa.Table, spoken: pa.Table, found: Found, rows: Ints
) -> list[dict[str, Any]]:
    """Those that cover the group best."""
    opinion = found.spread.opinion[rows]
    _, first = np.unique(opinion, return_index=True)  # the first submission by id that says it
    unit = found.opinions.unit[opinion[first]]
    chosen = representatives(
        found.themes.vectors[unit],
        found.copies.family[found.opinions.form[opinion[first]]],
        SHOWN,
        lambda at: bool(personal(unit_text(found, int(unit[at])))),
    )
    return [quote(submissions, spoken, found, int(rows[first[at]])) for at in chosen]


def quote(submissions: pa.Table, spoken: pa.Table, found: Found, row: int) -> dict[str, Any]:
    text = submissions["text"][int(found.spread.submission[row])].as_py()
    start, end = shortened(text, int(found.spread.start[row]), int(found.spread.end[row]))
    return {
        "opinion_id": spoken["opinion_id"][row].as_py(),
        "start": start,
        "end": end,
        "quote": text[start:end],
    }


def with_quotes(themes: list[dict[str, Any]], statements: list[dict[str, Any]]) -> None:
    """A theme is represented by the voices of each thing done about it."""
    by_id = {theme["id"]: theme for theme in themes}
    for statement in statements:
        if statement["scope"] == "theme":
            by_id[statement["theme_id"]]["representatives"] += statement["quotes"]
