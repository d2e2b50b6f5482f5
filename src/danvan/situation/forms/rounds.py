"""Schedules, exceptions to a lock, the steps of a report, an oral report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.situation.models import ReportKind, ReportSchedule
from danvan.units.forms.fields import Asking, Day, UnitNamed, Why, Words
from danvan.units.models import Officer, Tier, Unit


class Scheduling(Asking):
    """A schedule of reports that the units of a tier owe the officer's own unit."""

    form_code = forms.ChoiceField(label=_("Biểu mẫu"))
    tier = forms.ModelChoiceField(Tier.objects.none(), label=_("Cấp gửi báo cáo"))
    cutoff_day = forms.IntegerField(
        label=_("Ngày chốt số liệu"), min_value=1, max_value=31, initial=14
    )
    due_day = forms.IntegerField(label=_("Ngày gửi"), min_value=1, max_value=31, initial=15)
    months_after = forms.IntegerField(
        label=_("Số tháng sau kỳ"),
        min_value=0,
        max_value=3,
        initial=0,
        help_text=_("0: hạn nằm trong tháng cuối của kỳ."),
    )
    shift = forms.ChoiceField(
        label=_("Khi trùng ngày nghỉ"), choices=ReportSchedule.Shift.choices, initial="after"
    )
    lock_days = forms.IntegerField(
        label=_("Khóa sau hạn (ngày)"), min_value=0, max_value=365, initial=10
    )
    valid_from = Day(label=_("Từ ngày"))

    def __init__(
        self,
        *given: Any,
        officer: Officer,
        codes: list[tuple[str, str]],
        tiers: Any,
        **options: Any,
    ) -> None:
        super().__init__(*given, officer=officer, **options)
        self.fields["form_code"].choices = codes  # type: ignore[attr-defined]
        self.fields["tier"].queryset = tiers  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = officer.on

    def schedule(self, unit: Unit) -> ReportSchedule:
        return ReportSchedule(unit=unit, **self.cleaned_data)


class Lifting(Asking):
    """A unit may change its report of a locked period until a day."""

    unit = UnitNamed(label=_("Đơn vị"))
    until = Day(label=_("Đến hết ngày"))
    reason = Why()


class Signing(forms.Form):
    """`without`: the signer has read which units are missing and signs all the same."""

    without = forms.BooleanField(required=False)


class Returning(forms.Form):
    why = Words(label=_("Cần bổ sung, sửa điều gì"), max_length=500, widget=forms.Textarea)


class Telling(forms.Form):
    """What happened, told in a minute."""

    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[(kind.value, kind.label) for kind in (ReportKind.ORAL, ReportKind.FLASH)],
        initial=ReportKind.ORAL,
    )
    text = Words(
        label=_("Nội dung"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Việc gì, ở đâu, ảnh hưởng đến nhóm nào; không nêu tên người."),
    )
