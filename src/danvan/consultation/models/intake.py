"""What officers bring in: files of opinions, tallies of positions, and who owns which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Channel, Consultation
from danvan.units.models import Unit
from danvan.work.models import Conference

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Intakes(models.QuerySet["Intake"]):
    def visible_to(self, officer: Officer) -> Intakes:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class Intake(models.Model):
    """One file taken in: rows read = accepted + rejected; rows left out are titles and totals."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="intakes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices)
    group = models.CharField("đối tượng", max_length=80, blank=True)
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="+")
    source = models.CharField("tệp", max_length=250)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField("số dòng đọc")
    accepted = models.PositiveIntegerField("số dòng nhận")
    rejected = models.PositiveIntegerField("số dòng không nhận")
    left_out = models.PositiveIntegerField("số dòng bỏ qua", default=0)
    made_at = models.DateTimeField("nhập lúc")

    objects = Intakes.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "lần nhập tệp"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "sha256"), name="consultation_file_taken_in_once"
            ),
            models.CheckConstraint(
                condition=Q(rows=models.F("accepted") + models.F("rejected")),
                name="consultation_rows_add_up",
            ),
        ]

    def __str__(self) -> str:
        return self.source


class RejectedRows(models.QuerySet["RejectedRow"]):
    def visible_to(self, officer: Officer) -> RejectedRows:
        return self.filter(intake__in=Intake.objects.visible_to(officer))


class RejectedRow(models.Model):
    """A row that could not be read, and why."""

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="rejects")
    row = models.CharField("dòng", max_length=120)
    reason = models.CharField("lý do", max_length=400)
    text = models.TextField("nội dung")

    objects = RejectedRows.as_manager()

    class Meta:
        ordering = ("intake", "pk")
        verbose_name = "dòng không nhận"

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class Position(models.TextChoices):
    AGREE = "agree", gettext_lazy("tán thành")
    OBJECT = "object", gettext_lazy("không tán thành")
    OTHER = "other", gettext_lazy("ý kiến khác")


class Tallies(models.QuerySet["PositionTally"]):
    def visible_to(self, officer: Officer) -> Tallies:
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def standing(self) -> Tallies:
        """Those not replaced by a correction."""
        return self.filter(corrected_by=None)

    def published(self) -> Tallies:
        return self.standing().filter(consultation__opened_at__isnull=False)


class PositionTally(models.Model):
    """Positions counted without texts (lượt ý kiến): "312 phiếu tán thành". A correction is another
    row that stands in its place; both are kept."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="tallies")
    section_key = models.CharField("mục", max_length=60, blank=True)
    position = models.CharField("ý kiến", max_length=10, choices=Position.choices)
    count = models.PositiveIntegerField("số lượt")
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField("đối tượng", max_length=80, blank=True)
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="+")
    counted_on = models.DateField("ngày")
    source = models.CharField("nguồn", max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by"
    )
    why = models.CharField("lý do sửa", max_length=300, blank=True)

    objects = Tallies.as_manager()

    class Meta:
        ordering = ("consultation", "pk")
        verbose_name = "số lượt ý kiến"
        indexes = [models.Index(fields=("consultation", "section_key", "position"))]

    def __str__(self) -> str:
        return f"{self.count} {self.position}"


class Owners(models.QuerySet["ChannelOwner"]):
    def visible_to(self, officer: Officer) -> Owners:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))


class ChannelOwner(models.Model):
    """Who sums the submissions of a unit, a contributor group and a channel: exactly one unit, so
    that nothing is counted twice. "" as group: all groups not named otherwise."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="channel_owners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField("đối tượng", max_length=80, blank=True)
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices)
    collector = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    objects = Owners.as_manager()

    class Meta:
        ordering = ("consultation", "unit", "channel", "group")
        verbose_name = "đầu mối tổng hợp"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "unit", "group", "channel"),
                name="consultation_one_owner_for_each_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.channel} → {self.collector_id}"


class Policies(models.QuerySet["CountingPolicy"]):
    def visible_to(self, officer: Officer) -> Policies:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))

    def published(self) -> Policies:
        return self.filter(consultation__in=Consultation.objects.published())


class CountingPolicy(models.Model):
    """A version of the rules by which channels count; the last one holds, all are kept."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="policies")
    number = models.PositiveSmallIntegerField("bản")
    made_on = models.DateField("ngày")
    why = models.CharField("căn cứ", max_length=300, blank=True)

    objects = Policies.as_manager()

    class Meta:
        ordering = ("consultation", "-number")
        verbose_name = "quy tắc tính đếm"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "number"), name="consultation_policy_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"


class Rules(models.QuerySet["CountingRule"]):
    def visible_to(self, officer: Officer) -> Rules:
        return self.filter(policy__in=CountingPolicy.objects.visible_to(officer))


class CountingRule(models.Model):
    """How one channel counts; a channel without a rule is counted."""

    class Treatment(models.TextChoices):
        COUNTED = "counted", gettext_lazy("tính")
        REFERENCE = "reference", gettext_lazy("chỉ tham khảo")
        LEFT_OUT = "left_out", gettext_lazy("không tính")

    policy = models.ForeignKey(CountingPolicy, models.PROTECT, related_name="rules")
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices)
    treatment = models.CharField("cách tính", max_length=10, choices=Treatment.choices)

    objects = Rules.as_manager()

    class Meta:
        ordering = ("policy", "channel")
        verbose_name = "quy tắc của kênh"
        constraints = [
            models.UniqueConstraint(fields=("policy", "channel"), name="consultation_one_rule")
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.treatment}"
