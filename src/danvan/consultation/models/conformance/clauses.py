"""What is said of one rule, clause by clause, and how clauses add up to a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

HOLDS, FAILS, NOT_ASKED = "holds", "fails", "not asked"
WORDS = {
    HOLDS: gettext_lazy("đạt"),
    FAILS: gettext_lazy("chưa đạt"),
    NOT_ASKED: gettext_lazy("không xét"),
}
SIGNS = {HOLDS: "done", FAILS: "late", NOT_ASKED: "dropped"}
HARDEST = (FAILS, NOT_ASKED, HOLDS)


@dataclass(frozen=True)
class Clause:
    """One thing that was looked at: a sentence with its figures."""

    state: str
    said: str


@dataclass(frozen=True)
class Finding:
    """How one rule (`R1`…`R9`, or `proof`) stands: `holds`, `fails`, or `not asked`, with why."""

    rule: str
    state: str
    said: str

    @property
    def word(self) -> str:
        return str(WORDS[self.state])

    @property
    def sign(self) -> str:
        """The icon's name."""
        return SIGNS[self.state]


def finding(rule: str, clauses: Iterable[Clause]) -> Finding:
    """The hardest of the clauses counts; where one fails, only what fails is said."""
    looked_at = [*clauses] or [Clause(NOT_ASKED, gettext("Không có gì để xét."))]
    states = {clause.state for clause in looked_at}
    state = next(state for state in HARDEST if state in states)
    told = [c.said for c in looked_at if state != FAILS or c.state == FAILS]
    return Finding(rule, state, " ".join(told))


def holding(said: str, **figures: Any) -> Clause:
    return Clause(HOLDS, with_figures(said, figures))


def failing(said: str, **figures: Any) -> Clause:
    return Clause(FAILS, with_figures(said, figures))


def not_asked(said: str, **figures: Any) -> Clause:
    return Clause(NOT_ASKED, with_figures(said, figures))


def with_figures(said: str, figures: dict[str, Any]) -> str:
    """Numbers as the reader's language writes them."""
    shown = {
        name: number_format(value, force_grouping=True) if isinstance(value, int) else value
        for name, value in figures.items()
    }
    return said % shown
