"""Pictures of a version that is being written."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.news.actions.articles import EDITORS
from danvan.news.models import ArticleVersion, Photo, State
from danvan.news.models.photos import Made, TooLarge, Unreadable, made, removed
from danvan.sense.words.fold import nfc
from danvan.units.models import need, refuse

MOST = 30  # pictures of an article
MOST_BYTES = 15_000_000


def add_photo(
    *, by: Actor, version: ArticleVersion, content: bytes | None, caption: str = "", alt: str = ""
) -> Photo:
    """A picture after the others; without content a place that has none yet.

    Raises ValidationError: no JPEG, PNG or WebP, too large, too many.
    """
    _need_draft(by, version)
    found = _made(content) if content is not None else Made("", 0, 0)
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
        transaction.on_commit(lambda: removed(seal))


def _need_draft(by: Actor, version: ArticleVersion) -> ArticleVersion:
    held = ArticleVersion.objects.select_for_update().get(pk=version.pk)
    need(by, *EDITORS, path=held.article.unit.last_path)
    if held.state != State.DRAFT:
        raise refuse(gettext("Chỉ đổi ảnh và bài liên quan khi bài đang soạn."))
    return held


def _made(content: bytes) -> Made:
    """Raises ValidationError with what to do."""
    if len(content) > MOST_BYTES:
        said = gettext("Ảnh lớn hơn %d MB; hãy thu nhỏ rồi tải lại.")
        raise refuse(said % (MOST_BYTES // 1_000_000), "photo")
    try:
        return made(content)
    except Unreadable as wrong:
        said = gettext("Không đọc được ảnh này; hãy tải ảnh JPEG, PNG hoặc WebP.")
        raise refuse(said, "photo") from wrong
    except TooLarge as wrong:
        said = gettext("Ảnh có quá nhiều điểm; hãy thu nhỏ còn dưới 40 triệu điểm rồi tải lại.")
        raise refuse(said, "photo") from wrong


def _say(photo: Photo, caption: str, alt: str) -> None:
    photo.caption, photo.alt = nfc(caption).strip()[:500], nfc(alt).strip()[:600]
