"""Who may see a form, and a form tried: what an action refuses stands beside what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from danvan.units.forms.trying import blame
from danvan.units.models import Officer, Role
from danvan.units.queries import signed_in

PAGE = 50


def an_admin(request: HttpRequest) -> Officer:
    """Who asks, an admin of some unit. Raises PermissionDenied for others."""
    officer = signed_in(request)
    if not officer.has_role(Role.ADMIN):
        raise PermissionDenied(gettext("Việc này dành cho người quản trị."))
    return officer


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was right and the action done; what was wrong stands in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as wrong:
        blame(form, wrong)
        return False
    except PermissionDenied as denied:  # of what was chosen on a page that one may see
        form.add_error(None, str(denied))
        return False
    return True


def page_of(request: HttpRequest, template: str, form: forms.Form, **said: object) -> HttpResponse:
    """The page of a form; refused, it says so to programs, too."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **said}, status=status)
