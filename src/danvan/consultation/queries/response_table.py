"""The response table as an official paper has it: each group of opinions beside its answer.

A theme has a row for the answer to the theme and one for each answer to some of its submissions;
the rows add up to the opinions of the last synthesis, and submissions answered outside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from danvan.consultation.models import (
    Consultation,
    Opinion,
    Response,
    ResponseTarget,
    Section,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.responses import Responses
from danvan.consultation.models.subjects import Lot, Who, is_body, subjects
from danvan.papers.forms.responses import Answer, ResponseTable
from danvan.papers.forms.responses import Response as Row
from danvan.sense.redact import found, masked
from danvan.units.models import Officer

QUOTES, AMONG = 2, 8  # texts quoted in a row, of so many looked at
LONGEST = 600  # characters of a quote
WHOLE = "Góp ý chung"
FIXED = (Response.State.APPROVED, Response.State.PUBLISHED)
WHO = {
    "channel": F("submission__channel"),
    "group": F("submission__group"),
    "place": F("submission__place"),
    "unit": F("submission__unit"),
    "kind": F("submission__unit__kind"),
    "is_brought": Case(When(submission__receipt=None, then=True), default=False),
}


def response_table(*, officer: Officer, consultation: Consultation) -> ResponseTable:
    """The table for the paper; what is not approved stands as unanswered."""
    found = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation)
    synthesis = found.order_by("-number").first()
    fixed = Response.objects.filter(consultation=consultation, state__in=FIXED).current()
    lots = [*_lots(synthesis, fixed)] if synthesis else []
    beside = [*_beside(consultation, synthesis, fixed)]
    rows = [*_rows([*lots, *beside], consultation, synthesis, fixed)]
    outside = sum(lot.opinions for lot in beside)
    return ResponseTable(
        f"đối với {consultation.title}",
        (synthesis.submissions if synthesis else 0) + outside,
        sum(row.opinions for row in rows),
        rows,
    )


def _lots(synthesis: Synthesis, fixed: Responses) -> Iterator[Lot]:
    """By theme, and in it by the answer to the submission itself, else to the theme."""
    opinions = Opinion.objects.filter(synthesis=synthesis)
    of_theme = dict(
        ResponseTarget.objects.filter(theme__synthesis=synthesis, response__in=fixed)
        .order_by("response")
        .values_list("theme", "response")
    )
    lots: dict[tuple[int, int | None], Lot] = {}
    for told in _told(opinions.annotate(own=_own(fixed, "submission")), "theme", "own"):
        answer = told["own"] or of_theme.get(told["theme"])
        lot = lots.setdefault((told["theme"], answer), Lot(told["theme"], answer))
        _add(lot, told)
    yield from lots.values()


def _beside(
    consultation: Consultation, synthesis: Synthesis | None, fixed: Responses
) -> Iterator[Lot]:
    """Submissions that were answered and have no opinion in the synthesis: one opinion each."""
    rows = Submission.objects.filter(
        consultation=consultation, response_targets__response__in=fixed
    )
    if synthesis:
        rows = rows.exclude(pk__in=Opinion.objects.filter(synthesis=synthesis).values("submission"))
    lots: dict[int, Lot] = {}
    for row in rows.distinct().annotate(own=_own(fixed, "pk")).select_related("unit"):
        lot = lots.setdefault(row.own, Lot(None, row.own))  # type: ignore[attr-defined]
        lot.opinions += 1
        if is_body(row.channel, row.group, "" if row.receipt_id else row.unit.kind):
            lot.bodies.add(row.unit_id)
        else:
            lot.people[Who(row.channel, row.group, row.place_id)][0] += 1
            lot.people[Who(row.channel, row.group, row.place_id)][1] += 1
    yield from lots.values()


def _own(fixed: Responses, name: str) -> Subquery:
    """The answer to the submission itself."""
    direct = ResponseTarget.objects.filter(submission=OuterRef(name), response__in=fixed)
    return Subquery(direct.order_by("-response").values("response")[:1])


def _told(opinions: QuerySet[Opinion], *by: str) -> Iterator[dict[str, Any]]:
    """Opinions, submissions and contributors by who spoke; one sending is one contributor."""
    contributor = Coalesce("submission__receipt", -F("submission"), output_field=BigIntegerField())
    yield from (
        opinions.order_by()
        .values(*by, **WHO)
        .annotate(
            opinions=Count("pk"),
            submissions=Count("submission", distinct=True),
            contributors=Count(contributor, distinct=True),
        )
        .iterator()
    )


def _add(lot: Lot, told: dict[str, Any]) -> None:
    lot.opinions += told["opinions"]
    channel, group = told["channel"], told["group"]
    if is_body(channel, group, told["kind"] if told["is_brought"] else ""):
        lot.bodies.add(told["unit"])
    else:
        people = lot.people[Who(channel, group, told["place"])]
        people[0] += told["contributors"]
        people[1] += told["submissions"]


def _rows(
    lots: list[Lot], consultation: Consultation, synthesis: Synthesis | None, fixed: Responses
) -> Iterator[Row]:
    """In the order of the draft; what belongs to no section of it at the end."""
    answers = Response.objects.in_bulk([lot.answer for lot in lots if lot.answer])
    themes: dict[int, Any] = Theme.objects.in_bulk([lot.theme for lot in lots if lot.theme])
    places, order = _sections(synthesis)
    said_by = dict(zip(map(id, lots), subjects(lots, consultation), strict=True))

    def place(lot: Lot) -> tuple[int, int, int]:
        theme = themes.get(lot.theme or 0)
        key = theme.section_key if theme else ""
        last = len(order)
        return order.get(key, last), theme.position if theme else last, lot.answer or 0

    for lot in sorted(lots, key=place):
        theme = themes.get(lot.theme or 0)
        section = places.get(theme.section_key, theme.section_key) if theme else ""
        answer = answers.get(lot.answer or 0)
        yield Row(
            group="\n".join(filter(None, (section or WHOLE, theme.label if theme else ""))),
            subject=said_by[id(lot)],
            content=_content(lot, theme, fixed),
            answer=Answer(answer.disposition, answer.text) if answer else Answer("unanswered"),  # type: ignore[arg-type]
            opinions=lot.opinions,
        )


def _sections(synthesis: Synthesis | None) -> tuple[dict[str, str], dict[str, int]]:
    if synthesis is None:
        return {}, {}
    found = Section.objects.filter(version=synthesis.version_id).order_by("position")
    rows = [*found.values_list("key", "title", "position")]
    return {key: title for key, title, _ in rows}, {key: position for key, _, position in rows}


def _content(lot: Lot, theme: Theme | None, fixed: Responses) -> str:
    """The sentences of the report about the theme, and some of the words behind them."""
    told = []
    if theme:
        sentences = theme.statements.filter(scope="theme").order_by("position")
        told = [*sentences.values_list("text", flat=True)] or [theme.label]
    quotes = [f"“{quote}”" for quote in _quotes(lot, theme, fixed)]
    return "\n".join([*told, *quotes]) or f"{lot.opinions} lượt góp ý (không trích nguyên văn)"


def _quotes(lot: Lot, theme: Theme | None, fixed: Responses) -> Iterator[str]:
    """Words as others may read them, of texts that are not hidden and whose senders, where asked,
    agreed. What the masked text does not hold word for word is not quoted."""
    seen = Q(submission__shown__is_hidden=False, submission__removed="") & (
        Q(submission__may_publish=True) | Q(submission__receipt=None)
    )
    if theme is None:
        targets = ResponseTarget.objects.filter(seen, response=lot.answer)
        texts = targets.order_by("pk").values_list("submission__shown__text", flat=True)
        yield from (_short(text) for text in texts[:QUOTES] if text.strip())
        return
    direct = ResponseTarget.objects.filter(submission__isnull=False, response__in=fixed)
    own = direct.filter(response=lot.answer).values("submission")
    opinions = Opinion.objects.filter(seen, theme=theme)
    mine = (
        opinions.filter(submission__in=own)
        if own.exists()
        else opinions.exclude(submission__in=direct.values("submission"))
    )
    cut = mine.order_by("pk").values_list(
        "submission__text", "submission__shown__text", "start", "end"
    )
    left = QUOTES
    for text, shown, start, end in cut[:AMONG]:
        quote = masked(text, found(text), start, end).strip()
        if quote and quote in shown and left:
            left -= 1
            yield _short(quote)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
