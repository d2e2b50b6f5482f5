"""An article written, reviewed by somebody else, published at its hour, and corrected in sight.

Who wrote or handed in words does not approve them. A published version is never changed: a
correction is another version, with a note, and goes the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor, Entry
from danvan.news.models import Article, ArticleVersion, Photo, RelatedArticle, State, Tag
from danvan.news.models.articles import keywords
from danvan.news.models.body import plain
from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Role, Unit, need, refuse

EDITORS = (Role.EDITOR,)
LONGEST_SLUG = 80  # characters of an address made from a headline
WROTE = ("write_article", "amend_article", "correct_article", "submit_article", "add_photo")
RESERVED = {"anh", "rss"}  # what lies beside the articles under /tin/


@dataclass(frozen=True)
class Text:
    """What a version says. `note`: what it corrects, where there was one before."""

    topic: str
    headline: str
    lead: str
    body: str = ""
    prefix: str = ""
    byline: str = ""
    keywords: str = ""
    note: str = ""


LONGEST = {  # characters of each part
    field.name: field.max_length or 0
    for field in ArticleVersion._meta.fields
    if field.name in {part.name for part in fields(Text)}
}


@transaction.atomic
def write(*, by: Actor, unit: Unit, text: Text, at: datetime) -> ArticleVersion:
    """A new article's first version. Raises ValidationError: too long, or words are missing."""
    need(by, *EDITORS, path=unit.last_path)
    article = Article.objects.create(unit=unit, slug=_free_slug(text.headline), created_at=at)
    version = ArticleVersion(article=article, number=1, made_at=at)
    _take_over(version, text)
    version.save()
    ledger.write(by=by, verb="write_article", of=version, where=unit.last_path)
    return version


@transaction.atomic
def amend(*, by: Actor, version: ArticleVersion, text: Text) -> None:
    """Other words, before they are handed in. Raises ValidationError: as `write`, or handed in."""
    held = _held(version, State.DRAFT)
    need(by, *EDITORS, path=_where(held))
    _take_over(held, text)
    held.save()
    ledger.write(by=by, verb="amend_article", of=held, where=_where(held))


@transaction.atomic
def submit(*, by: Actor, version: ArticleVersion) -> None:
    """Hands it in for review. Raises ValidationError: a correction that does not say of what."""
    held = _held(version, State.DRAFT)
    need(by, *EDITORS, path=_where(held))
    if held.is_correction and not held.note:
        raise refuse(gettext("Hãy ghi đính chính điều gì; bạn đọc thấy lời này dưới bài."), "note")
    held.state, held.said = State.REVIEW, ""
    held.save()
    ledger.write(by=by, verb="submit_article", of=held, where=_where(held))


@transaction.atomic
def send_back(*, by: Actor, version: ArticleVersion, said: str) -> None:
    """Back to who wrote it. Raises ValidationError: no reason, or out already."""
    held = _held(version, State.REVIEW, State.APPROVED)
    need(by, Role.APPROVER, path=_where(held))
    if not said.strip():
        raise refuse(gettext("Hãy ghi cần sửa điều gì."), "said")
    held.state, held.said, held.publish_at = State.DRAFT, said.strip()[:500], None
    held.save()
    ledger.write(by=by, verb="send_back_article", of=held, why=held.said, where=_where(held))


@transaction.atomic
def approve(
    *, by: Actor, version: ArticleVersion, at: datetime, publish_at: datetime | None = None
) -> None:
    """Approves, and publishes at once or at `publish_at`. Raises ValidationError: not handed in, or
    `by` wrote some of it."""
    held = _held(version, State.REVIEW)
    need(by, Role.APPROVER, path=_where(held))
    if by.pk is not None and by.pk in _writers(held):
        raise refuse(gettext("Ông/bà đã viết hoặc trình bài này; người khác phải duyệt."))
    held.state, held.publish_at = State.APPROVED, publish_at
    held.save()
    ledger.write(by=by, verb="approve_article", of=held, where=_where(held))
    if publish_at is None or publish_at <= at:
        _publish(held, at, by=by)


@transaction.atomic
def publish_due(*, by: Actor, at: datetime) -> int:
    """Publishes what is approved and whose hour has come; returns how many."""
    due = ArticleVersion.objects.select_for_update().filter(
        state=State.APPROVED, publish_at__lte=at
    )
    versions = [*due.order_by("publish_at", "pk")]
    for version in versions:
        _publish(version, at, by=by)
    return len(versions)


@transaction.atomic
def correct(*, by: Actor, article: Article, note: str, at: datetime) -> ArticleVersion:
    """A version to correct the published one: its words, pictures and related articles again.

    Raises ValidationError: no note, nothing published, or a version is at work.
    """
    held = Article.objects.select_for_update().get(pk=article.pk)
    where = held.unit.last_path
    need(by, *EDITORS, path=where)
    if held.current is None:
        raise refuse(gettext("Bài chưa công bố; hãy sửa thẳng vào bản đang soạn."))
    if held.versions.exclude(state=State.PUBLISHED).exists():
        raise refuse(gettext("Đã có bản sửa đang soạn hoặc chờ duyệt; hãy sửa tiếp bản đó."))
    if not note.strip():
        raise refuse(gettext("Hãy ghi đính chính điều gì; bạn đọc thấy lời này dưới bài."), "note")
    before = held.current
    said = {f.name: getattr(before, f.name) for f in fields(Text)} | {"note": note}
    version = ArticleVersion(article=held, number=before.number + 1, made_at=at)
    _take_over(version, Text(**said))
    version.save()
    _copy_what_hangs_on(before, version)
    ledger.write(by=by, verb="correct_article", of=version, why=version.note, where=where)
    return version


def _writers(version: ArticleVersion) -> set[int]:
    """Officers who wrote or handed in words of the version, by number: they do not approve it."""
    lines = Entry.objects.filter(subject=f"{version._meta.label}:{version.pk}", verb__in=WROTE)
    return {actor for actor in lines.values_list("actor", flat=True) if actor is not None}


def _publish(version: ArticleVersion, at: datetime, *, by: Actor) -> None:
    version.state, version.published_at = State.PUBLISHED, at
    version.stamped_at = version.stamped_at or at
    version.save()
    article = version.article
    article.current = version
    article.published_at = article.published_at or at
    article.save(update_fields=("current", "published_at"))
    article.tags.set([_tag(label) for label in version.words])
    ledger.write(by=by, verb="publish_article", of=version, where=_where(version))


def _tag(label: str) -> Tag:
    slug = slugify(fold(label))[:100].strip("-") or "khac"
    return Tag.objects.get_or_create(slug=slug, defaults={"label": label[:120]})[0]


def _copy_what_hangs_on(before: ArticleVersion, version: ArticleVersion) -> None:
    rows: list[Photo | RelatedArticle] = [*before.photos.all(), *before.related.all()]
    for row in rows:
        row.pk, row.version, row._state.adding = None, version, True
        row.save(force_insert=True)


def _take_over(version: ArticleVersion, text: Text) -> None:
    for field in fields(text):
        said = nfc(getattr(text, field.name)).replace("\0", "").strip()
        setattr(version, field.name, said)
    version.keywords = "; ".join(keywords(version.keywords))
    _complete(version)
    searched = (version.topic, version.headline, version.lead, version.keywords, version.byline)
    version.folded = fold(" ".join([*searched, plain(version.body)]))


def _complete(version: ArticleVersion) -> None:
    missing = [name for name in ("topic", "headline", "lead") if not getattr(version, name)]
    if missing:
        raise refuse(gettext("Hãy ghi chủ đề, tiêu đề và dẫn nhập."), missing[0])
    for name, most in LONGEST.items():
        if len(getattr(version, name)) > most:
            raise refuse(gettext("Dài quá %d ký tự; hãy viết ngắn lại.") % most, name)


def _free_slug(headline: str) -> str:
    """An address from the headline; where it is taken, with a number."""
    plainly = slugify(fold(nfc(headline)))[:LONGEST_SLUG].strip("-") or "bai-viet"
    taken = {*Article.objects.filter(slug__startswith=plainly).values_list("slug", flat=True)}
    tried = (f"{plainly}-{number}" for number in count(2))
    return next(s for s in chain([plainly], tried) if s not in taken | RESERVED)


def _held(version: ArticleVersion, *states: str) -> ArticleVersion:
    """The row, held until the transaction ends. Raises ValidationError in another state."""
    held = ArticleVersion.objects.select_for_update().get(pk=version.pk)
    if held.state not in states:
        said = gettext("Bài đang ở trạng thái “%s”; không làm được việc đó.")
        raise refuse(said % held.get_state_display())
    return held


def _where(version: ArticleVersion) -> str:
    return str(version.article.unit.last_path)
