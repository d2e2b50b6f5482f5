"""A consultation: one draft put before people from one day to another, by one unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from danvan.units.models import Function, Unit, UnitVersion

if TYPE_CHECKING:
    from datetime import date

    from danvan.units.models import Officer


class Channel(models.TextChoices):
    """How a submission arrives; codes as in the contract's files."""

    WEB = "web", gettext_lazy("trang mạng")
    CONFERENCE = "conference", gettext_lazy("hội nghị")
    LETTER = "letter", gettext_lazy("thư, công văn")
    PHONE = "phone", gettext_lazy("điện thoại")
    SHEET = "sheet", gettext_lazy("phiếu giấy")
    SCAN = "scan", gettext_lazy("bản chụp")
    APP = "app", gettext_lazy("ứng dụng")


class Consultations(models.QuerySet["Consultation"]):
    def visible_to(self, officer: Officer) -> Consultations:
        """Those of the officer's units and below, and the opened ones of units above, and of boards
        that serve a place above: an office collects opinions for the offices over it."""
        reached = UnitVersion.objects.visible_to(officer).values("unit")
        above = {int(number) for path in officer.reach for number in path.strip("/").split("/")}
        serving = Function.objects.held(officer.on).filter(
            place__in=above, work=Function.Work.MOBILISATION
        )
        over = Q(unit__in=above) | Q(unit__in=serving.values("unit"))
        return self.filter(Q(unit__in=reached) | (over & Q(opened_at__isnull=False)))

    def kept_by(self, officer: Officer) -> Consultations:
        """Those of the officer's units and below."""
        return self.filter(unit__in=Unit.objects.visible_to(officer))

    def published(self) -> Consultations:
        """What the public may read."""
        return self.filter(opened_at__isnull=False)

    def open(self, on: date) -> Consultations:
        """Those that take submissions on a day."""
        return self.published().filter(opens_on__lte=on, closes_on__gte=on)


class Consultation(models.Model):
    """What is asked, by whom, from which day to which (both included).

    `occasion` joins consultations held for one event ("Đại hội XIX"). `suppress`: fewer
    contributors than this are not told apart by area and group. `shows_texts`: texts whose senders
    agreed are shown on the public pages, masked. `contact_days`: a contact is erased so many days
    after the answer. `purge_on`: texts are purged on that day; null keeps them.
    """

    class Outline(models.TextChoices):
        PARTY = "party_r4", gettext_lazy("theo hướng dẫn của cấp ủy")
        MINISTRY = "ministry_2441", gettext_lazy("theo mẫu của cơ quan nhà nước")

    slug = models.SlugField("địa chỉ", max_length=80, unique=True)
    title = models.CharField("tên đợt", max_length=300)
    folded = models.CharField("không dấu", max_length=300)
    occasion = models.CharField("sự kiện", max_length=200, blank=True)
    purpose = models.TextField("mục đích", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="consultations")
    opens_on = models.DateField("mở ngày")
    closes_on = models.DateField("đóng hết ngày")
    opened_at = models.DateTimeField("công bố lúc", null=True)
    outline = models.CharField(
        "đề cương báo cáo", max_length=20, choices=Outline.choices, default=Outline.PARTY
    )
    papers = models.CharField("thể thức", max_length=10, default="party")
    suppress = models.PositiveSmallIntegerField("ngưỡng không nêu rõ", default=5)
    shows_texts = models.BooleanField("đăng ý kiến lên trang", default=True)
    contact_days = models.PositiveSmallIntegerField("giữ liên hệ (ngày)", default=90)
    purge_on = models.DateField("ngày xóa nội dung", null=True, blank=True)

    objects = Consultations.as_manager()

    class Meta:
        ordering = ("-closes_on", "-pk")
        verbose_name = "đợt lấy ý kiến"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="consultation_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(suppress__gte=2), name="consultation_suppresses_small_cells"
            ),
        ]
        indexes = [models.Index(fields=("unit", "-closes_on"), name="consultation_of_unit")]

    def __str__(self) -> str:
        return self.title

    def is_open(self, on: date) -> bool:
        return self.opened_at is not None and self.opens_on <= on <= self.closes_on

    def state(self, on: date) -> str:
        """`draft`, `announced`, `open` or `closed`."""
        if self.opened_at is None:
            return "draft"
        if on < self.opens_on:
            return "announced"
        return "open" if on <= self.closes_on else "closed"


class Parts(models.QuerySet["DiscussionQuestion"]):
    def visible_to(self, officer: Officer) -> Parts:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))

    def published(self) -> Parts:
        return self.filter(consultation__in=Consultation.objects.published())


class DiscussionQuestion(models.Model):
    """What people are asked about a section; no `section_key`: about the whole draft."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="questions")
    section_key = models.CharField("mục", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("gợi ý")

    objects = Parts.as_manager()

    class Meta:
        ordering = ("consultation", "position")
        verbose_name = "gợi ý thảo luận"
        constraints = [
            models.UniqueConstraint(
                fields=("consultation", "position"), name="consultation_question_in_place"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
