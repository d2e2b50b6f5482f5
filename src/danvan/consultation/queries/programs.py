"""What programs read: pages of what is public, each going on after a number of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Count, Model, QuerySet

from danvan.consultation.models import (
    Consultation,
    DraftVersion,
    Evidence,
    Response,
    Section,
    Statement,
    Submission,
    Synthesis,
    Theme,
)

Row = TypeVar("Row", bound=Model)


def consultations(*, after: int, most: int) -> list[Consultation]:
    found = Consultation.objects.published().select_related("unit")
    return _page(found, "pk", after, most)


def version(*, consultation: Consultation, number: int) -> DraftVersion | None:
    found = DraftVersion.objects.published().filter(consultation=consultation, number=number)
    return found.first()


def sections(*, version: DraftVersion, after: int, most: int) -> list[Section]:
    found = Section.objects.published().filter(version=version)
    return _page(found, "position", after, most)


def submissions(
    *, consultation: Consultation, section: str | None, after: int, most: int
) -> list[Submission]:
    """Those that the public may read, in the order in which they came; `section` "" asks for those
    about the whole draft."""
    found = Submission.objects.published().filter(consultation=consultation)
    if section is not None:
        found = found.filter(section_key=section)
    return _page(found.select_related("shown", "version", "anchor"), "pk", after, most)


def synthesis(*, consultation: Consultation) -> Synthesis | None:
    """The last one that was published."""
    found = Synthesis.objects.published().filter(consultation=consultation)
    return found.select_related("version").order_by("-number").first()


def themes(*, synthesis: Synthesis, after: int, most: int) -> list[Theme]:
    found: QuerySet[Any] = Theme.objects.published().filter(synthesis=synthesis)
    return _page(found, "position", after, most)


def statements(*, synthesis: Synthesis, after: int, most: int) -> list[Statement]:
    """With `evidence_count`."""
    found: QuerySet[Any] = Statement.objects.published().filter(synthesis=synthesis)
    counted = found.select_related("theme").annotate(evidence_count=Count("evidence"))
    return _page(counted, "position", after, most)


def evidence(*, synthesis: Synthesis, code: str, after: int, most: int) -> list[Evidence]:
    """Numbers of the submissions behind a statement, with the place of the point in each."""
    found = Evidence.objects.published().filter(
        statement__synthesis=synthesis, statement__code=code
    )
    return _page(found.select_related("opinion"), "pk", after, most)


def has_statement(*, synthesis: Synthesis, code: str) -> bool:
    found: QuerySet[Any] = Statement.objects.published().filter(synthesis=synthesis, code=code)
    return found.exists()


def responses(*, consultation: Consultation, after: int, most: int) -> list[Response]:
    found = Response.objects.published().filter(consultation=consultation)
    return _page(found.prefetch_related("targets__theme"), "pk", after, most)


def _page(found: QuerySet[Row], by: str, after: int, most: int) -> list[Row]:
    """One more than asked for, where there are more."""
    return list(found.filter(**{f"{by}__gt": after}).order_by(by)[: most + 1])


def keys_of(*, version: DraftVersion, named: Iterable[str]) -> set[str]:
    """Of the keys that were named, those of sections of the version."""
    found = Section.objects.published().filter(version=version, key__in={*named})
    return {*found.values_list("key", flat=True)}
