"""The search over everything: each room answers for its own, through its queries.

A room joins with one line in PLACES: what its findings are called, and who finds them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from danvan.consultation.queries import finding, keeping
from danvan.units import queries as units
from danvan.units.models import Officer, Role
from danvan.work import queries as work

FIRST = 10  # of each kind that the page shows


@dataclass(frozen=True)
class Hit:
    """Something found: where it is opened, what it is called, what tells it from its like."""

    url: str
    title: str
    under: str = ""


@dataclass(frozen=True)
class Findings:
    """The first of one kind; `is_more`: there are others, which more words would show."""

    label: str | Promise
    hits: list[Hit]
    is_more: bool


Find = Callable[[Officer, str, int], list[Hit]]


def tasks(officer: Officer, words: str, limit: int) -> list[Hit]:
    found = work.tasks(officer=officer, asked=work.Filter(words=words), on=officer.on)
    lines = list(work.lines(officer=officer, tasks=found[:limit]))
    return [
        Hit(
            reverse("work:task", args=[line.task.pk]),
            line.task.title,
            f"{line.owner} · {line.time}",
        )
        for line in lines
    ]


def places(officer: Officer, words: str, limit: int) -> list[Hit]:
    found = units.units(officer=officer, asked=units.Filter(on=officer.on, words=words))
    return [
        Hit(
            reverse("units:unit", args=[version.unit_id]),
            version.name,
            " · ".join(filter(None, (version.tier.label, version.parent_name))),
        )
        for version in found[:limit]
    ]


def people(officer: Officer, words: str, limit: int) -> list[Hit]:
    """Officers, for those who are admins over their units."""
    if not officer.has_role(Role.ADMIN):
        return []
    return [
        Hit(reverse("units:officer", args=[who.pk]), who.full_name, who.username)
        for who in units.called(officer=officer, words=words, limit=limit)
    ]


def consultations(officer: Officer, words: str, limit: int) -> list[Hit]:
    found = list(finding.consultations(officer=officer, words=words, limit=limit))
    askers = keeping.askers(officer=officer, asked=found, on=officer.on)
    return [
        Hit(
            reverse("consulting:consultation", args=[each.slug]),
            each.title,
            " · ".join(filter(None, (askers.get(each.unit_id), f"{each.closes_on:%d/%m/%Y}"))),
        )
        for each in found
    ]


def conferences(officer: Officer, words: str, limit: int) -> list[Hit]:
    """Each leads to a consultation that it fed: it has no page of its own."""
    return [
        Hit(
            reverse("consulting:consultation", args=[slug])
            if slug
            else reverse("consulting:consultations"),
            each.title,
            f"{each.held_on:%d/%m/%Y}",
        )
        for each, slug in finding.conferences(officer=officer, words=words, limit=limit)
    ]


PLACES: tuple[tuple[str | Promise, Find], ...] = (
    (gettext_lazy("Nhiệm vụ"), tasks),
    (gettext_lazy("Đợt lấy ý kiến"), consultations),
    (gettext_lazy("Hội nghị"), conferences),
    (gettext_lazy("Đơn vị"), places),
    (gettext_lazy("Cán bộ"), people),
)


def found(officer: Officer, words: str) -> list[Findings]:
    """The first of each kind that answers to the words, with or without marks; kinds without any
    are left out."""
    said = [(label, find(officer, words, FIRST + 1)) for label, find in PLACES]
    return [Findings(label, hits[:FIRST], len(hits) > FIRST) for label, hits in said if hits]
