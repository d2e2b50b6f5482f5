"""A synthesis as the workbench shows it: what the engine found, with the standing edits over it.

Edits are a few hundred, so they are replayed; opinions may be a million, so of these only the moved
ones are read: a theme counts what its rows count, without what left it and with what came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from danvan.consultation.models.edits import Edit, MovedOpinion
from danvan.consultation.models.syntheses import Opinion, Synthesis, Theme
from danvan.sense.statements import ASPECTS

AGREEMENT, OTHER = "agreement", "other"
LANES = (AGREEMENT, *ASPECTS, OTHER)  # themes that every section has alike, in the engine's order
RANK = {lane: place for place, lane in enumerate((AGREEMENT, *ASPECTS, "", OTHER))}
OPEN_LANES = (AGREEMENT, OTHER)  # into which and out of which opinions may go
PLACING = (Edit.Kind.SPLIT, Edit.Kind.MOVE)  # edits that say where opinions are


def lane_of(code: str) -> str:
    """The lane that a theme is, "" for a theme on a matter of its own."""
    name = code.rpartition("/")[2]
    return name if name in LANES else ""


def rest_of(section: str) -> str:
    """The code of the lane of what a section's themes leave."""
    return f"{section}/{OTHER}"


@dataclass
class BenchTheme:
    """A theme as it stands. `origins`: numbers of the Theme rows that it holds. `stances`, `days`:
    opinions by stance, and by day of arrival (ISO). `is_touched`: an edit that stands is about it.
    `steps`: numbers of the edits that brought opinions here."""

    code: str
    section_key: str
    label: str
    is_minority: bool = False
    is_touched: bool = False
    origins: tuple[int, ...] = ()
    opinions: int = 0
    stances: Counter[str] = field(default_factory=Counter)
    days: dict[str, int] = field(default_factory=dict)
    steps: tuple[int, ...] = ()

    @property
    def lane(self) -> str:
        return lane_of(self.code)

    def count(self, stances: dict[str, int], days: dict[str, int], sign: int = 1) -> None:
        """Adds to its sums, or with `sign` -1 takes away."""
        for kept, more in ((self.stances, stances), (self.days, days)):
            for name, n in more.items():
                kept[name] = kept.get(name, 0) + sign * n
                if not kept[name]:
                    del kept[name]


def lane_made(code: str) -> BenchTheme:
    """An open lane of a section in which the engine put nothing, called as the engine does."""
    section, _, lane = code.rpartition("/")
    agrees = gettext("Tán thành, không nêu nội dung khác")
    rest = gettext("Các ý kiến riêng lẻ, không thuộc nhóm nào")
    return BenchTheme(code, section, agrees if lane == AGREEMENT else rest)


@dataclass
class Bench:
    """`themes` by code, in the engine's order, those made by people after them; `holders`: which
    theme holds the opinions of each Theme row, and `homes`: which one has each opinion that was
    moved; `wordings`: what a theme says by an act, "" for the engine's words; `pins`: numbers of
    opinions quoted first; `last`: the number of the last edit, undone or not, or 0."""

    synthesis: Synthesis
    themes: dict[str, BenchTheme]
    holders: dict[int, str]
    wordings: dict[tuple[str, str], str] = field(default_factory=dict)
    pins: set[int] = field(default_factory=set)
    homes: dict[int, str] = field(default_factory=dict)
    last: int = 0

    def members(self, *codes: str) -> QuerySet[Opinion]:
        """The opinions of a theme as it stands; of several themes, of all of them."""
        stayed, came = self.parts(*codes)
        return Opinion.objects.filter(stayed if came is None else stayed | came)

    def parts(self, *codes: str) -> tuple[Q, Q | None]:
        """Members: those that the engine put there, and those that people did, None where none. A
        page asks for each by itself, for only the first is many, and lies in order."""
        themes = [self.themes[code] for code in codes]
        stayed = Q(theme__in=[one for theme in themes for one in theme.origins])
        if not self.homes:
            return stayed, None
        moved = _placements(self.synthesis)
        stayed &= ~Q(pk__in=moved.order_by().values("opinion"))
        if not any(theme.steps for theme in themes):
            return stayed, None
        later = moved.filter(opinion=OuterRef("opinion"), edit__number__gt=OuterRef("edit__number"))
        last = moved.filter(~Exists(later), edit__in=[one for t in themes for one in t.steps])
        return stayed, Q(pk__in=last.order_by().values("opinion"))

    def of_section(self, key: str) -> list[BenchTheme]:
        """Its themes, the largest first; lanes where the engine puts them."""
        found = [theme for theme in self.themes.values() if theme.section_key == key]
        return sorted(found, key=lambda theme: (RANK[theme.lane], -theme.opinions))

    def home(self, opinion: Opinion) -> str:
        """The code of the theme that the opinion is in."""
        return self.homes.get(opinion.pk) or self.holders[opinion.theme_id]


def themes_of(bench: Bench, section_key: str) -> list[BenchTheme]:
    """As `Bench.of_section`."""
    return bench.of_section(section_key)


def bench_of(synthesis: Synthesis) -> Bench:
    """The synthesis with all edits that stand, in three questions to the database."""
    themes = Theme.objects.filter(synthesis=synthesis).order_by("position")
    rows = {theme.pk: theme for theme in themes}
    edits = [*Edit.objects.filter(synthesis=synthesis).order_by("number")]
    as_found = {row.code: _as_found(row) for row in rows.values()}
    bench = Bench(synthesis, as_found, {pk: row.code for pk, row in rows.items()})
    bench.last = edits[-1].number if edits else 0
    standing = [edit for edit in edits if edit.undone_at is None]
    moved = _moved(synthesis) if standing else {}
    replay = _Replay(bench)
    for edit in standing:
        replay.step(edit, moved.get(edit.pk, []))
    _count(bench, rows, replay.seen)
    return bench


def _as_found(row: Theme) -> BenchTheme:
    return BenchTheme(row.code, row.section_key, row.label, row.is_minority, origins=(row.pk,))


def _placements(synthesis: Synthesis) -> QuerySet[MovedOpinion]:
    """Opinions put somewhere by edits that stand."""
    standing = {"edit__synthesis": synthesis, "edit__undone_at": None, "edit__kind__in": PLACING}
    return MovedOpinion.objects.filter(**standing)


@dataclass(frozen=True)
class _Moved:
    """An opinion that an edit names, with what its theme counts of it."""

    opinion: int
    theme: int
    stance: str
    day: str


def _moved(synthesis: Synthesis) -> dict[int, list[_Moved]]:
    """By the number of the edit's row."""
    rows = MovedOpinion.objects.filter(edit__synthesis=synthesis, edit__undone_at=None)
    told = rows.order_by("pk").values_list(
        "edit", "opinion", "opinion__theme", "opinion__stance", "opinion__submission__received_on"
    )
    found: dict[int, list[_Moved]] = {}
    for edit, opinion, theme, stance, day in told.iterator(5000):
        found.setdefault(edit, []).append(_Moved(opinion, theme, stance, day.isoformat()))
    return found


class _Replay:
    """Takes the edits one after another. `inside`: the moved opinions that each theme has; `seen`:
    every opinion that was moved."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.themes = bench, bench.themes
        self.inside: dict[str, set[int]] = {}
        self.seen: dict[int, _Moved] = {}

    def step(self, edit: Edit, moved: list[_Moved]) -> None:
        STEPS[edit.kind](self, edit, moved)

    def rename(self, edit: Edit, _: list[_Moved]) -> None:
        self._touched(edit.theme).label = edit.text

    def mark(self, edit: Edit, _: list[_Moved]) -> None:
        self._touched(edit.theme).is_minority = edit.text == "1"

    def send(self, edit: Edit, _: list[_Moved]) -> None:
        self._touched(edit.theme).section_key = edit.target

    def merge(self, edit: Edit, _: list[_Moved]) -> None:
        """What the theme said ends with it; its opinions, pinned or not, go on in the other."""
        gone, into = self.themes.pop(edit.theme), self._touched(edit.target)
        into.origins += gone.origins
        into.steps += gone.steps
        self.bench.holders.update(dict.fromkeys(gone.origins, into.code))
        came = self.inside.pop(gone.code, set())
        self.inside.setdefault(into.code, set()).update(came)
        self.bench.homes.update(dict.fromkeys(came, into.code))
        for key in [key for key in self.bench.wordings if key[0] == gone.code]:
            del self.bench.wordings[key]

    def split(self, edit: Edit, moved: list[_Moved]) -> None:
        section = self._touched(edit.theme).section_key
        self.themes[edit.target] = BenchTheme(edit.target, section, edit.text)
        self.move(edit, moved)

    def move(self, edit: Edit, moved: list[_Moved]) -> None:
        if edit.target not in self.themes:  # a lane that the engine put nothing into
            self.themes[edit.target] = lane_made(edit.target)
        into = self._touched(edit.target)
        into.steps += (edit.pk,)
        for one in moved:
            home = self._home(one)
            self._touched(home)
            self.inside.get(home, set()).discard(one.opinion)
            self.inside.setdefault(into.code, set()).add(one.opinion)
            self.bench.homes[one.opinion] = into.code
            self.seen[one.opinion] = one

    def pin(self, _: Edit, moved: list[_Moved]) -> None:
        for one in moved:
            self._touched(self._home(one))
            self.bench.pins.add(one.opinion)

    def word(self, edit: Edit, _: list[_Moved]) -> None:
        self._touched(edit.theme)
        self.bench.wordings[edit.theme, edit.target] = edit.text

    def _touched(self, code: str) -> BenchTheme:
        self.themes[code].is_touched = True
        return self.themes[code]

    def _home(self, one: _Moved) -> str:
        return self.bench.homes.get(one.opinion) or self.bench.holders[one.theme]


STEPS: dict[str, Callable[[_Replay, Edit, list[_Moved]], None]] = {
    Edit.Kind.RENAME: _Replay.rename,
    Edit.Kind.MERGE: _Replay.merge,
    Edit.Kind.SPLIT: _Replay.split,
    Edit.Kind.MOVE: _Replay.move,
    Edit.Kind.SEND: _Replay.send,
    Edit.Kind.MINORITY: _Replay.mark,
    Edit.Kind.PIN: _Replay.pin,
    Edit.Kind.WORD: _Replay.word,
}


def _count(bench: Bench, rows: dict[int, Theme], seen: dict[int, _Moved]) -> None:
    """The sums of each theme: of its rows, without what was moved out, with what was moved in."""
    for theme in bench.themes.values():
        for row in (rows[one] for one in theme.origins):
            theme.opinions += row.opinions_count
            theme.count(row.stances, row.days)
    for one in seen.values():
        sides = ((bench.holders[one.theme], -1), (bench.homes[one.opinion], 1))
        for code, sign in sides:
            bench.themes[code].opinions += sign
            bench.themes[code].count({one.stance: 1}, {one.day: 1}, sign)
