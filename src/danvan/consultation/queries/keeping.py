"""What officers ask of the consultations that they keep, or collect for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from danvan.consultation.models import (
    Anchor,
    AnchorPlace,
    Consultation,
    DiscussionQuestion,
    DraftVersion,
    Section,
    Submission,
)
from danvan.consultation.models.consultations import Consultations
from danvan.consultation.models.submissions import Submissions
from danvan.sense.drafts.compare import SectionChange, compare
from danvan.units.models import Officer, UnitVersion


@dataclass(frozen=True)
class Received:
    """How much has come in so far: submissions, and the sum of their counts."""

    submissions: int
    tallied: int


@dataclass(frozen=True)
class Change:
    """What became of a section between two versions, and how many submissions speak of it."""

    change: SectionChange
    submissions: int


def consultations(*, officer: Officer) -> Consultations:
    """Those that the officer keeps, and the open ones that their office collects for."""
    return Consultation.objects.visible_to(officer)


def consultation(*, officer: Officer, slug: str) -> Consultation | None:
    return Consultation.objects.visible_to(officer).filter(slug=slug).first()


def is_kept(*, officer: Officer, consultation: Consultation) -> bool:
    """Whether the consultation is of the officer's units or below; others only collect for it."""
    mine = Consultation.objects.visible_to(officer).kept_by(officer)
    return mine.filter(pk=consultation.pk).exists()


def askers(*, officer: Officer, asked: list[Consultation], on: date) -> dict[int, str]:
    """Names of the units that ask, by their numbers."""
    mine = Consultation.objects.visible_to(officer).filter(pk__in=[each.pk for each in asked])
    units = mine.order_by().values_list("unit", flat=True)
    return UnitVersion.objects.names(set(units), on)


def received(*, officer: Officer, consultation: Consultation) -> Received:
    """Of what the officer may read."""
    mine = Submission.objects.visible_to(officer).filter(consultation=consultation).order_by()
    every, replaced = _summed(mine), _summed(mine.replaced())
    return Received(every.submissions - replaced.submissions, every.tallied - replaced.tallied)


def _summed(found: Submissions) -> Received:
    sums = found.aggregate(rows=Count("pk"), tallied=Sum("count"))
    return Received(sums["rows"], sums["tallied"] or 0)


def versions(*, officer: Officer, consultation: Consultation) -> list[DraftVersion]:
    """All that the officer may see, the last first; of others' consultations those published."""
    found = DraftVersion.objects.visible_to(officer).filter(consultation=consultation)
    if not is_kept(officer=officer, consultation=consultation):
        found = found.filter(published_at__isnull=False)
    return list(found.annotate(size=Count("sections")).order_by("-pk"))


def version(*, officer: Officer, consultation: Consultation, pk: int) -> DraftVersion | None:
    every = versions(officer=officer, consultation=consultation)
    return next((found for found in every if found.pk == pk), None)


def sections(*, officer: Officer, version: DraftVersion) -> list[Section]:
    return list(Section.objects.visible_to(officer).filter(version=version))


def questions(*, officer: Officer, consultation: Consultation) -> list[DiscussionQuestion]:
    mine = DiscussionQuestion.objects.visible_to(officer)
    return list(mine.filter(consultation=consultation))


def changes(*, officer: Officer, before: DraftVersion, after: DraftVersion) -> list[Change]:
    """Every section of both versions, with what changed in it."""
    told = DraftVersion.objects.visible_to(officer).filter(pk__in=(before.pk, after.pk)).in_bulk()
    mine = Submission.objects.visible_to(officer).standing()
    counted = mine.filter(consultation=after.consultation_id).order_by().values("section_key")
    by_key = dict(counted.annotate(rows=Count("pk")).values_list("section_key", "rows"))
    found = compare(told[before.pk].as_told(), told[after.pk].as_told())
    return [Change(change, by_key.get(change.key, 0)) for change in found]


def moved(*, officer: Officer, version: DraftVersion) -> dict[str, int]:
    """How many quoted places stand where they stood, moved, were reworded or are gone."""
    places = AnchorPlace.objects.visible_to(officer).filter(version=version)
    return dict(places.order_by().values_list("how").annotate(rows=Count("pk")))


def quoted(*, officer: Officer, version: DraftVersion) -> int:
    """How many places of the version are quoted by submissions."""
    return Anchor.objects.visible_to(officer).filter(version=version).count()
