"""Outreach: activities and how many came, never who (S37–S40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy

from danvan.units.models import Unit
from danvan.work.models import Task

if TYPE_CHECKING:
    from danvan.units.models import Officer


class OutreachActivities(models.QuerySet["OutreachActivity"]):
    def visible_to(self, officer: Officer) -> OutreachActivities:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class OutreachActivity(models.Model):
    """An activity among people: its kind, place, day, purpose (S39), the local task it serves
    (S40) and the number attending (S38)."""

    class Sort(models.TextChoices):
        TALK = "talk", gettext_lazy("tuyên truyền, phổ biến")
        VISIT = "visit", gettext_lazy("thăm hỏi, gặp mặt")
        DIALOGUE = "dialogue", gettext_lazy("tiếp xúc, đối thoại")
        CAMPAIGN = "campaign", gettext_lazy("vận động, ra quân")
        FESTIVAL = "festival", gettext_lazy("lễ hội, ngày lễ")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="outreach")
    sort = models.CharField("hình thức", max_length=10, choices=Sort.choices)
    held_on = models.DateField("ngày")
    venue = models.CharField("địa điểm", max_length=300)
    purpose = models.CharField("mục đích", max_length=500)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    attended = models.PositiveIntegerField("số người dự")

    objects = OutreachActivities.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = "hoạt động tuyên truyền, vận động"
        indexes = [models.Index(fields=("unit", "-held_on"), name="situation_outreach_of_unit")]

    def __str__(self) -> str:
        return self.purpose
