"""Two syntheses of a consultation side by side."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.models import Synthesis
from danvan.consultation.queries import comparing as queries
from danvan.consultation.queries import syntheses
from danvan.consultation.queries.scope import scopes
from danvan.consultation.views.keeping import one
from danvan.units.queries import signed_in

PAGE = 50


@require_GET
def compare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What became of each theme: `voi` is the other run, the one before where nothing is chosen;
    `loai` shows one kind only."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    synthesis = syntheses.synthesis(officer=officer, consultation=consultation, number=number)
    if synthesis is None:
        raise Http404
    others = queries.others(officer=officer, synthesis=synthesis)
    chosen = other_of(others, synthesis, request.GET.get("voi", ""))
    context: dict[str, object] = {
        "consultation": consultation,
        "synthesis": synthesis,
        "others": others,
        "chosen": chosen,
    }
    if chosen and synthesis.made_at:
        found = queries.comparison(
            officer=officer, consultation=consultation, numbers=(synthesis.number, chosen.number)
        )
        if found is None:
            raise Http404
        said = scopes(officer=officer, syntheses=(found.before, found.after))
        context |= {"found": found, **kind_and_page(request, found)}
        context["told"] = [(run, said[run.pk]) for run in (found.before, found.after)]
    return render(request, "consultation/compare_runs.html", context)


def other_of(others: list[Synthesis], synthesis: Synthesis, asked: str) -> Synthesis | None:
    """The one asked for; else the last before it, else the first after it."""
    by_number = {str(other.number): other for other in others}
    if asked:
        if asked not in by_number:
            raise Http404
        return by_number[asked]
    before = [other for other in others if other.number < synthesis.number]
    return next(iter(before or others[::-1]), None)


def kind_and_page(request: HttpRequest, found: queries.Comparison) -> dict[str, object]:
    kind = request.GET.get("loai", "")
    if kind not in queries.KINDS:
        kind = ""
    matters = [matter for matter in found.matters if kind in ("", matter.kind)]
    page = Paginator(matters, PAGE).get_page(request.GET.get("trang"))
    lines = [(matter, found.titles.get(matter.section_key, "")) for matter in page]
    return {"kind": kind, "page": page, "lines": lines}
