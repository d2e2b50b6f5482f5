"""Pictures of a version that is being written: made anew from what was uploaded, so that nothing
else comes in with them."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext
from PIL import Image, ImageOps, UnidentifiedImageError

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.news.actions.articles import EDITORS
from danvan.news.models import ArticleVersion, Photo, State
from danvan.news.models.photos import SHARED, WIDTHS, place
from danvan.sense.words.fold import nfc
from danvan.units.models import need, refuse

MOST = 30  # pictures of an article
MOST_BYTES = 15_000_000
READ = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
WHITE = (255, 255, 255)


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


def add_photo(
    *, by: Actor, version: ArticleVersion, content: bytes | None, caption: str = "", alt: str = ""
) -> Photo:
    """A picture after the others; without content a place that has none yet.

    Raises ValidationError: no JPEG, PNG or WebP, too large, too many.
    """
    _check(by, ArticleVersion.objects.get(pk=version.pk))  # before the work with the picture
    found = _taken(content) if content is not None else Made("", 0, 0)
    with transaction.atomic():
        held = _need_draft(by, version)
        number = (held.photos.aggregate(last=Max("number"))["last"] or 0) + 1
        if number > MOST:
            raise refuse(gettext("Mỗi bài có nhiều nhất %d ảnh.") % MOST, "photo")
        photo = Photo(version=held, number=number, seal=found.seal)
        photo.width, photo.height = found.width, found.height
        _say(photo, caption, alt)
        photo.save()
        ledger.write(by=by, verb="add_photo", of=held, where=held.article.unit.last_path)
    return photo


@transaction.atomic
def caption(*, by: Actor, photo: Photo, caption: str, alt: str) -> None:
    """Other words for a picture."""
    held = _need_draft(by, photo.version)
    row = held.photos.get(pk=photo.pk)
    _say(row, caption, alt)
    row.save()
    ledger.write(by=by, verb="amend_article", of=held, where=held.article.unit.last_path)


@transaction.atomic
def drop_photo(*, by: Actor, photo: Photo) -> None:
    """Takes a picture out of the version; its files stay where another version shows it."""
    held = _need_draft(by, photo.version)
    seal = photo.seal
    held.photos.filter(pk=photo.pk).delete()
    ledger.write(by=by, verb="drop_photo", of=held, where=held.article.unit.last_path)
    if seal and not Photo.objects.filter(seal=seal).exists():
        transaction.on_commit(lambda: _removed(seal))


def _need_draft(by: Actor, version: ArticleVersion) -> ArticleVersion:
    """The row, held until the transaction ends."""
    held = ArticleVersion.objects.select_for_update().get(pk=version.pk)
    _check(by, held)
    return held


def _check(by: Actor, version: ArticleVersion) -> None:
    need(by, *EDITORS, path=version.article.unit.last_path)
    if version.state != State.DRAFT:
        raise refuse(gettext("Chỉ đổi ảnh và bài liên quan khi bài đang soạn."))


def _taken(content: bytes) -> Made:
    """Raises ValidationError with what to do."""
    if len(content) > MOST_BYTES:
        said = gettext("Ảnh lớn hơn %d MB; hãy thu nhỏ rồi tải lại.")
        raise refuse(said % (MOST_BYTES // 1_000_000), "photo")
    try:
        return _made(content)
    except Unreadable as wrong:
        said = gettext("Không đọc được ảnh này; hãy tải ảnh JPEG, PNG hoặc WebP.")
        raise refuse(said, "photo") from wrong
    except TooLarge as wrong:
        said = gettext("Ảnh có quá nhiều điểm; hãy thu nhỏ còn dưới 40 triệu điểm rồi tải lại.")
        raise refuse(said, "photo") from wrong


def _say(photo: Photo, caption: str, alt: str) -> None:
    photo.caption, photo.alt = nfc(caption).strip()[:500], nfc(alt).strip()[:600]


def _made(content: bytes) -> Made:
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


def _removed(seal: str) -> None:
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
