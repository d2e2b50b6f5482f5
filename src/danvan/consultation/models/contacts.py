"""How to reach a sender who asked to be told: apart from what they said, locked, and erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy

from danvan.consultation.models.submissions import Receipt

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Contacts(models.QuerySet["Contact"]):
    def visible_to(self, officer: Officer) -> Contacts:
        """To no officer: only the sender of notices unlocks one."""
        return self.none()


class Contact(models.Model):
    """An address, locked with the key of contacts, which is no other's. It points at the receipt;
    nothing points at it. `purge_on`: erased on that day, moved on when the answer is published."""

    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="+")
    locked = models.BinaryField("đã khóa")
    purge_on = models.DateField("ngày xóa", db_index=True)

    objects = Contacts.as_manager()

    class Meta:
        verbose_name = "liên hệ"

    def __str__(self) -> str:
        return f"{self.pk}"


class Notices(models.QuerySet["Notice"]):
    def visible_to(self, officer: Officer) -> Notices:
        return self.none()


class Notice(models.Model):
    """That a contact was told something once; the constraint makes it once."""

    class Kind(models.TextChoices):
        CLOSING = "closing", gettext_lazy("sắp đóng")
        ANSWERED = "answered", gettext_lazy("đã trả lời")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    day = models.DateField("ngày")
    sent_at = models.DateTimeField("gửi lúc", null=True)

    objects = Notices.as_manager()

    class Meta:
        verbose_name = "tin báo"
        constraints = [
            models.UniqueConstraint(
                fields=("contact", "kind", "day"), name="consultation_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.kind}"
