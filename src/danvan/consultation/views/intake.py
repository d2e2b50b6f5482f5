"""Conferences and counts, typed in by officers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from danvan.consultation import actions
from danvan.consultation.forms.intake import ROWS, TALLIES, Meeting, Tallies
from danvan.consultation.forms.intake import Correcting as CorrectingForm
from danvan.consultation.forms.rows import Drafts
from danvan.consultation.queries import intake as queries
from danvan.consultation.views.keeping import one
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

PAGE = 50


@require_http_methods(["GET", "POST"])
def conference(request: HttpRequest) -> HttpResponse:
    """A conference with all that was said at it; it may feed several consultations."""
    officer = signed_in(request)
    drafts = Drafts(officer, queries.feedable(officer=officer))
    sheet = Meeting(sent(request), officer=officer, drafts=drafts)

    def act() -> None:
        given = sheet.head.cleaned_data
        feeds = sheet.feeds()
        held = actions.bring_in_conference(
            by=officer,
            unit=given["unit"],
            what=sheet.head.what(),
            feeds=feeds,
            at=now(),
            is_another=given["is_another"],
        )
        said = gettext("Đã ghi hội nghị “%(title)s”: %(texts)d ý kiến vào %(feeds)d đợt.")
        texts = sum(len(fed.spoken) for fed in feeds)
        messages.success(request, said % {"title": held.title, "texts": texts, "feeds": len(feeds)})

    if sheet.is_ready and done(sheet.head, act):
        return redirect("consulting:conference")
    if "is_another" in sheet.head.errors and not sheet.grows:
        sheet.head.ask_again()
    return typed(request, "consultation/conference.html", sheet, officer=officer)


@require_http_methods(["GET", "POST"])
def tallies(request: HttpRequest, slug: str) -> HttpResponse:
    """Positions counted without texts, and those counted before."""
    officer = signed_in(request)
    asked = one(officer, slug)
    sheet = Tallies(sent(request), officer=officer, drafts=Drafts(officer, [asked]))

    def act() -> None:
        actions.count_positions(by=officer, consultation=asked, **sheet.what())
        messages.success(request, gettext("Đã ghi số lượt ý kiến."))

    if sheet.is_ready and done(sheet.head, act):
        return redirect("consulting:tallies", slug)
    found = queries.tallies(officer=officer, consultation=asked)
    titles = dict(queries.sections(officer=officer, consultation=asked).values_list("key", "title"))
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    lines = [(tally, titles.get(tally.section_key, tally.section_key)) for tally in page]
    return typed(
        request,
        "consultation/tallies.html",
        sheet,
        officer=officer,
        consultation=asked,
        page=page,
        lines=lines,
    )


@require_http_methods(["GET", "POST"])
def correct_tally(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another count in the place of one; both are kept."""
    officer = signed_in(request)
    asked = one(officer, slug)
    tally = queries.tally(officer=officer, consultation=asked, pk=pk)
    if tally is None:
        raise Http404
    form = CorrectingForm(sent(request))

    def act() -> None:
        actions.correct_tally(by=officer, tally=tally, on=officer.on, **form.cleaned_data)

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, gettext("Đã sửa; số cũ vẫn được giữ lại."))
        return redirect("consulting:tallies", slug)
    context = {"consultation": asked, "tally": tally, "form": form}
    status = 422 if form.errors else 200
    return render(request, "consultation/correct_tally.html", context, status=status)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """As `tried`; also what one may not do stays on the page, with all that was typed."""
    try:
        return tried(form, act)
    except PermissionDenied as denied:
        form.add_error(None, str(denied))
        return False


def typed(
    request: HttpRequest, template: str, sheet: Meeting | Tallies, *, officer: Officer, **told: Any
) -> HttpResponse:
    """The page with everything that was typed, and what of it is wrong once it was to be saved."""
    checked = sheet.given is not None and not sheet.grows
    context = {
        "sheet": sheet,
        "checked": checked,
        "may_bring": officer.has_role(*actions.BRINGERS),
        "most": {"y": ROWS, "s": TALLIES},
        **told,
    }
    return render(request, template, context, status=422 if checked else 200)
