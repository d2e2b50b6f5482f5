"""Who holds which role, for admins; accounts are opened, changed and closed here."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from danvan.ledger import queries as ledger
from danvan.units import actions, forms, queries
from danvan.units.models import Officer, Unit
from danvan.units.views.trying import PAGE, an_admin, page_of, tried

LINES = 20  # of the ledger, on an officer's page


@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """Officers with roles in the units of which one is an admin."""
    officer = queries.signed_in(request)
    form = forms.StaffAsked(request.GET or None)
    asked = form.filter()
    found = queries.officers(officer=officer, asked=asked)
    at = queries.to_administer(officer=officer, pk=asked.unit) if asked.unit else None
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    return render(request, "units/officers.html", {"form": form, "page": page, "at": at})


@never_cache
def open_account(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once, on the page that answers."""
    officer = an_admin(request)
    form = forms.OpenAccount(request.POST or None, officer=officer, at=place(request, officer))
    made: list[actions.Opened] = []
    if tried(form, lambda: made.append(actions.take_on(by=officer, **form.values()))):
        return password_shown(request, *made[0])
    return page_of(request, "units/officer_form.html", form, title=gettext("Mở tài khoản"))


@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer: the roles, and what may be done."""
    officer, found = asked_of(request, pk)
    lines = ledger.lines(officer=officer, asked=ledger.Filter(subject=f"units.Officer:{pk}"))
    said = {"found": found, "lines": lines[:LINES], "on": officer.on}
    return render(request, "units/officer.html", {**said, "is_self": found.who.pk == officer.pk})


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    officer, found = asked_of(request, pk)
    form = forms.Appoint(request.POST or None, officer=officer, at=place(request, officer))
    if tried(form, lambda: actions.appoint(by=officer, officer=found.who, **form.values())):
        return back(request, found.who, gettext("Đã giao vai trò. Cán bộ cần đăng nhập lại."))
    title = gettext("Giao thêm vai trò")
    return page_of(request, "units/officer_form.html", form, title=title, who=found.who)


def relieve(request: HttpRequest, pk: int) -> HttpResponse:
    """The number is the role's."""
    officer = queries.signed_in(request)
    duty = queries.duty(officer=officer, pk=pk)
    if duty is None:
        raise Http404
    form = forms.Relieve(request.POST or None, officer=officer)
    if tried(form, lambda: actions.relieve(by=officer, duty=duty, **form.values())):
        return back(request, duty.officer, gettext("Đã thôi vai trò. Cán bộ cần đăng nhập lại."))
    title = gettext("Thôi vai trò")
    return page_of(
        request, "units/officer_form.html", form, title=title, who=duty.officer, duty=duty
    )


def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    officer, found = asked_of(request, pk)
    form = forms.Relieve(request.POST or None, officer=officer)
    if tried(form, lambda: actions.close_account(by=officer, officer=found.who, **form.values())):
        return back(request, found.who, gettext("Đã đóng tài khoản."))
    title = gettext("Đóng tài khoản")
    return page_of(request, "units/officer_form.html", form, title=title, who=found.who)


@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password, shown once, on the page that answers."""
    officer, found = asked_of(request, pk)
    form = forms.Reason(request.POST or None, officer=officer)
    made: list[str] = []

    def act() -> None:
        made.append(actions.reset_password(by=officer, officer=found.who, **form.values()))

    if tried(form, act):
        return password_shown(request, found.who, made[0])
    title = gettext("Đặt lại mật khẩu")
    return page_of(request, "units/officer_form.html", form, title=title, who=found.who)


def asked_of(request: HttpRequest, pk: int) -> tuple[Officer, queries.Account]:
    """Who asks, and the account; Http404 or PermissionDenied where they may not."""
    officer = queries.signed_in(request)
    found = queries.account(officer=officer, pk=pk)
    if found is None:
        raise Http404
    return officer, found


def place(request: HttpRequest, officer: Officer) -> Unit | None:
    """The unit that the address names, else the one acted for."""
    number = request.GET.get("don_vi", "")
    if number.isdecimal():
        now = queries.to_administer(officer=officer, pk=int(number))
        return now.unit if now else None
    return officer.seat.unit if officer.seat else None


def password_shown(request: HttpRequest, who: Officer, password: str) -> HttpResponse:
    """Kept nowhere: not in the session, nor by the browser, as the pages that answer so say."""
    return render(request, "units/password.html", {"who": who, "password": password})


def back(request: HttpRequest, who: Officer, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("units:officer", pk=who.pk)
