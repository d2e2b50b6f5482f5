"""What the public's pages ask of consultations, their drafts, and what others have said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import Length

from danvan.consultation.models import (
    Consultation,
    DiscussionQuestion,
    DraftVersion,
    Section,
    Submission,
)
from danvan.consultation.models.consultations import Consultations
from danvan.units.models import Kind, UnitVersion, ground

ROWS = 20  # opinions on a page
COUNTED = 1000  # opinions on a section; beyond that, a page says "more than"
MOST_PLACES = 500  # areas that one may choose among


@dataclass(frozen=True)
class Opinions:
    """A page of what others have said: rows with `shown`, newest first, and where to go on. `count`
    is at most COUNTED; `is_more`: there are more."""

    rows: list[Submission]
    count: int
    older: int | None
    is_more: bool = False


def consultations() -> Consultations:
    """Those open to the public, the last to close first."""
    return Consultation.objects.published()


def current(*, on: date) -> Consultations:
    """Those that take opinions on the day, or will; the first to close first."""
    return Consultation.objects.published().filter(closes_on__gte=on).order_by("closes_on", "pk")


def open_now(*, on: date) -> list[tuple[Consultation, str]]:
    """Those that take opinions on the day, the first to close first, each with who asks."""
    found = list(Consultation.objects.published().open(on).order_by("closes_on", "pk"))
    named = askers(asked=found, on=on)
    return [(each, named.get(each.unit_id, "")) for each in found]


def closed(*, on: date) -> Consultations:
    """Those that are over, the last first."""
    return Consultation.objects.published().filter(closes_on__lt=on)


def consultation(*, slug: str) -> Consultation | None:
    return Consultation.objects.published().filter(slug=slug).first()


def askers(*, asked: Iterable[Consultation], on: date) -> dict[int, str]:
    """Who asks, by the number of the unit: its name on the day, else its first name after it."""
    mine = Consultation.objects.published().filter(pk__in=[each.pk for each in asked])
    units = set(mine.order_by().values_list("unit", flat=True))
    rest = UnitVersion.objects.filter(unit__in=units).order_by("-valid_from")
    return {**dict(rest.values_list("unit", "name")), **UnitVersion.objects.names(units, on)}


def versions(*, consultation: Consultation) -> list[DraftVersion]:
    """Those that the public may read, the last first; never none for an open consultation."""
    found = DraftVersion.objects.published().filter(consultation=consultation)
    return list(found.order_by("-number"))


def contents(*, version: DraftVersion) -> list[Section]:
    """The sections in order, without their texts but with each text's `length`."""
    found = Section.objects.published().filter(version=version)
    return list(found.defer("text").annotate(length=Length("text")))


def sections(*, version: DraftVersion, first: int = 0, last: int | None = None) -> list[Section]:
    """The sections in order from position `first` to `last`, both included, with their texts."""
    found = Section.objects.published().filter(version=version, position__gte=first)
    return list(found if last is None else found.filter(position__lte=last))


def named_sections(*, version: DraftVersion, keys: Iterable[str]) -> dict[str, Section]:
    """Sections by their keys."""
    found = Section.objects.published().filter(version=version, key__in={*keys})
    return {section.key: section for section in found}


def questions(*, consultation: Consultation, key: str | None = None) -> list[DiscussionQuestion]:
    """What people are asked about a section, "" for the whole draft; of all without a key."""
    found = DiscussionQuestion.objects.published().filter(consultation=consultation)
    return list(found if key is None else found.filter(section_key=key))


def opinions(*, consultation: Consultation, key: str, before: int | None = None) -> Opinions:
    """What others said about a section, "" for the whole draft, whatever version they read."""
    found = Submission.objects.published().filter(consultation=consultation, section_key=key)
    count = len(found.values_list("pk", flat=True)[: COUNTED + 1])
    page = found if before is None else found.filter(pk__lt=before)
    rows = list(page.select_related("shown", "version", "anchor")[: ROWS + 1])
    older = rows[ROWS - 1].pk if len(rows) > ROWS else None
    return Opinions(rows[:ROWS], min(count, COUNTED), older, count > COUNTED)


def places(*, consultation: Consultation, on: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """The areas of the consultation's unit that a sender may name, each group under its heading:
    those of the lowest level that is not too long a list."""
    if not Consultation.objects.published().filter(pk=consultation.pk).exists():
        return []
    found = _below(ground(consultation.unit, on), on)
    names = UnitVersion.objects.names({version.parent_id for version in found}, on)
    groups: dict[str, list[tuple[int, str]]] = {}
    for version in found:
        groups.setdefault(names.get(version.parent_id, ""), []).append(
            (version.unit_id, version.name)
        )
    return list(groups.items())


def _below(path: str, on: date) -> list[Any]:
    """Places under the one at the path."""
    every = UnitVersion.objects.held(on).below(path)
    below = every.filter(unit__kind=Kind.PLACE).exclude(path=path)
    sizes = below.order_by().values("tier__rank").annotate(size=Count("pk"))
    fitting = [each["tier__rank"] for each in sizes if each["size"] <= MOST_PLACES]
    if not fitting:
        return []
    return list(below.filter(tier__rank=max(fitting)).order_by("path", "name"))
