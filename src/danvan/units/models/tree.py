"""The tree of places and bodies. A unit is an identity; what it is called, what it is and what it
stands under belong to its dated versions. Nothing is moved: a merger adds units and successions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_lazy

from danvan.ledger.models import Reader
from danvan.units.models.dated import DatedRows, below, in_order, written


class Kind(models.TextChoices):
    PLACE = "place", gettext_lazy("địa bàn")
    RESIDENTIAL = "residential", gettext_lazy("thôn, tổ dân phố")
    PARTY_COMMITTEE = "party_committee", gettext_lazy("cấp ủy")
    STANDING_BOARD = "standing_board", gettext_lazy("Ban Thường vụ")
    PERMANENT_SECRETARIAT = "permanent_secretariat", gettext_lazy("Thường trực")
    ADVISORY_BOARD = "advisory_board", gettext_lazy("ban tham mưu")
    AUTHORITY = "authority", gettext_lazy("chính quyền")
    FRONT = "front", gettext_lazy("Mặt trận Tổ quốc")
    MASS_ORG = "mass_org", gettext_lazy("tổ chức chính trị - xã hội")
    AGENCY = "agency", gettext_lazy("cơ quan, đơn vị")


class Shared(models.QuerySet["Tier"]):
    def visible_to(self, officer: Reader) -> Shared:
        """Public to every officer."""
        return self


class Tier(models.Model):
    """A level of the tree: central, province, district, commune … Levels come and go: data."""

    code = models.CharField("mã", max_length=30, unique=True)
    label = models.CharField("tên cấp", max_length=60)
    rank = models.PositiveSmallIntegerField("thứ bậc", unique=True)

    objects = Shared.as_manager()

    class Meta:
        ordering = ("rank",)
        verbose_name = "cấp"

    def __str__(self) -> str:
        return self.label


class Units(models.QuerySet["Unit"]):
    def visible_to(self, officer: Reader) -> Units:
        """The officer's units and those below them, as they are or once were."""
        reached = UnitVersion.objects.visible_to(officer).values("unit")
        return self.filter(pk__in=reached)


class Unit(models.Model):
    """A place or body, whatever it is called and wherever it stands. `code` never changes."""

    code = models.CharField("mã", max_length=60, unique=True)
    kind = models.CharField("loại", max_length=30, choices=Kind.choices, db_index=True)

    objects = Units.as_manager()

    class Meta:
        verbose_name = "đơn vị"

    def __str__(self) -> str:
        return self.code

    @property
    def last_path(self) -> str:
        """Where the unit stands in the end, as far as is known."""
        return str(self.versions.latest("valid_from").path)

    def version_on(self, on: date) -> UnitVersion:
        """What the unit is on a day. Raises ValidationError where it does not exist then."""
        found: UnitVersion | None = self.versions.held(on).first()
        if found is None:
            said = gettext("Đơn vị không tồn tại vào ngày %s.") % written(on)
            raise ValidationError({"on": [said]})
        return found


class Versions(DatedRows):
    def visible_to(self, officer: Reader) -> Versions:
        return self.filter(below(tuple(officer.reach), "path"))

    def names(self, units: Iterable[int], on: date) -> dict[int, str]:
        """What units, by number, were called on a day."""
        return dict(self.filter(unit__in=units).held(on).values_list("unit", "name"))

    def below(self, path: str) -> Versions:
        """The unit at the path and all under it."""
        return self.filter(path__under=path)


class UnitVersion(models.Model):
    """What a unit is from `valid_from` until the day before `valid_to`.

    `path` lists the numbers of the units above and its own: "/1/25/301/". It is kept by actions.
    `designation` is the kind of place ("xã", "phường"), `symbol` stands in numbers of papers.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+")
    name = models.CharField("tên", max_length=250, db_index=True)
    short_name = models.CharField("tên gọn", max_length=120)
    folded = models.CharField("tên không dấu", max_length=250, db_index=True)
    designation = models.CharField("loại địa bàn", max_length=60, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    path = models.CharField("đường dẫn", max_length=400, db_index=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True)

    objects = Versions.as_manager()

    class Meta:
        ordering = ("path", "valid_from")
        verbose_name = "bản đơn vị"
        constraints = [
            in_order("units_version_in_order"),
            models.UniqueConstraint(
                fields=("unit", "valid_from"), name="units_version_begins_once"
            ),
        ]
        indexes = [models.Index(fields=("parent", "valid_from"))]

    def __str__(self) -> str:
        return self.name

    def is_held(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class Successions(models.QuerySet["UnitSuccession"]):
    def visible_to(self, officer: Reader) -> Successions:
        within = Unit.objects.visible_to(officer)
        return self.filter(Q(before__in=within) | Q(after__in=within))


class UnitSuccession(models.Model):
    """One unit, or a share of it, went on in another from a day on."""

    class Kind(models.TextChoices):
        MERGE = "merge", gettext_lazy("sáp nhập")
        UNITE = "unite", gettext_lazy("hợp nhất")
        SPLIT = "split", gettext_lazy("chia tách")
        RENAME = "rename", gettext_lazy("đổi tên")

    before = models.ForeignKey(Unit, models.PROTECT, related_name="went_into")
    after = models.ForeignKey(Unit, models.PROTECT, related_name="came_from")
    kind = models.CharField("cách", max_length=10, choices=Kind.choices)
    share = models.DecimalField("phần", max_digits=5, decimal_places=4, null=True)
    on = models.DateField("từ ngày")

    objects = Successions.as_manager()

    class Meta:
        ordering = ("on", "pk")
        verbose_name = "kế tiếp"
        constraints = [
            models.UniqueConstraint(fields=("before", "after", "on"), name="units_succeeds_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="units_succeeds_another"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="units_share_is_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class Functions(DatedRows):
    def visible_to(self, officer: Reader) -> Functions:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class Function(models.Model):
    """Which body does a work for a place, from one day to another: a setting, not its kind."""

    class Work(models.TextChoices):
        MOBILISATION = "mobilisation", gettext_lazy("làm công tác dân vận")
        COLLECTION = "collection", gettext_lazy("thu thập ý kiến")
        SITUATION = "situation", gettext_lazy("nắm tình hình nhân dân")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="functions")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="served_by")
    work = models.CharField("việc", max_length=20, choices=Work.choices)
    channel = models.CharField("kênh", max_length=20, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True)

    objects = Functions.as_manager()

    class Meta:
        verbose_name = "chức năng"
        constraints = [in_order("units_function_in_order")]

    def __str__(self) -> str:
        return f"{self.work} {self.place_id}"


class Clusters(models.QuerySet["Cluster"]):
    def visible_to(self, officer: Reader) -> Clusters:
        """Public to every officer."""
        return self


class Cluster(models.Model):
    """A cluster of units that meet in turn, such as the northern midland provinces."""

    label = models.CharField("tên cụm", max_length=200, unique=True)
    units = models.ManyToManyField(Unit, related_name="clusters")

    objects = Clusters.as_manager()

    class Meta:
        verbose_name = "cụm"

    def __str__(self) -> str:
        return self.label
