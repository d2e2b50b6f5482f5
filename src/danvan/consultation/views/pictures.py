"""The pictures of a synthesis, for its officers: drawn in the browser, and as tables without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from danvan.consultation.models import Opinion, Synthesis
from danvan.consultation.queries import pictures as queries
from danvan.consultation.queries import syntheses
from danvan.consultation.queries.opinion_map import cloud
from danvan.consultation.views.keeping import one
from danvan.consultation.views.open_data import sent
from danvan.papers.csv_out import csv_line
from danvan.units.models import Officer
from danvan.units.queries import signed_in

ROWS = 50  # of a table on the page; the file has them all
BARS = 15  # that one picture draws


@require_GET
def pictures(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """`muc` is the section whose themes are drawn, `mau=nhom` colours the map by theme."""
    officer = signed_in(request)
    synthesis = made(officer, slug, number)
    by_theme = request.GET.get("mau") == "nhom"
    album = album_of(request, officer, synthesis)
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "album": album,
        "by_theme": by_theme,
        "shown": [shown(picture, synthesis) for picture in album.pictures],
        "stances": Opinion.Stance.choices,
        "told": told(synthesis, album),
    }
    return render(request, "consultation/pictures.html", context)


@require_GET
def table(request: HttpRequest, slug: str, number: int, name: str) -> StreamingHttpResponse:
    """The table of a picture, all of it."""
    officer = signed_in(request)
    album = album_of(request, officer, made(officer, slug, number))
    found = next((picture for picture in album.pictures if picture.name == name), None)
    if found is None:
        raise Http404
    return sent(lines(found), "text/csv; charset=utf-8", f"{slug}-lan-{number}-{name}.csv")


@require_GET
def points(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    """The map as its script draws it; a theme is its code, label and section."""
    officer = signed_in(request)
    bench = queries.bench_of(made(officer, slug, number))
    found = cloud(officer=officer, bench=bench)
    themes = [(one.code, one.label, one.section_key, one.opinions) for one in bench.themes.values()]
    return JsonResponse({"step": found.step, "themes": themes, "lines": found.lines})


def made(officer: Officer, slug: str, number: int) -> Synthesis:
    """Raises Http404 where the officer sees none."""
    consultation = one(officer, slug)
    found = syntheses.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    return found


def album_of(request: HttpRequest, officer: Officer, synthesis: Synthesis) -> queries.Album:
    return queries.pictures(
        officer=officer,
        synthesis=synthesis,
        bench=queries.bench_of(synthesis),
        section=request.GET.get("muc", ""),
        by_theme=request.GET.get("mau") == "nhom",
    )


def shown(picture: queries.Picture, synthesis: Synthesis) -> dict[str, Any]:
    """A picture beside the first rows of its table, each with the address of its opinions."""
    rows = []
    bench = address("workbench", synthesis)
    for at, row in enumerate(picture.rows[:ROWS]):
        of = dict(zip(("muc", "nhom"), picture.themes[at], strict=True)) if picture.themes else {}
        rows.append((f"{bench}?{urlencode(of)}" if of else "", row[0], row[1:]))
    return {"picture": picture, "rows": rows, "is_cut": len(picture.rows) > ROWS}


def told(synthesis: Synthesis, album: queries.Album) -> dict[str, Any]:
    """What the script draws from; the points of the map it fetches."""
    return {
        "points": address("pictures-points", synthesis),
        "workbench": address("workbench", synthesis),
        "stances": [[name, str(label)] for name, label in Opinion.Stance.choices],
        "words": {
            "opinions": gettext("ý kiến"),
            "failed": gettext("Không tải được hình; bảng bên dưới có đủ số liệu."),
        },
        "pictures": {
            picture.name: {
                "kind": picture.kind,
                "head": picture.head[picture.first :],
                "labels": [row[0] for row in drawn(picture)],
                "values": [row[picture.first :] for row in drawn(picture)],
                "themes": picture.themes[:BARS],
            }
            for picture in album.pictures
            if picture.kind != "map"
        },
    }


def drawn(picture: queries.Picture) -> tuple[tuple[queries.Cell, ...], ...]:
    """All rows of what has an order of its own; of bars, the longest."""
    return picture.rows[:BARS] if picture.kind == "bars" else picture.rows


def address(name: str, synthesis: Synthesis) -> str:
    return reverse(f"consulting:{name}", args=(synthesis.consultation.slug, synthesis.number))


def lines(picture: queries.Picture) -> Iterator[bytes]:
    held = gettext("không nêu")
    yield ("\ufeff" + csv_line(picture.head)).encode()
    for row in picture.rows:
        yield csv_line(held if cell is None else cell for cell in row).encode()
