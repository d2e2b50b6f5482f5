"""Long work asked for by a row: a worker claims it, tells how far it is, and ends it once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.units.models import Unit

if TYPE_CHECKING:
    from danvan.units.models import Officer


LABELS = {
    "work.clock": gettext_lazy("nhắc hạn, giao nhiệm vụ định kỳ"),
    "work.check_ledger": gettext_lazy("kiểm tra chuỗi nhật ký"),
    "consultation.seal": gettext_lazy("công bố dấu vân từng ngày"),
    "consultation.notices": gettext_lazy("gửi tin báo cho người để lại liên hệ"),
    "consultation.retention": gettext_lazy("xóa liên hệ, nội dung hết hạn"),
    "consultation.import": gettext_lazy("nhập tệp góp ý"),
    "consultation.synthesize": gettext_lazy("tổng hợp ý kiến"),
}
# What a worker's step is called, where its own word says nothing to readers.
STAGES = {
    "read": gettext_lazy("đọc góp ý"),
    "normalise": gettext_lazy("chuẩn hóa câu chữ"),
    "units": gettext_lazy("tách thành từng ý kiến"),
    "families": gettext_lazy("tìm ý kiến trùng"),
    "place": gettext_lazy("gắn với mục của dự thảo"),
    "semantic": gettext_lazy("so nghĩa"),
    "stance": gettext_lazy("đọc thái độ"),
    "features": gettext_lazy("chuẩn bị gom nhóm"),
    "themes": gettext_lazy("gom nhóm vấn đề"),
    "opinions": gettext_lazy("lập bảng ý kiến"),
    "statements": gettext_lazy("viết câu"),
    "proof": gettext_lazy("chứng minh số liệu"),
    "papers": gettext_lazy("in báo cáo"),
    "keep opinions": gettext_lazy("ghi ý kiến"),
    "keep evidence": gettext_lazy("ghi dẫn chứng"),
    "recount": gettext_lazy("đếm lại tất cả"),
}


class Jobs(models.QuerySet["Job"]):
    def visible_to(self, officer: Officer) -> Jobs:
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def claimable(self, at: datetime) -> Jobs:
        """Asked for and due, or claimed by a worker that has not been heard of since."""
        waiting = Q(state=Job.State.ASKED, not_before__lte=at)
        lost = Q(state=Job.State.RUNNING, claimed_until__lte=at)
        return self.filter(waiting | lost).order_by("not_before", "pk")

    def unfinished(self) -> Jobs:
        return self.filter(state__in=(Job.State.ASKED, Job.State.RUNNING))


class Job(models.Model):
    """One run of a kind of work on one thing. `subject` is `room.Model:number`, or empty.

    `claim` names the worker's hold on it until `claimed_until`; who lost its hold writes nothing.
    """

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("đang chờ")
        RUNNING = "running", gettext_lazy("đang chạy")
        DONE = "done", gettext_lazy("xong")
        FAILED = "failed", gettext_lazy("không xong")
        CANCELLED = "cancelled", gettext_lazy("đã dừng")

    kind = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField("lúc giao")
    not_before = models.DateTimeField("không chạy trước")
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True)
    stage = models.CharField("đang làm", max_length=120, blank=True)
    done = models.BigIntegerField("đã xong", default=0)
    total = models.BigIntegerField("tất cả", default=0)
    is_cancel_asked = models.BooleanField("xin dừng", default=False)
    said = models.TextField("kết quả", blank=True)
    ended_at = models.DateTimeField("lúc xong", null=True)

    objects = Jobs.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "việc nền"
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "subject", "unit"),
                condition=Q(state__in=("asked", "running")),
                name="work_job_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=("state", "not_before"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def label(self) -> str:
        """What it does, in the reader's language."""
        return str(LABELS.get(self.kind, self.kind))

    @property
    def stage_said(self) -> str:
        """What its worker does now, in the reader's language."""
        return str(STAGES.get(self.stage, self.stage))

    @property
    def is_over(self) -> bool:
        return self.state not in (Job.State.ASKED, Job.State.RUNNING)

    @property
    def sign(self) -> str:
        """The mark that stands beside the state's word."""
        return SIGNS[Job.State(self.state)]

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


SIGNS = {
    Job.State.ASKED: "open",
    Job.State.RUNNING: "soon",
    Job.State.DONE: "done",
    Job.State.FAILED: "late",
    Job.State.CANCELLED: "dropped",
}
