"""Officers and their roles, for those who are admins over the units of these roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext

from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Officer, Role, RoleAssignment, Unit, UnitVersion, reach_as
from danvan.units.models.dated import below
from danvan.units.models.officers import RolesHeld

LONGEST = 50  # officers on a unit's own page


@dataclass(frozen=True)
class Staff:
    """Which officers a reader asked for."""

    words: str = ""
    unit: int | None = None
    role: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Account:
    """An officer for the admin: the roles within the admin's units, and how many lie elsewhere.

    `is_whole`: the admin's reach covers the account as a whole, so they may act on it.
    """

    who: Officer
    held: list[RoleAssignment]
    ended: list[RoleAssignment]
    elsewhere: int

    @property
    def is_whole(self) -> bool:
        return self.elsewhere == 0


def officers(*, officer: Officer, asked: Staff) -> QuerySet[Officer]:
    """Those who hold, or held, a role in units of which one is an admin, each with these roles as
    `shown_roles`. Raises PermissionDenied where one is an admin of none."""
    mine = _mine(officer=officer)
    held = mine.overlapping(officer.on, None)
    wanted = mine
    if asked.unit:
        wanted = wanted.filter(unit=asked.unit)
    if asked.role:
        wanted = wanted.overlapping(officer.on, None).filter(role=asked.role)
    found = Officer.objects.visible_to(officer).filter(pk__in=wanted.values("officer"))
    found = found.filter(is_active=not asked.closed)
    if asked.words:
        words = nfc(asked.words).strip()
        found = found.filter(Q(full_name__icontains=words) | Q(username__icontains=words))
    return found.order_by("full_name", "pk").prefetch_related(
        Prefetch("roles", queryset=held, to_attr="shown_roles")
    )


def called(*, officer: Officer, words: str, limit: int) -> list[Officer]:
    """The first of these whose name holds the words, with or without marks, or whose sign-in does.

    Names of people are kept in no second, folded form: they are folded here as they are read.
    """
    folded = fold(nfc(words).strip())
    every = officers(officer=officer, asked=Staff()).prefetch_related(None)
    meant = (
        who
        for who in every.iterator(2000)
        if folded in fold(who.full_name) or folded in who.username.lower()
    )
    return list(islice(meant, limit))


def staff(*, officer: Officer, unit: Unit, on: date) -> list[RoleAssignment]:
    """Who holds which role for a unit on a day. Raises PermissionDenied where one is no admin."""
    return list(
        _mine(officer=officer).held(on).filter(unit=unit).select_related("officer")[:LONGEST]
    )


def account(*, officer: Officer, pk: int) -> Account | None:
    """An officer who holds, or held, a role in units of which one is an admin."""
    mine = list(_mine(officer=officer).filter(officer__pk=pk).order_by("-valid_from", "pk"))
    who = Officer.objects.visible_to(officer).filter(pk=pk).first()
    if who is None or not mine:
        return None
    seen = {duty.pk for duty in mine}
    current = RoleAssignment.objects.filter(officer__pk=pk).overlapping(officer.on, None)
    held = [duty for duty in mine if duty.is_held(officer.on) or duty.valid_from > officer.on]
    return Account(
        who=who,
        held=held,
        ended=[duty for duty in mine if duty not in held],
        elsewhere=current.exclude(pk__in=seen).count(),
    )


def duty(*, officer: Officer, pk: int) -> RoleAssignment | None:
    """A role held in a unit of which one is an admin."""
    found: RoleAssignment | None = (
        _mine(officer=officer).filter(pk=pk).select_related("officer").first()
    )
    return found if found and Officer.objects.visible_to(officer).contains(found.officer) else None


def _mine(*, officer: Officer) -> RolesHeld:
    """Roles in units that stand, or last stood, where one is an admin; each with `unit_name`."""
    reach = reach_as(officer, Role.ADMIN)
    if not reach:
        raise PermissionDenied(gettext("Việc này dành cho người quản trị."))
    last = UnitVersion.objects.filter(unit=OuterRef("unit")).order_by("-valid_from")
    roles: RolesHeld = RoleAssignment.objects.visible_to(officer).annotate(
        unit_path=Subquery(last.values("path")[:1]), unit_name=Subquery(last.values("name")[:1])
    )
    return roles.filter(below(reach, "unit_path"))
