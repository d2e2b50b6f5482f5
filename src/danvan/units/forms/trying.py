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
        blame(form, wrong)
        return False
    return True


def blame(form: forms.Form, wrong: ValidationError) -> None:
    """Each sentence at its field; on top where the form has no such field."""
    named = getattr(wrong, "error_dict", None) or {NON_FIELD_ERRORS: wrong.error_list}
    for field, errors in named.items():
        form.add_error(field if field in form.fields else None, ValidationError(errors))
