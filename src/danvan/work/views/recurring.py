"""Tasks that come again: which there are, a new one, one that ends."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.units.models import Officer
from danvan.units.queries import signed_in
from danvan.work import actions, queries
from danvan.work.forms import NewRecurrence
from danvan.work.views.trying import tried

PAGE = 50


@require_GET
def recurrences(request: HttpRequest) -> HttpResponse:
    return listed(request, signed_in(request))


@require_http_methods(["GET", "POST"])
def recur(request: HttpRequest) -> HttpResponse:
    """A task that comes again, for a unit of one's own or below."""
    officer = signed_in(request)
    form = NewRecurrence(request.POST or None, officer=officer)
    if tried(form, lambda: actions.recur(by=officer, recurrence=form.what())):
        messages.success(
            request,
            gettext("Đã đặt nhiệm vụ định kỳ; mỗi kỳ được giao trước hạn một tháng."),
        )
        return redirect("work:recurrences")
    refused = 422 if form.is_bound else 200
    return render(request, "work/recur.html", {"form": form}, status=refused)


@require_POST
def end_recurrence(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found = queries.recurrence(officer=officer, pk=pk)
    if found is None:
        raise Http404
    form = forms.Form(request.POST)
    if tried(form, lambda: actions.end_recurrence(by=officer, recurrence=found, on=officer.on)):
        messages.success(request, gettext("Đã thôi: %s. Việc đã giao vẫn còn.") % found.title)
        return redirect("work:recurrences")
    return listed(request, officer, form)


def listed(request: HttpRequest, officer: Officer, wrong: forms.Form | None = None) -> HttpResponse:
    page = Paginator(queries.recurrences(officer=officer), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rules": queries.rules(officer=officer, found=page.object_list),
        "may_give": officer.has_role(*actions.GIVERS),
        "wrong": wrong,
    }
    return render(request, "work/recurrences.html", context, status=422 if wrong else 200)
