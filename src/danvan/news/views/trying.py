"""What the status of a page with a form is."""

from __future__ import annotations

from django import forms


def status_of(form: forms.Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
