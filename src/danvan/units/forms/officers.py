"""Accounts and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.units.forms.fields import Asking, Day, UnitNamed, Why, Words, name_of
from danvan.units.models import Officer, Role, Unit


class Holding(Asking):
    """A role for a unit and a time."""

    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=Role.choices,
        help_text=_("Duyệt, văn thư và quản trị phải có bước xác thực thứ hai khi đăng nhập."),
    )
    unit = UnitNamed(label=_("Tại đơn vị"))
    title = Words(label=_("Chức vụ"), max_length=150, required=False)
    on = Day(label=_("Từ ngày"))
    until = Day(label=_("Đến trước ngày"), required=False)

    def __init__(
        self, *given: Any, officer: Officer, at: Unit | None = None, **options: Any
    ) -> None:
        super().__init__(*given, officer=officer, **options)
        if at is not None:
            self.fields["unit"].initial = name_of(at, officer.on)


class OpenAccount(Holding):
    full_name = Words(label=_("Họ và tên"), max_length=150)
    username = Words(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Chữ, số và các dấu . _ - @ +; không có dấu cách."),
    )
    field_order = ("full_name", "username", "role", "unit", "title", "on", "until")


class Appoint(Holding):
    """A further role of somebody who has an account."""


class Relieve(Asking):
    on = Day(label=_("Thôi từ ngày"), help_text=_("Ngày đầu tiên không còn vai trò."))
    why = Why()


class Reason(Asking):
    why = Why()
