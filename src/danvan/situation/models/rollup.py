"""Figures of a unit and all below it, summed from what each of them sent.

A unit's total is its own figure and those of all units below, as the tree stood on the last day
of the period; so it equals its own figure and the totals of its children, at every tier and date.
A unit that took in others whole stands for them in the periods before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from danvan.situation.models.forms import Indicator
from danvan.situation.models.reports import Figure, Figures, SentVersion
from danvan.units.models import Unit, UnitSuccession, UnitVersion
from danvan.units.models.dated import below

EXACT = Decimal("0.0001")  # figures are kept to four places; a database's sum may drift below


REPORT, PLACE = "version__report__", "version__report__unit__versions__"
COUNTS = (Sum("value"), Count("value"), Count("pk"))


@dataclass(frozen=True)
class Total:
    """A figure over many units. `value`: none where nobody gave one, and of distinct people, who
    are never summed; of a rate, the sum of numerators over that of denominators, in hundredths.
    `told` figures hold a value, `nothing` say that there was nothing to report."""

    indicator: Indicator
    value: Decimal | None
    told: int
    nothing: int

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.indicator.code,
            "label": self.indicator.label,
            "measure": self.indicator.measure,
            "value": plain(self.value),
            "told": self.told,
            "nothing": self.nothing,
        }


@dataclass(frozen=True)
class Span:
    """Reports of one kind whose period lies within the days, both included."""

    kind: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Summed:
    """What figures of one indicator give together."""

    value: Decimal | None
    told: int
    nothing: int

    def __add__(self, other: Summed) -> Summed:
        given = [each for each in (self.value, other.value) if each is not None]
        value = sum(given, Decimal(0)) if given else None
        return Summed(value, self.told + other.told, self.nothing + other.nothing)


def plain(value: Decimal | None) -> str | None:
    """A figure without needless zeros: "12", "3.5"; none stays none."""
    return None if value is None else f"{value.normalize():f}"


def rollup(unit: Unit, span: Span, *, at: datetime | None = None) -> dict[str, Total]:
    """By the indicator's code: totals of the unit and all below over the periods of the span; `at`
    a moment, of what had been sent by then."""
    rows = _figures(unit, span, at).values_list("indicator").annotate(*COUNTS)
    return _totals({indicator: _summed(*counts) for indicator, *counts in rows})


def rollup_to_send(unit: Unit, span: Span, own: Mapping[int, Decimal | None]) -> dict[str, Total]:
    """As `rollup`, with figures of its own, by the indicator's number, that the unit is about to
    send in place of those it sent before."""
    rows = _figures(unit, span, None).exclude(**{f"{REPORT}unit": unit})
    sums = {
        key: _summed(*counts) for key, *counts in rows.values_list("indicator").annotate(*COUNTS)
    }
    for indicator, value in own.items():
        mine = Summed(value, int(value is not None), int(value is None))
        sums[indicator] = sums.get(indicator, NONE) + mine
    return _totals(sums)


def rollup_by_period(unit: Unit, span: Span) -> dict[date, dict[str, Total]]:
    """By the period's first day, the earliest first: as `rollup` of that period alone."""
    by_period = _figures(unit, span, None).values_list(f"{REPORT}period__first_on", "indicator")
    found: dict[date, dict[int, Summed]] = defaultdict(dict)
    for first_on, indicator, *counts in by_period.annotate(*COUNTS):
        found[first_on][indicator] = _summed(*counts)
    indicators = _indicators()
    return {first_on: _totals(found[first_on], indicators) for first_on in sorted(found)}


def rollup_of_children(
    unit: Unit, span: Span, *, at: datetime | None = None
) -> dict[int, dict[str, Total]]:
    """By the number of each unit right below, and by the unit's own for its own figures: totals.
    For a span of one period, at the end of which the unit exists: they add up to `rollup`."""
    depth = unit.version_on(span.last_on).path.count("/")
    by_place = _figures(unit, span, at).values_list(f"{PLACE}path", "indicator")
    found: dict[int, dict[int, Summed]] = defaultdict(dict)
    for path, indicator, *counts in by_place.annotate(*COUNTS):
        child = found[int(path.split("/")[depth] or unit.pk)]
        child[indicator] = child.get(indicator, NONE) + _summed(*counts)
    indicators = _indicators()
    return {child: _totals(sums, indicators) for child, sums in found.items()}


NONE = Summed(None, 0, 0)


def _figures(unit: Unit, span: Span, at: datetime | None) -> Figures:
    """Figures that count: of each report the last version sent, or sent by `at`."""
    counted = Q(version__current_of__isnull=False)
    if at is not None:
        sent = SentVersion.objects.filter(report=OuterRef(f"{REPORT}pk"), sent_at__lte=at)
        counted = Q(version=Subquery(sent.order_by("-number").values("pk")[:1]))
    last_on = F(f"{REPORT}period__last_on")
    stood = Q(**{f"{PLACE}valid_from__lte": last_on}) & (
        Q(**{f"{PLACE}valid_to": None}) | Q(**{f"{PLACE}valid_to__gt": last_on})
    )
    within = {
        f"{REPORT}form__kind": span.kind,
        f"{REPORT}period__first_on__gte": span.first_on,
        f"{REPORT}period__last_on__lte": span.last_on,
    }
    there = below(tuple(_paths(unit, span.last_on)), f"{PLACE}path")
    return Figure.objects.filter(counted, stood, there, **within).order_by()


def _paths(unit: Unit, on: date) -> list[str]:
    """Where the unit ever stood, and what it took in whole, and what that took in, …"""
    units, latest = {unit.pk}, {unit.pk}
    while latest:
        edges = UnitSuccession.objects.filter(after__in=latest, on__lte=on, share=1)
        latest = {*edges.values_list("before", flat=True)} - units
        units |= latest
    return sorted({*UnitVersion.objects.filter(unit__in=units).values_list("path", flat=True)})


def _summed(value: Decimal | None, told: int, rows: int) -> Summed:
    exact = None if value is None else value.quantize(EXACT)
    return Summed(exact, told, rows - told)


def _indicators() -> dict[int, Indicator]:
    return Indicator.objects.in_bulk()


def _totals(
    sums: Mapping[int, Summed], indicators: Mapping[int, Indicator] | None = None
) -> dict[str, Total]:
    known = _indicators() if indicators is None else indicators
    found = {known[pk].code: _total(known[pk], summed) for pk, summed in sums.items()}
    return {**found, **{rate.code: _rate(rate, sums) for rate in _rates(known.values(), sums)}}


def _total(indicator: Indicator, summed: Summed) -> Total:
    is_summed = indicator.rollup == Indicator.Rollup.ADDITIVE
    value = summed.value if is_summed else None
    return Total(indicator, value, summed.told, summed.nothing)


def _rates(known: Iterable[Indicator], sums: Mapping[int, Summed]) -> list[Indicator]:
    return [each for each in known if each.numerator_id in sums and each.denominator_id in sums]


def _rate(indicator: Indicator, sums: Mapping[int, Summed]) -> Total:
    """None where there is nothing to divide by."""
    part, whole = sums[indicator.numerator_id or 0], sums[indicator.denominator_id or 0]
    value = None
    if part.value is not None and whole.value:
        value = (100 * part.value / whole.value).quantize(EXACT)
    return Total(indicator, value, min(part.told, whole.told), min(part.nothing, whole.nothing))
