"""What officers ask of consultations."""

from __future__ import annotations

from danvan.consultation.models import Consultation
from danvan.consultation.models.consultations import Consultations
from danvan.units.models import Officer


def consultations(*, officer: Officer) -> Consultations:
    """Those that the officer keeps, and the open ones that their office collects for."""
    return Consultation.objects.visible_to(officer)


def consultation(*, officer: Officer, slug: str) -> Consultation | None:
    return Consultation.objects.visible_to(officer).filter(slug=slug).first()


def is_kept(*, officer: Officer, consultation: Consultation) -> bool:
    """Whether the consultation is of the officer's units or below; others only collect for it."""
    mine = Consultation.objects.visible_to(officer).kept_by(officer)
    return mine.filter(pk=consultation.pk).exists()
