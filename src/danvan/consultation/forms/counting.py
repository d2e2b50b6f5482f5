"""By which rules is counted, and who sums what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Channel, CountingRule
from danvan.units.forms.fields import Asking, UnitNamed, Words


class Rules(forms.Form):
    """How each channel counts; the fields are named after the channels."""

    def __init__(self, *given: Any, rules: Mapping[str, str], **options: Any) -> None:
        super().__init__(*given, **options)
        for channel, label in Channel.choices:
            self.fields[channel] = forms.ChoiceField(
                label=label, choices=CountingRule.Treatment.choices, initial=rules.get(channel)
            )
        self.fields["why"] = Words(
            label=_("Căn cứ, lý do"),
            max_length=300,
            help_text=_("Ví dụ: hướng dẫn số 04-HD/TU ngày 6/3/2020. Được in trong báo cáo."),
        )

    def rules(self) -> dict[str, str]:
        return {channel: self.cleaned_data[channel] for channel in Channel.values}


class Owning(Asking):
    """Who sums one cell."""

    unit = UnitNamed(label=_("Đơn vị"))
    channel = forms.ChoiceField(label=_("Kênh"), choices=Channel.choices)
    group = Words(
        label=_("Đối tượng"),
        max_length=80,
        required=False,
        help_text=_("Để trống: mọi đối tượng không ghi riêng."),
    )
    collector = UnitNamed(label=_("Đầu mối tổng hợp"))


class Disowning(forms.Form):
    why = Words(label=_("Lý do"), max_length=300)
