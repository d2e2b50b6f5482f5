"""Who stands behind the rows of a response table: bodies by name, residents never one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from danvan.consultation.models.consultations import Channel, Consultation
from danvan.sense.disclose import withheld
from danvan.units.models import Kind, UnitVersion

MANY = 300  # kinds of contributors beyond which areas, then groups, are left out
HIDDEN = "Ẩn danh"
PLACES = {Kind.PLACE, Kind.RESIDENTIAL}


class Who(NamedTuple):
    """A kind of contributors: channel, group, the area's number."""

    channel: str
    group: str = ""
    place: int | None = None


People = dict[Who, list[int]]  # contributors and submissions


@dataclass
class Lot:
    """The opinions of one row. `bodies` are units that spoke for themselves, `people` are
    residents by their kinds."""

    theme: int | None
    answer: int | None
    opinions: int = 0
    bodies: set[int] = field(default_factory=set)
    people: People = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def is_body(channel: str, group: str, kind: str) -> bool:
    """Whether it is a body's own letter: of no group, brought in by a unit that is no place. `kind`
    is that of the unit, "" where the sender came by themselves."""
    return channel == Channel.LETTER and not group and bool(kind) and kind not in PLACES


def subjects(lots: list[Lot], consultation: Consultation) -> Iterator[str]:
    """Bodies by their names; residents by channel, group and area where they are many (A6, D6)."""
    units = {unit for lot in lots for unit in lot.bodies}
    units |= {who.place for lot in lots for who in lot.people if who.place}
    names = _names(units, consultation)
    people = _coarse([lot.people for lot in lots])
    kinds = sorted({who for told in people for who in told}, key=repr)
    at = {who: n for n, who in enumerate(kinds)}
    counts = np.zeros((len(lots), len(kinds)), dtype=np.int64)
    for line, told in enumerate(people):
        for who, (contributors, _) in told.items():
            counts[line, at[who]] = contributors
    hidden = withheld(counts, consultation.suppress)
    for line, (lot, told) in enumerate(zip(lots, people, strict=True)):
        shown = [who for who in kinds if who in told and not hidden[line, at[who]]]
        said = [names.get(unit, "") for unit in sorted(lot.bodies)]
        said += [_named(who, told[who][1], names) for who in shown]
        if len(shown) < len(told) or not said:
            said.append(HIDDEN)
        yield "; ".join(filter(None, said))


def _coarse(people: list[People]) -> list[People]:
    """By fewer marks, where there would be too many kinds for one table."""
    every = {who for told in people for who in told}
    if len(every) <= MANY:
        return people
    groups = len({who[:2] for who in every}) <= MANY
    return [_joined(told, groups=groups) for told in people]


def _joined(people: People, *, groups: bool) -> People:
    """Without areas; without groups, too, unless asked for."""
    joined: People = defaultdict(lambda: [0, 0])
    for who, (contributors, submissions) in people.items():
        cell = joined[Who(who.channel, who.group if groups else "")]
        cell[0] += contributors
        cell[1] += submissions
    return joined


def _named(who: Who, submissions: int, names: dict[int, str]) -> str:
    marks = (str(Channel(who.channel).label), who.group, names.get(who.place or 0, ""))
    said = ", ".join(filter(None, marks))
    return f"{said[:1].upper()}{said[1:]} ({submissions} lượt góp ý)"


def _names(units: Iterable[int], consultation: Consultation) -> dict[int, str]:
    """What units were called when the consultation closed, else last."""
    wanted = {*units}
    last = UnitVersion.objects.filter(unit__in=wanted).order_by("valid_from")
    held = UnitVersion.objects.names(wanted, consultation.closes_on)
    return {**dict(last.values_list("unit", "name")), **held}
