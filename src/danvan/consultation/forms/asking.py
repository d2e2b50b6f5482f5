"""What of a consultation a synthesis is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Channel
from danvan.units.forms.fields import Asking, Day, UnitNamed


class Scope(Asking):
    """The part to read; all that is left empty is the whole consultation."""

    channels = forms.MultipleChoiceField(
        label=_("Kênh"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    unit = UnitNamed(label=_("Đơn vị, cùng các đơn vị bên dưới"), required=False)
    since = Day(label=_("Góp ý từ ngày"), required=False)
    until = Day(label=_("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error(
                "until", gettext("Ngày cuối đứng trước ngày đầu; hãy sửa một trong hai.")
            )
        return given

    def only(self) -> dict[str, Any]:
        """As `Synthesis.only` keeps it."""
        given = self.cleaned_data
        told = {
            "channels": given["channels"],
            "unit": given["unit"].pk if given["unit"] else None,
            "since": given["since"].isoformat() if given["since"] else None,
            "until": given["until"].isoformat() if given["until"] else None,
        }
        return {name: what for name, what in told.items() if what}
