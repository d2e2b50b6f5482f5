"""How syntheses stand against the official rules: for officers, and of what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from danvan.consultation.models import Consultation, Synthesis
from danvan.consultation.models.conformance import FAILS, RULES, Finding, conformance
from danvan.consultation.queries.syntheses import synthesis
from danvan.units.models import Officer


@dataclass(frozen=True)
class Conformance:
    """A synthesis with a finding for each rule; none where it is not done yet."""

    synthesis: Synthesis
    findings: list[Finding]

    @property
    def lines(self) -> list[tuple[str, str, Finding]]:
        """Rule, what it asks, how it stands."""
        return [(one.rule, str(RULES[one.rule]), one) for one in self.findings]

    @property
    def failed(self) -> int:
        return sum(one.state == FAILS for one in self.findings)


def of_run(*, officer: Officer, consultation: Consultation, number: int) -> Conformance | None:
    """None where the officer sees no such run."""
    found = synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        return None
    return Conformance(found, conformance(found) if found.made_at else [])


def of_published(*, slug: str = "") -> Iterator[Conformance]:
    """The last published synthesis of each consultation, or of the one."""
    every = Synthesis.objects.published().select_related("consultation__unit", "version")
    some = every.filter(consultation__slug=slug) if slug else every
    last: dict[int, Synthesis] = {}
    for one in some.order_by("consultation__opens_on", "consultation", "number"):
        last[one.consultation_id] = one
    for one in last.values():
        yield Conformance(one, conformance(one))


def is_published(*, slug: str) -> bool:
    """Whether there is a consultation of this address that the public knows."""
    return Consultation.objects.published().filter(slug=slug).exists()
