"""Narratives of lower reports brought together: each line with the places it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from danvan.situation.models.forms import FormSection
from danvan.situation.models.reports import SentVersion, SituationReport

if TYPE_CHECKING:
    from danvan.units.models import Officer


class SynopsisLines(models.QuerySet["SynopsisLine"]):
    def visible_to(self, officer: Officer) -> SynopsisLines:
        return self.filter(report__in=SituationReport.objects.visible_to(officer))


class SynopsisLine(models.Model):
    """A sentence of a report that brings lower ones together. `drafted` is what the engine wrote,
    `text` what stands now; a line left out keeps its sources, which are then listed as unused."""

    report = models.ForeignKey(SituationReport, models.PROTECT, related_name="lines")
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField("thứ tự")
    drafted = models.TextField("bản máy viết")
    text = models.TextField("nội dung")
    is_left_out = models.BooleanField("bỏ ra", default=False)

    objects = SynopsisLines.as_manager()

    class Meta:
        ordering = ("report", "section__rank", "ordinal")
        verbose_name = "câu tổng hợp"
        constraints = [
            models.UniqueConstraint(
                fields=("report", "section", "ordinal"), name="situation_line_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class SynopsisSources(models.QuerySet["SynopsisSource"]):
    def visible_to(self, officer: Officer) -> SynopsisSources:
        return self.filter(line__in=SynopsisLine.objects.visible_to(officer))


class SynopsisSource(models.Model):
    """A place in a lower report on which a line stands: code points `start` to `end` of the text
    that the version holds under the section."""

    line = models.ForeignKey(SynopsisLine, models.CASCADE, related_name="sources")
    version = models.ForeignKey(SentVersion, models.PROTECT, related_name="+")
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField("từ")
    end = models.PositiveIntegerField("đến")

    objects = SynopsisSources.as_manager()

    class Meta:
        ordering = ("line", "pk")
        verbose_name = "chỗ dẫn của câu"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="situation_source_span")
        ]
        indexes = [models.Index(fields=("version", "section"), name="situation_source_of")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.start}–{self.end}"
