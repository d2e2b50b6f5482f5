"""The consultations of an office, for its officers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.models import Consultation
from danvan.consultation.queries import keeping as queries
from danvan.units.models import Officer
from danvan.units.queries import signed_in


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    officer = signed_in(request)
    context = {"consultations": queries.consultations(officer=officer), "today": officer.on}
    return render(request, "consultation/keeping.html", context)


@require_GET
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    officer = signed_in(request)
    context = {"consultation": one(officer, slug), "today": officer.on}
    return render(request, "consultation/kept.html", context)


def one(officer: Officer, slug: str) -> Consultation:
    """Raises Http404 where the officer sees no such consultation."""
    found = queries.consultation(officer=officer, slug=slug)
    if found is None:
        raise Http404
    return found
