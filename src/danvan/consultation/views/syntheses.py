"""The syntheses of a consultation, for its officers: asked for, followed, read, published."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.consultation import actions
from danvan.consultation.queries import syntheses as queries
from danvan.consultation.views.keeping import one
from danvan.units.models import now
from danvan.units.queries import signed_in


@require_GET
def runs(request: HttpRequest, slug: str) -> HttpResponse:
    """Every run, newest first."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.runs(officer=officer, consultation=consultation)
    context = {
        "consultation": consultation,
        "runs": found,
        "may_ask": officer.has_role(*actions.KEEPERS),
        "may_publish": officer.has_role("approver"),
        "is_waiting": any(run.job and not run.job.is_over for run in found),
        "to_publish": next((run.synthesis.pk for run in found if run.synthesis.made_at), None),
    }
    return render(request, "consultation/syntheses.html", context)


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    done = said(
        request,
        lambda: actions.ask_synthesis(by=officer, consultation=consultation, at=now()),
    )
    if done:
        messages.success(
            request, gettext("Đã giao tổng hợp; việc chạy nền, ông/bà có thể rời trang.")
        )
    return redirect("consulting:syntheses", slug)


@require_POST
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    done = said(
        request,
        lambda: actions.publish_synthesis(by=officer, synthesis=found, at=now()),
    )
    if done:
        messages.success(request, gettext("Đã công bố bản tổng hợp lần %d.") % number)
    return redirect("consulting:syntheses", slug)


@require_GET
def paper(request: HttpRequest, slug: str, number: int, name: str) -> FileResponse:
    """A paper of a run, as the worker made it."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.paper(officer=officer, consultation=consultation, number=number, name=name)
    if found is None:
        raise Http404
    own = f"{consultation.slug}-lan-{number}-{name}"
    return FileResponse(found.open("rb"), as_attachment=True, filename=own)


def said(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; why not, on the next page."""
    try:
        act()
    except ValidationError as wrong:
        for sentence in wrong.messages:
            messages.error(request, sentence)
        return False
    return True
