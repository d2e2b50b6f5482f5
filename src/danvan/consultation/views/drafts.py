"""The public's pages of a draft."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.queries import drafts as queries
from danvan.units.models import today


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    context = {"consultations": queries.consultations(), "today": today()}
    return render(request, "consultation/consultations.html", context)


@require_GET
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.consultation(slug=slug)
    if found is None:
        raise Http404
    return render(request, "consultation/consultation.html", {"consultation": found})
