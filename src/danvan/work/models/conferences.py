"""A conference: where people came together, how many came, how many spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from danvan.units.models import Unit

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Conferences(models.QuerySet["Conference"]):
    def visible_to(self, officer: Officer) -> Conferences:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class Conference(models.Model):
    """A meeting held by a unit on a day (S5, S7, S89, S95). `attended` counts delegates, `spoke`
    those who took the floor, `papers` the written ones; nobody is named."""

    class PartOfDay(models.TextChoices):
        MORNING = "morning", gettext_lazy("sáng")
        AFTERNOON = "afternoon", gettext_lazy("chiều")
        WHOLE = "whole", gettext_lazy("cả ngày")

    class Form(models.TextChoices):
        ROOM = "room", gettext_lazy("trực tiếp")
        ONLINE = "online", gettext_lazy("trực tuyến")
        MIXED = "mixed", gettext_lazy("trực tiếp và trực tuyến")

    title = models.CharField("tên hội nghị", max_length=300)
    folded = models.CharField("không dấu", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conferences")
    held_on = models.DateField("ngày")
    part_of_day = models.CharField("buổi", max_length=10, choices=PartOfDay.choices)
    form = models.CharField("hình thức", max_length=10, choices=Form.choices, default=Form.ROOM)
    venue = models.CharField("địa điểm", max_length=300, blank=True)
    attended = models.PositiveIntegerField("số đại biểu")
    spoke = models.PositiveIntegerField("số phát biểu", default=0)
    papers = models.PositiveIntegerField("số tham luận", default=0)

    objects = Conferences.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = "hội nghị"
        constraints = [
            models.CheckConstraint(
                condition=Q(spoke__lte=F("attended")), name="work_conference_speakers_attended"
            )
        ]
        indexes = [models.Index(fields=("unit", "-held_on"), name="work_conference_of_unit")]

    def __str__(self) -> str:
        return self.title
