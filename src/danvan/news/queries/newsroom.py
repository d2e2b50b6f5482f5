"""Articles and comments as the officers of their unit see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from danvan.news.models import (
    Article,
    ArticleVersion,
    Comment,
    CommentHiding,
    Photo,
    RelatedArticle,
    State,
)
from danvan.news.models.articles import ArticleVersions
from danvan.news.models.body import Piece, pieces
from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Officer

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What a reader of the list asked for; empty asks nothing."""

    state: str = ""
    words: str = ""


@dataclass(frozen=True)
class AskedComments:
    """Comments in a state, with numbers below `before`."""

    state: str = ""
    before: int | None = None


def versions(*, officer: Officer, asked: Asked) -> ArticleVersions:
    """The last version of each article that the officer may see, what was made last first."""
    mine = ArticleVersion.objects.visible_to(officer)
    last = mine.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
    found = mine.filter(pk=Subquery(last)).select_related("article").defer("body", "folded")
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.words:
        found = found.filter(folded__contains=fold(nfc(asked.words)))
    return found.order_by("-made_at", "-pk")


def waiting(*, officer: Officer) -> int:
    """How many versions wait for review."""
    return ArticleVersion.objects.visible_to(officer).filter(state=State.REVIEW).count()


def article(*, officer: Officer, pk: int) -> Article | None:
    found = Article.objects.visible_to(officer).filter(pk=pk)
    return found.select_related("unit", "current").first()


def of_article(*, officer: Officer, article: Article) -> list[ArticleVersion]:
    """All versions, the last first."""
    found = ArticleVersion.objects.visible_to(officer).filter(article=article)
    return [*found.defer("folded").order_by("-number")]


def photos(*, officer: Officer, version: ArticleVersion) -> list[Photo]:
    return [*Photo.objects.visible_to(officer).filter(version=version).select_related("version")]


def photo(*, officer: Officer, article: Article, pk: int) -> Photo | None:
    mine = Photo.objects.visible_to(officer).filter(version__article=article)
    return mine.select_related("version").filter(pk=pk).first()


def may_see_photo(*, officer: Officer, seal: str) -> bool:
    return Photo.objects.visible_to(officer).filter(seal=seal).exists()


def related(*, officer: Officer, version: ArticleVersion) -> list[RelatedArticle]:
    mine = RelatedArticle.objects.visible_to(officer).filter(version=version)
    return [*mine.select_related("other")]


def one_related(*, officer: Officer, article: Article, pk: int) -> RelatedArticle | None:
    mine = RelatedArticle.objects.visible_to(officer).filter(version__article=article)
    return mine.select_related("version").filter(pk=pk).first()


def body(*, officer: Officer, version: ArticleVersion) -> list[Piece]:
    """The version as its page will show it."""
    return pieces(version.body, photos(officer=officer, version=version))


def comments(
    *, officer: Officer, article: Article, asked: AskedComments
) -> tuple[list[Comment], int | None]:
    """A page of comments, newest first, each with `hiding`, the one in force or None; and the
    number before which the next page begins, None at the end."""
    found = Comment.objects.visible_to(officer).filter(article=article)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    rows = [*found.order_by("-pk")[: PAGE + 1]]
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return _with_hidings(rows[:PAGE]), older


def chosen(*, officer: Officer, article: Article, numbers: list[int]) -> list[Comment]:
    """Those of the numbers that the officer may see, oldest first."""
    found = Comment.objects.visible_to(officer).filter(article=article, pk__in=numbers[:PAGE])
    return [*found.select_related("article__unit").order_by("pk")]


def comments_by_state(*, officer: Officer, article: Article) -> dict[str, int]:
    found = Comment.objects.visible_to(officer).filter(article=article)
    return dict(found.order_by().values_list("state").annotate(rows=Count("pk")))


def comments_waiting(*, officer: Officer) -> list[Article]:
    """Articles with comments that wait to be let through, each with `waits`, how many."""
    waits = Count("comments", filter=Q(comments__state=Comment.State.WAITING))
    found = Article.objects.visible_to(officer).filter(comments__state=Comment.State.WAITING)
    return [*found.select_related("current").annotate(waits=waits)[:PAGE]]


def _with_hidings(rows: list[Comment]) -> list[Comment]:
    in_force = CommentHiding.objects.in_force().filter(comment__in=[row.pk for row in rows])
    found = {hiding.comment_id: hiding for hiding in in_force}
    for row in rows:
        row.hiding = found.get(row.pk)  # type: ignore[attr-defined]
    return rows
