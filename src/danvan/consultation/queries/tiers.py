"""Whether what the units below one unit heard adds up to what that unit heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from danvan.consultation.models import Consultation, Opinion, Synthesis
from danvan.units.models import Officer, UnitVersion

Both = tuple[int, int]  # submissions, opinions
NOTHING: Both = (0, 0)


@dataclass
class Rung:
    """A unit with the last synthesis of what it and the units below it collected. `below`: those
    of the nearest units below it that have one; `elsewhere`: what its own synthesis heard from
    units that are in none of these, its own collecting among them."""

    name: str
    path: str
    synthesis: Synthesis
    below: list[Rung] = field(default_factory=list)
    elsewhere: Both = NOTHING

    @property
    def own(self) -> Both:
        return self.synthesis.submissions, self.synthesis.opinions_count

    @property
    def parts(self) -> Both:
        """The sum of those below."""
        submissions = sum(rung.own[0] for rung in self.below)
        return submissions, sum(rung.own[1] for rung in self.below)

    @property
    def apart(self) -> Both:
        """By how much it does not add up."""
        submissions, opinions = (
            own - parts - rest
            for own, parts, rest in zip(self.own, self.parts, self.elsewhere, strict=True)
        )
        return submissions, opinions

    @property
    def holds(self) -> bool:
        return self.apart == NOTHING

    @property
    def asked_at_other_times(self) -> list[Rung]:
        """Those below that heard up to another submission."""
        return [rung for rung in self.below if rung.synthesis.last != self.synthesis.last]


def rungs(*, officer: Officer, consultation: Consultation) -> list[Rung]:
    """Units that have others with a synthesis below them, the highest first."""
    found = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation)
    last: dict[int, Synthesis] = {}
    for synthesis in found.defer("rules").order_by("number"):
        if synthesis.only.keys() <= {"unit"}:
            last[synthesis.only.get("unit", consultation.unit_id)] = synthesis
    if len(last) < 2:
        return []
    every = _tree(last)
    for rung in every:
        if rung.asked_at_other_times or (rung.below and not rung.holds):
            rung.elsewhere = _elsewhere(rung)
    return [rung for rung in every if rung.below]


def _tree(last: dict[int, Synthesis]) -> list[Rung]:
    """Each under the nearest above it; in the order of the tree."""
    every: list[Rung] = []
    above: list[Rung] = []
    for path, name, unit in _standing(last):
        rung = Rung(name, path, last[unit])
        above = [one for one in above if path.startswith(one.path)]
        if above:
            above[-1].below.append(rung)
        above.append(rung)
        every.append(rung)
    return every


def _elsewhere(rung: Rung) -> Both:
    """Counted by the unit that collected; of each, where it stands in the end."""
    opinions = Opinion.objects.filter(synthesis=rung.synthesis).order_by()
    told = opinions.values_list("submission__unit").annotate(
        by=Count("submission", distinct=True), n=Count("pk")
    )
    found = {unit: (by, n) for unit, by, n in told}
    inside = tuple(one.path for one in rung.below)
    outside = [found[unit] for path, _, unit in _standing(found) if not path.startswith(inside)]
    return sum(by for by, _ in outside), sum(n for _, n in outside)


def _standing(units: Iterable[int]) -> list[tuple[str, str, int]]:
    """Path, name and number of each unit as it stands in the end, by path."""
    dated = UnitVersion.objects.filter(unit__in=[*units]).order_by("valid_from")
    told = {unit: (path, name) for unit, path, name in dated.values_list("unit", "path", "name")}
    return sorted((path, name, unit) for unit, (path, name) in told.items())
