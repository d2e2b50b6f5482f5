"""Congresses and terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.units.actions.terms import Sitting
from danvan.units.forms.fields import Asking, Day, Words

YEARS = 5  # of a term


class RecordCongress(Asking):
    ordinal = forms.IntegerField(label=_("Lần thứ"), min_value=1, max_value=89)
    opens_on = Day(label=_("Khai mạc"))
    closes_on = Day(label=_("Bế mạc"), help_text=_("Nhiệm kỳ mới bắt đầu từ ngày hôm sau."))
    plenum_on = Day(
        label=_("Hội nghị lần thứ nhất của cấp ủy mới"),
        required=False,
        help_text=_("Nếu họp trong đại hội, nhiệm kỳ bắt đầu từ ngày đó."),
    )
    label = Words(
        label=_("Nhiệm kỳ"),
        max_length=40,
        required=False,
        help_text=_("Ví dụ 2020-2025; để trống thì tính năm năm từ năm bế mạc."),
    )

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        year = said["closes_on"].year
        return {
            "ordinal": said["ordinal"],
            "sitting": Sitting(said["opens_on"], said["closes_on"], said["plenum_on"]),
            "label": said["label"] or f"{year}-{year + YEARS}",
        }


class RecordTerm(Asking):
    """A term of which no congress is known."""

    label = Words(label=_("Nhiệm kỳ"), max_length=40, help_text=_("Ví dụ 2015-2020."))
    begins_on = Day(label=_("Từ ngày"))
    ends_on = Day(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Để trống thì đến trước nhiệm kỳ sau."),
    )
