"""Articles as everybody reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from danvan.news.models import Article, ArticleVersion, Photo, RelatedArticle, Tag
from danvan.news.models.body import Piece, pieces
from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Unit, UnitVersion

if TYPE_CHECKING:
    from danvan.news.models.articles import Articles

MOST_WORDS = 8  # of one question
FEED = 50  # articles that a reader of feeds is told of
SITEMAP = 50_000  # addresses that one sitemap may hold


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: words, a tag's address, a topic; empty asks nothing."""

    words: str = ""
    tag: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Page:
    """An article with all that its page shows, `unit` under the name it had that day."""

    article: Article
    version: ArticleVersion
    unit: str
    pieces: list[Piece]
    photos: list[Photo]
    related: list[RelatedArticle]
    tags: list[Tag]
    corrections: list[ArticleVersion]


def articles(*, asked: Asked) -> Articles:
    """Published ones, newest first, each with the version that is read and its pictures. Words are
    found with or without marks."""
    found = Article.objects.published().select_related("current")
    for word in fold(nfc(asked.words)).split()[:MOST_WORDS]:
        found = found.filter(current__folded__contains=word)
    if asked.tag:
        found = found.filter(tags__slug=asked.tag)
    if asked.topic:
        found = found.filter(current__topic=asked.topic)
    first = Photo.objects.published().filter(number=1)
    return found.prefetch_related(Prefetch("current__photos", first, to_attr="first_photos"))


def feed() -> list[Article]:
    """The newest, for readers of feeds."""
    return [*Article.objects.published().select_related("current")[:FEED]]


def addresses() -> list[Article]:
    """Each article's address and when it was last changed, for search engines."""
    found = Article.objects.published().select_related("current")
    return [*found.only("slug", "current__published_at")[:SITEMAP]]


def tag(*, slug: str) -> Tag | None:
    return Tag.objects.published().filter(slug=slug).first()


def article(*, slug: str) -> Article | None:
    found = Article.objects.published().filter(slug=slug)
    return found.select_related("current", "unit").first()


def page(*, article: Article, number: int | None = None) -> Page | None:
    """The version that is read, or an earlier one that was; None where there is none such."""
    out = ArticleVersion.objects.published().filter(article=article).order_by("number")
    every = {version.number: version for version in out.defer("folded")}
    version = every.get(number or max(every, default=0))
    if version is None:
        return None
    photos = [*Photo.objects.published().filter(version=version)]
    for photo in photos:
        photo.version = version  # at hand: its keywords stand for the picture
    related = RelatedArticle.objects.published().filter(version=version)
    return Page(
        article,
        version,
        _name_of(article.unit, version.published_at),
        pieces(version.body, photos),
        photos,
        [*related.select_related("other")],
        [*Tag.objects.published().filter(articles=article)],
        [each for each in every.values() if each.is_correction],
    )


def photo_is_public(*, seal: str) -> bool:
    """Whether a picture stands in something published."""
    return Photo.objects.published().filter(seal=seal).exists()


def _name_of(unit: Unit, at: datetime | None) -> str:
    on = timezone.localdate(at)
    return UnitVersion.objects.names({unit.pk}, on).get(unit.pk, "")
