"""Who may do what to the tree; a refusal is a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext

from danvan.ledger.models import Actor
from danvan.units.models.officers import Officer, Role, RoleAssignment, paths_of
from danvan.units.models.tree import UnitVersion


def need(by: Actor, *roles: str, path: str) -> None:
    """Raises PermissionDenied unless `by` holds one of the roles over the unit at `path`.

    What is no officer (the schedule, the keeper at the console) may.
    """
    if isinstance(by, Officer) and not by.has_role(*roles, path=path):
        raise _denied()


def need_over(by: Actor, role: str, *, paths: Iterable[str]) -> None:
    """As `need`, for many units at once, with as many questions as for one."""
    if not isinstance(by, Officer):
        return
    reach = reach_as(by, role)
    if not all(path.startswith(reach) for path in paths):
        raise _denied()


def reach_as(officer: Officer, role: str) -> tuple[str, ...]:
    """Paths of all over which the officer holds the role."""
    held = {duty.unit_id for duty in officer.duties if duty.role == role}
    return tuple(sorted(paths_of(held, officer.on))) if held else ()


def administered(on: date) -> tuple[str, ...]:
    """Where the units stand on a day over which somebody with an open account is an admin then."""
    held = RoleAssignment.objects.held(on).filter(role=Role.ADMIN, officer__is_active=True)
    reached = paths_of(set(held.values_list("unit", flat=True)), on)
    there = UnitVersion.objects.held(on).filter(path__in=reached)
    return tuple(there.values_list("path", flat=True))


def keep_admins(before: Iterable[str], on: date) -> None:
    """Raises ValidationError where a unit of `before`, as `administered` said, has no admin now."""
    after = administered(on)
    if not all(path.startswith(after) for path in before):
        said = gettext(
            "Đây là người quản trị cuối cùng của đơn vị; hãy giao vai trò quản trị cho người khác"
            " trước."
        )
        raise refuse(said)


def _denied() -> PermissionDenied:
    return PermissionDenied(gettext("Ông/bà không giữ vai trò cần cho việc này tại đơn vị đó."))


def refuse(sentence: str, field: str | None = None) -> ValidationError:
    """The error of an input; `field` names where the form shows it."""
    return ValidationError({field: [sentence]} if field else [sentence])
