"""What is answered and what is not; the answers that lead back to each submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from danvan.consultation.models import (
    Consultation,
    Opinion,
    Response,
    ResponseTarget,
    Section,
    ShownText,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.responses import Responses
from danvan.units.models import Officer, UnitVersion

QUOTES = 20  # texts behind an answer that its page shows
UNANSWERED = "none"  # the state of a theme that nobody answers yet


@dataclass
class Line:
    """A theme, the title of its section, and its answer, if any."""

    theme: Theme
    place: str
    response: Response | None = None


@dataclass(frozen=True)
class Page:
    """An answer with what it is about: themes, single submissions with `masked`, some texts."""

    response: Response
    themes: list[Theme]
    submissions: list[Submission]
    quotes: list[str]
    asked_unit: str
    places: dict[str, str] = field(default_factory=dict)


def last_synthesis(*, officer: Officer, consultation: Consultation) -> Synthesis | None:
    """The last one that is done."""
    found = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation)
    return found.order_by("-number").first()


def lines(*, officer: Officer, synthesis: Synthesis, state: str) -> QuerySet[Any]:
    """The themes of a synthesis in its order, narrowed to a state of their answers."""
    found = Theme.objects.visible_to(officer).filter(synthesis=synthesis).order_by("position")
    targets = ResponseTarget.objects.filter(
        theme__synthesis=synthesis, response__in=Response.objects.current()
    )
    if state == UNANSWERED:
        return found.exclude(pk__in=targets.values("theme"))
    if state:
        return found.filter(pk__in=targets.filter(response__state=state).values("theme"))
    return found


def as_lines(*, officer: Officer, synthesis: Synthesis, themes: Iterable[Theme]) -> list[Line]:
    """Each with its section and its answer; a correction that is being made comes first."""
    some = list(themes)
    places = _places(synthesis)
    answers = Response.objects.visible_to(officer).current()
    targets = ResponseTarget.objects.filter(theme__in=some, response__in=answers)
    found = {
        target.theme_id: target.response
        for target in targets.select_related("response").order_by("response")
    }
    return [
        Line(theme, places.get(theme.section_key, theme.section_key), found.get(theme.pk))
        for theme in some
    ]


def states(*, officer: Officer, consultation: Consultation) -> dict[str, int]:
    """How many answers there are in each state."""
    found = Response.objects.visible_to(officer).current().filter(consultation=consultation)
    counts = found.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(counts)


def single(*, officer: Officer, consultation: Consultation) -> Responses:
    """Answers to submissions one by one, newest first."""
    found = Response.objects.visible_to(officer).current().filter(consultation=consultation)
    about = ResponseTarget.objects.filter(submission__isnull=False)
    return found.filter(pk__in=about.values("response")).order_by("-pk")


def to_write(*, officer: Officer, consultation: Consultation) -> Responses:
    """Drafts that the officer's units were asked for."""
    found = Response.objects.visible_to(officer).filter(consultation=consultation)
    return found.filter(task__isnull=False, state__in=("draft", "returned")).order_by("pk")


def response(*, officer: Officer, consultation: Consultation, pk: int) -> Response | None:
    found = Response.objects.visible_to(officer).filter(consultation=consultation, pk=pk)
    return found.select_related("replaces", "replaced_by", "task", "unit").first()


def page(*, officer: Officer, response: Response) -> Page:
    """What an answer is about, for who may see it; texts masked, none that is hidden."""
    mine = Response.objects.visible_to(officer).filter(pk=response.pk)
    targets = ResponseTarget.objects.filter(response__in=mine)
    themes = [*Theme.objects.filter(pk__in=targets.exclude(theme=None).values("theme"))]
    rows = Submission.objects.filter(pk__in=targets.exclude(submission=None).values("submission"))
    behind = Opinion.objects.filter(theme__in=themes).order_by("pk").values("submission")
    texts = ShownText.objects.filter(is_hidden=False, submission__in=behind[: 5 * QUOTES])
    names = UnitVersion.objects.filter(unit=response.unit_id).order_by("-valid_from")
    synthesis = themes[0].synthesis if themes else None
    return Page(
        response,
        themes,
        [*rows.select_related("shown").defer("text", "folded", "replacement")],
        [*texts.order_by("submission").values_list("text", flat=True)[:QUOTES]],
        names.values_list("name", flat=True).first() or "",
        _places(synthesis) if synthesis else {},
    )


def themes(*, officer: Officer, consultation: Consultation, numbers: list[int]) -> list[Theme]:
    """Those of the numbers that are of a synthesis of the consultation."""
    found: QuerySet[Any] = Theme.objects.visible_to(officer).filter(pk__in=numbers)
    return [*found.filter(synthesis__consultation=consultation).order_by("position")]


def answers_of(*, submissions: Iterable[int]) -> dict[int, list[Response]]:
    """Published answers by submission, for who holds the receipt: what was said to the submission
    itself, else to the themes that its opinions lie in, all of them (A4)."""
    return _answers(Response.objects.published(), [*submissions])


def answers(*, officer: Officer, submissions: Iterable[int]) -> dict[int, list[Response]]:
    """As `answers_of`, with those that are not published yet."""
    return _answers(Response.objects.visible_to(officer).current(), [*submissions])


def _answers(known: Responses, submissions: list[int]) -> dict[int, list[Response]]:
    targets = ResponseTarget.objects.filter(response__in=known).select_related("response")
    found: dict[int, list[Response]] = defaultdict(list)
    for target in targets.filter(submission__in=submissions).order_by("response"):
        found[target.submission_id or 0].append(target.response)
    rest = [number for number in submissions if number not in found]
    opinions = Opinion.objects.filter(submission__in=rest, theme__response_targets__in=targets)
    themed = opinions.order_by("-synthesis__number", "ordinal")
    newest: dict[int, int] = {}
    by_theme: dict[int, list[Response]] = defaultdict(list)
    pairs = [*themed.values_list("submission", "theme", "synthesis").distinct()]
    for target in targets.filter(theme__in={theme for _, theme, _ in pairs}):
        by_theme[target.theme_id or 0].append(target.response)
    for number, theme, synthesis in pairs:
        if newest.setdefault(number, synthesis) == synthesis:  # an older synthesis is superseded
            found[number] += [one for one in by_theme[theme] if one not in found[number]]
    return dict(found)


def _places(synthesis: Synthesis) -> dict[str, str]:
    """The titles of the draft's sections by their keys."""
    found = Section.objects.filter(version=synthesis.version_id)
    return dict(found.values_list("key", "title"))
