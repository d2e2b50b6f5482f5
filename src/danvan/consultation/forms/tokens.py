"""What an officer tells of a key for a program."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions.tokens import LONGEST_LIFE
from danvan.units.forms.fields import Words


class Making(forms.Form):
    label = Words(
        label=_("Dùng cho"),
        max_length=120,
        help_text=_("Tên phần mềm hoặc việc dùng khóa này."),
    )
    days = forms.IntegerField(
        label=_("Có hiệu lực (số ngày)"), min_value=1, max_value=LONGEST_LIFE, initial=90
    )
