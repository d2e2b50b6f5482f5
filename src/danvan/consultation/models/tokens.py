"""Keys with which an office's own programs bring opinions in."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models

from danvan.units.models import Officer, Unit

if TYPE_CHECKING:
    from datetime import datetime


def hash_of_key(key: str) -> str:
    """What is kept of a key; it is chance enough to need no salt."""
    return sha256(key.encode()).hexdigest()


class Tokens(models.QuerySet["ImportToken"]):
    def visible_to(self, officer: Officer) -> Tokens:
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def valid(self, at: datetime) -> Tokens:
        return self.filter(revoked_at=None, expires_at__gt=at, officer__is_active=True)


class ImportToken(models.Model):
    """An officer's key for the interface of programs; kept as a hash, acts with their roles."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    label = models.CharField("dùng cho", max_length=120)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)

    objects = Tokens.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "khóa nhập liệu"

    def __str__(self) -> str:
        return self.label
