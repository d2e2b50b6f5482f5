"""Lists of units as at a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Kind, Officer, Tier, Unit, UnitVersion
from danvan.units.models.tree import Versions

SUGGESTED = 20  # units that a form offers for what was typed


@dataclass(frozen=True)
class Filter:
    """Which units a reader asked for, as at the day `on`; an empty field asks nothing."""

    on: date
    words: str = ""
    under: int | None = None
    tier: str = ""
    kind: str = ""

    @property
    def asks(self) -> bool:
        return bool(self.words or self.under or self.tier or self.kind)


def units(*, officer: Officer, asked: Filter) -> Versions:
    """The units that answer to what was asked; where nothing was, the top of what one may see."""
    found = UnitVersion.objects.visible_to(officer).held(asked.on)
    if not asked.asks:
        return _listed(found.filter(path__in=_tops(officer.reach)), asked.on)
    if asked.under:
        found = _below(found, asked.under)
    if asked.tier:
        found = found.filter(tier__code=asked.tier)
    if asked.kind:
        found = found.filter(unit__kind=asked.kind)
    if asked.words:
        words = nfc(asked.words).strip()
        found = found.filter(Q(folded__contains=fold(words)) | Q(unit__code__iexact=words))
        return _listed(found, asked.on).order_by("tier__rank", "folded", "path")
    return _listed(found, asked.on).order_by("path")


def children(*, officer: Officer, unit: Unit, on: date) -> Versions:
    """What stands directly under a unit on a day, by tier and name."""
    found = UnitVersion.objects.visible_to(officer).held(on).filter(parent=unit)
    return found.select_related("unit", "tier").order_by("tier__rank", "folded", "path")


def named(*, officer: Officer, words: str, on: date) -> list[Any]:
    """The units that somebody may mean: the one of that code, or all of that very name."""
    words = nfc(words).strip()
    found = _listed(UnitVersion.objects.visible_to(officer), on)
    meant = list(found.filter(unit__code__iexact=words)) or list(found.filter(folded=fold(words)))
    there = [version for version in meant if version.is_held(on)]
    return list({version.unit_id: version for version in there or meant}.values())


def suggested(*, officer: Officer, words: str, on: date) -> list[Any]:
    """Units whose name or code holds the words, with or without marks: those of that very name
    first, then those that begin so. One more than SUGGESTED where there are more."""
    words = nfc(words).strip()
    if not words:
        return []
    folded = fold(words)
    found = UnitVersion.objects.visible_to(officer).held(on)
    found = found.filter(Q(folded__contains=folded) | Q(unit__code__istartswith=words))
    near = _listed(found, on).annotate(
        nearness=Case(When(folded__startswith=folded, then=Value(0)), default=Value(1))
    )
    some = near.order_by("nearness", "tier__rank", "folded", "path")[: SUGGESTED + 1]
    meant = named(officer=officer, words=words, on=on)
    every = {version.unit_id: version for version in (*meant, *some)}
    return list(every.values())[: SUGGESTED + 1]


def tiers(*, officer: Officer) -> QuerySet[Tier]:
    return Tier.objects.visible_to(officer)


def letterhead(*, officer: Officer, unit: Unit, on: date) -> tuple[str, str]:
    """What stood over a paper of the unit on a day: the committee of the place above, the unit.

    Raises ValidationError where the unit did not exist then, or is not one's own or below.
    """
    now = unit.versions.visible_to(officer).held(on).first() or unit.version_on(on)
    above = now.path.strip("/").split("/")[:-1]
    bodies = UnitVersion.objects.held(on).filter(unit__kind=Kind.PARTY_COMMITTEE, parent__in=above)
    nearest = max(bodies.exclude(unit=unit), key=lambda body: body.path.count("/"), default=None)
    return (nearest.name if nearest else ""), now.name


def _tops(reach: Sequence[str]) -> list[str]:
    """Of the paths, those that stand below none of the others."""
    paths = set(reach)
    return [path for path in paths if not any(above in paths for above in _above(path))]


def _above(path: str) -> list[str]:
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:n])}/" for n in range(1, len(parts))]


def _below(found: Versions, unit: int) -> Versions:
    """Those under the unit, wherever it stands on the day; it is none of them."""
    top = found.filter(unit=unit).first()
    return found.below(top.path).exclude(unit=unit) if top else found.none()


def _listed(found: Versions, on: date) -> Versions:
    """Each with the name that what it stands under has on the day, as `parent_name`."""
    parent = UnitVersion.objects.held(on).filter(unit=OuterRef("parent"))
    listed: Versions = found.annotate(parent_name=Subquery(parent.values("name")[:1]))
    return listed.select_related("unit", "tier", "parent")
