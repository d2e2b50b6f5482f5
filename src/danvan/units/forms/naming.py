"""A unit asked for by what is typed of its name or code, with or without marks.

What fits one unit is taken. Where several fit, the page offers them to choose from: while one
types where there are scripts, after sending where there are none. No form lists all units.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.units import queries
from danvan.units.models import Officer, Unit, UnitVersion

BETWEEN = " · "  # stands between a unit's name and its code
LONGEST = 400  # letters of what is typed
CHOSEN = "_la"  # the end of the name under which a choice is sent


class Said(NamedTuple):
    """What was typed, and the codes of the units chosen from those offered for it."""

    text: str
    codes: Sequence[str] = ()


class Naming(forms.TextInput):
    """A line to type in, with the units that fit below it to choose from."""

    template_name = "units/_naming.html"
    is_many = False
    offered: Sequence[UnitVersion] = ()
    chosen: Sequence[str] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Said:
        codes = data.getlist(name + CHOSEN) if hasattr(data, "getlist") else data.get(name + CHOSEN)
        text = unicodedata.normalize("NFC", str(data.get(name) or "")).replace("\0", "")
        return Said(text.strip(), codes or ())

    def format_value(self, value: Any) -> str:
        return value.text if isinstance(value, Said) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | offer(
            name, self.offered, self.chosen, is_many=self.is_many
        )


class UnitNamed(forms.Field):
    """A unit by its name or code; `officer` is who asks, and finds only what they may see."""

    widget = Naming
    officer: Officer

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Ghi tên hoặc mã của đơn vị; không cần gõ dấu."))
        super().__init__(**options)
        self.widget.attrs |= {"maxlength": str(LONGEST), "autocomplete": "off"}

    def asked_by(self, officer: Officer) -> None:
        self.officer = officer

    def clean(self, value: Said) -> Any:
        """The unit; None where nothing was typed and nothing need be."""
        if not value.text:
            self.validate(None)
            return None
        return self.meant(value.text, value.codes).unit

    def meant(self, text: str, codes: Sequence[str]) -> Any:
        """The version of the one chosen of those that fit, else of the only one of that name.

        Raises ValidationError, and offers what fits.
        """
        words = words_of(text)
        fitting = queries.suggested(officer=self.officer, words=words, on=self.officer.on)
        for version in fitting:
            if version.unit.code in codes:
                self._offer(fitting, codes)
                return version
        named = queries.named(officer=self.officer, words=words, on=self.officer.on)
        if len(named) == 1:
            return named[0]
        self._offer(fitting, codes)
        raise ValidationError(_unclear(text, len(fitting)))

    def _offer(self, fitting: Sequence[UnitVersion], codes: Sequence[str]) -> None:
        if isinstance(self.widget, Naming):
            self.widget.offered = [*self.widget.offered, *fitting[: queries.SUGGESTED]]
            self.widget.chosen = codes


class UnitsNamed(UnitNamed):
    """Several units, parted by semicolons where they are typed; an empty list where none."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("Ghi tên hoặc mã, cách nhau bằng dấu chấm phẩy; không cần gõ dấu.")
        )
        super().__init__(**options)
        if isinstance(self.widget, Naming):
            self.widget.is_many = True

    def clean(self, value: Said) -> Any:
        known = [
            queries.named(officer=self.officer, words=code, on=self.officer.on)
            for code in value.codes[: queries.SUGGESTED]
        ]
        picked = [versions[0] for versions in known if versions]
        self._offer(picked, value.codes)
        wrong: list[str] = []
        for part in filter(None, map(str.strip, value.text.split(";"))):
            try:
                picked.append(self.meant(part, value.codes))
            except ValidationError as unclear:
                wrong += unclear.messages
        if wrong:
            raise ValidationError(wrong)
        self.validate(picked)
        return [*{version.unit_id: version.unit for version in picked}.values()]


def _unclear(text: str, count: int) -> str:
    if not count:
        return gettext("Không thấy đơn vị “%s”; hãy ghi tên đầy đủ, hoặc mã.") % text
    if count > queries.SUGGESTED:
        return gettext("Hơn %(count)d đơn vị khớp “%(text)s”; hãy ghi thêm chữ, hoặc chọn.") % {
            "count": queries.SUGGESTED,
            "text": text,
        }
    said = gettext("Có %(count)d đơn vị khớp “%(text)s”; hãy chọn trong danh sách.")
    return said % {"count": count, "text": text}


def offer(
    name: str, offered: Sequence[UnitVersion], chosen: Sequence[str], *, is_many: bool
) -> dict[str, Any]:
    """What the list to choose from shows; each unit once."""
    once = [*{version.unit_id: version for version in offered}.values()]
    shown = once[: queries.SUGGESTED + len(chosen)]
    return {
        "name": name,
        "offered": shown,
        "is_more": len(once) > len(shown),
        "chosen": chosen,
        "is_many": is_many,
    }


def words_of(text: str) -> str:
    """What to look for: the code, where a whole line "name · code" was typed."""
    return text.rsplit(BETWEEN, 1)[-1]


class Hint(forms.Form):
    """What is being typed into the field called `o`."""

    o = forms.RegexField(r"^[\w-]{1,60}$")
    nhieu = forms.BooleanField(required=False)

    def typed(self) -> tuple[str, Said]:
        """The field's name, and what stands in it; nothing where the request cannot be read."""
        if not self.is_valid():
            return "", Said("")
        name: str = self.cleaned_data["o"]
        said = Naming().value_from_datadict(self.data, {}, name)
        text = said.text.rsplit(";", 1)[-1] if self.cleaned_data["nhieu"] else said.text
        return name, Said(words_of(text.strip())[:LONGEST], said.codes[: queries.SUGGESTED])


def name_of(unit: Unit, on: date) -> str:
    """What stands in a line for a unit that is chosen already."""
    version = unit.versions.filter(valid_from__lte=on).order_by("valid_from").last()
    return f"{version.name if version else unit.code}{BETWEEN}{unit.code}"
