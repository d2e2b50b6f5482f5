"""Comments as everybody reads them: the newest first, or the best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from danvan.news.models import Article, Comment, CommentHiding, Like
from danvan.news.models.comments import CommentList, mark

PAGE = 20
ANSWERS = 5  # that a list shows below a comment; its own page shows all
NEW = 200  # that one press brings in
NEWEST, BEST = "moi", "hay"


@dataclass
class Thread:
    """A comment and the first of its answers; `answered`: how many there are."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)
    answered: int = 0

    @property
    def more(self) -> int:
        return self.answered - len(self.answers)


@dataclass(frozen=True)
class Listed:
    """A page of threads. `after`: what asks for the next one, None at the end."""

    threads: list[Thread]
    after: int | None


@dataclass(frozen=True)
class ByReason:
    """How often comments were hidden for a reason, and how many are shown again."""

    label: str
    hidden: int
    lifted: int


def newest(*, article: Article, before: int | None = None) -> Listed:
    """Threads, those shown last first; `before`: the turn at which the page before ended."""
    found = Comment.objects.published().filter(article=article).on_top().order_by("-turn")
    if before is not None:
        found = found.filter(turn__lt=before)
    rows = [*found[: PAGE + 1]]
    after = rows[PAGE - 1].turn if len(rows) > PAGE else None
    return Listed(_threads(article, rows[:PAGE]), after)


def best(*, article: Article, start: int = 0) -> Listed:
    """Threads, the best first, then those that nobody liked yet, the newest first.

    Reads every comment that is liked, and of the others only those that the page shows.
    """
    every = Comment.objects.published().filter(article=article).on_top()
    liked = every.best(article.likes)
    rows = [*liked[start : start + PAGE + 1]]
    if len(rows) <= PAGE:
        skipped = max(0, start - liked.count()) if start else 0
        rest = every.filter(likes=0).order_by("-turn")
        rows += rest[skipped : skipped + PAGE + 1 - len(rows)]
    after = start + PAGE if len(rows) > PAGE else None
    return Listed(_threads(article, rows[:PAGE]), after)


def since(*, article: Article, turn: int) -> list[Comment]:
    """What came to be shown after that turn, the oldest first."""
    found = Comment.objects.published().filter(article=article, turn__gt=turn)
    return [*found.order_by("turn")[:NEW]]


def one(*, article: Article, pk: int) -> Comment | None:
    return Comment.objects.published().filter(article=article, pk=pk).first()


def answers(*, comment: Comment) -> CommentList:
    """All answers to one, the oldest first."""
    return Comment.objects.published().filter(parent=comment).order_by("turn")


def count(*, article: Article) -> int:
    return Comment.objects.published().filter(article=article).count()


def turns(*, articles: Iterable[int]) -> dict[int, int]:
    """How many comments were ever shown below each article."""
    found = Article.objects.published().filter(pk__in=articles)
    return dict(found.values_list("pk", "turns"))


def liked(*, article: Article, comments: Iterable[int], token: str) -> set[int]:
    """Those of the comments that the browser with this token likes."""
    shown = Comment.objects.published().filter(article=article, pk__in=comments)
    marks = {mark(pk, token): pk for pk in shown.values_list("pk", flat=True)}
    given = Like.objects.filter(mark__in=marks).values_list("mark", flat=True)
    return {marks[each] for each in given}


def hidden_by_reason(*, article: Article) -> list[ByReason]:
    """The reasons that were given, with their figures; never the texts."""
    found = CommentHiding.objects.published().filter(comment__article=article)
    rows = found.order_by().values("reason").annotate(rows=Count("pk"), again=Count("lifted_on"))
    counts = {row["reason"]: row for row in rows}
    return [
        ByReason(str(label), counts[reason]["rows"], counts[reason]["again"])
        for reason, label in CommentHiding.Reason.choices
        if reason in counts
    ]


def _threads(article: Article, rows: list[Comment]) -> list[Thread]:
    threads = {row.pk: Thread(row) for row in rows}
    answers = Comment.objects.published().filter(article=article, parent__in=threads)
    counted = answers.order_by().values("parent").annotate(rows=Count("pk"))
    for parent, answered in counted.values_list("parent", "rows"):
        threads[parent or 0].answered = answered
    place = Window(RowNumber(), partition_by=F("parent"), order_by=F("turn").asc())
    for answer in answers.annotate(place=place).filter(place__lte=ANSWERS).order_by("turn"):
        threads[answer.parent_id or 0].answers.append(answer)
    return [*threads.values()]
