"""The ledger as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from danvan.ledger import queries
from danvan.ledger.forms import Asked
from danvan.ledger.models import Entry
from danvan.papers.csv_out import csv_line

PAGE = 50
HEAD = ("so", "luc", "chuc_vu", "noi", "viec", "doi_tuong", "ly_do", "niem_phong")


def reader(request: HttpRequest) -> Any:
    """Whoever is signed in; the room of officers stands above this one."""
    if not getattr(request.user, "reach", None):
        raise PermissionDenied(gettext("Ông/bà chưa được giao vai trò nào đang có hiệu lực."))
    return request.user


def lines(request: HttpRequest) -> HttpResponse:
    """Who did what in one's units, newest first."""
    officer = reader(request)
    form = Asked(request.GET or None)
    found = queries.lines(officer=officer, asked=form.asked())
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    verbs = queries.verbs(officer=officer)
    return render(request, "ledger/lines.html", {"form": form, "page": page, "verbs": verbs})


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Exactly the lines that are asked for, as they are read."""
    officer = reader(request)
    found = queries.lines(officer=officer, asked=Asked(request.GET or None).asked())
    answer = StreamingHttpResponse(rows(found.iterator(chunk_size=2000)), "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    return answer


def rows(found: Iterator[Entry]) -> Iterator[str]:
    yield "\ufeff" + csv_line(HEAD)
    for line in found:
        yield csv_line(
            (
                line.pk,
                line.at.isoformat(),
                line.post,
                line.unit_path,
                line.verb,
                line.subject,
                line.why,
                line.hash,
            )
        )
