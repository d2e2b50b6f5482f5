"""Figures by area and contributor group, as everybody may see them; pages, exports and the
interface of programs all ask here, so that one rule holds (D6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from danvan.consultation.models import Consultation, Opinion, Submission, Synthesis
from danvan.consultation.models.hearing import Names
from danvan.sense.disclose import held_back
from danvan.units.models import Officer

Shown = int | None  # None: held back
AREA = Coalesce("place", "unit")
# Texts of one sending are one contributor's; of the others each is another's.
CONTRIBUTORS = Count(Coalesce("receipt", -F("pk")), distinct=True)


@dataclass(frozen=True)
class Figures:
    """Submissions by area × group; `None` is a figure held back. `suppress`: fewer contributors are
    not told apart. `cells` has a line for each area. Not `is_shown`: only the total may be told."""

    suppress: int
    areas: tuple[str, ...]
    numbers: tuple[int, ...]
    groups: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    by_area: tuple[Shown, ...]
    by_group: tuple[Shown, ...]
    total: int
    is_shown: bool = True

    @property
    def lines(self) -> Iterator[tuple[str, tuple[Shown, ...], Shown]]:
        """The area, its cells, its sum."""
        return zip(self.areas, self.cells, self.by_area, strict=True)

    def held(self) -> set[tuple[int, str]]:
        """The cells held back, by the area's number and the group."""
        return {
            (area, group)
            for area, line in zip(self.numbers, self.cells, strict=True)
            for group, shown in zip(self.groups, line, strict=True)
            if shown is None or not self.is_shown
        }


@dataclass(frozen=True)
class Provenance:
    """Which area and group a text may carry: those whose every theme has contributors enough."""

    enough: frozenset[tuple[int, str, int]]
    withheld: frozenset[tuple[int, str]]

    def shows(self, area: int, group: str, themes: Iterable[int]) -> bool:
        named = [(area, group, theme) for theme in themes]
        return (area, group) not in self.withheld and bool(named) and self.enough.issuperset(named)


def figures(*, consultation: Consultation) -> Figures | None:
    """By the last published synthesis; None before there is one."""
    synthesis = Synthesis.objects.published().filter(consultation=consultation).first()
    return _figures(synthesis) if synthesis else None


def figures_of(*, officer: Officer, synthesis: Synthesis) -> Figures | None:
    """As `figures`, of one run that the officer may see, published or not."""
    seen = Synthesis.objects.visible_to(officer).select_related("consultation")
    found = seen.filter(pk=synthesis.pk).first()
    return _figures(found) if found else None


def provenance(*, consultation: Consultation) -> Provenance | None:
    """As `figures`: a text's area and group are told where its cell is, for each of its themes, and
    never so that the texts without them would be those of one cell."""
    synthesis = Synthesis.objects.published().filter(consultation=consultation).first()
    if synthesis is None:
        return None
    told = _figures(synthesis)
    every_opinion = Opinion.objects.filter(synthesis=synthesis).order_by()
    area, of = Coalesce("submission__place", "submission__unit"), F("submission__group")
    heard = every_opinion.values(area=area, of=of)
    sending = Coalesce("submission__receipt", -F("submission"))
    large = every_opinion.values("theme", area=area, of=of).annotate(
        by=Count(sending, distinct=True), n=Count("pk")
    )
    enough, inside = set(), Counter[tuple[int, str]]()
    for row in large.filter(by__gte=told.suppress).iterator(5000):
        enough.add((row["area"], row["of"], row["theme"]))
        inside[row["area"], row["of"]] += row["n"]
    every = {(row["area"], row["of"]): row["n"] for row in heard.annotate(n=Count("pk"))}
    partly = {cell for cell, n in every.items() if inside[cell] < n} | told.held()
    withheld = told.held()
    if len(partly) == 1 and (others := sorted(every.keys() - partly, key=lambda c: (every[c], c))):
        withheld.add(others[0])
    return Provenance(frozenset(enough), frozenset(withheld))


def _heard(synthesis: Synthesis) -> QuerySet[Submission, Any]:
    points = Opinion.objects.filter(synthesis=synthesis, submission=OuterRef("pk"))
    of_it = Submission.objects.filter(
        consultation=synthesis.consultation_id, pk__lte=synthesis.last
    )
    return of_it.filter(Exists(points)).order_by().annotate(area=AREA)


def _figures(synthesis: Synthesis) -> Figures:
    consultation = synthesis.consultation
    heard, suppress = _heard(synthesis), consultation.suppress
    rows = [*heard.values("group", area=AREA).annotate(n=Count("pk"), by=CONTRIBUTORS)]
    known = Names()
    names = {row["area"]: known.on(row["area"], consultation.closes_on) for row in rows}
    numbers = sorted(names, key=lambda one: (names[one], one))
    groups = sorted({row["group"] for row in rows})
    counts = np.zeros((len(numbers), len(groups)), dtype=np.int64)
    few = np.zeros((len(numbers) + 1, len(groups) + 1), dtype=bool)
    for row in rows:
        at = numbers.index(row["area"]), groups.index(row["group"])
        counts[at], few[at] = row["n"], row["by"] < suppress
    for area in heard.values(area=AREA).annotate(by=CONTRIBUTORS):
        few[numbers.index(area["area"]), -1] = area["by"] < suppress
    for group in heard.values("group").annotate(by=CONTRIBUTORS):
        few[-1, groups.index(group["group"])] = group["by"] < suppress
    held = held_back(counts, few, suppress)
    total = int(counts.sum())
    areas = tuple(names[one] for one in numbers)
    if held is None:
        none = (None,) * len(groups)
        return Figures(
            suppress, areas, tuple(numbers), tuple(groups), (none,) * len(numbers),
            (None,) * len(numbers), none, total, is_shown=False,
        )  # fmt: skip
    return Figures(
        suppress,
        areas,
        tuple(numbers),
        tuple(groups),
        tuple(map(_shown, counts, held.cells)),
        _shown(counts.sum(axis=1), held.rows),
        _shown(counts.sum(axis=0), held.columns),
        total,
    )


def _shown(values: np.ndarray, hidden: np.ndarray) -> tuple[Shown, ...]:
    return tuple(None if h else int(n) for n, h in zip(values, hidden, strict=True))
