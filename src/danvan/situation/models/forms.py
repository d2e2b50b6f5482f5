"""What a report asks for: forms with their sections, indicators and balances, kept as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.units.models.dated import DatedRows, in_order

if TYPE_CHECKING:
    from danvan.units.models import Officer


class ReportKind(models.TextChoices):
    ORAL = "oral", gettext_lazy("trực tiếp")
    FLASH = "flash", gettext_lazy("nhanh")
    MONTHLY = "monthly", gettext_lazy("tháng")
    QUARTERLY = "quarterly", gettext_lazy("quý")
    THEMATIC = "thematic", gettext_lazy("chuyên đề")
    HALF_YEAR = "half_year", gettext_lazy("sáu tháng")
    YEARLY = "yearly", gettext_lazy("năm")


class ReportForms(DatedRows):
    def visible_to(self, officer: Officer) -> ReportForms:
        """Every officer's: a form says nothing of anybody."""
        return self


class ReportForm(models.Model):
    """A version of a form, in force from a day on; a period keeps the one it began with."""

    code = models.CharField("mã", max_length=60)
    title = models.CharField("tên biểu mẫu", max_length=200)
    kind = models.CharField("loại báo cáo", max_length=10, choices=ReportKind.choices)
    valid_from = models.DateField("có hiệu lực từ")
    valid_to = models.DateField("hết hiệu lực từ", null=True)

    objects = ReportForms.as_manager()

    class Meta:
        ordering = ("code", "valid_from")
        verbose_name = "biểu mẫu"
        constraints = [
            models.UniqueConstraint(fields=("code", "valid_from"), name="situation_form_version"),
            in_order("situation_form_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class FormSections(models.QuerySet["FormSection"]):
    def visible_to(self, officer: Officer) -> FormSections:
        return self


class FormSection(models.Model):
    """A heading to write under. `block` says whose work or which matter it tells of, so that
    sections of different forms and tiers can be brought together."""

    class Block(models.TextChoices):
        PEOPLE = "people", gettext_lazy("tình hình nhân dân")
        COMMITTEE = "committee", gettext_lazy("cấp ủy")
        AUTHORITY = "authority", gettext_lazy("chính quyền, cơ quan nhà nước")
        FORCES = "forces", gettext_lazy("lực lượng vũ trang")
        FRONT = "front", gettext_lazy("Mặt trận và các đoàn thể")
        BOARD = "board", gettext_lazy("ban dân vận, khối dân vận")
        NOTABLE = "notable", gettext_lazy("vấn đề nổi cộm")
        SHORTCOMINGS = "shortcomings", gettext_lazy("tồn tại, hạn chế, nguyên nhân")
        PROPOSALS = "proposals", gettext_lazy("kiến nghị, đề xuất")
        NEXT = "next", gettext_lazy("nhiệm vụ kỳ tới")

    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="sections")
    code = models.CharField("mã", max_length=40)
    rank = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tiêu đề", max_length=300)
    block = models.CharField("khối", max_length=12, choices=Block.choices)
    hint = models.CharField("gợi ý", max_length=500, blank=True)
    is_required = models.BooleanField("bắt buộc", default=False)

    objects = FormSections.as_manager()

    class Meta:
        ordering = ("form", "rank")
        verbose_name = "mục của biểu mẫu"
        constraints = [
            models.UniqueConstraint(fields=("form", "code"), name="situation_section_code")
        ]

    def __str__(self) -> str:
        return self.title


class Indicators(models.QuerySet["Indicator"]):
    def visible_to(self, officer: Officer) -> Indicators:
        return self


class Indicator(models.Model):
    """A figure that reports carry. How it rolls up is part of what it is: a sum of those below, a
    rate of two other sums, or a count of distinct people, which never sums."""

    class Rollup(models.TextChoices):
        ADDITIVE = "additive", gettext_lazy("cộng dồn")
        RATE = "rate", gettext_lazy("tỷ lệ")
        DISTINCT = "distinct", gettext_lazy("số người riêng, không cộng dồn")

    code = models.CharField("mã", max_length=60, unique=True)
    label = models.CharField("tên chỉ tiêu", max_length=300)
    measure = models.CharField("đơn vị tính", max_length=40)
    rollup = models.CharField("cách tổng hợp", max_length=10, choices=Rollup.choices)
    numerator = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    denominator = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    lowest = models.DecimalField("nhỏ nhất", max_digits=18, decimal_places=4, default=0)
    highest = models.DecimalField("lớn nhất", max_digits=18, decimal_places=4, null=True)

    objects = Indicators.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = "chỉ tiêu"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(rollup="rate", numerator__isnull=False, denominator__isnull=False)
                    | (~Q(rollup="rate") & Q(numerator=None, denominator=None))
                ),
                name="situation_rate_has_both_terms",
            )
        ]

    def __str__(self) -> str:
        return self.label


class FormIndicators(models.QuerySet["FormIndicator"]):
    def visible_to(self, officer: Officer) -> FormIndicators:
        return self


class FormIndicator(models.Model):
    """A figure that a form asks for, in its place."""

    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="asked")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("thứ tự")
    is_required = models.BooleanField("bắt buộc", default=False)

    objects = FormIndicators.as_manager()

    class Meta:
        ordering = ("form", "rank")
        verbose_name = "chỉ tiêu của biểu mẫu"
        constraints = [
            models.UniqueConstraint(fields=("form", "indicator"), name="situation_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.indicator_id}"


class FormBalances(models.QuerySet["FormBalance"]):
    def visible_to(self, officer: Officer) -> FormBalances:
        return self


class FormBalance(models.Model):
    """Parts that must give a total in every report on the form."""

    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="balances")
    total = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    parts = models.ManyToManyField(Indicator, related_name="+")

    objects = FormBalances.as_manager()

    class Meta:
        ordering = ("form", "pk")
        verbose_name = "cân đối của biểu mẫu"
        constraints = [
            models.UniqueConstraint(fields=("form", "total"), name="situation_balance_once")
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.total_id}"
