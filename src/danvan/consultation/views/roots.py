"""The published fingerprints of the days, and the file with which a receipt proves itself."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from danvan.consultation.forms.roots import OfReceipt
from danvan.consultation.models import Consultation
from danvan.consultation.queries import drafts
from danvan.consultation.queries import roots as queries
from danvan.consultation.views.limits import limited

PAGE = 50


@require_GET
def roots(request: HttpRequest, slug: str) -> HttpResponse:
    """The sealed days, the last first, and how to check a receipt against them."""
    found = one(slug)
    days = queries.roots(consultation=found).order_by("-day")
    page = Paginator(days, PAGE).get_page(request.GET.get("trang"))
    last = days.first()
    context = {"consultation": found, "page": page, "chain": last.chain if last else ""}
    return render(request, "consultation/roots.html", context)


@require_GET
@limited("reading")
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """All sealed days as danvan.roots/1."""
    found = one(slug)
    content = queries.published_roots(consultation=found, address=address_of(request, found))
    return download(content, f"dau-van-{slug}.json")


@never_cache
@require_http_methods(["GET", "POST"])
@limited("lookup")
def receipt_file(request: HttpRequest) -> HttpResponse:
    """Asks for the code; gives danvan.receipt/1 of the day, or says why there is none yet."""
    form = OfReceipt(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "consultation/receipt_file.html", {"form": form}, status=status)
    held, day = form.held(), form.chosen()
    asked = held.receipt.consultation
    content = day and queries.proof(
        receipt=held.receipt, day=day, address=address_of(request, asked)
    )
    if content:
        return download(content, f"bien-nhan-{asked.slug}-{day}.json")
    context = {"form": form, "held": held, "consultation": asked, "is_unlike": day is not None}
    return render(request, "consultation/receipt_file.html", context)


def one(slug: str) -> Consultation:
    found = drafts.consultation(slug=slug)
    if found is None:
        raise Http404
    return found


def address_of(request: HttpRequest, found: Consultation) -> str:
    return request.build_absolute_uri(reverse("consultation:roots", args=[found.slug]))


def download(content: object, name: str) -> HttpResponse:
    answer = HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
