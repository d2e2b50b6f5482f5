"""One unit: what it is on a day, where it stands, what it was and will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from danvan.units.models import (
    Congress,
    Function,
    Officer,
    Role,
    Term,
    Unit,
    UnitSuccession,
    UnitVersion,
    need,
)

DAY = timedelta(days=1)
LONGEST = 200  # rows of a list on the page that is not cut into pages


@dataclass(frozen=True)
class Link:
    """Another unit, as it was called on a day; `is_open`: the reader may go there."""

    pk: int
    name: str
    is_open: bool


@dataclass(frozen=True)
class Tie:
    """What a unit came from, or went on in: how, how much of it, from which day."""

    link: Link
    kind: str
    percent: Decimal | None
    on: date


@dataclass(frozen=True)
class Duty:
    """A work that one body does for a place: `link` is the other of the two."""

    work: str
    channel: str
    link: Link
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Lived:
    """What a unit was from one day to another, and under what."""

    version: UnitVersion
    parent: Link | None


@dataclass(frozen=True)
class Shown:
    """One unit on its page: `now` is what it is on the day, else what it last or first was.

    `state`: "is", "was" or "will be". `above` is from the top down.
    """

    unit: Unit
    now: UnitVersion
    state: str
    above: list[Link]
    lived: list[Lived]
    before: list[Tie]
    after: list[Tie]
    does: list[Duty]
    served_by: list[Duty]
    terms: list[Term]
    congresses: list[Congress]
    is_admin: bool


def one(*, officer: Officer, pk: int, on: date) -> Shown | None:
    """A unit that one may see; None where there is none of that number."""
    if not UnitVersion.objects.visible_to(officer).filter(unit__pk=pk).exists():
        return None
    found = UnitVersion.objects.filter(unit=pk).select_related("unit", "tier")
    versions = list(found.order_by("valid_from"))
    now, state = _nearest(versions, on)
    day = {"is": on, "was": (now.valid_to or on) - DAY, "will be": now.valid_from}[state]
    edges = list(UnitSuccession.objects.visible_to(officer).filter(after=pk)[:LONGEST])
    later = list(UnitSuccession.objects.visible_to(officer).filter(before=pk)[:LONGEST])
    does = list(now.unit.functions.order_by("-valid_from")[:LONGEST])
    served = list(now.unit.served_by.order_by("-valid_from")[:LONGEST])
    above = [int(number) for number in now.path.strip("/").split("/")[:-1]]
    names = _Names(
        officer,
        [
            *above,
            *(version.parent_id for version in versions),
            *(edge.before_id for edge in edges),
            *(edge.after_id for edge in later),
            *(function.place_id for function in does),
            *(function.unit_id for function in served),
        ],
    )
    return Shown(
        unit=now.unit,
        now=now,
        state=state,
        above=[names.link(number, day) for number in above],
        lived=[Lived(v, _parent(names, v)) for v in reversed(versions)],
        before=[_tie(names.link(edge.before_id, edge.on - DAY), edge) for edge in edges],
        after=[_tie(names.link(edge.after_id, edge.on), edge) for edge in later],
        does=[_duty(names, f.place_id, f, versions) for f in does],
        served_by=[_duty(names, f.unit_id, f, versions) for f in served],
        terms=list(Term.objects.visible_to(officer).filter(unit=pk).order_by("-begins_on")),
        congresses=list(Congress.objects.visible_to(officer).filter(unit=pk).order_by("-ordinal")),
        is_admin=officer.has_role(Role.ADMIN, path=now.path),
    )


def as_at(*, officer: Officer, pk: int, on: date) -> UnitVersion | None:
    """What the unit is on a day, else last was; None where one may not see it."""
    if not UnitVersion.objects.visible_to(officer).filter(unit__pk=pk).exists():
        return None
    found = UnitVersion.objects.filter(unit=pk).select_related("unit", "tier")
    return _nearest(list(found.order_by("valid_from")), on)[0]


def to_administer(*, officer: Officer, pk: int) -> UnitVersion | None:
    """As `as_at` today. Raises PermissionDenied where one sees it but is no admin over it."""
    now = as_at(officer=officer, pk=pk, on=officer.on)
    if now is not None:
        need(officer, Role.ADMIN, path=now.path)
    return now


class _Names:
    """What units were called, and where they stood, on any day."""

    def __init__(self, officer: Officer, units: Iterable[int | None]) -> None:
        self.reach = officer.reach
        self.versions: dict[int, list[UnitVersion]] = defaultdict(list)
        for version in UnitVersion.objects.filter(unit__in=set(units) - {None}).order_by(
            "valid_from"
        ):
            self.versions[version.unit_id].append(version)

    def link(self, unit: int, on: date) -> Link:
        versions = self.versions[unit]
        is_open = any(version.path.startswith(self.reach) for version in versions)
        return Link(unit, _nearest(versions, on)[0].name, is_open)


def _nearest(versions: list[UnitVersion], on: date) -> tuple[UnitVersion, str]:
    """The version on a day, else the last one before, else the first."""
    begun = [version for version in versions if version.valid_from <= on]
    if not begun:
        return versions[0], "will be"
    return begun[-1], "is" if begun[-1].is_held(on) else "was"


def _parent(names: _Names, version: UnitVersion) -> Link | None:
    return names.link(version.parent_id, version.valid_from) if version.parent_id else None


def _tie(link: Link, edge: UnitSuccession) -> Tie:
    percent = None if edge.share is None else (edge.share * 100).normalize()
    return Tie(link, edge.get_kind_display(), percent, edge.on)


def _duty(names: _Names, other: int, function: Function, own: list[UnitVersion]) -> Duty:
    """A work ends with either of the two, if not before."""
    link = names.link(other, function.valid_from)
    ends = {function.valid_to, own[-1].valid_to, names.versions[other][-1].valid_to} - {None}
    end = min(filter(None, ends), default=None)
    return Duty(function.get_work_display(), function.channel, link, function.valid_from, end)
