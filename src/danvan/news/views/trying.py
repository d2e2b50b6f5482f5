"""What all pages that do something share: an action tried, its refusal shown in the form."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was right and the action done; what was wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as wrong:
        named = getattr(wrong, "error_dict", None) or {NON_FIELD_ERRORS: wrong.error_list}
        for field, errors in named.items():
            form.add_error(field if field in form.fields else None, ValidationError(errors))
        return False
    return True


def status_of(form: forms.Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
