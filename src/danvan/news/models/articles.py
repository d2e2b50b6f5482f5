"""Articles. What the public reads is a version: once published it stays as it is, and what is
corrected later is another version with a note that all can see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from danvan.units.models import Unit

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Tags(models.QuerySet["Tag"]):
    def visible_to(self, officer: Officer) -> Tags:
        """Public to every officer."""
        return self

    def published(self) -> Tags:
        return self.filter(articles__in=Article.objects.published()).distinct()


class Tag(models.Model):
    """A keyword of published articles; articles that share it are listed together."""

    slug = models.SlugField("địa chỉ", max_length=120, unique=True)
    label = models.CharField("từ khóa", max_length=120)

    objects = Tags.as_manager()

    class Meta:
        ordering = ("label",)
        verbose_name = "từ khóa"

    def __str__(self) -> str:
        return self.label


class Articles(models.QuerySet["Article"]):
    def visible_to(self, officer: Officer) -> Articles:
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def published(self) -> Articles:
        return self.filter(current__isnull=False)


class Article(models.Model):
    """An address with versions behind it; `current` is the one that the public reads.

    `turns` counts the comments that were ever shown, `likes` the likes that its comments have.
    """

    class Comments(models.TextChoices):
        OPEN = "open", gettext_lazy("hiện ngay, kiểm duyệt sau")
        CHECKED = "checked", gettext_lazy("kiểm duyệt trước khi hiện")
        CLOSED = "closed", gettext_lazy("không nhận bình luận")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="articles")
    slug = models.SlugField("địa chỉ", max_length=100, unique=True)
    created_at = models.DateTimeField("viết lúc")
    published_at = models.DateTimeField("công bố lần đầu lúc", null=True, db_index=True)
    current = models.OneToOneField(
        "news.ArticleVersion", models.PROTECT, null=True, related_name="+"
    )
    tags = models.ManyToManyField(Tag, related_name="articles")
    commenting = models.CharField(
        "bình luận", max_length=10, choices=Comments.choices, default=Comments.OPEN
    )
    comments_close_on = models.DateField("nhận bình luận đến hết ngày", null=True)
    turns = models.PositiveIntegerField("số lượt bình luận đã hiện", default=0)
    likes = models.PositiveIntegerField("số lượt thích", default=0)

    objects = Articles.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = "bài viết"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("news:article", args=[self.slug])

    def takes_comments(self, on: date) -> bool:
        last = self.comments_close_on
        return self.commenting != self.Comments.CLOSED and (last is None or on <= last)


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("đang soạn")
    REVIEW = "review", gettext_lazy("chờ duyệt")
    APPROVED = "approved", gettext_lazy("đã duyệt, chờ đến giờ")
    PUBLISHED = "published", gettext_lazy("đã công bố")


class ArticleVersions(models.QuerySet["ArticleVersion"]):
    def visible_to(self, officer: Officer) -> ArticleVersions:
        return self.filter(article__in=Article.objects.visible_to(officer))

    def published(self) -> ArticleVersions:
        return self.filter(state=State.PUBLISHED)


class ArticleVersion(models.Model):
    """The text of an article. `prefix`: whose news it is ("BGĐT"), apart from the text. `body` is
    plain text with marks. `byline` as the article bears it. `keywords` are parted by ";" and stand
    for its pictures where these have no words of their own. `stamped_at` is what "Cập nhật" shows.

    `note`, from the second version on: what was corrected. `said`: why it was sent back.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("bản")
    topic = models.CharField("chủ đề", max_length=80)
    prefix = models.CharField("nguồn tin", max_length=20, blank=True)
    headline = models.CharField("tiêu đề", max_length=250)
    lead = models.TextField("dẫn nhập", max_length=1500)
    body = models.TextField("nội dung", max_length=100_000, blank=True)
    byline = models.CharField("ghi tên dưới bài", max_length=150, blank=True)
    keywords = models.CharField("từ khóa", max_length=600, blank=True)
    folded = models.TextField("không dấu")
    note = models.CharField("đính chính", max_length=500, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default="draft")
    said = models.CharField("cần sửa", max_length=500, blank=True)
    made_at = models.DateTimeField("lập lúc")
    publish_at = models.DateTimeField("hẹn công bố lúc", null=True)
    published_at = models.DateTimeField("công bố lúc", null=True)
    stamped_at = models.DateTimeField("cập nhật", null=True)

    objects = ArticleVersions.as_manager()

    class Meta:
        ordering = ("article", "number")
        verbose_name = "bản của bài viết"
        constraints = [
            models.UniqueConstraint(fields=("article", "number"), name="news_version_in_order"),
            models.UniqueConstraint(
                fields=("article",),
                condition=~Q(state="published"),
                name="news_one_version_at_work",
            ),
        ]
        indexes = [
            models.Index(
                fields=("publish_at",), condition=Q(state="approved"), name="news_versions_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def words(self) -> list[str]:
        """The keywords, each for itself."""
        return keywords(self.keywords)

    @property
    def is_correction(self) -> bool:
        return self.number > 1

    @property
    def standing(self) -> str:
        """Where it stands, in words; a published correction says that it is one."""
        if self.is_correction and self.state == State.PUBLISHED:
            return gettext("đã đính chính")
        return str(self.get_state_display())


class RelatedArticles(models.QuerySet["RelatedArticle"]):
    def visible_to(self, officer: Officer) -> RelatedArticles:
        return self.filter(version__in=ArticleVersion.objects.visible_to(officer))

    def published(self) -> RelatedArticles:
        """Those of published versions; where one leads to an article of ours, if that is out."""
        out = self.filter(version__state=State.PUBLISHED)
        return out.filter(Q(other=None) | Q(other__current__isnull=False))


class RelatedArticle(models.Model):
    """Another article, here or elsewhere, with its title and a summary that says of which day."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="related")
    number = models.PositiveSmallIntegerField("thứ tự")
    other = models.ForeignKey(Article, models.PROTECT, null=True, related_name="+")
    url = models.URLField("địa chỉ", max_length=500, blank=True)
    title = models.CharField("tiêu đề", max_length=250)
    summary = models.TextField("tóm tắt", max_length=1500, blank=True)

    objects = RelatedArticles.as_manager()

    class Meta:
        ordering = ("version", "number")
        verbose_name = "bài liên quan"
        constraints = [
            models.UniqueConstraint(fields=("version", "number"), name="news_related_in_order")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read; "" where nobody said."""
        return self.other.get_absolute_url() if self.other else self.url


def keywords(text: str) -> list[str]:
    """ "a; b ;a" as ["a", "b"]."""
    words = (" ".join(word.split()) for word in text.split(";"))
    return [*dict.fromkeys(filter(None, words))]
