"""A synthesis: what the engine found in the submissions, kept as rows, with its proof.

A synthesis never changes. Its opinions are the points made in submissions, each with its place in
the text, its section, stance and theme; its statements carry their counts and their evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.drafts import DraftVersion
from danvan.consultation.models.submissions import Submission

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Syntheses(models.QuerySet["Synthesis"]):
    def visible_to(self, officer: Officer) -> Syntheses:
        return self.filter(consultation__in=Consultation.objects.kept_by(officer))

    def done(self) -> Syntheses:
        return self.filter(made_at__isnull=False)

    def published(self) -> Syntheses:
        return self.filter(
            published_at__isnull=False, consultation__in=Consultation.objects.published()
        )


class Synthesis(models.Model):
    """One run of the engine over what stood at `asked_at`. `folder` is where its files lie below
    the installation's home; `inputs` the SHA-256 of what went in. Counts as in the contract's
    `base`; `tallied` is the sum of the submissions' counts. `rules` holds the quantity words with
    their thresholds (`phrases`), how channels that do not count are treated (`channels`), and how
    many submissions were left aside for which reason (`apart`). `follows`: the one whose edits it
    took over. `only`: what of the consultation it is about (`channels`, `unit`, `since`, `until`);
    empty for all of it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="syntheses")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("lần")
    seed = models.PositiveBigIntegerField(default=0)
    last = models.PositiveBigIntegerField("lượt góp ý cuối", default=0)
    asked_at = models.DateTimeField("giao lúc")
    made_at = models.DateTimeField("xong lúc", null=True)
    published_at = models.DateTimeField("công bố lúc", null=True)
    engine = models.CharField("phiên bản máy", max_length=40, blank=True)
    inputs = models.CharField(max_length=64, blank=True)
    folder = models.CharField(max_length=120, blank=True)
    submissions = models.PositiveIntegerField("lượt góp ý", default=0)
    tallied = models.PositiveBigIntegerField("số lượt cộng dồn", default=0)
    people = models.PositiveBigIntegerField("số người", null=True)
    opinions_count = models.PositiveIntegerField("ý kiến", default=0)
    families = models.PositiveIntegerField("nhóm ý kiến trùng", default=0)
    rules = models.JSONField("quy tắc đã dùng", default=dict)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    only = models.JSONField("phạm vi", default=dict)

    objects = Syntheses.as_manager()

    class Meta:
        ordering = ("consultation", "-number")
        verbose_name = "bản tổng hợp"
        verbose_name_plural = "bản tổng hợp"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "number"), name="consultation_synthesis_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(made_at=None),
                name="consultation_published_when_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"


Row = TypeVar("Row", bound=models.Model)


class OfSynthesis(models.QuerySet[Row]):
    """Rows that belong to a synthesis, and are seen with it."""

    def visible_to(self, officer: Officer) -> Self:
        return self.filter(synthesis__in=Synthesis.objects.visible_to(officer))

    def published(self) -> Self:
        return self.filter(synthesis__in=Synthesis.objects.published())


class Themes(OfSynthesis["Theme"]):
    """Of syntheses."""


class Opinions(OfSynthesis["Opinion"]):
    """Of syntheses."""


class Statements(OfSynthesis["Statement"]):
    """Of syntheses."""


class Theme(models.Model):
    """A group of opinions on one matter in one section; `code` is the engine's `theme_id`.

    `is_kept`: people made it what it is, and later syntheses keep it so. `is_marked`: what they
    said of its being a minority view, null where nothing. `stances`, `days`: opinions by stance and
    by day of arrival (ISO)."""

    synthesis = models.ForeignKey(Synthesis, models.PROTECT, related_name="themes")
    code = models.CharField("mã", max_length=80)
    section_key = models.CharField("mục", max_length=60)
    label = models.CharField("nhóm vấn đề", max_length=500)
    opinions_count = models.PositiveIntegerField("ý kiến")
    submissions = models.PositiveIntegerField("lượt góp ý")
    families = models.PositiveIntegerField("nhóm ý kiến trùng")
    is_minority = models.BooleanField("ý kiến thiểu số", default=False)
    position = models.PositiveIntegerField("thứ tự")
    is_kept = models.BooleanField("do người biên tập", default=False)
    is_marked = models.BooleanField("người biên tập đánh dấu thiểu số", null=True)
    stances = models.JSONField("theo thái độ", default=dict)
    days = models.JSONField("theo ngày", default=dict)

    objects = Themes.as_manager()

    class Meta:
        ordering = ("synthesis", "position")
        verbose_name = "nhóm vấn đề"
        constraints = [
            models.UniqueConstraint(fields=("synthesis", "code"), name="consultation_theme_once")
        ]

    def __str__(self) -> str:
        return self.label


class Opinion(models.Model):
    """One point made in a submission: its place in the text, counted in code points.

    `nearest`: keys of the sections that the engine thought of, the best first, parted by blanks.
    `map_x`, `map_y`: its place in the picture of all opinions, each from -1000 to 1000."""

    class Stance(models.TextChoices):
        AGREE = "agree", gettext_lazy("tán thành")
        PROPOSE = "propose", gettext_lazy("đề nghị")
        OBJECT = "object", gettext_lazy("không tán thành")
        QUESTION = "question", gettext_lazy("băn khoăn")
        INFORM = "inform", gettext_lazy("phản ánh")
        UNCLEAR = "unclear", gettext_lazy("chưa rõ")

    synthesis = models.ForeignKey(Synthesis, models.PROTECT, related_name="opinions")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="opinions")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    start = models.PositiveIntegerField("từ ký tự")
    end = models.PositiveIntegerField("đến trước ký tự")
    section_key = models.CharField("mục", max_length=60)
    section_how = models.CharField("cách gắn mục", max_length=10)
    stance = models.CharField("thái độ", max_length=10, choices=Stance.choices)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="opinions")
    nearest = models.CharField("mục gần nhất", max_length=190, blank=True)
    map_x = models.SmallIntegerField(null=True)
    map_y = models.SmallIntegerField(null=True)

    objects = Opinions.as_manager()

    class Meta:
        ordering = ("synthesis", "pk")
        verbose_name = "ý kiến"
        constraints = [
            models.UniqueConstraint(
                fields=("synthesis", "submission", "ordinal"), name="consultation_opinion_once"
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="consultation_opinion_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=("theme", "-id"), name="consultation_of_theme"),
            models.Index(fields=("synthesis", "section_key", "stance"), name="consultation_cells"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}.{self.ordinal}"


class Statement(models.Model):
    """A sentence of the report, with its count, the base it is a share of, and the unit of both.

    `wording`: what it says between its quantity word and its figures where an analyst worded it.
    `phrase`: the words that its opinions hold, where it is about words and not about a theme."""

    synthesis = models.ForeignKey(Synthesis, models.PROTECT, related_name="statements")
    code = models.CharField("mã", max_length=40)
    position = models.PositiveIntegerField("thứ tự")
    section_key = models.CharField("mục", max_length=60)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="statements")
    scope = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=20, blank=True)
    text = models.TextField("câu")
    quantifier = models.CharField("lượng từ", max_length=60)
    count = models.PositiveIntegerField("số")
    base = models.PositiveIntegerField("trên tổng số")
    unit = models.CharField("đơn vị tính", max_length=20)
    wording = models.TextField("lời", blank=True)
    phrase = models.CharField("từ ngữ được nhắc", max_length=200, blank=True)

    objects = Statements.as_manager()

    class Meta:
        ordering = ("synthesis", "position")
        verbose_name = "câu của báo cáo"
        constraints = [
            models.UniqueConstraint(fields=("synthesis", "code"), name="consultation_sentence_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class OfStatement(models.QuerySet["Evidence"]):
    def visible_to(self, officer: Officer) -> OfStatement:
        return self.filter(statement__in=Statement.objects.visible_to(officer))

    def published(self) -> OfStatement:
        return self.filter(statement__in=Statement.objects.published())


class Evidence(models.Model):
    """An opinion behind a statement; quoted in it from `start` to before `end` of the submission's
    text, where `end` is above 0."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="evidence")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    is_pinned = models.BooleanField("được ghim", default=False)

    objects = OfStatement.as_manager()

    class Meta:
        ordering = ("statement", "pk")
        verbose_name = "dẫn chứng"
        constraints = [
            models.UniqueConstraint(
                fields=("statement", "opinion"), name="consultation_evidence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} ← {self.opinion_id}"
