"""A synthesis beside the official rules and its proof."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.queries import conformance as queries
from danvan.consultation.views.keeping import one
from danvan.units.queries import signed_in


@require_GET
def conformance(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Each rule, whether it holds, and by which figures."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.of_run(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    context = {"consultation": consultation, "synthesis": found.synthesis, "found": found}
    return render(request, "consultation/conformance.html", context)
