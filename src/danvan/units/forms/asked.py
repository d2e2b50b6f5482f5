"""What lists are asked: kept in the address, so that a view can be sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from danvan.units import queries
from danvan.units.forms.fields import Day, Words
from danvan.units.models import Kind, Officer, Role

MOST = 2**63 - 1  # of a number in the database
ALL = ("", _("Tất cả"))


class Asked(forms.Form):
    def asked(self) -> dict[str, Any]:
        """What could be read of the request; the page shows what could not."""
        self.full_clean()
        return getattr(self, "cleaned_data", {})


class AsAt(Asked):
    """The day a list is asked for, words of a name, and what to leave out."""

    on = Day(label=_("Tại ngày"), required=False)
    q = Words(label=_("Tên hoặc mã"), required=False, max_length=100)
    cap = forms.ChoiceField(label=_("Cấp"), required=False)
    loai = forms.ChoiceField(label=_("Loại"), required=False, choices=[ALL, *Kind.choices])
    duoi = forms.IntegerField(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, given: QueryDict | None, *, officer: Officer) -> None:
        super().__init__({"on": officer.on, **given.dict()} if given else None)
        tiers = queries.tiers(officer=officer)
        self.fields["cap"].choices = [ALL, *((t.code, t.label) for t in tiers)]  # type: ignore[attr-defined]
        self.fields["on"].initial = officer.on
        self.officer = officer

    def day(self) -> date:
        """The day asked for; today where none, or none that can be read."""
        day: date | None = self.asked().get("on")
        return day or self.officer.on

    def filter(self) -> queries.Filter:
        said = self.asked()
        return queries.Filter(
            on=said.get("on") or self.officer.on,
            words=said.get("q") or "",
            under=said.get("duoi"),
            tier=said.get("cap") or "",
            kind=said.get("loai") or "",
        )


class StaffAsked(Asked):
    """Which officers a list shows."""

    q = Words(label=_("Họ tên hoặc tên đăng nhập"), required=False, max_length=100)
    vai_tro = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[ALL, *Role.choices])
    don_vi = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput
    )
    dong = forms.BooleanField(label=_("Tài khoản đã đóng"), required=False)

    def filter(self) -> queries.Staff:
        said = self.asked()
        return queries.Staff(
            words=said.get("q") or "",
            unit=said.get("don_vi"),
            role=said.get("vai_tro") or "",
            closed=bool(said.get("dong")),
        )


class Seat(forms.Form):
    """The role in whose unit one wants to act."""

    duty = forms.IntegerField(min_value=1)
