"""The fingerprint of each day's submissions, published, so that anyone can prove theirs is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from danvan.consultation.models.consultations import Consultation

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Roots(models.QuerySet["DayRoot"]):
    def visible_to(self, officer: Officer) -> Roots:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))

    def published(self) -> Roots:
        return self.filter(consultation__in=Consultation.objects.published())


class DayRoot(models.Model):
    """The Merkle root over the seals of the submissions entered on a day, in order of their
    numbers, the last of which is `last`. `chain` seals this root and all days before it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="roots")
    day = models.DateField("ngày")
    size = models.PositiveIntegerField("số lượt góp ý")
    last = models.PositiveBigIntegerField("lượt góp ý cuối")
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = Roots.as_manager()

    class Meta:
        ordering = ("consultation", "day")
        verbose_name = "dấu vân của ngày"
        constraints = [
            models.UniqueConstraint(fields=("consultation", "day"), name="consultation_day_sealed")
        ]

    def __str__(self) -> str:
        return f"{self.day}"
