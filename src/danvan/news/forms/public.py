"""What readers ask for, and what they write below an article."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.news.actions.comments import LONGEST_TEXT
from danvan.news.queries.public import Asked
from danvan.units.forms.fields import Words


class Looking(forms.Form):
    """Words, a tag, a topic."""

    q = Words(label=_("Tìm trong tin"), max_length=100, required=False)
    the = forms.CharField(max_length=120, required=False)
    chu_de = Words(max_length=80, required=False)

    def asked(self) -> Asked:
        """What can be read of the request."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(given.get("q") or "", given.get("the") or "", given.get("chu_de") or "")


class Writing(forms.Form):
    """A comment; `key` is the page's own, `parent` the comment that it answers."""

    text = Words(
        label=_("Bình luận của ông/bà"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
