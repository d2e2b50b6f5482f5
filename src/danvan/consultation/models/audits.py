"""How well the engine read: a sample of opinions that officers code without seeing its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from danvan.consultation.models.syntheses import Opinion, Synthesis
from danvan.units.models import Officer


class Audits(models.QuerySet["Audit"]):
    def visible_to(self, officer: Officer) -> Audits:
        return self.filter(synthesis__in=Synthesis.objects.visible_to(officer))

    def published(self) -> Audits:
        return self.filter(synthesis__in=Synthesis.objects.published())


class Audit(models.Model):
    """A sample of a synthesis, drawn by `seed` from every theme and stance."""

    synthesis = models.OneToOneField(Synthesis, models.PROTECT, related_name="audit")
    seed = models.PositiveBigIntegerField(default=0)
    drawn_at = models.DateTimeField("rút mẫu lúc")

    objects = Audits.as_manager()

    class Meta:
        ordering = ("synthesis",)
        verbose_name = "mẫu kiểm tra"

    def __str__(self) -> str:
        return f"{self.synthesis_id}"


class AuditItems(models.QuerySet["AuditItem"]):
    def visible_to(self, officer: Officer) -> AuditItems:
        return self.filter(audit__in=Audit.objects.visible_to(officer))

    def published(self) -> AuditItems:
        return self.filter(audit__in=Audit.objects.published())


class AuditItem(models.Model):
    """An opinion of the sample, in the order in which it is read; it stands for `weight` others."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="items")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField("thứ tự")
    weight = models.FloatField("trọng số", default=1.0)

    objects = AuditItems.as_manager()

    class Meta:
        ordering = ("audit", "position")
        verbose_name = "ý kiến của mẫu"
        constraints = [
            models.UniqueConstraint(fields=("audit", "opinion"), name="consultation_audited_once"),
            models.UniqueConstraint(
                fields=("audit", "position"), name="consultation_audit_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audit_id}/{self.position}"


class AuditReadings(models.QuerySet["AuditReading"]):
    def visible_to(self, officer: Officer) -> AuditReadings:
        return self.filter(item__in=AuditItem.objects.visible_to(officer))

    def published(self) -> AuditReadings:
        return self.filter(item__in=AuditItem.objects.published())


class AuditReading(models.Model):
    """What an officer reads in an opinion: the code of a theme of its section, and the stance. The
    officer is kept so that two readings of one opinion are of two people."""

    item = models.ForeignKey(AuditItem, models.PROTECT, related_name="readings")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    theme = models.CharField("nhóm", max_length=80)
    stance = models.CharField("thái độ", max_length=10, choices=Opinion.Stance.choices)
    read_at = models.DateTimeField("đọc lúc")

    objects = AuditReadings.as_manager()

    class Meta:
        ordering = ("item", "pk")
        verbose_name = "lần đọc"
        constraints = [
            models.UniqueConstraint(fields=("item", "officer"), name="consultation_read_once"),
            models.CheckConstraint(condition=~Q(theme=""), name="consultation_read_as_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.theme} {self.stance}"
