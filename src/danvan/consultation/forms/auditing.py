"""What an officer reads in an opinion of the sample."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Opinion
from danvan.consultation.queries.auditing import Choice


class Position(forms.Form):
    """Which opinion of the sample was on the page."""

    position = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class Reading(forms.Form):
    theme = forms.ChoiceField(
        label=_("Nhóm vấn đề"),
        error_messages={
            "required": _("Hãy chọn một nhóm trong danh sách."),
            "invalid_choice": _("Hãy chọn một nhóm trong danh sách."),
        },
    )
    stance = forms.ChoiceField(
        label=_("Thái độ"),
        choices=Opinion.Stance.choices,
        error_messages={
            "required": _("Hãy chọn một thái độ trong danh sách."),
            "invalid_choice": _("Hãy chọn một thái độ trong danh sách."),
        },
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["theme"])
        field.choices = [(choice.code, choice.label) for choice in choices]
