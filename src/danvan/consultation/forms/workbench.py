"""What the workbench is told: where one is on it, and the steps that change themes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions.editing import LONGEST
from danvan.consultation.models import Opinion
from danvan.units.forms.fields import Words

CODE = 80  # letters of a theme's code
BIGGEST = 2**63 - 1
Named = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """Where one is on the workbench; all of it stands in the address."""

    section: str = ""
    theme: str = ""
    words: str = ""
    stance: str = ""
    after: int | None = None

    def address(self) -> str:
        """What follows the page's own address."""
        told = {
            "muc": self.section,
            "nhom": self.theme,
            "tim": self.words,
            "thai_do": self.stance,
            "sau": self.after,
        }
        return "?" + urlencode({name: value for name, value in told.items() if value})


class Looking(forms.Form):
    """The section and the theme that are open, and which of its opinions."""

    muc = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    nhom = forms.CharField(max_length=CODE, required=False, widget=forms.HiddenInput)
    tim = Words(
        label=_("Từ ngữ trong ý kiến"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    thai_do = forms.ChoiceField(
        label=_("Thái độ"),
        choices=(("", _("Mọi thái độ")), *Opinion.Stance.choices),
        required=False,
    )
    sau = forms.IntegerField(
        min_value=1, max_value=BIGGEST, required=False, widget=forms.HiddenInput
    )

    def place(self) -> Place:
        """What can be read of the request."""
        self.is_valid()
        given = self.cleaned_data
        return Place(
            section=given.get("muc") or "",
            theme=given.get("nhom") or "",
            words=given.get("tim") or "",
            stance=given.get("thai_do") or "",
            after=given.get("sau"),
        )


class Numbers(forms.Field):
    """Numbers of the opinions that are ticked."""

    widget = forms.MultipleHiddenInput

    def __init__(self) -> None:
        said = {"required": _("Hãy đánh dấu ít nhất một ý kiến.")}
        super().__init__(label=_("Ý kiến đã chọn"), error_messages=said)

    def to_python(self, value: Any) -> list[int]:
        return [int(one) for one in value or () if one.isdecimal() and len(one) < 19]


class Renaming(forms.Form):
    text = Words(label=_("Tên mới của nhóm"), max_length=LONGEST)


class Merging(forms.Form):
    target = forms.ChoiceField(label=_("Gộp vào nhóm"))

    def __init__(self, *given: Any, among: Named, **options: Any) -> None:
        super().__init__(*given, **options)
        _offer(self.fields["target"], _("Chọn nhóm"), among)


class Splitting(forms.Form):
    """In one form with `Moving`: what one needs, a browser must not ask of the other."""

    use_required_attribute = False

    text = Words(label=_("Tách ý kiến đã chọn thành nhóm mới, tên là"), max_length=LONGEST)
    opinions = Numbers()


class Moving(forms.Form):
    use_required_attribute = False

    target = forms.ChoiceField(label=_("Chuyển ý kiến đã chọn sang nhóm"))
    opinions = Numbers()

    def __init__(self, *given: Any, among: Named, **options: Any) -> None:
        super().__init__(*given, **options)
        _offer(self.fields["target"], _("Chọn nhóm"), among)


class Sending(forms.Form):
    section = forms.ChoiceField(label=_("Chuyển cả nhóm sang mục"))

    def __init__(self, *given: Any, among: Named, **options: Any) -> None:
        super().__init__(*given, **options)
        _offer(self.fields["section"], _("Chọn mục"), among)


class Marking(forms.Form):
    """Whether the theme is a minority view: "1" or "0"."""

    is_minority = forms.TypedChoiceField(
        choices=(("1", ""), ("0", "")), coerce=lambda told: told == "1"
    )


class Pinning(forms.Form):
    opinion = forms.IntegerField(min_value=1, max_value=BIGGEST)


class Placing(forms.Form):
    """The section that an opinion of the queue is about."""

    section = forms.ChoiceField(label=_("Mục khác"))
    opinions = Numbers()

    def __init__(self, *given: Any, among: Named, **options: Any) -> None:
        super().__init__(*given, **options)
        _offer(self.fields["section"], _("Chọn mục"), among)


def _offer(field: forms.Field, choose: Any, among: Named) -> None:
    """Fills a field with what may be chosen."""
    field.error_messages["invalid_choice"] = _("Không chọn được chỗ đó; hãy chọn trong danh sách.")
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", choose), *among]
