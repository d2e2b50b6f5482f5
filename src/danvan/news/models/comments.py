"""Comments on articles. They are no opinions on a draft and are counted nowhere with them; nobody
is asked who they are, and nothing kept here tells two comments of one reader from two readers'."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import Cast, Greatest, Sqrt
from django.utils.translation import gettext_lazy

from danvan.news.models.articles import Article

if TYPE_CHECKING:
    from danvan.units.models import Officer

Z = 1.96  # of a share's interval that holds in 95 of 100 cases
Z2 = Z * Z


class CommentList(models.QuerySet["Comment"]):
    def visible_to(self, officer: Officer) -> CommentList:
        return self.filter(article__in=Article.objects.visible_to(officer))

    def published(self) -> CommentList:
        """Those shown; an answer goes with what it answers."""
        answered = Q(parent=None) | Q(parent__state=Comment.State.SHOWN)
        shown = self.filter(answered, state=Comment.State.SHOWN)
        return shown.filter(article__current__isnull=False)

    def on_top(self) -> CommentList:
        """Those that answer no other."""
        return self.filter(parent=None)

    def best(self, likes: int) -> CommentList:
        """Those that are liked, best first: by the lower bound of Wilson's interval for the share
        of likes that a comment got of all `likes` of its article since it was shown.

        So what stands longer does not lead for that alone, and one like of one is not the best.
        E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
        """
        k = Cast(F("likes"), FloatField())
        n = Cast(Greatest(F("likes"), Value(likes) - F("likes_before")), FloatField())
        spread = Value(Z) * Sqrt(k * (n - k) / n + Value(Z2 / 4))
        bound = (k + Value(Z2 / 2) - spread) / (n + Value(Z2))
        return self.filter(likes__gt=0).annotate(bound=bound).order_by("-bound", "-turn")


class Comment(models.Model):
    """What a reader wrote, personal data masked before it is kept. `turn` is its number among those
    shown below the article, in the order in which they came to be shown; null while it waits.

    `key` is a page's own, hashed with the words: sent twice, they leave one comment.
    `likes_before`: how many likes the article's comments had when this one was shown.
    """

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("chờ kiểm duyệt")
        SHOWN = "shown", gettext_lazy("đang hiện")
        HIDDEN = "hidden", gettext_lazy("đang ẩn")

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    text = models.TextField("bình luận", max_length=3000)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices)
    turn = models.PositiveIntegerField("lượt", null=True)
    posted_on = models.DateField("ngày gửi")
    likes = models.PositiveIntegerField("lượt thích", default=0)
    likes_before = models.PositiveIntegerField("lượt thích có trước", default=0)
    key = models.CharField("khóa của trang", max_length=64)

    objects = CommentList.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "bình luận"
        constraints = [
            models.UniqueConstraint(fields=("article", "key"), name="news_comment_sent_once"),
            models.UniqueConstraint(fields=("article", "turn"), name="news_comment_in_turn"),
        ]
        indexes = [
            models.Index(fields=("article", "parent", "-turn"), name="news_comments_newest"),
            models.Index(
                fields=("article", "-likes"), condition=Q(likes__gt=0), name="news_comments_liked"
            ),
            models.Index(fields=("state", "article"), name="news_comments_by_state"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CommentHidings(models.QuerySet["CommentHiding"]):
    def visible_to(self, officer: Officer) -> CommentHidings:
        return self.filter(comment__in=Comment.objects.visible_to(officer))

    def published(self) -> CommentHidings:
        """For the public count by reason; never the texts."""
        return self.filter(comment__article__current__isnull=False)

    def in_force(self) -> CommentHidings:
        return self.filter(lifted_on=None)


class CommentHiding(models.Model):
    """A comment that is not shown, for a reason of this list and no other. It stays stored."""

    class Reason(models.TextChoices):
        SPAM = "spam", gettext_lazy("quảng cáo, rác")
        PERSONAL = "personal", gettext_lazy("dữ liệu cá nhân")
        UNLAWFUL = "unlawful", gettext_lazy("nội dung trái pháp luật")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="hidings")
    reason = models.CharField("lý do", max_length=10, choices=Reason.choices)
    note = models.CharField("giải thích", max_length=500)
    hidden_on = models.DateField("ngày ẩn")
    lifted_on = models.DateField("ngày thôi ẩn", null=True)

    objects = CommentHidings.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "lần ẩn bình luận"
        constraints = [
            models.UniqueConstraint(
                fields=("comment",), condition=Q(lifted_on=None), name="news_hidden_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"


class Likes(models.QuerySet["Like"]):
    def visible_to(self, officer: Officer) -> Likes:
        """To nobody, not even by a number: who liked what is no one's business."""
        return self.none()


class Like(models.Model):
    """One like of one comment. `mark` is made of the comment and of a number of chance that only
    the browser holds, for this one article: two marks never show that one browser left both."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="+")
    mark = models.CharField("dấu", max_length=64)

    objects = Likes.as_manager()

    class Meta:
        verbose_name = "lượt thích"
        constraints = [
            models.UniqueConstraint(fields=("comment", "mark"), name="news_liked_once_a_browser")
        ]

    def __str__(self) -> str:
        return str(self.comment_id)


def mark(comment: int, token: str) -> str:
    said = f"news.like:{comment}:{token}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), "sha256").hexdigest()
