"""What pages about tasks are told, as typed values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.units.forms.fields import Asking, Day, UnitNamed, UnitsNamed
from danvan.units.models import Officer
from danvan.work.actions import Assignment
from danvan.work.models import Recurrence, Rhythm
from danvan.work.queries import Filter

DAYS_OF_WEEK = 7


class Asked(forms.Form):
    """Which tasks a list shows, in which order; states and scopes are chips."""

    STATES = (
        ("", _("Mọi trạng thái")),
        ("late", _("Quá hạn")),
        ("due", _("Đến hạn trong 7 ngày")),
        ("open", _("Chưa xong")),
        ("done", _("Hoàn thành")),
        ("dropped", _("Không còn phù hợp")),
    )
    SCOPES = (
        ("", _("Mọi đơn vị")),
        ("own", _("Của đơn vị tôi")),
        ("below", _("Đơn vị cấp dưới")),
    )
    ORDERS = (("", "due"), ("-due", "-due"), ("owner", "owner"), ("title", "title"))
    trang_thai = forms.ChoiceField(choices=STATES, required=False, widget=forms.HiddenInput)
    pham_vi = forms.ChoiceField(choices=SCOPES, required=False, widget=forms.HiddenInput)
    don_vi = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    xep = forms.ChoiceField(choices=ORDERS, required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label=_("Tìm trong tên"), required=False, max_length=100, widget=forms.SearchInput
    )
    den = Day(label=_("Hạn đến hết ngày"), required=False)
    trong_tam = forms.BooleanField(label=_("Chỉ việc trọng tâm"), required=False)

    def asked(self) -> Filter:
        """What can be read of the request; the page shows what cannot."""
        self.is_valid()
        given = self.cleaned_data
        return Filter(
            state=given.get("trang_thai") or "",
            scope=given.get("pham_vi") or "",
            unit=given.get("don_vi"),
            words=given.get("q") or "",
            until=given.get("den"),
            is_key=bool(given.get("trong_tam")),
            order=given.get("xep") or "",
        )


class NewTask(Asking):
    title = forms.CharField(label=_("Nhiệm vụ"), max_length=300)
    owner = UnitNamed(label=_("Đơn vị chủ trì"))
    partners = UnitsNamed(label=_("Đơn vị phối hợp"), required=False)
    product = forms.CharField(label=_("Sản phẩm"), max_length=300, required=False)
    due_on = Day(label=_("Hạn"), required=False)
    working_days = forms.IntegerField(
        label=_("Hoặc số ngày làm việc kể từ hôm nay"), min_value=1, max_value=1000, required=False
    )
    is_key = forms.BooleanField(label=_("Nhiệm vụ trọng tâm"), required=False)

    def what(self) -> Assignment:
        return Assignment(**self.cleaned_data)


class Closing(forms.Form):
    report = forms.CharField(
        label=_("Kết quả, sản phẩm đã có"), widget=forms.Textarea(attrs={"rows": 3})
    )


class Dropping(forms.Form):
    why = forms.CharField(
        label=_("Vì sao không còn phù hợp"), widget=forms.Textarea(attrs={"rows": 3})
    )


class Extending(forms.Form):
    until = Day(label=_("Xin gia hạn đến ngày"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class Carrying(forms.Form):
    due_on = Day(label=_("Hạn của kỳ sau"))


class Deciding(forms.Form):
    tu = forms.CharField(required=False, max_length=10)
    decision = forms.ChoiceField(choices=(("granted", _("Đồng ý")), ("refused", _("Không"))))

    def is_granted(self) -> bool:
        return bool(self.cleaned_data["decision"] == "granted")

    def is_from_today(self) -> bool:
        """Whether the decision was made on the page Hôm nay, to which one then goes back."""
        return bool(self.cleaned_data["tu"] == "hom-nay")


class NewRecurrence(Asking):
    """`day` is 1 to 7 for weeks, 1 to 31 of the period's last month for all others."""

    title = forms.CharField(label=_("Nhiệm vụ"), max_length=300)
    owner = UnitNamed(label=_("Đơn vị chủ trì"))
    product = forms.CharField(label=_("Sản phẩm"), max_length=300, required=False)
    rhythm = forms.ChoiceField(label=_("Nhịp"), choices=Rhythm.choices, initial=Rhythm.MONTH)
    day = forms.IntegerField(
        label=_("Ngày trong kỳ"),
        min_value=1,
        max_value=31,
        help_text=_(
            "Hằng tuần: 1 là thứ Hai, 7 là Chủ nhật. Các nhịp khác: ngày của tháng cuối kỳ;"
            " 31 là ngày cuối tháng."
        ),
    )
    shift = forms.ChoiceField(
        label=_("Gặp ngày nghỉ thì dời hạn"), choices=Recurrence.Shift.choices
    )
    begins_on = Day(label=_("Từ ngày"))

    def __init__(self, *given: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*given, officer=officer, **options)
        self.fields["begins_on"].initial = officer.on

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("rhythm") == Rhythm.WEEK and (given.get("day") or 1) > DAYS_OF_WEEK:
            self.add_error("day", _("Hằng tuần thì ghi 1 (thứ Hai) đến 7 (Chủ nhật)."))
        return given

    def what(self) -> Recurrence:
        return Recurrence(**self.cleaned_data)


class MarkedDay(forms.Form):
    on = Day(label=_("Ngày"))
    is_working = forms.ChoiceField(
        label=_("Là"),
        choices=(("0", _("ngày nghỉ")), ("1", _("ngày làm việc"))),
        help_text=_("Ghi lại một ngày đã có thì thay điều đã ghi."),
    )
    label = forms.CharField(label=_("Tên ngày, hoặc lý do"), max_length=120)

    def what(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "is_working": given["is_working"] == "1"}


class Year(forms.Form):
    nam = forms.IntegerField(min_value=1945, max_value=9999)

    def chosen(self, otherwise: int) -> int:
        """The year asked for; `otherwise` where none, or none that can be read."""
        return int(self.cleaned_data["nam"]) if self.is_valid() else otherwise
