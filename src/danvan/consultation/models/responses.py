"""The answer given back: one disposition, one text, for a theme, a selection or one submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.submissions import Receipt, Submission
from danvan.consultation.models.syntheses import Theme
from danvan.units.models import Unit
from danvan.work.models import Task

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Responses(models.QuerySet["Response"]):
    def visible_to(self, officer: Officer) -> Responses:
        return self.filter(
            Q(consultation__in=Consultation.objects.kept_by(officer))
            | Q(unit__in=Unit.objects.visible_to(officer))
        )

    def published(self) -> Responses:
        """What is answered now: one that is replaced stands until its correction is published."""
        standing = self.filter(published_at__isnull=False)
        return standing.exclude(replaced_by__published_at__isnull=False)

    def current(self) -> Responses:
        """Those not replaced, published or not."""
        return self.exclude(replaced_by__published_at__isnull=False)


class Response(models.Model):
    """What is said back. A published one never changes: a correction is another that replaces it.

    `task`: what is to be done because of it, or the drafting of the answer itself.
    """

    class Disposition(models.TextChoices):
        AGREES = "agrees", gettext_lazy("thống nhất với dự thảo")
        ACCEPTED = "accepted", gettext_lazy("tiếp thu")
        PARTLY = "partly", gettext_lazy("tiếp thu một phần")
        EXPLAINED = "explained", gettext_lazy("giải trình")
        UNANSWERED = "unanswered", gettext_lazy("chưa giải trình")
        ESCALATED = "escalated", gettext_lazy("cần xin ý kiến lãnh đạo")

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("nháp")
        SUBMITTED = "submitted", gettext_lazy("trình duyệt")
        APPROVED = "approved", gettext_lazy("đã duyệt")
        PUBLISHED = "published", gettext_lazy("đã công bố")
        RETURNED = "returned", gettext_lazy("trả lại")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="responses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disposition = models.CharField("kết quả", max_length=12, choices=Disposition.choices)
    text = models.TextField("nội dung", blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=State.choices, default=State.DRAFT
    )
    said = models.CharField("ý kiến người duyệt", max_length=500, blank=True)
    made_at = models.DateTimeField("soạn lúc")
    published_at = models.DateTimeField("công bố lúc", null=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    objects = Responses.as_manager()

    class Meta:
        ordering = ("consultation", "pk")
        verbose_name = "tiếp thu, giải trình"
        constraints = [
            models.CheckConstraint(
                condition=~Q(disposition__in=("explained", "partly"), state="published")
                | ~Q(text=""),
                name="consultation_explained_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
                name="consultation_response_published_at",
            ),
        ]
        indexes = [models.Index(fields=("consultation", "state"))]

    def __str__(self) -> str:
        return f"{self.disposition}: {self.text[:60]}"


class Targets(models.QuerySet["ResponseTarget"]):
    def visible_to(self, officer: Officer) -> Targets:
        return self.filter(response__in=Response.objects.visible_to(officer))

    def published(self) -> Targets:
        return self.filter(response__in=Response.objects.published())

    def of_receipt(self, receipt: Receipt) -> Targets:
        """Those that answer what a receipt holds: its texts, or themes of published syntheses that
        their points stand in."""
        mine = Submission.objects.filter(receipt=receipt, removed="")
        shown = Q(theme__synthesis__published_at__isnull=False)
        themed = shown & Q(theme__opinions__submission__in=mine)
        return self.filter(Q(submission__in=mine) | themed)


class ResponseTarget(models.Model):
    """What a response answers: a theme with all its opinions, or one submission."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="targets")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="response_targets")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="response_targets"
    )

    objects = Targets.as_manager()

    class Meta:
        ordering = ("response", "pk")
        verbose_name = "đối tượng trả lời"
        constraints = [
            models.CheckConstraint(
                condition=Q(theme=None, submission__isnull=False)
                | Q(theme__isnull=False, submission=None),
                name="consultation_answers_one_thing",
            ),
            models.UniqueConstraint(
                fields=("response", "theme"), name="consultation_theme_answered_once"
            ),
            models.UniqueConstraint(
                fields=("response", "submission"), name="consultation_submission_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} → {self.theme_id or self.submission_id}"
