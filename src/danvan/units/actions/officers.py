"""Accounts and roles."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import NOWHERE, Actor
from danvan.units.models import (
    Officer,
    RoleAssignment,
    Unit,
    administered,
    keep_admins,
    need,
    need_over,
    refuse,
)
from danvan.units.models.dated import written

CLEAR = "abcdefghkmnpqrstuvwxyz23456789"  # letters and digits that nobody takes for each other
GROUPS, LETTERS = 4, 4  # of a password that is read from one screen and typed at another


class Opened(NamedTuple):
    """A new account, and the password to hand over; it is kept nowhere as it stands here."""

    officer: Officer
    password: str


@transaction.atomic
def take_on(
    *,
    by: Actor,
    username: str,
    full_name: str,
    role: str,
    unit: Unit,
    on: date,
    until: date | None = None,
    title: str = "",
) -> Opened:
    """An account with its first role. Raises ValidationError as `open_account` and `appoint`."""
    password = _fresh_password()
    officer = open_account(
        by=by, username=username, full_name=full_name, password=password, unit=unit, on=on
    )
    appoint(by=by, officer=officer, role=role, unit=unit, on=on, until=until, title=title)
    return Opened(officer, password)


@transaction.atomic
def open_account(
    *,
    by: Actor,
    username: str,
    full_name: str,
    password: str,
    unit: Unit,
    on: date,
    email: str = "",
) -> Officer:
    """An account for somebody who will work in `unit`. Raises ValidationError: name or password."""
    where = unit.version_on(on).path
    need(by, "admin", path=where)
    if Officer.objects.filter(username__iexact=username).exists():
        raise refuse(gettext("Tên đăng nhập “%s” đã có; hãy chọn tên khác.") % username, "username")
    officer = Officer(username=username, full_name=full_name, email=email)
    validate_password(password, officer)
    officer.set_password(password)
    officer.full_clean()
    officer.save()
    ledger.write(by=by, verb="open_account", of=officer, where=where)
    return officer


@transaction.atomic
def close_account(*, by: Actor, officer: Officer, on: date, why: str) -> None:
    """The account stays in the records and opens no more; its roles end.

    Raises ValidationError: it is one's own, it is closed, or nobody would be left as an admin.
    """
    where = _need_whole(by, officer)
    if isinstance(by, Officer) and by.pk == officer.pk:
        raise refuse(gettext("Không tự đóng tài khoản của mình; hãy nhờ người quản trị khác."))
    if not officer.is_active:
        raise refuse(gettext("Tài khoản này đã đóng."))
    for duty in officer.roles.overlapping(on, None):
        relieve(by=by, duty=duty, on=on, why=why)
    officer.is_active = False
    officer.save()
    ledger.write(by=by, verb="close_account", of=officer, why=why, where=where)


@transaction.atomic
def appoint(
    *,
    by: Actor,
    officer: Officer,
    role: str,
    unit: Unit,
    on: date,
    until: date | None = None,
    title: str = "",
) -> RoleAssignment:
    """The officer holds the role for the unit from `on`. Sessions of theirs end with the change.

    Raises ValidationError: the account is closed, the unit does not exist on that day, or the role
    is held already for a part of that time.
    """
    where = unit.version_on(on).path
    need_over(by, "admin", paths=(where, unit.last_path))
    if not officer.is_active:
        raise refuse(gettext("Tài khoản này đã đóng; hãy mở tài khoản mới."))
    if until is not None and until <= on:
        raise refuse(gettext("Ngày thôi giữ vai trò phải sau ngày bắt đầu."), "until")
    same = officer.roles.filter(role=role, unit=unit).overlapping(on, until).first()
    if same is not None:
        said = gettext("Cán bộ giữ vai trò này tại đơn vị từ %s rồi; hãy chọn thời gian khác.")
        raise refuse(said % written(same.valid_from), "role")
    duty = RoleAssignment.objects.create(
        officer=officer, unit=unit, role=role, title=title, valid_from=on, valid_to=until
    )
    _end_sessions(officer)
    ledger.write(by=by, verb="appoint", of=duty, where=where)
    return duty


@transaction.atomic
def relieve(*, by: Actor, duty: RoleAssignment, on: date, why: str = "") -> None:
    """The role ends: `on` is the first day without it.

    Raises ValidationError: it has ended already, or nobody would be left as an admin.
    """
    where = duty.unit.last_path
    need(by, "admin", path=where)
    if duty.valid_to is not None and duty.valid_to <= on:
        said = gettext("Vai trò này đã hết từ ngày %s; muốn giữ tiếp, hãy giao vai trò mới.")
        raise refuse(said % written(duty.valid_to), "on")
    had_admins = administered(on)
    ledger.write(by=by, verb="relieve", of=duty, why=why, where=where)
    if on <= duty.valid_from:
        duty.delete()
    else:
        duty.valid_to = on
        duty.save()
    keep_admins(had_admins, on)
    _end_sessions(duty.officer)


@transaction.atomic
def set_own_password(*, by: Officer, password: str) -> None:
    """Raises ValidationError where the rules for passwords refuse it."""
    validate_password(password, by)
    by.set_password(password)
    by.save()
    ledger.write(by=by, verb="set_own_password", of=by)


@transaction.atomic
def reset_password(*, by: Actor, officer: Officer, why: str = "") -> str:
    """A new password to hand over; sessions end. Raises ValidationError: one's own, or closed."""
    where = _need_whole(by, officer)
    _need_open_and_another_s(by, officer)
    password = _fresh_password()
    officer.set_password(password)
    officer.save()
    _end_sessions(officer)
    ledger.write(by=by, verb="reset_password", of=officer, why=why, where=where)
    return password


@transaction.atomic
def reset_second_factor(*, by: Actor, officer: Officer, why: str) -> None:
    """Sessions end, and the line is left. The factor itself lies with the library of the sign-in,
    which only `site` knows: danvan.site.accounts calls this and forgets it, both or neither.

    Raises ValidationError: one's own, or closed.
    """
    where = _need_whole(by, officer)
    _need_open_and_another_s(by, officer)
    _end_sessions(officer)
    ledger.write(by=by, verb="reset_second_factor", of=officer, why=why, where=where)


def _need_whole(by: Actor, officer: Officer) -> str:
    """What touches the whole account is for who is an admin over every role that it holds, or over
    those it held last: an account that reaches further than oneself is not one's to take.

    Returns where the first of these stands.
    """
    held = RoleAssignment.objects.filter(officer=officer)
    current = held.overlapping(_day_of(by), None)
    duties = list(current.select_related("unit") or held.select_related("unit"))
    paths = [duty.unit.last_path for duty in duties] or ["/"]
    need_over(by, "admin", paths=paths)
    return paths[0] if duties else NOWHERE


def _day_of(by: Actor) -> date:
    return by.on if isinstance(by, Officer) else date.min


def _need_open_and_another_s(by: Actor, officer: Officer) -> None:
    if isinstance(by, Officer) and by.pk == officer.pk:
        raise refuse(gettext("Của chính mình thì tự đổi ở trang tài khoản."))
    if not officer.is_active:
        raise refuse(gettext("Tài khoản này đã đóng."))


def _fresh_password() -> str:
    groups = ("".join(secrets.choice(CLEAR) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)


def _end_sessions(officer: Officer) -> None:
    """What somebody may do has changed: they sign in anew."""
    Officer.objects.filter(pk=officer.pk).update(epoch=F("epoch") + 1)
