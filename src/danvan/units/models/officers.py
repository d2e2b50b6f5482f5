"""Officers are the only accounts. What one may do comes from roles held for a unit and a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from danvan.ledger.models import NOWHERE
from danvan.units.models.dated import DatedRows, holds, in_order, today
from danvan.units.models.tree import Function, Unit, UnitSuccession, UnitVersion


class Role(models.TextChoices):
    COLLECTOR = "collector", gettext_lazy("nhập liệu, tiếp nhận")
    ANALYST = "analyst", gettext_lazy("tổng hợp")
    APPROVER = "approver", gettext_lazy("duyệt, công bố")
    CLERK = "clerk", gettext_lazy("văn thư")
    EDITOR = "editor", gettext_lazy("biên tập tin")
    ADMIN = "admin", gettext_lazy("quản trị đơn vị")


SECOND_FACTOR = frozenset({Role.APPROVER, Role.CLERK, Role.ADMIN})  # roles that must have one


class Accounts(BaseUserManager["Officer"]):
    """`visible_to` an officer: those who hold, or held, a role in units that they may see."""

    def visible_to(self, officer: Officer) -> models.QuerySet[Officer]:
        held = RoleAssignment.objects.filter(unit__in=Unit.objects.visible_to(officer))
        return self.filter(pk__in=held.values("officer"))


class Officer(AbstractBaseUser):
    username = models.CharField(
        "tên đăng nhập",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
    )
    full_name = models.CharField("họ và tên", max_length=150)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    epoch = models.PositiveIntegerField("lần đổi vai trò", default=0)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = Accounts()

    class Meta:
        verbose_name = "cán bộ"

    def __str__(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own, and the number of role changes: a session of before one is over."""
        salt = "danvan.units.Officer.session"
        said = f"{self.password}:{self.epoch}"
        return salted_hmac(salt, said, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def on(self) -> date:
        """The day as of which roles count: today, unless somebody sets another."""
        return today()

    @cached_property
    def duties(self) -> tuple[RoleAssignment, ...]:
        """The roles held on that day, with units that exist on it, in order of their units."""
        held = self.roles.held(self.on).filter(holds(self.on, "unit__versions__"))
        named = held.annotate(unit_name=models.F("unit__versions__name")).select_related("unit")
        return tuple(named.order_by("unit_id", "pk"))

    @cached_property
    def seat(self) -> RoleAssignment | None:
        """The role in whose unit the officer acts; the first one, unless a page chose another."""
        return self.duties[0] if self.duties else None

    @cached_property
    def standing(self) -> UnitVersion | None:
        """The unit one acts for, under the name it has on that day."""
        if self.seat is None:
            return None
        return self.seat.unit.versions.held(self.on).first()

    @property
    def post(self) -> str:
        if self.seat is None or self.standing is None:
            return "Không giữ vai trò"
        with translation.override(settings.LANGUAGE_CODE):  # the ledger speaks one language
            return f"{self.seat.title or self.seat.get_role_display()}, {self.standing.name}"

    @property
    def unit_path(self) -> str:
        return self.standing.path if self.standing else NOWHERE

    @cached_property
    def reach(self) -> tuple[str, ...]:
        """Paths of all that the officer may see: their units, the places that these serve, and what
        came before them; each with all below it."""
        return tuple(sorted(paths_of({duty.unit_id for duty in self.duties}, self.on)))

    def has_role(self, *roles: str, path: str | None = None) -> bool:
        """Whether one of the roles is held today; where a path is given, over the unit there."""
        held = (duty.unit_id for duty in self.duties if duty.role in roles)
        return any(
            path is None or path.startswith(tuple(paths_of({unit}, self.on))) for unit in held
        )

    @property
    def needs_second_factor(self) -> bool:
        return any(duty.role in SECOND_FACTOR for duty in self.duties)


def paths_of(units: set[int], on: date) -> set[str]:
    """Where the units stand, the places they serve, and all that these came from, at any time."""
    served = Function.objects.held(on).filter(unit__in=units, work=Function.Work.MOBILISATION)
    reached = units | set(served.values_list("place", flat=True))
    reached |= predecessors(reached, on)
    versions = UnitVersion.objects.filter(unit__in=reached, valid_from__lte=on)
    return set(versions.values_list("path", flat=True))


def predecessors(units: Iterable[int], on: date) -> set[int]:
    """The units that went wholly or in part into these, and those that went into them, …"""
    found: set[int] = set()
    latest = set(units)
    while latest:
        edges = UnitSuccession.objects.filter(after__in=latest, on__lte=on)
        latest = set(edges.values_list("before", flat=True)) - found
        found |= latest
    return found


class RolesHeld(DatedRows):
    def visible_to(self, officer: Officer) -> RolesHeld:
        return self.filter(unit__in=Unit.objects.visible_to(officer))


class RoleAssignment(models.Model):
    """An officer holds a role for a unit from one day to another; `title` is the office."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roles")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    title = models.CharField("chức vụ", max_length=150, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True)

    objects = RolesHeld.as_manager()

    class Meta:
        ordering = ("unit", "role", "valid_from")
        verbose_name = "vai trò"
        constraints = [in_order("units_role_in_order")]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"

    def is_held(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)
