"""What the report page is told: words of a sentence, and the steps of the report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.units.forms.fields import Day, Words


class Looking(forms.Form):
    """The chapter that is open, the page of it, and words of themes looked for in all parts."""

    phan = forms.CharField(max_length=60, required=False)
    chu_de = Words(label=_("Chủ đề"), max_length=100, required=False)

    def chapter(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("phan") or ""

    def words(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("chu_de") or ""


class Wording(forms.Form):
    """What a sentence says between its quantity word and its figures; "" takes it back."""

    cau = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = Words(label=_("Nội dung câu"), max_length=1000, required=False)


class Submitting(forms.Form):
    note = Words(
        label=_("Bản này đính chính điều gì"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hiện trên trang công bố."),
    )

    def __init__(self, *given: object, corrects: bool = True, **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]
        if not corrects:
            del self.fields["note"]


class Numbering(forms.Form):
    symbol = Words(
        label=_("Ký hiệu của cơ quan"),
        max_length=30,
        help_text=_("Chữ in hoa, ví dụ BDVTU. Số do máy cấp tiếp theo trong năm."),
    )
    on = Day(label=_("Ngày ban hành"))
    place = Words(
        label=_("Địa danh"), max_length=60, help_text=_("Đứng trước ngày, ví dụ Bắc Giang.")
    )
