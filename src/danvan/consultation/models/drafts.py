"""The draft: versions that never change, their sections, and the words that opinions point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from danvan.consultation.models.consultations import Consultation
from danvan.sense.records import Draft
from danvan.sense.records import Section as Told

if TYPE_CHECKING:
    from danvan.units.models import Officer


class DraftVersions(models.QuerySet["DraftVersion"]):
    def visible_to(self, officer: Officer) -> DraftVersions:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))

    def published(self) -> DraftVersions:
        """What the public may read."""
        return self.filter(published_at__isnull=False, consultation__opened_at__isnull=False)

    def current(self, consultation: Consultation) -> DraftVersion:
        """The last published one, with its consultation at hand. Raises DoesNotExist before it."""
        version = self.filter(consultation=consultation, number__isnull=False).latest("number")
        version.consultation = consultation
        return version


class DraftVersion(models.Model):
    """One version of the draft as imported. Its number is given when it is published; its sections
    never change. `sha256` is that of the file, in hexadecimal digits."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần", null=True)
    title = models.CharField("tên dự thảo", max_length=500)
    note = models.TextField("ghi chú", blank=True)
    source = models.CharField("tệp", max_length=250)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField("nhập lúc")
    published_at = models.DateTimeField("công bố lúc", null=True)

    objects = DraftVersions.as_manager()

    class Meta:
        ordering = ("consultation", "pk")
        verbose_name = "bản dự thảo"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "number"), name="consultation_version_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(number=None, published_at=None)
                | (~Q(number=None) & ~Q(published_at=None)),
                name="consultation_version_numbered_when_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number or '?'})"

    def as_told(self) -> Draft:
        """The version as the engine reads it."""
        return Draft(self.title, tuple(section.as_told() for section in self.sections.all()))


class Sections(models.QuerySet["Section"]):
    def visible_to(self, officer: Officer) -> Sections:
        return self.filter(version__in=DraftVersion.objects.visible_to(officer))

    def published(self) -> Sections:
        return self.filter(
            version__published_at__isnull=False, version__consultation__opened_at__isnull=False
        )


class Section(models.Model):
    """A section of one version. `key` stays the same from version to version; `parent_key` is ""
    at the top; `text` is its own, paragraphs parted by line ends, without its children's."""

    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="sections")
    key = models.CharField("khóa", max_length=60)
    position = models.PositiveIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp")
    number = models.CharField("số", max_length=60, blank=True)
    title = models.CharField("đề mục", max_length=1000)
    parent_key = models.CharField("mục trên", max_length=60, blank=True)
    text = models.TextField("nội dung", blank=True)

    objects = Sections.as_manager()

    class Meta:
        ordering = ("version", "position")
        verbose_name = "mục dự thảo"
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="consultation_section_key"),
            models.UniqueConstraint(
                fields=("version", "position"), name="consultation_section_in_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def as_told(self) -> Told:
        """The section as the engine reads it."""
        parent = self.parent_key or None
        return Told(self.key, self.level, self.number, self.title, parent, self.text)


class Anchors(models.QuerySet["Anchor"]):
    def visible_to(self, officer: Officer) -> Anchors:
        return self.filter(version__in=DraftVersion.objects.visible_to(officer))

    def published(self) -> Anchors:
        return self.filter(version__in=DraftVersion.objects.published())


class Anchor(models.Model):
    """Words of one version that opinions point at: what they are, what stands before and after.

    `exact` is "" where the whole section is meant. Opinions on the same words share one anchor;
    `digest` (SHA-256 of section, start and words) keeps it so.
    """

    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="anchors")
    section_key = models.CharField("mục", max_length=60)
    exact = models.TextField("cụm từ", blank=True)
    prefix = models.CharField("trước", max_length=64, blank=True)
    suffix = models.CharField("sau", max_length=64, blank=True)
    start = models.PositiveIntegerField("từ ký tự", default=0)
    digest = models.CharField(max_length=64)

    objects = Anchors.as_manager()

    class Meta:
        verbose_name = "vị trí góp ý"
        constraints = [
            models.UniqueConstraint(fields=("version", "digest"), name="consultation_anchor_once")
        ]

    def __str__(self) -> str:
        return f"{self.section_key}: {self.exact[:40]}"


class AnchorPlaces(models.QuerySet["AnchorPlace"]):
    def visible_to(self, officer: Officer) -> AnchorPlaces:
        return self.filter(anchor__in=Anchor.objects.visible_to(officer))

    def published(self) -> AnchorPlaces:
        return self.filter(version__in=DraftVersion.objects.published())


class AnchorPlace(models.Model):
    """Where an anchor's words stand in a later version. `gone`: nowhere; the opinion then stands as
    said about its own version, beside the words of that version."""

    class How(models.TextChoices):
        EXACT = "exact", gettext_lazy("nguyên chỗ")
        MOVED = "moved", gettext_lazy("đã chuyển chỗ")
        REWORDED = "reworded", gettext_lazy("đã sửa câu chữ")
        GONE = "gone", gettext_lazy("không còn")

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="places")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="anchor_places")
    section_key = models.CharField("mục", max_length=60, blank=True)
    start = models.PositiveIntegerField("từ ký tự", default=0)
    end = models.PositiveIntegerField("đến trước ký tự", default=0)
    how = models.CharField(max_length=10, choices=How.choices)

    objects = AnchorPlaces.as_manager()

    class Meta:
        verbose_name = "chỗ của vị trí góp ý"
        constraints = [
            models.UniqueConstraint(fields=("anchor", "version"), name="consultation_placed_once")
        ]
        indexes = [models.Index(fields=("version", "section_key"))]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.how}"
