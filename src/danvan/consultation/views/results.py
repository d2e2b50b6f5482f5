"""The results: what was asked, what was heard, what was answered, what changed because of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.consultation.models import Consultation, Synthesis
from danvan.consultation.queries import auditing, evidence, moderation
from danvan.consultation.queries import drafts as drafts
from danvan.consultation.queries import results as queries
from danvan.consultation.queries.scope import published_scope

PAGE = 50


@require_GET
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole on one page; each part has one of its own."""
    consultation = one(slug)
    synthesis = queries.synthesis(consultation=consultation)
    context: dict[str, object] = {"consultation": consultation, "synthesis": synthesis}
    if synthesis is not None:
        minorities, more = queries.minorities(synthesis=synthesis)
        newer = queries.newer(synthesis=synthesis)
        context |= {
            "asked": queries.asked(synthesis=synthesis),
            "heard": queries.heard(synthesis=synthesis),
            "parts": queries.parts(synthesis=synthesis),
            "minorities": minorities,
            "minorities_count": more,
            "hidden": moderation.hidden_by_reason(consultation=consultation),
            "dispositions": queries.dispositions(consultation=consultation),
            "newer": newer,
            "audited": auditing.published_figures(synthesis=synthesis),
            "scope": published_scope(synthesis=synthesis),
        }
    return render(request, "consultation/results.html", context)


@require_GET
def part(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A part of the draft: its sections, their themes, and every sentence on them."""
    synthesis = published(slug)
    found = queries.part(synthesis=synthesis, key=key)
    if found is None:
        raise Http404
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "part": found,
        "parts": queries.parts(synthesis=synthesis),
    }
    return render(request, "consultation/results_part.html", context)


@require_GET
def statement(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A sentence and the opinions behind it, page by page."""
    synthesis = published(slug)
    found = queries.statement(synthesis=synthesis, code=code)
    if found is None:
        raise Http404
    after = request.GET.get("sau", "")
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "statement": found,
        "part": queries.tops(synthesis=synthesis).get(found.section_key, found.section_key),
        "section": queries.section_title(synthesis=synthesis, key=found.section_key),
        "behind": evidence.behind(
            statement=found, after=int(after) if after.isascii() and after.isdigit() else None
        ),
    }
    return render(request, "consultation/statement.html", context)


@require_GET
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published answer."""
    consultation = one(slug)
    found = queries.answers(consultation=consultation)
    context = {
        "consultation": consultation,
        "page": Paginator(found, PAGE).get_page(request.GET.get("trang")),
        "dispositions": queries.dispositions(consultation=consultation),
    }
    return render(request, "consultation/answers_given.html", context)


@require_GET
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is otherwise in the later version, and how many spoke about each place."""
    synthesis = published(slug)
    newer = queries.newer(synthesis=synthesis)
    if newer is None:
        raise Http404
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "newer": newer,
        "changes": queries.changes(synthesis=synthesis, version=newer),
    }
    return render(request, "consultation/results_changes.html", context)


def one(slug: str) -> Consultation:
    """Raises Http404 where none is open to the public under the address."""
    found = drafts.consultation(slug=slug)
    if found is None:
        raise Http404
    return found


def published(slug: str) -> Synthesis:
    """Raises Http404 where no synthesis of it is published."""
    found = queries.synthesis(consultation=one(slug))
    if found is None:
        raise Http404
    return found
