"""Hiding a text from public pages. It erases nothing and, but for spam, changes no count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.submissions import Submission, Submissions

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Hidings(models.QuerySet["Hiding"]):
    def visible_to(self, officer: Officer) -> Hidings:
        return self._of(Submission.objects.visible_to(officer))

    def of_consultation(self, consultation: Consultation) -> Hidings:
        return self._of(Submission.objects.filter(consultation=consultation))

    def _of(self, submissions: Submissions) -> Hidings:
        """Each hiding's own submission is looked up: hidings are few, submissions are many."""
        return self.filter(Exists(submissions.filter(pk=OuterRef("submission"))))

    def in_force(self) -> Hidings:
        return self.filter(lifted_on=None)

    def published(self) -> Hidings:
        """For the public count by reason; never the texts."""
        return self._of(Submission.objects.filter(consultation__opened_at__isnull=False))


class Hiding(models.Model):
    """A text not shown, for a reason of this list and no other; its sender may ask for a second
    look by the receipt code, which somebody else decides."""

    class Reason(models.TextChoices):
        SPAM = "spam", gettext_lazy("quảng cáo, rác")
        PERSONAL = "personal", gettext_lazy("dữ liệu cá nhân")
        UNLAWFUL = "unlawful", gettext_lazy("nội dung trái pháp luật")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="hidings")
    reason = models.CharField("lý do", max_length=10, choices=Reason.choices)
    note = models.CharField("giải thích", max_length=500)
    hidden_on = models.DateField("ngày ẩn")
    appeal = models.TextField("đề nghị xem lại", blank=True)
    appealed_on = models.DateField("ngày đề nghị", null=True)
    decided_on = models.DateField("ngày xem lại", null=True)
    decision = models.CharField("kết quả xem lại", max_length=500, blank=True)
    lifted_on = models.DateField("ngày thôi ẩn", null=True)

    objects = Hidings.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "ẩn lượt góp ý"
        constraints = [
            models.UniqueConstraint(
                fields=("submission",),
                condition=Q(lifted_on=None),
                name="consultation_hidden_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.reason}"
