"""The shared list of fields of work: open, and the same in every room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from danvan.units.models.officers import Officer


class Fields(models.QuerySet["Field"]):
    def visible_to(self, officer: Officer) -> Fields:
        """Public to every officer: the list says nothing of anybody."""
        return self


class Field(models.Model):
    """A field of work, such as site clearance; a sensitive one has fewer readers."""

    code = models.CharField("mã", max_length=60, unique=True)
    label = models.CharField("tên lĩnh vực", max_length=200)
    rank = models.PositiveSmallIntegerField("thứ tự", default=100)
    is_sensitive = models.BooleanField("nhạy cảm", default=False)
    is_used = models.BooleanField("đang dùng", default=True)

    objects = Fields.as_manager()

    class Meta:
        ordering = ("rank", "code")
        verbose_name = "lĩnh vực"

    def __str__(self) -> str:
        return self.label
