"""The pages that belong to no room, and those for when something is wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from danvan.consultation.queries import drafts, published
from danvan.consultation.queries.today import today_of
from danvan.site import searching
from danvan.units import queries as units
from danvan.units.models import today as day
from danvan.work import queries as work

LONGEST = 100  # letters that are searched for
LATELY = 5  # results that the first page shows
PAGE = 50


def home(request: HttpRequest) -> HttpResponse:
    """What the public meets first: what they are asked about now."""
    context = {"open": drafts.open_now(on=day()), "results": published.results()[:LATELY]}
    return render(request, "site/home.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """What came of consultations, the latest first, with their open data."""
    page = Paginator(published.results(), PAGE).get_page(request.GET.get("trang"))
    return render(request, "site/results.html", {"page": page})


def today(request: HttpRequest) -> HttpResponse:
    """An officer's first page: what is due, what is late, what waits for them."""
    officer = units.signed_in(request)
    context = {"day": work.day_of(officer=officer), "asked": today_of(officer=officer)}
    return render(request, "site/today.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """All that one may see whose name holds the words."""
    officer = units.signed_in(request)
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    said = {"searched": words, "found": searching.found(officer, words) if words else []}
    return render(request, "site/search.html", said)


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, too, and is the one this version expects."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    if waiting:
        return JsonResponse({"ready": False, "why": "migrations"}, status=503)
    return JsonResponse({"ready": True})


def metrics(request: HttpRequest) -> HttpResponse:
    """Counts of requests by page, for Prometheus; nothing about who asked."""
    counts: Collector = REGISTRY
    if settings.COUNTS:
        counts = MultiProcessCollector(CollectorRegistry())  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(counts), content_type=CONTENT_TYPE_LATEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if exception and exception.args else ""
    return render(request, "site/403.html", {"said": said}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "site/500.html", status=500)
