"""What the public's pages ask of consultations and drafts."""

from __future__ import annotations

from danvan.consultation.models import Consultation
from danvan.consultation.models.consultations import Consultations


def consultations() -> Consultations:
    """Those open to the public, the last to close first."""
    return Consultation.objects.published()


def consultation(*, slug: str) -> Consultation | None:
    return Consultation.objects.published().filter(slug=slug).first()
