"""What the ledger is asked, as typed values."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.ledger.queries import Filter

DAY = ["%Y-%m-%d", "%d/%m/%Y"]


class Asked(forms.Form):
    verb = forms.CharField(label=_("Việc"), required=False, max_length=60)
    subject = forms.CharField(label=_("Đối tượng"), required=False, max_length=120)
    since = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        input_formats=DAY,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        input_formats=DAY,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def asked(self) -> Filter:
        """What can be read of the request; the page shows what cannot."""
        if not self.is_bound:
            return Filter()
        self.is_valid()
        return Filter(**{name: value for name, value in self.cleaned_data.items() if value})
