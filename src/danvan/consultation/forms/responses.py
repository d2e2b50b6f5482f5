"""What pages about answers are told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions import Answer
from danvan.consultation.models import Response
from danvan.consultation.queries.responses import UNANSWERED
from danvan.units.forms.fields import Asking, Day, UnitNamed, Words


class Listing(forms.Form):
    """Which themes the list shows."""

    STATES = (
        ("", _("Tất cả")),
        (UNANSWERED, _("Chưa trả lời")),
        ("draft", _("Nháp")),
        ("submitted", _("Chờ duyệt")),
        ("returned", _("Trả lại")),
        ("approved", _("Đã duyệt")),
        ("published", _("Đã công bố")),
    )
    trang_thai = forms.ChoiceField(choices=STATES, required=False)

    def state(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("trang_thai") or ""


class Chosen(forms.Form):
    """Numbers of themes and of single submissions, as the list sends them."""

    MOST = 50
    nhom = forms.MultipleChoiceField(required=False)
    luot = forms.MultipleChoiceField(required=False)

    def numbers(self, name: str) -> list[int]:
        given = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return [int(one) for one in given if one.isdecimal() and len(one) < 19][: self.MOST]


class Answering(forms.Form):
    disposition = forms.ChoiceField(
        label=_("Kết quả"), choices=(("", _("Chọn kết quả")), *Response.Disposition.choices)
    )
    text = Words(
        label=_("Nội dung trả lời"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Giải trình, tiếp thu một phần thì phải nêu lý do."),
    )

    def answer(self) -> Answer:
        return Answer(self.cleaned_data["disposition"], self.cleaned_data["text"])


class AskedOf(Asking):
    """Whom to ask for an answer, until when."""

    unit = UnitNamed(label=_("Đơn vị trả lời"))
    due_on = Day(label=_("Hạn trả lời"))


class Returning(forms.Form):
    said = Words(
        label=_("Cần sửa điều gì"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
