"""What an admin does to a unit: one form a page, from the unit and back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from danvan.units import actions, forms, queries
from danvan.units.forms.fields import Asking
from danvan.units.models import Officer, UnitVersion
from danvan.units.views.trying import page_of, tried


def found(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit below this one."""
    officer, now = asked_of(request, pk)
    form = forms.Found(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Lập đơn vị trực thuộc"),
        lambda: actions.found_unit(by=officer, parent=now.unit, **form.values()),
    )


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    first = forms.Rename.first(now)
    form = forms.Rename(request.POST or None, officer=officer, initial=first)
    return changed(
        request,
        now,
        form,
        gettext("Đổi tên"),
        lambda: actions.rename_unit(by=officer, unit=now.unit, **form.values()),
    )


def move(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.Move(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Chuyển sang đơn vị cấp trên khác"),
        lambda: actions.move_unit(by=officer, unit=now.unit, **form.values()),
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.Close(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Kết thúc đơn vị"),
        lambda: actions.close_unit(by=officer, unit=now.unit, **form.values()),
    )


def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.Succeed(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Ghi kế tiếp"),
        lambda: actions.succeed(by=officer, **form.between(now.unit)),
    )


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.Assign(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Giao chức năng"),
        lambda: actions.assign_function(by=officer, place=now.unit, **form.values()),
    )


def congress(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.RecordCongress(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Ghi đại hội"),
        lambda: actions.record_congress(by=officer, unit=now.unit, **form.values()),
    )


def term(request: HttpRequest, pk: int) -> HttpResponse:
    officer, now = asked_of(request, pk)
    form = forms.RecordTerm(request.POST or None, officer=officer)
    return changed(
        request,
        now,
        form,
        gettext("Ghi nhiệm kỳ"),
        lambda: actions.open_term(by=officer, unit=now.unit, **form.values()),
    )


def asked_of(request: HttpRequest, pk: int) -> tuple[Officer, UnitVersion]:
    """Who asks, and the unit; Http404 or PermissionDenied where they may not."""
    officer = queries.signed_in(request)
    now = queries.to_administer(officer=officer, pk=pk)
    if now is None:
        raise Http404
    return officer, now


def changed(
    request: HttpRequest,
    now: UnitVersion,
    form: Asking,
    title: str,
    act: Callable[[], Any],
) -> HttpResponse:
    """Back to the unit with word of what was done; refused, the form with the reason."""
    if tried(form, act):
        messages.success(request, gettext("Đã ghi: %s.") % title)
        return redirect("units:unit", pk=now.unit_id)
    return page_of(request, "units/change.html", form, now=now, title=title)
