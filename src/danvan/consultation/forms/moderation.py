"""What pages about hidden texts are told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions.moderation import LONGEST
from danvan.consultation.models import Hiding
from danvan.consultation.queries.moderation import Asked
from danvan.units.forms.fields import Words

SHORT = forms.Textarea(attrs={"rows": 2})


class Listing(forms.Form):
    """Which texts a list shows; states are chips."""

    STATES = (
        ("", _("Tất cả")),
        ("shown", _("Không ẩn")),
        ("hidden", _("Đang ẩn")),
        ("appealed", _("Chờ xem lại")),
    )
    trang_thai = forms.ChoiceField(choices=STATES, required=False)
    truoc = forms.IntegerField(min_value=1, required=False)

    def asked(self) -> Asked:
        """What can be read of the request."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(state=given.get("trang_thai") or "", before=given.get("truoc"))


class Hide(forms.Form):
    """Why texts are hidden: one of three reasons. `chon` are their numbers."""

    chon = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.MultipleHiddenInput
    )
    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=(("", _("Chọn lý do")), *Hiding.Reason.choices),
        help_text=_("Không đồng tình với dự thảo không phải là lý do để ẩn."),
    )
    note = Words(
        label=_("Chỗ nào trong nội dung thuộc lý do này"), max_length=LONGEST, widget=SHORT
    )

    def __init__(self, *given: object, offered: list[int], **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]
        numbers = self.fields["chon"]
        if isinstance(numbers, forms.TypedMultipleChoiceField):
            numbers.choices = [(number, number) for number in offered]

    def numbers(self) -> list[int]:
        """Those chosen; also of a form that was refused."""
        chosen = self.data.getlist("chon") if hasattr(self.data, "getlist") else []
        return [int(number) for number in chosen if str(number).isdecimal()]


class Lifting(forms.Form):
    why = Words(label=_("Vì sao thôi ẩn"), max_length=LONGEST, widget=SHORT)


class SecondLook(forms.Form):
    said = Words(label=_("Trả lời người gửi"), max_length=LONGEST, widget=SHORT)
    decision = forms.ChoiceField(
        label=_("Kết quả xem lại"),
        choices=(("", _("Chọn kết quả")), ("granted", _("Thôi ẩn")), ("refused", _("Vẫn ẩn"))),
    )

    def is_granted(self) -> bool:
        return bool(self.cleaned_data["decision"] == "granted")


class Opening(forms.Form):
    why = Words(
        label=_("Lý do cần xem nguyên văn"),
        max_length=LONGEST,
        widget=SHORT,
        help_text=_("Lý do và người xem được ghi vào nhật ký."),
    )
