"""What all pages that do something share: an action tried, its refusal shown in the form."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was right and the action done; what was wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return False
    return True
