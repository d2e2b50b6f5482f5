"""Pictures of an article, each in the widths that screens need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from danvan.news.models.articles import ArticleVersion, State

if TYPE_CHECKING:
    from danvan.units.models import Officer

WIDTHS = (480, 960, 1600)  # pixels
SHARED = 960  # the width that is also made as JPEG, for those who cannot show WebP


class Photos(models.QuerySet["Photo"]):
    def visible_to(self, officer: Officer) -> Photos:
        return self.filter(version__in=ArticleVersion.objects.visible_to(officer))

    def published(self) -> Photos:
        return self.filter(version__state=State.PUBLISHED)


class Photo(models.Model):
    """A picture with its caption, in the place that its number has among the pictures.

    `seal` finds its files; "": a place that has no picture yet.
    """

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField("thứ tự")
    seal = models.CharField("dấu vân", max_length=64, blank=True, db_index=True)
    width = models.PositiveIntegerField("rộng", default=0)
    height = models.PositiveIntegerField("cao", default=0)
    caption = models.CharField("chú thích", max_length=500, blank=True)
    alt = models.CharField("lời thay ảnh", max_length=600, blank=True)

    objects = Photos.as_manager()

    class Meta:
        ordering = ("version", "number")
        verbose_name = "ảnh"
        constraints = [
            models.UniqueConstraint(fields=("version", "number"), name="news_photo_in_order")
        ]

    def __str__(self) -> str:
        return self.caption or f"{self.version_id}/{self.number}"

    @property
    def mark(self) -> str:
        """What names its place in the text, in whatever language the page speaks."""
        return f"[ảnh {self.number}]"

    @property
    def said(self) -> str:
        """What stands for the picture where it is not seen: its own words, or the article's."""
        return self.alt or self.version.keywords or self.caption

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """The files that are there, each with its real width; none where the picture is missing."""
        there = (width for width in WIDTHS if self.seal and place(self.seal, width).is_file())
        return [(width, min(width, self.width)) for width in there]


def place(seal: str, width: int, kind: str = "webp") -> Path:
    return Path(settings.MEDIA_ROOT) / "tin" / seal[:2] / f"{seal}-{width}.{kind}"
