"""What the holder of a receipt code tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from danvan.consultation.actions import Said
from danvan.consultation.forms.sending import Entry, Verbatim
from danvan.consultation.models import Anchor, Submission
from danvan.sense.drafts.anchors import Quote
from danvan.sense.receipts.codes import Mistyped, read_code


class Code(forms.Form):
    code = forms.CharField(
        label=_("Mã biên nhận"),
        max_length=200,
        error_messages={"required": _("Chưa có mã biên nhận; xin nhập mã ghi trên biên nhận.")},
        help_text=_("Ví dụ 7K3M-9QRT-04WX-BC2H-5N; chữ hoa, chữ thường đều được."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except Mistyped as wrong:
            raise ValidationError(str(wrong)) from wrong


class Correcting(Entry):
    """Other words for what was said; about the same place as before."""

    may_publish = forms.BooleanField(
        label=_("Đồng ý đăng nguyên văn, không kèm tên"), required=False
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for name in ("section_key", "start", "exact"):
            del self.fields[name]

    @classmethod
    def of(cls, row: Submission, prefix: str) -> Self:
        """With the words that are to be changed."""
        return cls(
            prefix=prefix,
            initial={
                name: getattr(row, name)
                for name in cls.base_fields
                if name not in ("section_key", "start", "exact")
            },
        )

    def said_instead_of(self, row: Submission) -> Said:
        """The new words, about the same place."""
        return replace(self.said(), section_key=row.section_key, quote=_quote(row.anchor))


def _quote(anchor: Anchor | None) -> Quote | None:
    if anchor is None:
        return None
    return Quote(anchor.section_key, anchor.exact, anchor.prefix, anchor.suffix, anchor.start)


class Appealing(forms.Form):
    appeal = Verbatim(
        label=_("Vì sao ông/bà đề nghị xem lại"),
        max_length=5000,
        required=True,
        error_messages={"required": _("Hãy ghi vì sao ông/bà đề nghị xem lại.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
