"""What people changed in an earlier synthesis, kept in this one.

The engine does all its work as if nobody had changed anything; then the opinions that people put
somewhere go there, opinion by opinion, and what the engine finds together with them follows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.features import Ranges
from danvan.sense.records import HOWS, Families, Ints, Units
from danvan.sense.synthesis.cells import ORDER, AllThemes, KeptTheme, Theme
from danvan.sense.synthesis.forms import Forms, selected
from danvan.sense.synthesis.judged import Placed
from danvan.sense.synthesis.reading import Reading
from danvan.sense.themes import AGREEMENT, MAIN, OTHER, SMALL
from danvan.sense.words.tokens import mix

MEMBERS = pa.schema([("submission_id", pa.string()), ("start", pa.int64()), ("theme", pa.string())])
LANES = (AGREEMENT, OTHER)
FOLLOWED = 0.5  # share of what people placed of a theme that must stand in one place …
KNOWN = 0.2  # … and share of the theme that it must be, before the rest of the theme follows
OFFICER, GENERAL, UNPLACED = (HOWS.index(how) for how in ("officer", "general", "unplaced"))
FIXED = (HOWS.index("anchor"), HOWS.index("cited"))  # said by the sender: never overruled


@dataclass(frozen=True)
class Edits:
    """`members`: MEMBERS, where each opinion that people placed begins, and the id of its theme:
    one of `themes`, or `<section>/agreement`, `<section>/other`. `wordings`: by theme id and act.
    `pins`: opinions to be quoted first, by submission and place."""

    themes: tuple[KeptTheme, ...] = ()
    members: pa.Table = field(default_factory=MEMBERS.empty_table)
    wordings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    pins: frozenset[tuple[str, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.themes or len(self.members) or self.wordings or self.pins)

    def digest(self) -> str:
        """SHA-256 of all of it, whatever the order of the members."""
        told = [
            [[t.key, t.section, t.label, t.marked] for t in self.themes],
            sorted(map(list, zip(*self.members.to_pydict().values(), strict=True))),
            sorted([*key, text] for key, text in self.wordings.items()),
            sorted(map(list, self.pins)),
        ]
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


NONE = Edits()


@dataclass(frozen=True)
class Read:
    """What the engine knows when edits come in: arrays by form, and by unit."""

    forms: Forms
    reading: Reading
    ranges: Ranges
    copies: Families
    places: Placed
    stances: np.ndarray
    themes: AllThemes


def edited(read: Read, ids: pa.ChunkedArray, edits: Edits, cells: list[str]) -> Read:
    """All as `read`, with the members in their themes. `ids`: of the submissions, in row order;
    `cells`: keys of the cells. Members whose submission is not there any more are passed over."""
    row, start, wanted = _members(ids, edits.members)
    known, theme_of = _targets(read.themes, edits, cells)
    target = np.array([theme_of.get(one, -1) for one in wanted], dtype=np.int64)
    row, start, target = row[target >= 0], start[target >= 0], target[target >= 0]
    if not len(row):
        return read
    unit = _units(read, row, start)
    read, unit = _parted(read, row, unit, target)
    towards = np.full(len(read.reading.units), -1, dtype=np.int64)
    towards[unit] = target
    towards = _joined(read, towards)
    towards = _followed(read, towards, known)
    return _placed(read, towards, known, len(cells) - 2)


def _members(ids: pa.ChunkedArray, members: pa.Table) -> tuple[Ints, Ints, list[str]]:
    """The row of each member's submission, its place in the text, its theme."""
    at = pc.index_in(members["submission_id"], value_set=ids.combine_chunks())
    there = members.filter(pc.is_valid(at))
    row = at.drop_null().to_numpy(zero_copy_only=False).astype(np.int64)
    return row, there["start"].to_numpy().astype(np.int64), there["theme"].to_pylist()


def _targets(
    found: AllThemes, edits: Edits, cells: list[str]
) -> tuple[list[Theme], dict[str, int]]:
    """The themes of the engine, then those of people, and the index of each that may be meant."""
    index = {key: at for at, key in enumerate(cells)}
    known = [*found.themes]
    theme_of = {
        f"{cells[theme.cell]}/{theme.kind}": at
        for at, theme in enumerate(known)
        if theme.kind in LANES
    }
    for kept in edits.themes:
        if kept.section in index:
            theme_of[kept.id] = len(known)
            known.append(Theme(index[kept.section], MAIN, -1, None, kept))
    for name in sorted({*edits.members["theme"].to_pylist()} - theme_of.keys()):
        section, _, kind = name.rpartition("/")
        if kind in LANES and section in index:
            theme_of[name] = len(known)
            known.append(Theme(index[section], kind, -1, None))
    return known, theme_of


def _units(read: Read, row: Ints, start: Ints) -> Ints:
    """The unit that each member begins in; places are told in the submission's own writing."""
    forms, units = read.forms, read.reading.units
    form, place = forms.form[row], start.copy()
    for at in np.flatnonzero(~forms.same[row]):
        other = forms.other[row[at]]
        low, high = forms.other_tokens.first[other : other + 2]
        own = forms.other_tokens.start[low:high]
        token = max(0, int(np.searchsorted(own, start[at], side="right")) - 1)
        first, last = forms.tokens.first[form[at] : form[at] + 2]
        if last > first:
            place[at] = forms.tokens.start[min(first + token, last - 1)]
    # Units stand in order of their texts and, in a text, of their places.
    wide = int(max(units.end.max(initial=0), place.max(initial=0))) + 1
    key = units.text * wide + units.start
    found = np.searchsorted(key, form * wide + place, side="right") - 1
    first = np.searchsorted(units.text, form, side="left")
    return np.maximum(found, first)


def _parted(read: Read, row: Ints, unit: Ints, target: Ints) -> tuple[Read, Ints]:
    """Submissions with edits of their own are forms of their own: a copy of their form, but for the
    first of those that hold a form with nobody else. Returns each member's unit in its own form."""
    forms = read.forms
    sign = np.zeros(len(forms.form), dtype=np.uint64)
    with np.errstate(over="ignore"):
        np.add.at(sign, row, mix(mix(unit.astype(np.uint64)) + target.astype(np.uint64)))
    own = np.unique(row)
    pairs = np.stack([forms.form[own].astype(np.uint64), sign[own]])
    kinds, kind = np.unique(pairs, axis=1, return_inverse=True)
    kind = kind.reshape(-1)
    source = kinds[0].astype(np.int64)
    edited_rows = np.bincount(forms.form[own], minlength=len(forms))
    whole = edited_rows[source] == forms.size[source]
    is_first = np.diff(source, prepend=-1) != 0
    copied = np.flatnonzero(~(whole & is_first))
    place = source.copy()
    place[copied] = len(forms) + np.arange(len(copied))
    form = forms.form.copy()
    form[own] = place[kind]
    shift = np.full(len(kinds[0]), 0, dtype=np.int64)
    grown, begin = _copied(read, source[copied], form)
    shift[copied] = begin - np.searchsorted(read.reading.units.text, source[copied], side="left")
    at = np.searchsorted(own, row)
    return grown, unit + shift[kind[at]]


def _copied(read: Read, which: Ints, form: Ints) -> tuple[Read, Ints]:
    """Forms with copies of some of them after them, and where the units of each copy begin."""
    forms, units, old = read.forms, read.reading.units, read.reading
    if not len(which):
        size = np.bincount(form, minlength=len(forms))
        return replace(read, forms=replace(forms, form=form, size=size)), which
    first = np.searchsorted(units.text, which, side="left")
    count = np.searchsorted(units.text, which, side="right") - first
    ends = np.cumsum(count)
    begin = len(units) + ends - count
    inside = np.arange(count.sum()) - np.repeat(ends - count, count)
    at = np.concatenate([np.arange(len(units)), np.repeat(first, count) + inside])
    text = np.concatenate([units.text, np.repeat(len(forms) + np.arange(len(which)), count)])
    moved = np.repeat(begin - first, count)
    under = units.under[at]
    under[len(units) :] = np.where(under[len(units) :] >= 0, under[len(units) :] + moved, -1)
    every = np.concatenate([np.arange(len(forms)), which])
    tokens = selected(forms.tokens, every)
    token_shift = np.repeat(
        tokens.first[len(forms) : len(every)] - forms.tokens.first[which], count
    )
    low, high = read.ranges.low[at].copy(), read.ranges.high[at].copy()
    low[len(units) :] += token_shift
    high[len(units) :] += token_shift
    return (
        Read(
            replace(
                forms,
                texts=[forms.texts[one] for one in every],
                tokens=tokens,
                form=form,
                section=forms.section[every],
                size=np.bincount(form, minlength=len(every)),
            ),
            Reading(
                Units(text, units.start[at], units.end[at], units.kind[at], under),
                old.signs[at], old.change[at], old.aspect[at], old.whole[at], old.cited,
            ),
            Ranges(low, high),
            Families(
                read.copies.family[every],
                read.copies.remark_start[every],
                read.copies.remark_end[every],
            ),
            Placed(read.places.cell[at], read.places.how[at], read.places.top3[at]),
            read.stances[at],
            replace(
                read.themes, theme=read.themes.theme[at], vectors=read.themes.vectors[at]
            ),
        ),
        begin,
    )  # fmt: skip


def _joined(read: Read, towards: Ints) -> Ints:
    """Units that are one opinion with a unit that was placed go with it: same form, theme, stance.

    In `other`, where every point stands alone, only the unit itself goes."""
    other = np.array([theme.kind == OTHER for theme in read.themes.themes], dtype=bool)
    alone = other[read.themes.theme]
    with np.errstate(over="ignore"):
        key = mix(
            read.reading.units.text.astype(np.uint64)
            + mix(read.themes.theme.astype(np.uint64) + mix(read.stances.astype(np.uint64)))
        )
    asked = np.flatnonzero((towards >= 0) & ~alone)
    keys, first = np.unique(key[asked], return_index=True)
    if not len(keys):
        return towards
    at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    goes = (keys[at] == key) & (towards < 0) & ~alone
    return np.where(goes, towards[asked[first[at]]], towards)


def _followed(read: Read, towards: Ints, known: list[Theme]) -> Ints:
    """What nobody placed, but the engine finds in one theme with what somebody did, goes where most
    of that went; not where the sender named another section."""
    free = np.array([theme.kind in {MAIN, SMALL} for theme in read.themes.themes], dtype=bool)
    weight = read.forms.size[read.reading.units.text]
    theme, count = read.themes.theme, len(read.themes.themes)
    placed = np.flatnonzero((towards >= 0) & free[theme])
    total = np.bincount(theme, weights=weight, minlength=count)
    held = np.bincount(theme[placed], weights=weight[placed], minlength=count)
    pair, inverse = np.unique(theme[placed] * len(known) + towards[placed], return_inverse=True)
    share = np.bincount(inverse, weights=weight[placed], minlength=len(pair))
    follows = np.full(count, -1, dtype=np.int64)
    for one, size in sorted(zip(pair.tolist(), share.tolist(), strict=True), key=lambda p: p[1]):
        at, goal = divmod(one, len(known))
        is_own = known[goal].kept is not None
        if is_own and size >= FOLLOWED * held[at] and size >= KNOWN * total[at]:
            follows[at] = goal
    goal = follows[theme]
    cell = np.array([one.cell for one in known], dtype=np.int64)
    elsewhere = np.isin(read.places.how, FIXED) & (cell[goal] != read.places.cell)
    return np.where((towards < 0) & (goal >= 0) & ~elsewhere, goal, towards)


def _placed(read: Read, towards: Ints, known: list[Theme], general: int) -> Read:
    """Themes in their order, units in theirs, and places where these changed. `general`: its cell,
    before `unplaced`."""
    theme = np.where(towards >= 0, towards, read.themes.theme)
    size = np.bincount(theme, minlength=len(known))
    order = sorted(range(len(known)), key=lambda at: _rank(known[at], int(size[at]), at))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    cells = np.array([known[at].cell for at in order], dtype=np.int64)
    theme = place[theme]
    cell = np.where(towards >= 0, cells[theme], read.places.cell)
    nowhere = np.where(cell == general, GENERAL, np.where(cell > general, UNPLACED, OFFICER))
    how = np.where(cell != read.places.cell, nowhere, read.places.how).astype(np.uint8)
    return replace(
        read,
        places=Placed(cell, how, read.places.top3),
        themes=replace(read.themes, theme=theme, themes=tuple(known[at] for at in order)),
    )


def _rank(theme: Theme, size: int, at: int) -> tuple[int, int, int, int, int, str, int]:
    """Of its kind, what people made stands first; the engine's themes keep their order and ids."""
    kind = ORDER[theme.kind]
    if theme.kept is None:
        return theme.cell, kind, theme.lane, 1, 0, "", at
    return theme.cell, kind, theme.lane, 0, -size, theme.kept.key, at


def by_people(theme: Theme) -> dict[str, Any]:
    """What people said of a theme that they made."""
    if theme.kept is None:
        return {}
    marked = theme.kept.marked
    said = {"kept": True, "marked": marked}
    return said if marked is None else said | {"minority": marked}


def pinned_rows(spoken: pa.Table, edits: Edits) -> Ints:
    """Rows of the opinions table that people want quoted."""
    if not edits.pins:
        return np.zeros(0, dtype=np.int64)
    wanted = pa.array(sorted({submission for submission, _ in edits.pins}), pa.string())
    at = np.flatnonzero(pc.is_in(spoken["submission_id"], value_set=wanted).to_numpy())
    some = spoken.select(["submission_id", "start"]).take(pa.array(at))
    told = zip(some["submission_id"].to_pylist(), some["start"].to_pylist(), strict=True)
    return at[[one in edits.pins for one in told]].astype(np.int64)
