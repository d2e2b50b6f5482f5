"""What programs may read: what the public pages show, and nothing else."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Path, Query

from danvan.consultation.api import shapes
from danvan.consultation.api.answering import (
    FAULTS,
    After,
    Most,
    SlugAsked,
    asked,
    page,
    router,
)
from danvan.consultation.models import (
    Consultation,
    DraftVersion,
    Evidence,
    Response,
    Section,
    Statement,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.queries import drafts, roots
from danvan.consultation.queries import programs as queries
from danvan.units.models import today

Number = Annotated[int, Path(ge=1, le=32767)]


@router.get("", response={200: shapes.Consultations} | FAULTS, operation_id="consultations")
def consultations(request: HttpRequest, after: After = -1, most: Most = 50) -> dict[str, Any]:
    """Consultations that are open to the public, or were."""
    return page(queries.consultations(after=after, most=most), most, as_asked)


@router.get("/{slug}", response={200: shapes.Asked} | FAULTS, operation_id="consultation")
def consultation(request: HttpRequest, slug: SlugAsked) -> dict[str, Any]:
    return as_asked(asked(slug))


@router.get("/{slug}/versions", response={200: shapes.Versions} | FAULTS, operation_id="versions")
def versions(request: HttpRequest, slug: SlugAsked) -> dict[str, Any]:
    """The versions of the draft, the last first."""
    return {"items": drafts.versions(consultation=asked(slug))}


@router.get(
    "/{slug}/versions/{number}/sections",
    response={200: shapes.Sections} | FAULTS,
    operation_id="sections",
)
def sections(
    request: HttpRequest, slug: SlugAsked, number: Number, after: After = -1, most: Most = 50
) -> dict[str, Any]:
    """The sections of a version, in order."""
    version = queries.version(consultation=asked(slug), number=number)
    if version is None:
        raise Http404
    rows = queries.sections(version=version, after=after, most=most)
    return page(rows, most, as_is, "position")


@router.get(
    "/{slug}/submissions", response={200: shapes.Submissions} | FAULTS, operation_id="submissions"
)
def submissions(
    request: HttpRequest,
    slug: SlugAsked,
    section: Annotated[shapes.SectionKey | None, Query()] = None,
    after: After = -1,
    most: Most = 50,
) -> dict[str, Any]:
    """Texts whose senders agreed to show them, masked, in the order in which they came."""
    rows = queries.submissions(consultation=asked(slug), section=section, after=after, most=most)
    return page(rows, most, as_submitted)


@router.get(
    "/{slug}/synthesis", response={200: shapes.Synthesized} | FAULTS, operation_id="synthesis"
)
def synthesis(request: HttpRequest, slug: SlugAsked) -> dict[str, Any]:
    """The last published synthesis; 404 before there is one."""
    found = last(slug)
    same = ("number", "made_at", "published_at", "engine", "submissions", "tallied", "people")
    told = {name: getattr(found, name) for name in (*same, "families")}
    return told | {"version": found.version.number, "opinions": found.opinions_count}


@router.get(
    "/{slug}/synthesis/themes", response={200: shapes.Themes} | FAULTS, operation_id="themes"
)
def themes(
    request: HttpRequest, slug: SlugAsked, after: After = -1, most: Most = 50
) -> dict[str, Any]:
    """The groups of opinions, minority views among them."""
    rows = queries.themes(synthesis=last(slug), after=after, most=most)
    return page(rows, most, as_themed, "position")


@router.get(
    "/{slug}/synthesis/statements",
    response={200: shapes.Statements} | FAULTS,
    operation_id="statements",
)
def statements(
    request: HttpRequest, slug: SlugAsked, after: After = -1, most: Most = 50
) -> dict[str, Any]:
    """The sentences of the report with their counts."""
    rows = queries.statements(synthesis=last(slug), after=after, most=most)
    return page(rows, most, as_stated, "position")


@router.get(
    "/{slug}/synthesis/statements/{code}/evidence",
    response={200: shapes.Proofs} | FAULTS,
    operation_id="evidence",
)
def evidence(
    request: HttpRequest,
    slug: SlugAsked,
    code: Annotated[shapes.Code, Path()],
    after: After = -1,
    most: Most = 50,
) -> dict[str, Any]:
    """Which submissions a sentence stands on, and where in each."""
    found = last(slug)
    if not queries.has_statement(synthesis=found, code=code):
        raise Http404
    rows = queries.evidence(synthesis=found, code=code, after=after, most=most)
    return page(rows, most, as_proof)


@router.get(
    "/{slug}/responses", response={200: shapes.Responses} | FAULTS, operation_id="responses"
)
def responses(
    request: HttpRequest, slug: SlugAsked, after: After = -1, most: Most = 50
) -> dict[str, Any]:
    """Published answers; one that was corrected is replaced by another, with a new number."""
    rows = queries.responses(consultation=asked(slug), after=after, most=most)
    return page(rows, most, as_answered)


@router.get(
    "/{slug}/roots", response={200: shapes.Roots} | FAULTS, operation_id="roots", by_alias=True
)
def published_roots(request: HttpRequest, slug: SlugAsked) -> dict[str, Any]:
    """The fingerprints of all days that are over."""
    found = asked(slug)
    address = request.build_absolute_uri(reverse("consultation:roots", args=[found.slug]))
    return roots.published_roots(consultation=found, address=address)


def last(slug: str) -> Synthesis:
    found = queries.synthesis(consultation=asked(slug))
    if found is None:
        raise Http404
    return found


def as_is(row: Section | DraftVersion) -> Section | DraftVersion:
    return row


def as_asked(row: Consultation) -> dict[str, Any]:
    names = ("slug", "title", "occasion", "purpose", "opens_on", "closes_on")
    return {name: getattr(row, name) for name in names} | {"state": row.state(today())}


def as_submitted(row: Submission) -> dict[str, Any]:
    names = ("stance", "change_type", "channel", "received_on", "seal")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "version": row.version.number,
        "section": row.section_key,
        "quote": row.anchor if row.anchor and row.anchor.exact else None,
        "text": row.shown.text,
    }


def as_themed(row: Theme) -> dict[str, Any]:
    names = ("code", "position", "label", "submissions", "families", "is_minority")
    return {name: getattr(row, name) for name in names} | {
        "section": row.section_key,
        "opinions": row.opinions_count,
    }


def as_stated(row: Statement) -> dict[str, Any]:
    names = ("code", "position", "text", "quantifier", "count", "base", "unit")
    return {name: getattr(row, name) for name in names} | {
        "section": row.section_key,
        "theme": row.theme.code if row.theme else None,
        "evidence": getattr(row, "evidence_count", 0),
    }


def as_proof(row: Evidence) -> dict[str, Any]:
    point = row.opinion
    quoted = row.end > 0
    place = (row.start, row.end) if quoted else (point.start, point.end)
    return {
        "submission": point.submission_id,
        "ordinal": point.ordinal,
        "start": place[0],
        "end": place[1],
        "is_quoted": quoted,
    }


def as_answered(row: Response) -> dict[str, Any]:
    targets = row.targets.all()
    return {
        "id": row.pk,
        "disposition": row.disposition,
        "text": row.text,
        "published_at": row.published_at,
        "themes": [each.theme.code for each in targets if each.theme],
        "submissions": [each.submission_id for each in targets if each.submission_id],
    }
