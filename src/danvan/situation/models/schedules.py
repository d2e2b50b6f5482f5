"""When a report is due, from whom: topics, schedules, their periods, exceptions to locks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from danvan.situation.models.forms import ReportForm, ReportKind
from danvan.units.models import Tier, Unit
from danvan.units.models.dated import DatedRows, in_order
from danvan.work.models import Task

if TYPE_CHECKING:
    from danvan.units.models import Officer


class MonitoringTopics(models.QuerySet["MonitoringTopic"]):
    def visible_to(self, officer: Officer) -> MonitoringTopics:
        """Every officer's: a topic of the tier above is what the unit is asked about."""
        return self

    def watched(self, on: date) -> MonitoringTopics:
        begun = self.filter(begins_on__lte=on)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=on))


class MonitoringTopic(models.Model):
    """What the people's situation is watched about, such as party congresses of all tiers (S2);
    `plan` is the standing plan in words (S23), `task` the task of the programme it serves."""

    title = models.CharField("chuyên đề", max_length=300)
    event = models.CharField("sự kiện", max_length=300, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    plan = models.TextField("kế hoạch theo dõi", blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True)

    objects = MonitoringTopics.as_manager()

    class Meta:
        ordering = ("-begins_on", "pk")
        verbose_name = "chuyên đề theo dõi"

    def __str__(self) -> str:
        return self.title


class ReportSchedules(DatedRows):
    def visible_to(self, officer: Officer) -> ReportSchedules:
        """Every officer's: a unit must see what the tiers above ask of it."""
        return self


class ReportSchedule(models.Model):
    """Reports of one form that the places of one tier below a unit owe it, period after period.

    Data stand as of `cutoff_day` and the report is due on `due_day`, both of the month that comes
    `months_after` the period's last one; a due day that is none for work moves by `shift`.
    `lock_days` after it nothing can be changed without an exception.
    """

    class Shift(models.TextChoices):
        BEFORE = "before", gettext_lazy("về ngày làm việc trước")
        AFTER = "after", gettext_lazy("sang ngày làm việc sau")
        NONE = "none", gettext_lazy("giữ nguyên")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_schedules")
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+")
    form_code = models.CharField("biểu mẫu", max_length=60)
    kind = models.CharField("loại báo cáo", max_length=10, choices=ReportKind.choices)
    topic = models.ForeignKey(MonitoringTopic, models.PROTECT, null=True, related_name="schedules")
    cutoff_day = models.PositiveSmallIntegerField("ngày chốt số liệu", default=14)
    due_day = models.PositiveSmallIntegerField("ngày gửi", default=15)
    months_after = models.PositiveSmallIntegerField("số tháng sau kỳ", default=0)
    shift = models.CharField(
        "khi trùng ngày nghỉ", max_length=10, choices=Shift.choices, default=Shift.AFTER
    )
    lock_days = models.PositiveSmallIntegerField("khóa sau hạn (ngày)", default=10)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("thôi từ ngày", null=True)

    objects = ReportSchedules.as_manager()

    class Meta:
        ordering = ("unit", "kind", "tier", "valid_from")
        verbose_name = "lịch báo cáo"
        constraints = [
            in_order("situation_schedule_in_order"),
            models.CheckConstraint(
                condition=Q(cutoff_day__range=(1, 31), due_day__range=(1, 31)),
                name="situation_schedule_days",
            ),
            models.UniqueConstraint(
                fields=("unit", "tier", "kind", "topic", "valid_from"),
                name="situation_schedule_once",
            ),
            models.UniqueConstraint(  # rows without a topic are all different to the one above
                fields=("unit", "tier", "kind", "valid_from"),
                condition=Q(topic=None),
                name="situation_plain_schedule_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.form_code}"


class ReportPeriods(models.QuerySet["ReportPeriod"]):
    def visible_to(self, officer: Officer) -> ReportPeriods:
        return self


class ReportPeriod(models.Model):
    """One round of a schedule: the days it tells of, and the days that bind it, fixed when it was
    opened so that a later change of the schedule moves nothing."""

    schedule = models.ForeignKey(ReportSchedule, models.PROTECT, related_name="periods")
    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="+")
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến ngày")
    cutoff_on = models.DateField("chốt số liệu")
    due_on = models.DateField("hạn gửi")
    locks_on = models.DateField("khóa sau ngày")

    objects = ReportPeriods.as_manager()

    class Meta:
        ordering = ("-first_on", "schedule")
        verbose_name = "kỳ báo cáo"
        constraints = [
            models.UniqueConstraint(fields=("schedule", "first_on"), name="situation_period_once"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), locks_on__gte=F("due_on")),
                name="situation_period_in_order",
            ),
        ]
        indexes = [models.Index(fields=("due_on",), name="situation_period_due")]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on}"


class ExpectedReports(models.QuerySet["ExpectedReport"]):
    def visible_to(self, officer: Officer) -> ExpectedReports:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class ExpectedReport(models.Model):
    """A unit from which a period awaits a report: the N of n/N, fixed when the period was opened.
    Its deadline is the task's."""

    period = models.ForeignKey(ReportPeriod, models.PROTECT, related_name="expected")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    path = models.CharField("vị trí", max_length=200)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    objects = ExpectedReports.as_manager()

    class Meta:
        ordering = ("period", "path")
        verbose_name = "báo cáo phải có"
        constraints = [
            models.UniqueConstraint(fields=("period", "unit"), name="situation_expected_once")
        ]
        indexes = [models.Index(fields=("unit", "period"), name="situation_expected_of_unit")]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.unit_id}"


class LockExceptions(models.QuerySet["LockException"]):
    def visible_to(self, officer: Officer) -> LockExceptions:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class LockException(models.Model):
    """A unit may still change a locked period's report until a day, for a reason."""

    period = models.ForeignKey(ReportPeriod, models.PROTECT, related_name="exceptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    until = models.DateField("đến hết ngày")
    reason = models.TextField("lý do")

    objects = LockExceptions.as_manager()

    class Meta:
        ordering = ("period", "pk")
        verbose_name = "mở khóa có thời hạn"

    def __str__(self) -> str:
        return f"{self.period_id}: {self.unit_id} → {self.until}"
