"""The tree as at a day, one unit through time."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from danvan.ledger import queries as ledger
from danvan.papers.csv_out import csv_line
from danvan.units import queries
from danvan.units.forms import AsAt, Seat
from danvan.units.models import Role, UnitVersion
from danvan.units.models.plan import COLUMNS
from danvan.units.views.trying import PAGE

LINES = 20  # of the ledger, on a unit's page


@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The units that answer to what is asked as at a day; with nothing asked, the top."""
    officer = queries.signed_in(request)
    form = AsAt(request.GET or None, officer=officer)
    asked = form.filter()
    found = queries.units(officer=officer, asked=asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    under = queries.as_at(officer=officer, pk=asked.under, on=asked.on) if asked.under else None
    return render(
        request,
        "units/tree.html",
        {
            "form": form,
            "on": asked.on,
            "page": page,
            "under": under,
            "is_admin": officer.has_role(Role.ADMIN),
        },
    )


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Exactly the units that the list shows, as they are read; the file can be brought in again."""
    officer = queries.signed_in(request)
    asked = AsAt(request.GET or None, officer=officer).filter()
    found = queries.units(officer=officer, asked=asked)
    answer = StreamingHttpResponse(rows(found.iterator(2000)), "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="don-vi-{asked.on}.csv"'
    return answer


def rows(found: Iterator[UnitVersion]) -> Iterator[str]:
    yield "\ufeff" + csv_line(COLUMNS)
    for version in found:
        yield csv_line(
            (
                version.unit.code,
                version.unit.kind,
                version.tier.code,
                version.parent.code if version.parent else "",
                version.name,
                version.short_name,
                version.designation,
                version.symbol,
                version.valid_from,
                version.valid_to or "",
            )
        )


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit as at a day: what it is, where it stands, what stands under it, what it was."""
    officer = queries.signed_in(request)
    form = AsAt(request.GET or None, officer=officer)
    on = form.day()
    found = queries.one(officer=officer, pk=pk, on=on)
    if found is None:
        raise Http404
    under = queries.children(officer=officer, unit=found.unit, on=on)
    lines = ledger.lines(officer=officer, asked=ledger.Filter(subject=f"units.Unit:{pk}"))
    return render(
        request,
        "units/unit.html",
        {
            "form": form,
            "on": on,
            "found": found,
            "page": Paginator(under, PAGE).get_page(request.GET.get("trang")),
            "staff": queries.staff(officer=officer, unit=found.unit, on=on)
            if found.is_admin
            else None,
            "lines": lines[:LINES],
        },
    )


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Another of one's own roles is the one acted in from now on."""
    officer = queries.signed_in(request)
    form = Seat(request.POST)
    if form.is_valid() and form.cleaned_data["duty"] in {duty.pk for duty in officer.duties}:
        request.session[queries.SEAT] = form.cleaned_data["duty"]
    return redirect("today")
