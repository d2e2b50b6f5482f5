"""Files of opinions: chosen, understood, confirmed; nothing is written before that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from danvan.consultation import actions
from danvan.consultation.forms.importing import Agreeing, TakingIn
from danvan.consultation.models import Channel
from danvan.consultation.models.waiting import Brought, Lot, held, hold
from danvan.consultation.queries import intake as queries
from danvan.consultation.views.intake import sent
from danvan.consultation.views.keeping import one
from danvan.papers.csv_out import csv_line
from danvan.units.forms.fields import name_of
from danvan.units.models import Officer
from danvan.units.queries import signed_in
from danvan.work.actions import ask_job

AT_ONCE = 5_000  # rows that are taken in while one waits; more are a job


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """The first step: files, and what they are."""
    officer = signed_in(request)
    asked = one(officer, slug)
    files = request.FILES if request.method == "POST" else None
    form = TakingIn(sent(request), files, officer=officer)
    if form.is_bound and form.is_valid():
        chosen = [(file.name or "", file.chunks()) for file in form.cleaned_data["chosen"]]
        name = hold(session(request), form.order(asked), chosen)
        return redirect("consulting:look", slug, name)
    context = {
        "consultation": asked,
        "form": form,
        "may_bring": officer.has_role(*actions.BRINGERS),
        "intakes": queries.intakes(officer=officer, consultation=asked)[:20],
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/take_in.html", context, status=status)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What was understood; once it is confirmed, what happened."""
    officer = signed_in(request)
    asked, lot = one(officer, slug), held(session(request), name)
    if lot is None or lot.order.consultation != asked.pk:
        raise Http404
    form = Agreeing(sent(request))
    if form.is_bound and form.is_valid():
        rows = form.cleaned_data["rows"]
        if rows is None or rows > AT_ONCE:
            return as_job(officer, lot)
        at_once(request, officer, lot)
        return redirect("consulting:take-in", slug)
    found = queries.understood(officer=officer, consultation=asked, files=lot.files)
    usable = [file for file in found if file.is_usable]
    brought = of(officer, lot)
    context = {
        "consultation": asked,
        "brought": brought,
        "unit_name": name_of(brought.unit, officer.on),
        "channel": Channel(brought.channel).label,
        "files": found,
        "usable": usable,
        "rows": sum(file.read for file in usable),
        "accepted": sum(file.accepted for file in usable),
        "at_once": AT_ONCE,
    }
    return render(request, "consultation/look_in.html", context)


def as_job(officer: Officer, lot: Lot) -> HttpResponse:
    """Many rows are taken in by a worker; the job's page follows it."""
    lot.ask()
    unit = of(officer, lot).unit
    job = ask_job(by=officer, kind=actions.IMPORTING, unit=unit, subject=lot.place.name)
    return redirect("work:job", pk=job.pk)


def of(officer: Officer, lot: Lot) -> Brought:
    """What the files are taken in as. Raises Http404 where that is out of the officer's sight."""
    try:
        return queries.brought(officer=officer, order=lot.order)
    except ValidationError as gone:
        raise Http404 from gone


def at_once(request: HttpRequest, officer: Officer, lot: Lot) -> None:
    """Says of each file what became of it."""
    for outcome in actions.take_in_lot(by=officer, lot=lot):
        tell = messages.success if outcome.is_taken else messages.error
        tell(request, outcome.said)
    lot.drop()


@require_GET
def rejects(request: HttpRequest, slug: str, pk: int) -> StreamingHttpResponse:
    """The rows of a file that were not taken in, each with its reason, to be mended."""
    officer = signed_in(request)
    found = queries.rejects(officer=officer, consultation=one(officer, slug), pk=pk)
    answer = StreamingHttpResponse(lines(found.iterator(2000)), "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="khong-nhan-{pk}.csv"'
    return answer


def lines(found: Any) -> Iterator[str]:
    yield "\ufeff" + csv_line((gettext("Dòng"), gettext("Lý do"), gettext("Nội dung")))
    for row in found:
        yield csv_line((row.row, row.reason, row.text))


def session(request: HttpRequest) -> str:
    return request.session.session_key or ""
