"""The public's pages of a draft: which ones are asked about, the whole, one section, the poster."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import lazy
from django.views.decorators.http import require_GET

from danvan.consultation.forms.sending import PREFIX, shown_entries
from danvan.consultation.models import Consultation, DraftVersion, Section
from danvan.consultation.queries import drafts as queries
from danvan.consultation.queries import results
from danvan.consultation.views import reading
from danvan.papers.poster import Poster, poster_pdf
from danvan.units.models import today

PAGE = 50
KEY = 24  # bytes of chance that a page carries


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """Those one may give opinions on now or soon, then those that are over."""
    on = today()
    current = list(queries.current(on=on))
    page = Paginator(queries.closed(on=on), PAGE).get_page(request.GET.get("trang"))
    askers = queries.askers(asked=[*current, *page], on=on)
    for each in (*current, *page):
        tell(each, askers)
    context = {
        "open": [each for each in current if each.is_open(on)],
        "announced": [each for each in current if not each.is_open(on)],
        "page": page,
    }
    return render(request, "consultation/consultations.html", context)


@require_GET
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole draft, a page at a time where it is long."""
    found = one(slug)
    version = queries.versions(consultation=found)[0]
    every = queries.contents(version=version)
    lines = reading.contents(every)
    here = Paginator(range(1, (lines[-1].page if lines else 1) + 1), 1)
    page = here.get_page(request.GET.get("trang"))
    places = [line.section.position for line in lines if line.page == page.number]
    shown = queries.sections(version=version, first=places[0], last=places[-1]) if places else []
    context = {
        "lines": lines,
        "parts": reading.parts(shown, reading.depths(every)),
        "page": page,
        "questions": queries.questions(consultation=found, key=""),
        "has_results": results.synthesis(consultation=found) is not None,
        **around(found, version),
    }
    return render(request, "consultation/consultation.html", context)


@require_GET
def section(request: HttpRequest, slug: str, key: str = "") -> HttpResponse:
    """One section, or the draft as a whole: its words, the form, and what others have said."""
    found = one(slug)
    version = queries.versions(consultation=found)[0]
    context = around(found, version)
    every = queries.contents(version=version) if key else []
    if key:
        context |= neighbours(every, key)
        here = queries.named_sections(version=version, keys=[key])
        context |= {"section": here[key], "paragraphs": reading.paragraphs(here[key].text)}
    before = request.GET.get("truoc", "")
    context |= {
        "key": key,
        "questions": queries.questions(consultation=found, key=key),
        "opinions": queries.opinions(
            consultation=found, key=key, before=int(before) if is_number(before) else None
        ),
        "is_first": not before,
        "form": entry(request, context.get("section")),
        "prefix": PREFIX,
        "chance": secrets.token_urlsafe(KEY),
    }
    return render(request, "consultation/section.html", context)


@require_GET
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """One page to print and hang up, with a code that leads to the draft."""
    found = one(slug)
    asker = queries.askers(asked=[found], on=today())[found.unit_id]
    address = request.build_absolute_uri(reverse("consultation:consultation", args=[slug]))
    file = poster_pdf(Poster(asker, found.title, found.opens_on, found.closes_on, address))
    answer = HttpResponse(file, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="to-roi-{slug}.pdf"'
    return answer


def one(slug: str) -> Consultation:
    """Raises Http404 where the public may read no such consultation."""
    return known(queries.consultation(slug=slug))


def known(found: Consultation | None) -> Consultation:
    """With what the pages show of it besides. Raises Http404 where there is none."""
    if found is None:
        raise Http404
    told: Any = found
    told.asker = lazy(asker, str)(found)
    told.stands = found.state(today())
    return found


def asker(found: Consultation) -> str:
    return queries.askers(asked=[found], on=today()).get(found.unit_id, "")


def tell(found: Consultation, askers: dict[int, str]) -> None:
    """What the pages show of it besides: who asks, and where it stands today."""
    shown: Any = found
    shown.asker = askers.get(found.unit_id, "")
    shown.stands = found.state(today())


def around(found: Consultation, version: DraftVersion) -> dict[str, Any]:
    return {"consultation": found, "version": version, "is_open": found.is_open(today())}


def neighbours(every: list[Section], key: str) -> dict[str, Any]:
    """What stands over a section, under it, before and after it. Raises Http404: no such one."""
    at = next((place for place, each in enumerate(every) if each.key == key), None)
    if at is None:
        raise Http404
    by_key = {each.key: each for each in every}
    above: list[Section] = []
    over = every[at].parent_key
    while over in by_key:
        above.insert(0, by_key[over])
        over = by_key[over].parent_key
    return {
        "above": above,
        "below": [each for each in every if each.parent_key == key],
        "previous": every[at - 1] if at else None,
        "next": every[at + 1] if at + 1 < len(every) else None,
    }


def entry(request: HttpRequest, section: Section | None) -> Any:
    """An empty form; about the words from `tu` to before `den` where the address names them."""
    typed = {"section_key": section.key if section else ""}
    first, last = request.GET.get("tu", ""), request.GET.get("den", "")
    if section and is_number(first) and is_number(last):
        start, end = reading.whole_words(section.text, int(first), int(last))
        typed |= {"start": str(start), "exact": section.text[start:end]}
    (form,) = shown_entries([typed], {})
    return form


def is_number(typed: str) -> bool:
    """Whether it can be the number of a row or a place."""
    return typed.isdecimal() and len(typed) < 16
