"""What of a consultation will be erased, and on which day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.queries import retention as queries
from danvan.consultation.views import keeping
from danvan.units.queries import signed_in


@require_GET
def retention(request: HttpRequest, slug: str) -> HttpResponse:
    officer = signed_in(request)
    found = keeping.one(officer, slug)
    context = {
        "consultation": found,
        "kept": queries.kept(officer=officer, consultation=found),
        "today": officer.on,
    }
    return render(request, "consultation/retention.html", context)
