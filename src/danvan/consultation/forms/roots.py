"""What is asked before a receipt's file is given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.queries import roots as queries
from danvan.consultation.queries.roots import Held
from danvan.sense.receipts.codes import Mistyped


class OfReceipt(forms.Form):
    """The code, and of which day the file is asked for where the receipt has several."""

    code = forms.CharField(
        label=_("Mã biên nhận"),
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    day = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "code" not in given:
            return given
        try:
            given["held"] = queries.held(code=given["code"])
        except Mistyped as wrong:
            raise ValidationError({"code": str(wrong)}) from wrong
        if given["held"] is None:
            said = gettext("Không có biên nhận nào mang mã này; xin so lại với biên nhận.")
            raise ValidationError({"code": said})
        return given

    def held(self) -> Held:
        found: Held = self.cleaned_data["held"]
        return found

    def chosen(self) -> Any:
        """The day to give: the one asked for, or the only one there is."""
        sealed = self.held().sealed
        asked = self.cleaned_data.get("day")
        if asked in sealed:
            return asked
        return sealed[0] if len(sealed) == 1 and not self.held().waiting else None
