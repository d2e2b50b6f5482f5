"""Kinds of answers that forms ask for, in this room and in those above it."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.units.forms.naming import UnitNamed, UnitsNamed, name_of
from danvan.units.models import Officer, UnitVersion
from danvan.units.models.sheet import FIRST, LAST

DAY = ["%Y-%m-%d", "%d/%m/%Y"]

__all__ = ["Asking", "Day", "Percent", "UnitNamed", "UnitsNamed", "Why", "Words", "name_of"]


class Day(forms.DateField):
    """A day, typed as offices write it or picked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DAY,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **options,
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST <= day.year <= LAST:
            raise ValidationError(gettext("Hãy ghi một ngày từ năm 1800 đến năm 2999."))
        return day


class Words(forms.CharField):
    """Letters of one normal form, with nothing that no keyboard types."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return text.replace("\0", "")


class Why(Words):
    def __init__(self) -> None:
        super().__init__(
            label=_("Lý do"),
            max_length=500,
            help_text=_("Ví dụ: số và ngày của văn bản quyết định."),
        )


class Percent(forms.CharField):
    """A part of a whole, typed as "60" or "59,6", as a number from 0 to 1."""

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value) or "").replace("%", "").replace(",", ".").strip()
        if not text:
            return None
        try:
            part = (Decimal(text) / 100).quantize(Decimal("0.0001"))
        except ArithmeticError as wrong:
            raise ValidationError(gettext("Hãy ghi một số từ 0 đến 100, ví dụ 59,6.")) from wrong
        if not part.is_finite() or not 0 < part <= 1:
            raise ValidationError(gettext("Hãy ghi một số từ 0 đến 100, ví dụ 59,6."))
        return part


class Asking(forms.Form):
    """A form about units: `officer` asks, today is the first answer for the day."""

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, **options)
        for field in self.fields.values():
            if isinstance(field, UnitNamed):
                field.asked_by(officer)
        if "on" in self.fields:
            self.fields["on"].initial = officer.on

    @staticmethod
    def first(now: UnitVersion) -> dict[str, Any]:
        """What stands in a form about a unit before anything is typed."""
        return {}

    def values(self) -> dict[str, Any]:
        """What is handed to the action, by the names that it gives them."""
        return dict(self.cleaned_data)
