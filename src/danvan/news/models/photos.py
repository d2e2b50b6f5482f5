"""Pictures of an article: made anew from what was uploaded, so nothing else comes in with them."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from PIL import Image, ImageOps, UnidentifiedImageError

from danvan.news.models.articles import ArticleVersion, State

if TYPE_CHECKING:
    from danvan.units.models import Officer

WIDTHS = (480, 960, 1600)  # pixels
SHARED = 960  # the width that is also made as JPEG, for those who cannot show WebP
READ = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
WHITE = (255, 255, 255)


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
    def said(self) -> str:
        """What stands for the picture where it is not seen: its own words, or the article's."""
        return self.alt or self.version.keywords or self.caption

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """The files that are there, each with its real width; none where the picture is missing."""
        there = (width for width in WIDTHS if self.seal and place(self.seal, width).is_file())
        return [(width, min(width, self.width)) for width in there]


class Unreadable(ValueError):
    """What was uploaded is no picture of a kind that is taken."""


class TooLarge(ValueError):
    """It has more pixels than one picture of an article needs."""


@dataclass(frozen=True)
class Made:
    """Where the files of a picture are found, and the size of the largest."""

    seal: str
    width: int
    height: int


def place(seal: str, width: int, kind: str = "webp") -> Path:
    return Path(settings.MEDIA_ROOT) / "tin" / seal[:2] / f"{seal}-{width}.{kind}"


def made(content: bytes) -> Made:
    """Writes the files of a picture in each width that it has, with its pixels and nothing else.

    Raises Unreadable, TooLarge.
    """
    whole = _pixels(content)
    seal = hashlib.sha256(content).hexdigest()
    place(seal, SHARED).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    largest = whole
    for width in WIDTHS:
        largest = _narrowed(whole, width)
        _written(largest, place(seal, width), "WEBP", quality=80, method=4)
        if whole.width <= width:
            break
    shared = _narrowed(whole, SHARED)
    _written(shared, place(seal, SHARED, "jpg"), "JPEG", quality=82, optimize=True)
    return Made(seal, largest.width, largest.height)


def removed(seal: str) -> None:
    """Takes the files away."""
    for file in place(seal, SHARED).parent.glob(f"{seal}-*"):
        file.unlink(missing_ok=True)


def _pixels(content: bytes) -> Image.Image:
    """The picture turned the way it was taken, without transparency, tags or a colour profile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=READ)
        if image.width * image.height > MOST_PIXELS:
            raise TooLarge
        turned = ImageOps.exif_transpose(image)
        seen = turned.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise TooLarge from wrong
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as wrong:
        if isinstance(wrong, TooLarge):
            raise
        raise Unreadable from wrong
    plain = Image.new("RGB", seen.size, WHITE)
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    """Never wider than it came."""
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _written(image: Image.Image, file: Path, kind: str, **options: int | bool) -> None:
    """Whole or not at all: a reader never meets half a picture."""
    half = file.with_suffix(f"{file.suffix}.half")
    image.save(half, kind, **options)
    half.replace(file)
