"""A unit's report: what is being written, and what was sent, which never changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.situation.models.forms import FormSection, Indicator, ReportForm
from danvan.situation.models.schedules import MonitoringTopic, ReportPeriod
from danvan.units.models import Unit
from danvan.work.models import Task

if TYPE_CHECKING:
    from danvan.units.models import Officer


class SituationReports(models.QuerySet["SituationReport"]):
    def visible_to(self, officer: Officer) -> SituationReports:
        """Reports of the officer's units and those below."""
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def in_hand(self) -> SituationReports:
        """Those that the tier above holds: sent, whatever came after."""
        return self.filter(current__isnull=False)


class SituationReport(models.Model):
    """What a unit tells of a period, or, an oral or flash one, of a day (`happened_on`).

    `revision` grows with each change of the draft. `current` is the version that counts: the last
    one sent. Late is asked of its day, never stored.
    """

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("nháp")
        SUBMITTED = "submitted", gettext_lazy("trình duyệt")
        SIGNED = "signed", gettext_lazy("đã ký")
        SENT = "sent", gettext_lazy("đã gửi")
        RECEIVED = "received", gettext_lazy("đã nhận")
        RETURNED = "returned", gettext_lazy("trả lại bổ sung")
        MERGED = "merged", gettext_lazy("đã tổng hợp")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="situation_reports")
    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="+")
    period = models.ForeignKey(ReportPeriod, models.PROTECT, null=True, related_name="reports")
    topic = models.ForeignKey(MonitoringTopic, models.PROTECT, null=True, related_name="reports")
    happened_on = models.DateField("ngày xảy ra", null=True)
    is_nil = models.BooleanField("không phát sinh", default=False)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default="draft")
    revision = models.PositiveIntegerField("lần sửa", default=0)
    returned_why = models.TextField("lý do trả lại", blank=True)
    made_at = models.DateTimeField("lúc tạo")
    current = models.OneToOneField(
        "SentVersion", models.PROTECT, null=True, related_name="current_of"
    )

    objects = SituationReports.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = "báo cáo tình hình"
        constraints = [
            models.UniqueConstraint(
                fields=("period", "unit"),
                condition=Q(period__isnull=False),
                name="situation_report_once",
            ),
            models.CheckConstraint(
                condition=Q(period=None, happened_on__isnull=False)
                | Q(period__isnull=False, happened_on=None),
                name="situation_report_of_period_or_day",
            ),
        ]
        indexes = [
            models.Index(fields=("unit", "-made_at"), name="situation_report_of_unit"),
            models.Index(fields=("state",), name="situation_report_state"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.unit_id}"

    @property
    def told_on(self) -> date:
        """The last day that it tells of."""
        return self.period.last_on if self.period else self.happened_on or self.made_at.date()


class ReportTexts(models.QuerySet["ReportText"]):
    def visible_to(self, officer: Officer) -> ReportTexts:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class ReportText(models.Model):
    """What stands under a section of the draft; `highlight` is its most notable matter (S21)."""

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="texts")
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+")
    text = models.TextField("nội dung", blank=True)
    highlight = models.TextField("nổi bật nhất", blank=True)
    revision = models.PositiveIntegerField("lần sửa", default=0)

    objects = ReportTexts.as_manager()

    class Meta:
        ordering = ("report", "section__rank")
        verbose_name = "nội dung báo cáo"
        constraints = [
            models.UniqueConstraint(fields=("report", "section"), name="situation_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.section_id}"


class ReportFigures(models.QuerySet["ReportFigure"]):
    def visible_to(self, officer: Officer) -> ReportFigures:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class ReportFigure(models.Model):
    """A figure of the draft. Three things differ: no row, not reported; no value, nothing to
    report; zero, counted and none. `note` explains a jump."""

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=4, null=True)
    note = models.CharField("giải thích", max_length=500, blank=True)
    revision = models.PositiveIntegerField("lần sửa", default=0)

    objects = ReportFigures.as_manager()

    class Meta:
        ordering = ("report", "indicator")
        verbose_name = "số liệu báo cáo"
        constraints = [
            models.UniqueConstraint(fields=("report", "indicator"), name="situation_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.indicator_id}"


class ReportFiles(models.QuerySet["ReportFile"]):
    def visible_to(self, officer: Officer) -> ReportFiles:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class ReportFile(models.Model):
    """A file that goes with a report."""

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="files")
    file_name = models.CharField("tên tệp", max_length=200)
    file = models.FileField("tệp", upload_to="situation/", max_length=200)
    size = models.PositiveIntegerField("cỡ (byte)")
    digest = models.CharField("SHA-256", max_length=64)

    objects = ReportFiles.as_manager()

    class Meta:
        ordering = ("report", "pk")
        verbose_name = "tệp kèm báo cáo"

    def __str__(self) -> str:
        return self.file_name


class SentVersions(models.QuerySet["SentVersion"]):
    def visible_to(self, officer: Officer) -> SentVersions:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class SentVersion(models.Model):
    """A report as it was sent: rows are only ever inserted (database triggers).

    `content` is one line of JSON, keys sorted: the form, sections with texts and highlights,
    figures (own, and, of a report that brings others together, the totals), the versions of lower
    reports that it holds, and the units that it goes without. `seal` is its SHA-256.
    """

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần gửi")
    sent_at = models.DateTimeField("lúc gửi")
    is_nil = models.BooleanField("không phát sinh")
    content = models.TextField("nội dung đã gửi")
    seal = models.CharField("niêm phong", max_length=64)

    objects = SentVersions.as_manager()

    class Meta:
        ordering = ("report", "number")
        verbose_name = "bản đã gửi"
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="situation_version_once")
        ]
        indexes = [models.Index(fields=("report", "-sent_at"), name="situation_version_as_at")]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.number}"


class Figures(models.QuerySet["Figure"]):
    def visible_to(self, officer: Officer) -> Figures:
        return self.filter(version__in=SentVersion.objects.visible_to(officer))


class Figure(models.Model):
    """A figure of its own that a unit sent, for sums over many: as in the version's content."""

    version = models.ForeignKey(SentVersion, models.PROTECT, related_name="sent_figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=4, null=True)

    objects = Figures.as_manager()

    class Meta:
        verbose_name = "số liệu đã gửi"
        constraints = [
            models.UniqueConstraint(fields=("version", "indicator"), name="situation_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.indicator_id}"


class Deliveries(models.QuerySet["Delivery"]):
    def visible_to(self, officer: Officer) -> Deliveries:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class Delivery(models.Model):
    """What an offline device handed in, known by the key it gave: the same again changes nothing
    and gets the same acknowledgement."""

    key = models.CharField("khóa", max_length=64, unique=True)
    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="deliveries")
    digest = models.CharField("SHA-256", max_length=64)
    acknowledgement = models.CharField("mã xác nhận", max_length=20, unique=True)
    arrived_at = models.DateTimeField("lúc đến")

    objects = Deliveries.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "lần gửi từ máy"

    def __str__(self) -> str:
        return self.acknowledgement


class Dispatches(models.QuerySet["Dispatch"]):
    def visible_to(self, officer: Officer) -> Dispatches:
        return self.filter(version__in=SentVersion.objects.visible_to(officer))


class Dispatch(models.Model):
    """A sent version submitted to an addressee as an official paper (S29): when, and when it was
    received there. `addressee` is a body by its name, such as Ban Thường vụ Tỉnh ủy."""

    version = models.ForeignKey(SentVersion, models.PROTECT, related_name="dispatches")
    addressee = models.CharField("nơi nhận", max_length=200)
    symbol = models.CharField("số, ký hiệu", max_length=80, blank=True)
    submitted_on = models.DateField("ngày trình")
    received_on = models.DateField("ngày nhận", null=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    objects = Dispatches.as_manager()

    class Meta:
        ordering = ("version", "pk")
        verbose_name = "lần trình"
        constraints = [
            models.UniqueConstraint(fields=("version", "addressee"), name="situation_sent_to_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.addressee}"
