"""The area that a unit works in, and the places in it by the names that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import Q

from danvan.sense.words.fold import fold
from danvan.units.models.tree import Function, Kind, Unit, UnitVersion

SHORT = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "h": "huyen", "p": "phuong"}
SHORTENED = re.compile(r"^(tp|tx|tt|h|p)\.?\s+")
FEW = 300  # names that are looked for at once


def ground(unit: Unit, on: date) -> str:
    """The path of the place that a unit serves on a day; else of the nearest place at or above it;
    else its own. Raises ValidationError where the unit does not exist then."""
    served = Function.objects.held(on).filter(unit=unit, work=Function.Work.MOBILISATION)
    places = UnitVersion.objects.held(on).filter(unit__in=served.values("place"))
    if (place := places.order_by("path").first()) is not None:
        return str(place.path)
    path = unit.version_on(on).path
    above = UnitVersion.objects.held(on).filter(
        unit__in=[int(number) for number in path.strip("/").split("/")], unit__kind=Kind.PLACE
    )
    nearest = max(above.values_list("path", flat=True), key=len, default=path)
    return str(nearest)


def places_named(names: Iterable[str], path: str, on: date) -> dict[str, Unit]:
    """The unit at or below `path` that each name means: whole or short, "TP" for "Thành phố", with
    or without marks. Of several the one of the highest tier; two there: none."""
    asked = {name: _spelt_out(name) for name in names}
    wanted = sorted({*asked.values()})
    there = UnitVersion.objects.held(on).below(path).select_related("unit", "tier")
    found: dict[str, list[UnitVersion]] = {}
    for start in range(0, len(wanted), FEW):
        few = wanted[start : start + FEW]
        given = [name for name, folded in asked.items() if folded in few]
        for one in there.filter(Q(folded__in=few) | Q(short_name__in=given)):
            for known in {one.folded, fold(one.short_name)}:
                found.setdefault(known, []).append(one)
    meant = {folded: _highest(units) for folded, units in found.items()}
    return {name: unit for name, folded in asked.items() if (unit := meant.get(folded))}


def _spelt_out(name: str) -> str:
    return SHORTENED.sub(lambda short: f"{SHORT[short[1]]} ", fold(name).strip())


def _highest(units: list[UnitVersion]) -> Unit | None:
    """Places before bodies, the higher tier before the lower; None where two stand alike."""

    def rank(version: UnitVersion) -> tuple[bool, int]:
        return version.unit.kind != Kind.PLACE, version.tier.rank

    _, first = next(groupby(sorted(units, key=rank), key=rank))
    alike = {version.unit_id: version.unit for version in first}
    return next(iter(alike.values())) if len(alike) == 1 else None
