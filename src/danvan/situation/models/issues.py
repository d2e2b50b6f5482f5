"""Issues: what presses a group of people somewhere, and who must act until when. No person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.units.models import Field, Unit
from danvan.units.models.dated import DatedRows, in_order
from danvan.work.models import Task

if TYPE_CHECKING:
    from danvan.units.models import Officer

SENSITIVE_READERS = ("analyst", "approver")


class Responsibilities(DatedRows):
    def visible_to(self, officer: Officer) -> Responsibilities:
        """Every officer's: who is competent for what is public knowledge."""
        return self


class Responsibility(models.Model):
    """The body competent for a field in an area, from one day to another."""

    area = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, related_name="+")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("thôi từ ngày", null=True)

    objects = Responsibilities.as_manager()

    class Meta:
        ordering = ("area", "field", "valid_from")
        verbose_name = "thẩm quyền giải quyết"
        constraints = [
            in_order("situation_responsibility_in_order"),
            models.UniqueConstraint(
                fields=("area", "field", "valid_from"), name="situation_responsibility_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}, {self.field_id}: {self.body_id}"


class IssueTerms(DatedRows):
    def visible_to(self, officer: Officer) -> IssueTerms:
        return self


class IssueTerm(models.Model):
    """How long a field's issues may take, in working days: by law, and by the office's own rule,
    which is tighter for sensitive fields. Without a field: of all others."""

    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="+")
    statutory_days = models.PositiveSmallIntegerField("hạn luật định (ngày làm việc)")
    own_days = models.PositiveSmallIntegerField("hạn của ban (ngày làm việc)")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("thôi từ ngày", null=True)

    objects = IssueTerms.as_manager()

    class Meta:
        ordering = ("field", "valid_from")
        verbose_name = "thời hạn giải quyết"
        constraints = [
            in_order("situation_term_in_order"),
            models.UniqueConstraint(fields=("field", "valid_from"), name="situation_term_once"),
            models.UniqueConstraint(
                fields=("valid_from",), condition=Q(field=None), name="situation_other_term_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id}: {self.own_days}"


class Issues(models.QuerySet["Issue"]):
    def visible_to(self, officer: Officer) -> Issues:
        """Issues of the officer's places and those below, and those referred to their bodies; of a
        sensitive field only with a role that synthesises or signs."""
        units = Unit.objects.visible_to(officer)
        mine = self.filter(Q(place__in=units) | Q(body__in=units) | Q(keeper__in=units))
        if officer.has_role(*SENSITIVE_READERS):
            return mine
        return mine.filter(field__is_sensitive=False)

    def open(self) -> Issues:
        return self.exclude(state=Issue.State.CLOSED)

    def overdue(self, on: date) -> Issues:
        """Referred, past the office's own term, and not answered."""
        return self.filter(state__in=Issue.AWAITED, task__due_on__lt=on)


class Issue(models.Model):
    """A place, a field, a group affected, a request (S47). `source` names what it came of, such as
    "consultation.Opinion:12" or "situation.SentVersion:3", `source_start` and `source_end` the
    code points of it. The office's deadline is the task's; `statutory_due_on` is the law's."""

    class State(models.TextChoices):
        PROPOSED = "proposed", gettext_lazy("mới nêu")
        REFERRED = "referred", gettext_lazy("đã chuyển")
        RECEIVED = "received", gettext_lazy("đã tiếp nhận")
        ANSWERED = "answered", gettext_lazy("đã trả lời")
        CHECKED = "checked", gettext_lazy("đang hỏi lại người dân")
        CLOSED = "closed", gettext_lazy("đã kết thúc")

    AWAITED = (State.REFERRED, State.RECEIVED)

    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Unit, models.PROTECT, related_name="issues")
    title = models.CharField("vấn đề", max_length=300)
    folded = models.CharField("không dấu", max_length=300)
    group = models.CharField("nhóm người bị ảnh hưởng", max_length=200)
    affected = models.PositiveIntegerField("số người, số hộ (ước tính)", null=True)
    interest = models.TextField("quyền lợi, tâm tư của nhóm", blank=True)
    request = models.TextField("kiến nghị, yêu cầu")
    source = models.CharField("nguồn", max_length=100, blank=True)
    source_start = models.PositiveIntegerField("từ", null=True)
    source_end = models.PositiveIntegerField("đến", null=True)
    raised_on = models.DateField("ngày nêu")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices)
    body = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="referred_issues")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    statutory_due_on = models.DateField("hạn luật định", null=True)
    check_task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    is_solved = models.BooleanField("đã được giải quyết", null=True)
    closed_on = models.DateField("ngày kết thúc", null=True)
    reopened = models.PositiveSmallIntegerField("số lần mở lại", default=0)
    escalated_on = models.DateField("ngày báo cáo lên trên", null=True)

    objects = Issues.as_manager()

    class Meta:
        ordering = ("-raised_on", "-pk")
        verbose_name = "vấn đề nổi cộm"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="situation_issue_closed_on",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(body__isnull=False) | Q(state="closed"),
                name="situation_issue_with_body",
            ),
        ]
        indexes = [
            models.Index(fields=("place", "-raised_on"), name="situation_issue_of_place"),
            models.Index(fields=("body", "state"), name="situation_issue_of_body"),
            models.Index(fields=("keeper", "state"), name="situation_issue_of_keeper"),
            models.Index(fields=("field", "state"), name="situation_issue_of_field"),
        ]

    def __str__(self) -> str:
        return self.title


class IssueSteps(models.QuerySet["IssueStep"]):
    def visible_to(self, officer: Officer) -> IssueSteps:
        return self.filter(issue__in=Issue.objects.visible_to(officer))


class IssueStep(models.Model):
    """One step on an issue's way: when, which unit, in what words. Rows are only ever inserted."""

    class Step(models.TextChoices):
        RAISED = "raised", gettext_lazy("nêu")
        REFERRED = "referred", gettext_lazy("phiếu chuyển")
        RECEIVED = "received", gettext_lazy("tiếp nhận")
        URGED = "urged", gettext_lazy("đôn đốc")
        ESCALATED = "escalated", gettext_lazy("báo cáo lên trên")
        ANSWERED = "answered", gettext_lazy("trả lời")
        CHECKED = "checked", gettext_lazy("hỏi lại qua đơn vị")
        SOLVED = "solved", gettext_lazy("đã được giải quyết")
        REOPENED = "reopened", gettext_lazy("mở lại")
        CLOSED = "closed", gettext_lazy("kết thúc")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="steps")
    step = models.CharField("bước", max_length=10, choices=Step.choices)
    taken_on = models.DateField("ngày")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField("nội dung", blank=True)
    due_on = models.DateField("hạn", null=True)

    objects = IssueSteps.as_manager()

    class Meta:
        ordering = ("issue", "pk")
        verbose_name = "bước xử lý"

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.step}"


class PetitionReferences(models.QuerySet["PetitionReference"]):
    def visible_to(self, officer: Officer) -> PetitionReferences:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class PetitionReference(models.Model):
    """A complaint or denunciation handed over under the petition rules: a reference number and
    where it went. Neither its text nor who sent it is kept here."""

    class Sort(models.TextChoices):
        COMPLAINT = "complaint", gettext_lazy("khiếu nại")
        DENUNCIATION = "denunciation", gettext_lazy("tố cáo")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField("loại", max_length=12, choices=Sort.choices)
    reference = models.CharField("số tham chiếu", max_length=60)
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    handed_on = models.DateField("ngày chuyển")

    objects = PetitionReferences.as_manager()

    class Meta:
        ordering = ("-handed_on", "-pk")
        verbose_name = "đơn đã chuyển"
        constraints = [
            models.UniqueConstraint(fields=("body", "reference"), name="situation_petition_once")
        ]

    def __str__(self) -> str:
        return self.reference
