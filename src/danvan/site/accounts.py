"""How sign-in is fitted to officers: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.units import actions, queries
from danvan.units.models import Officer


class OfficersOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an admin of the unit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def shown(officer: Officer) -> str:
    return officer.full_name


class Reason(forms.Form):
    why = forms.CharField(label=_("Lý do"), max_length=500)


def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody lost the telephone: their second factor is forgotten, and they set up another."""
    officer = queries.signed_in(request)
    found = queries.account(officer=officer, pk=pk)
    if found is None:
        raise Http404
    form = Reason(request.POST or None)
    if form.is_valid():
        try:
            forget_second_factor(by=officer, officer=found.who, why=form.cleaned_data["why"])
        except (ValidationError, PermissionDenied) as wrong:
            form.add_error(None, getattr(wrong, "messages", None) or str(wrong))
        else:
            messages.success(
                request, gettext("Đã đặt lại bước xác thực. Cán bộ cần đăng nhập lại.")
            )
            return redirect("units:officer", pk=pk)
    status = 422 if form.errors else 200
    return render(
        request, "site/second_factor.html", {"form": form, "who": found.who}, status=status
    )


def recovery_codes(request: HttpRequest) -> Any:
    """The spare codes; where there are none yet, the page that makes them, or what comes first."""
    try:
        return view_recovery_codes(request)
    except Http404:
        return redirect(
            "mfa_generate_recovery_codes" if is_mfa_enabled(request.user) else "mfa_index"
        )


@transaction.atomic
def forget_second_factor(*, by: Officer, officer: Officer, why: str) -> None:
    """The room of officers checks the right, ends the sessions and leaves the line; what the
    library keeps is deleted here, where alone the library is known: both or neither."""
    actions.reset_second_factor(by=by, officer=officer, why=why)
    Authenticator.objects.filter(user=officer).delete()
