"""What people say: submissions, kept as they arrived, and the receipts that lead back to them.

Nothing here says who spoke. A submission is never changed; only its text can be taken out, by its
sender or on the day of the purge, and then its row, its count and its seal remain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Channel, Consultation
from danvan.consultation.models.drafts import Anchor, DraftVersion
from danvan.consultation.models.intake import Intake
from danvan.units.models import Unit
from danvan.work.models import Conference

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Receipts(models.QuerySet["Receipt"]):
    def visible_to(self, officer: Officer) -> Receipts:
        """To no officer: only the code opens a receipt."""
        return self.none()

    def published(self) -> Receipts:
        """For whoever holds the code; what is asked of it filters by `code_hash`."""
        return self


class Receipt(models.Model):
    """One sending: what its code, kept only as a hash, opens. `digest` is of what was sent, so that
    the same sending twice is known from another one under the same key."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField("lúc nhận, tròn phút")

    objects = Receipts.as_manager()

    class Meta:
        verbose_name = "biên nhận"

    def __str__(self) -> str:
        return f"{self.pk}"


class Stance(models.TextChoices):
    """What the sender ticked, if anything; the engine's reading of the text is another thing."""

    AGREE = "agree", gettext_lazy("tán thành")
    CONDITIONAL = "conditional", gettext_lazy("tán thành có điều kiện")
    OBJECT = "object", gettext_lazy("không tán thành")
    OTHER = "other", gettext_lazy("ý kiến khác")


class ChangeType(models.TextChoices):
    ADD = "add", gettext_lazy("bổ sung")
    CHANGE = "change", gettext_lazy("sửa")
    REMOVE = "remove", gettext_lazy("bỏ")
    CLARIFY = "clarify", gettext_lazy("làm rõ")
    FIGURES = "figures", gettext_lazy("số liệu")
    WORDING = "wording", gettext_lazy("câu chữ")


class Submissions(models.QuerySet["Submission"]):
    def visible_to(self, officer: Officer) -> Submissions:
        """What was collected by the officer's units and those below."""
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def standing(self) -> Submissions:
        """Those that count: not replaced by a correction; text taken out still counts once."""
        corrections = Submission.objects.filter(supersedes=OuterRef("pk"))
        return self.filter(~Exists(corrections))

    def replaced(self) -> Submissions:
        """Those that a correction stands in for: the others of `standing`, found from the
        corrections, which are few."""
        corrections = Submission.objects.filter(supersedes__isnull=False)
        return self.filter(pk__in=corrections.order_by().values("supersedes"))

    def counted(self) -> Submissions:
        """Those of the counts: standing, but for what is hidden as spam. Hidden for any other
        reason, a text still counts."""
        spam = FilteredRelation(
            "hidings", condition=Q(hidings__reason="spam", hidings__lifted_on=None)
        )
        return self.standing().alias(as_spam=spam).filter(as_spam=None)

    def with_text(self) -> Submissions:
        return self.filter(removed="")

    def published(self) -> Submissions:
        """What the public may read: agreed to by the sender, masked, not hidden, still standing."""
        return self.standing().filter(
            removed="",
            may_publish=True,
            consultation__opened_at__isnull=False,
            consultation__shows_texts=True,
            shown__is_hidden=False,
        )


class Submission(models.Model):
    """One text as received (lượt góp ý), in composed letters.

    `section_key` is the section that the sender named, "" for the whole draft; `anchor` the words,
    null where none were. `count`: for how many submissions the text stands (tally); `people`: how
    many people stand behind it, where known. `office` is that of who spoke at a conference.
    `source` tells the place in the file (`tệp#dòng`). `place` is the area, where told. `salt` and
    `seal` prove that the text is in the published set; both outlive the text only as the seal.
    `folded` is the text's folded shadow, for search.
    """

    class Removed(models.TextChoices):
        WITHDRAWN = "withdrawn", gettext_lazy("người gửi rút lại")
        PURGED = "purged", gettext_lazy("hết hạn lưu giữ")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="submissions")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    section_key = models.CharField("mục", max_length=60, blank=True)
    anchor = models.ForeignKey(Anchor, models.PROTECT, null=True, related_name="submissions")
    text = models.TextField("nội dung")
    folded = models.TextField("không dấu")
    replacement = models.TextField("câu chữ đề nghị", blank=True)
    stance = models.CharField("thái độ", max_length=12, choices=Stance.choices, blank=True)
    change_type = models.CharField("loại góp ý", max_length=10, choices=ChangeType, blank=True)
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    group = models.CharField("đối tượng", max_length=80, blank=True)
    office = models.CharField("chức vụ người phát biểu", max_length=200, blank=True)
    count = models.PositiveIntegerField("số lượt", default=1)
    people = models.PositiveIntegerField("số người", null=True)
    received_on = models.DateField("ngày góp ý")
    entered_at = models.DateTimeField("lúc ghi, tròn phút")
    source = models.CharField("nguồn", max_length=300, blank=True)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="submissions")
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="submissions")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by"
    )
    may_publish = models.BooleanField("đồng ý đăng", default=False)
    salt = models.CharField(max_length=32)
    seal = models.CharField(max_length=64)
    removed = models.CharField("đã rút", max_length=10, choices=Removed.choices, blank=True)
    removed_on = models.DateField("ngày rút", null=True)

    objects = Submissions.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "lượt góp ý"
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="consultation_counts_one"),
            models.CheckConstraint(
                condition=Q(removed="", removed_on=None)
                | (~Q(removed="") & ~Q(removed_on=None) & Q(text="", folded="", replacement="")),
                name="consultation_removed_text_is_gone",
            ),
        ]
        indexes = [
            models.Index(fields=("consultation", "-id"), name="consultation_newest"),
            models.Index(
                fields=("consultation", "section_key", "-id"), name="consultation_of_section"
            ),
            models.Index(fields=("consultation", "unit", "-id"), name="consultation_by_unit"),
            models.Index(fields=("consultation", "channel", "-id"), name="consultation_by_channel"),
            models.Index(
                fields=("consultation", "received_on", "-id"), name="consultation_by_received"
            ),
            models.Index(fields=("consultation", "entered_at", "id"), name="consultation_by_day"),
            models.Index(  # all that the sums ask for, so that no text is read for them
                fields=(
                    "consultation",
                    "unit",
                    "channel",
                    "section_key",
                    "removed",
                    "count",
                    "people",
                ),
                name="consultation_sums",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class ShownTexts(models.QuerySet["ShownText"]):
    def visible_to(self, officer: Officer) -> ShownTexts:
        return self.filter(submission__in=Submission.objects.visible_to(officer))


class ShownText(models.Model):
    """A submission's text as others may read it: personal data masked. Made soon after it arrives;
    `is_hidden` follows the hidings in force."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="shown")
    text = models.TextField("nội dung đã che")
    masks = models.PositiveSmallIntegerField("số chỗ che")
    is_hidden = models.BooleanField("đang ẩn", default=False)

    objects = ShownTexts.as_manager()

    class Meta:
        verbose_name = "bản đăng"

    def __str__(self) -> str:
        return f"{self.submission_id}"
