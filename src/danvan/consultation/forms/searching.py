"""What is asked of lists of texts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Channel
from danvan.consultation.queries.listing import Asked

LONGEST = 200  # letters of a question


class Listing(forms.Form):
    """Which submissions an officer's list shows. What cannot be read is not asked."""

    q = forms.CharField(label=_("Chữ trong nội dung"), max_length=LONGEST, required=False)
    kenh = forms.ChoiceField(label=_("Kênh"), required=False)
    muc = forms.CharField(label=_("Mục"), max_length=60, required=False)
    don_vi = forms.IntegerField(
        label=_("Số của đơn vị thu thập"), min_value=1, max_value=2**62, required=False
    )
    ngay = forms.DateField(
        label=_("Ngày góp ý"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    truoc = forms.IntegerField(
        min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *given: object, **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]
        field = self.fields["kenh"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Mọi kênh")), *Channel.choices]

    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("q") or "",
            channel=given.get("kenh") or "",
            section=given.get("muc") or "",
            unit=given.get("don_vi"),
            day=given.get("ngay"),
            before=given.get("truoc"),
        )
