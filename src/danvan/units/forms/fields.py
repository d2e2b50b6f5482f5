"""Kinds of answers that several forms ask for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.units import queries
from danvan.units.models import Officer, Unit
from danvan.units.models.sheet import FIRST, LAST

DAY = ["%Y-%m-%d", "%d/%m/%Y"]
BETWEEN = " · "  # stands between a unit's name and its code


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


class Suggesting(forms.TextInput):
    """A line to type in, with names to choose from where there are not too many."""

    choices: Sequence[tuple[str, str]] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        near = f"{name}_gan"
        typed = super().render(name, value, {**(attrs or {}), "list": near}, renderer)
        options = format_html_join(
            "", '<option value="{}{}{}"></option>', ((n, BETWEEN, c) for n, c in self.choices)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', typed, near, options)


class UnitNamed(Words):
    """A unit by its name or code; `officer` is who asks, and finds only what they may see."""

    widget = Suggesting
    officer: Officer

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Ghi tên đầy đủ hoặc mã của đơn vị."))
        super().__init__(max_length=400, **options)

    def asked_by(self, officer: Officer) -> None:
        self.officer = officer
        widget = self.widget
        if isinstance(widget, Suggesting):
            widget.choices = queries.nearby(officer=officer, on=officer.on)

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        words = text.rsplit(BETWEEN, 1)[-1]
        meant = queries.named(officer=self.officer, words=words, on=self.officer.on)
        if not meant:
            raise ValidationError(
                gettext("Không thấy đơn vị “%s”; hãy ghi tên đầy đủ, hoặc mã.") % text
            )
        if len(meant) > 1:
            codes = ", ".join(f"{v.unit.code} ({v.parent_name or '–'})" for v in meant[:5])
            raise ValidationError(
                gettext("Có %(count)d đơn vị tên “%(name)s”; hãy ghi mã: %(codes)s.")
                % {"count": len(meant), "name": text, "codes": codes}
            )
        unit: Unit = meant[0].unit
        return unit


class Asking(forms.Form):
    """A form about units: `officer` asks, today is the first answer for the day."""

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, **options)
        for field in self.fields.values():
            if isinstance(field, UnitNamed):
                field.asked_by(officer)
        if "on" in self.fields:
            self.fields["on"].initial = officer.on

    def values(self) -> dict[str, Any]:
        """What is handed to the action, by the names that it gives them."""
        return dict(self.cleaned_data)


def name_of(unit: Unit, on: date) -> str:
    """What stands in a line for a unit that is chosen already."""
    version = unit.versions.filter(valid_from__lte=on).order_by("valid_from").last()
    return f"{version.name if version else unit.code}{BETWEEN}{unit.code}"
