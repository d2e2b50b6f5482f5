"""A synthesis on its way to the public: submitted, approved by somebody else, numbered, published.

What is published never changes; a correction is the report of a later synthesis, with a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.syntheses import Synthesis
from danvan.units.models import Unit

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Reports(models.QuerySet["Report"]):
    def visible_to(self, officer: Officer) -> Reports:
        return self.filter(synthesis__in=Synthesis.objects.visible_to(officer))

    def published(self) -> Reports:
        return self.filter(
            state=Report.State.PUBLISHED, synthesis__in=Synthesis.objects.published()
        )


class Report(models.Model):
    """Where the report of a synthesis stands; without a row it is a draft. `said`: why it was
    returned. `note`: what a correction corrects, printed with it. Numbers run by unit and year."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", gettext_lazy("trình duyệt")
        RETURNED = "returned", gettext_lazy("trả lại")
        APPROVED = "approved", gettext_lazy("đã duyệt")
        NUMBERED = "numbered", gettext_lazy("đã cấp số")
        PUBLISHED = "published", gettext_lazy("đã công bố")

    synthesis = models.OneToOneField(Synthesis, models.PROTECT, related_name="report")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices)
    said = models.CharField("ý kiến người duyệt", max_length=500, blank=True)
    note = models.CharField("nội dung đính chính", max_length=500, blank=True)
    year = models.PositiveSmallIntegerField("năm", null=True)
    number = models.PositiveIntegerField("số", null=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)

    objects = Reports.as_manager()

    class Meta:
        ordering = ("synthesis",)
        verbose_name = "báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=("unit", "year", "number"), name="consultation_report_numbered_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("numbered", "published"))
                | Q(number__isnull=False, issued_on__isnull=False),
                name="consultation_report_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.synthesis_id}: {self.state}"
