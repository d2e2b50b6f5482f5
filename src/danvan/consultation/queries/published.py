"""Results that everybody may read, of all consultations."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from danvan.consultation.models import Synthesis


def results() -> QuerySet[Synthesis]:
    """The last published synthesis of each consultation, the latest published first."""
    found = Synthesis.objects.published()
    later = found.filter(consultation=OuterRef("consultation"), number__gt=OuterRef("number"))
    last = found.exclude(Exists(later)).select_related("consultation")
    return last.order_by("-published_at", "-pk")
