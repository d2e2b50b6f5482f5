"""Texts looked up by their words: those published by everybody, those collected by officers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.forms.searching import LONGEST, Listing
from danvan.consultation.queries import listing as queries
from danvan.consultation.views import drafts, keeping
from danvan.consultation.views.limits import limited
from danvan.units.queries import signed_in

BY_FIT = "hop"


@require_GET
@limited("reading")
def found(request: HttpRequest, slug: str) -> HttpResponse:
    """What others have said that holds all the words, marked."""
    asked = drafts.one(slug)
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    number = request.GET.get("truoc", "")
    before = int(number) if drafts.is_number(number) else None
    is_by_fit = request.GET.get("xep") == BY_FIT
    if is_by_fit:
        listed = queries.fitting(consultation=asked, words=words)
    else:
        listed = queries.found(consultation=asked, words=words, before=before)
    context = {
        "consultation": asked,
        "words": words,
        "listed": listed,
        "is_by_fit": is_by_fit,
        "before": before,
    }
    return render(request, "consultation/found.html", context)


@require_GET
def submissions(request: HttpRequest, slug: str) -> HttpResponse:
    """What an officer's offices collected, masked, narrowed to what is asked."""
    officer = signed_in(request)
    consultation = keeping.one(officer, slug)
    form = Listing(request.GET)
    asked = form.asked()
    context = {
        "consultation": consultation,
        "form": form,
        "listed": queries.submissions(officer=officer, consultation=consultation, asked=asked),
        "before": asked.before,
    }
    return render(request, "consultation/submissions.html", context)
