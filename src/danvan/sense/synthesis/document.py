"""`synthesis.json`: base, sections, themes and statements, every figure counted from the tables.

Nothing here depends on the order of the rows: ids are sorted, ties are broken by content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.policy import Policy
from danvan.sense.quotes import representatives, shortened
from danvan.sense.records import STANCES, Ints
from danvan.sense.statements import ACTS, Group, act_of, sentence
from danvan.sense.synthesis.naming import theme_labels
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
    submissions: pa.Table, spoken: pa.Table, found: Found, policy: Policy, seed: int
) -> dict[str, Any]:
    """The whole of `synthesis.json` but for what the job adds: input hashes and rejected rows."""
    sums = counted(submissions, found)
    sections = section_records(found, sums)
    themes = theme_records(found, sums)
    groups = list(group_records(submissions, spoken, found, sums, themes, sections, policy))
    with_quotes(themes, groups)
    people = submissions["people"]
    return {
        "schema": "danvan.synthesis/1",
        "made": {"engine": ENGINE, "seed": seed, "policy": policy.as_mapping()},
        "base": {
            "rows": len(submissions),
            "submissions": len(submissions),
            "tallied": int(pc.sum(submissions["weight"]).as_py() or 0),
            "people": pc.sum(people).as_py() if people.null_count < len(people) else None,
            "opinions": len(spoken),
            "families": len(np.unique(found.family)),
            "rejected": 0,
        },
        "sections": sections,
        "themes": themes,
        "statements": statement_records(groups, found),
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
        )
    return records


@dataclass(frozen=True)
class Said:
    """A group of opinions with its sentence's parts."""

    theme: int
    act: int
    group: Group
    record: dict[str, Any]


def group_records(
    submissions: pa.Table,
    spoken: pa.Table,
    found: Found,
    sums: Counted,
    themes: list[dict[str, Any]],
    sections: list[dict[str, Any]],
    policy: Policy,
) -> Iterator[Said]:
    """The groups in the order of a report: `general`, then the sections, then `unplaced`."""
    ids = pc.take(spoken["opinion_id"], pa.array(sums.order)).combine_chunks()
    edges = np.flatnonzero(np.diff(sums.key)) + 1
    bounds = np.concatenate([[0], edges, [len(sums.key)]]) if len(sums.key) else np.array([0])
    groups = [(int(low), int(high)) for low, high in zip(bounds[:-1], bounds[1:], strict=True)]
    bases = Bases(found, sums, policy)
    for low, high in sorted(groups, key=lambda span: report_order(found, int(sums.key[span[0]]))):
        rows = sums.order[low:high]
        theme, act = divmod(int(sums.key[low]), len(ACTS))
        group, base_of = bases.group(themes[theme], theme, act, rows)
        made = sentence(group, policy)
        yield Said(
            theme,
            act,
            group,
            {
                "id": "",
                "section_key": themes[theme]["section_key"],
                "theme_id": themes[theme]["id"],
                "act": ACTS[act],
                "text": made.text,
                "quantifier": made.quantifier,
                "count": group.count,
                "base": group.base,
                "base_of": base_of,
                "unit": "submissions" if group.delegates else "opinions",
                "weighted": policy.tallies,
                "opinion_ids": ids.slice(low, high - low).to_pylist(),
                "quotes": quotes_of(submissions, spoken, found, rows),
            },
        )


def report_order(found: Found, key: int) -> tuple[int, int, int]:
    theme, act = divmod(key, len(ACTS))
    cell = found.themes.themes[theme].cell
    return (-1 if cell == len(found.draft.sections) else cell, act, theme)


def parts_of(found: Found) -> Ints:
    """For each cell, the top section over it; `general` and `unplaced` stand by themselves."""
    index = {section.key: at for at, section in enumerate(found.draft.sections)}
    parts = list(range(len(found.cells)))
    for at, section in enumerate(found.draft.sections):  # a parent stands before its children
        if section.parent is not None:
            parts[at] = parts[index[section.parent]]
    return np.array(parts, dtype=np.int64)


class Bases:
    """What a share is taken of: the opinions on a part of the draft, or on one aspect of it whole."""

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

    def group(
        self, record: dict[str, Any], theme: int, act: int, rows: Ints
    ) -> tuple[Group, str]:
        kind, lane = record["kind"], self.found.themes.themes[theme].lane
        cell = self.found.themes.themes[theme].cell
        unit = self.found.opinions.unit[self.found.spread.opinion[rows]]
        changes = Counter(self.change(index) for index in self.found.reading.change[unit])
        changes.pop("", None)
        part = self.part[cell]
        count, base, base_of = self.weight[rows].sum(), self.by_part[part], "part"
        delegates = bool(self.sums.conference[rows].all())
        if delegates:
            chosen = np.zeros(len(self.weight), dtype=bool)
            chosen[rows] = True
            count, base = self.submissions(self.sums.cell, chosen)[cell], self.spoken[part]
            base_of = "part/conference"
        elif kind == ASPECT:
            base, base_of = self.by_theme[theme], "theme"
        return (
            Group(act, kind, lane, record["label"], changes, int(count), int(base), delegates),
            base_of,
        )

    @staticmethod
    def change(index: int) -> str:
            return CHANGES[index] if index >= 0 else ""


def quotes_of(
    submissions: pa.Table, spoken: pa.Table, found: Found, rows: Ints
) -> list[dict[str, Any]]:
    """Verbatim spans of the opinions that speak for a group; `rows` in id order."""
    opinion = found.spread.opinion[rows]
    _, first = np.unique(opinion, return_index=True)  # the first submission by id that says it
    chosen = representatives(
        found.themes.vectors[found.opinions.unit[opinion[first]]],
        found.copies.family[found.opinions.form[opinion[first]]],
        SHOWN,
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


def with_quotes(themes: list[dict[str, Any]], groups: list[Said]) -> None:
    """A theme is represented by the voices of each thing done about it."""
    for said in groups:
        themes[said.theme]["representatives"] += said.record["quotes"]


def statement_records(groups: list[Said], found: Found) -> list[dict[str, Any]]:
    return [said.record | {"id": f"S{number}"} for number, said in enumerate(groups, 1)]
