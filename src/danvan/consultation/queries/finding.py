"""Consultations and conferences that officers look for by their names, with or without marks."""

from __future__ import annotations

from functools import reduce
from operator import and_

from django.db.models import OuterRef, Q, Subquery

from danvan.consultation.models import Consultation, PositionTally, Submission
from danvan.consultation.models.consultations import Consultations
from danvan.sense.words.fold import fold
from danvan.units.models import Officer
from danvan.work.models import Conference


def consultations(*, officer: Officer, words: str, limit: int) -> Consultations:
    """Those whose titles hold every word, the last to close first."""
    return Consultation.objects.visible_to(officer).filter(_holding(words))[:limit]


def conferences(*, officer: Officer, words: str, limit: int) -> list[tuple[Conference, str]]:
    """Those whose titles hold every word, the latest first, each with the slug of a consultation
    that it fed, "" where none."""
    mine = Consultation.objects.visible_to(officer)
    fed = mine.filter(
        Q(
            pk__in=Submission.objects.filter(conference=OuterRef(OuterRef("pk"))).values(
                "consultation"
            )
        )
        | Q(
            pk__in=PositionTally.objects.filter(conference=OuterRef(OuterRef("pk"))).values(
                "consultation"
            )
        )
    )
    found = Conference.objects.visible_to(officer).filter(_holding(words))
    told = found.annotate(fed=Subquery(fed.order_by("pk").values("slug")[:1]))
    slugs = dict(told.values_list("pk", "fed")[:limit])
    return [(each, slugs.get(each.pk) or "") for each in found[:limit]]


def _holding(words: str) -> Q:
    return reduce(and_, (Q(folded__contains=word) for word in fold(words).split()), Q())
