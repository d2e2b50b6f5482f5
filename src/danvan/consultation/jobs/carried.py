"""What people changed in a synthesis, as the engine takes it over into the one that follows."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from danvan.consultation.models import Edit, Evidence, MovedOpinion, Statement, Synthesis, Theme
from danvan.consultation.models.bench import (
    OPEN_LANES,
    Bench,
    BenchTheme,
    bench_of,
    lane_of,
)
from danvan.sense.synthesis import MEMBERS, NONE, Edits, KeptTheme

AT_ONCE = 5000
Place = tuple[str, int]  # a submission, and where in it an opinion begins


def carried(follows: Synthesis | None) -> Edits:
    """The standing edits of `follows`, and what it had itself taken over."""
    if follows is None:
        return NONE
    bench = bench_of(follows)
    before = {theme.code: theme for theme in Theme.objects.filter(synthesis=follows, is_kept=True)}
    touched = [
        theme
        for code, theme in bench.themes.items()
        if (theme.is_touched or code in before) and not theme.lane
    ]
    marks = _marks(follows, before)
    kept = {theme.code: _kept(follows, theme, marks) for theme in touched}
    rows = [*_members(bench, kept), *_in_lanes(follows, bench)]
    names = {code: one.id for code, one in kept.items()}
    return Edits(
        tuple(kept.values()),
        pa.table([pa.array(column) for column in zip(*rows, strict=True)], schema=MEMBERS)
        if rows
        else MEMBERS.empty_table(),
        _wordings(follows, bench, names),
        frozenset(_pins(follows, bench)),
    )


def _kept(follows: Synthesis, theme: BenchTheme, marks: dict[str, bool | None]) -> KeptTheme:
    """An engine's theme that people touched gets a name that no later run gives to another."""
    own = theme.code.rpartition("/")[2]
    key = own if own.startswith("k") else f"k{follows.pk}-{theme.origins[0]}t"
    return KeptTheme(key, theme.section_key, theme.label, marks.get(theme.code))


def _marks(follows: Synthesis, before: dict[str, Theme]) -> dict[str, bool | None]:
    """What people said of each theme's being a minority view."""
    marks = {code: theme.is_marked for code, theme in before.items()}
    said = Edit.objects.standing().filter(synthesis=follows, kind=Edit.Kind.MINORITY)
    return marks | {edit.theme: edit.text == "1" for edit in said}


def _members(bench: Bench, kept: dict[str, KeptTheme]) -> Iterator[tuple[str, int, str]]:
    for code, theme in kept.items():
        told = bench.members(code).order_by().values_list("submission", "start")
        for submission, start in told.iterator(AT_ONCE):
            yield str(submission), start, theme.id


def _in_lanes(follows: Synthesis, bench: Bench) -> Iterator[tuple[str, int, str]]:
    """Opinions that people put among those that stand alone, or merely agree; in this synthesis or
    in one before it."""
    last: dict[Place, str] = {}
    for edited in _line(follows):
        moved = MovedOpinion.objects.filter(
            edit__synthesis=edited, edit__undone_at=None, edit__kind__in=("move", "split")
        )
        told = moved.order_by("edit__number").values_list(
            "opinion__submission", "opinion__start", "edit__target"
        )
        last |= {(str(owner), start): target for owner, start, target in told.iterator(AT_ONCE)}
    for (owner, start), target in last.items():
        if lane_of(target) in OPEN_LANES:
            yield owner, start, target


def _line(synthesis: Synthesis | None) -> list[Synthesis]:
    """It and those that it follows, the oldest first."""
    line = []
    while synthesis is not None:
        line.append(synthesis)
        synthesis = synthesis.follows
    return line[::-1]


def _wordings(
    follows: Synthesis, bench: Bench, names: dict[str, str]
) -> dict[tuple[str, str], str]:
    said = Statement.objects.filter(synthesis=follows, scope="theme").exclude(wording="")
    told = {
        (code, act): text for code, act, text in said.values_list("theme__code", "act", "wording")
    }
    return {
        (names.get(code, code), act): text
        for (code, act), text in (told | bench.wordings).items()
        if text and code in bench.themes
    }


def _pins(follows: Synthesis, bench: Bench) -> Iterator[Place]:
    before = Evidence.objects.filter(statement__synthesis=follows, is_pinned=True)
    for owner, start in before.values_list("opinion__submission", "opinion__start"):
        yield str(owner), start
    pinned = follows.opinions.filter(pk__in=bench.pins)
    for owner, start in pinned.values_list("submission", "start"):
        yield str(owner), start
