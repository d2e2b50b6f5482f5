"""What is open as data: published texts row by row, and the figures; read a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from danvan.consultation.models import (
    Consultation,
    Opinion,
    Response,
    ResponseTarget,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.hearing import Names
from danvan.consultation.queries.figures import Figures, Provenance, figures, provenance

AT_ONCE = 1000  # rows read in one go
TOLD = (
    "pk", "version__number", "section_key", "shown__text", "stance", "change_type", "channel",
    "received_on", "place", "unit", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A published text; the field list on the page tells what each column means."""

    id: int
    version: int | None
    section: str
    text: str
    stance: str
    change_type: str
    channel: str
    day: str
    themes: str
    read_as: str
    answer: str
    area: str
    group: str


COLUMNS = tuple(field.name for field in fields(Row))
FIGURE_COLUMNS = ("figure", "of", "area", "group", "count", "note")
HELD = "không nêu"


def rows(*, consultation: Consultation) -> Iterator[list[Row]]:
    """Every published text, by number, so many at a time; each is masked."""
    published = Submission.objects.published().filter(consultation=consultation).order_by("pk")
    context = _Told.of(consultation, provenance(consultation=consultation))
    last = 0
    while few := [*published.filter(pk__gt=last).values(*TOLD)[:AT_ONCE]]:
        last = few[-1]["pk"]
        yield context.rows(few)


def lines(*, consultation: Consultation) -> Iterator[tuple[object, ...]]:
    """The figures of the published synthesis, one a line; small ones held back (D6)."""
    synthesis = Synthesis.objects.published().filter(consultation=consultation).first()
    if synthesis is None:
        return
    yield ("submissions", "", "", "", synthesis.submissions, "")
    yield ("opinions", "", "", "", synthesis.opinions_count, "")
    for theme in Theme.objects.published().filter(synthesis=synthesis).iterator(AT_ONCE):
        yield ("theme", theme.code, "", "", theme.opinions_count, theme.label)
    table = figures(consultation=consultation)
    if table is not None:
        yield from _cells(table)


def _cells(table: Figures) -> Iterator[tuple[object, ...]]:
    for area, line, total in table.lines:
        for group, shown in zip(table.groups, line, strict=True):
            yield ("area_group", "", area, group, *_told(shown))
        yield ("area", "", area, "", *_told(total))
    for group, shown in zip(table.groups, table.by_group, strict=True):
        yield ("group", "", "", group, *_told(shown))


def _told(shown: int | None) -> tuple[object, str]:
    return ("", HELD) if shown is None else (shown, "")


@dataclass(frozen=True)
class _Told:
    """What is known beside the texts: the synthesis, answers to its themes, names of units."""

    synthesis: int | None
    provenance: Provenance | None
    answers: dict[int, str]
    names: Names
    day: Any

    @classmethod
    def of(cls, consultation: Consultation, told: Provenance | None) -> _Told:
        synthesis = Synthesis.objects.published().filter(consultation=consultation).first()
        answered = ResponseTarget.objects.published().filter(theme__synthesis=synthesis)
        answers = dict(answered.values_list("theme", "response__disposition"))
        number = synthesis.pk if synthesis else None
        return cls(number, told, answers, Names(), consultation.closes_on)

    def rows(self, few: list[dict[str, Any]]) -> list[Row]:
        numbers = [row["pk"] for row in few]
        heard: dict[int, list[tuple[int, str, str]]] = {}
        found = Opinion.objects.filter(synthesis=self.synthesis, submission__in=numbers)
        told = found.order_by("submission", "ordinal")
        columns = ("submission", "theme", "theme__code", "stance")
        for owner, theme, code, stance in told.values_list(*columns):
            heard.setdefault(owner, []).append((theme, code, stance))
        own = dict(
            ResponseTarget.objects.filter(
                response__in=Response.objects.published(), submission__in=numbers
            ).values_list("submission", "response__disposition")
        )
        return [self.row(row, heard.get(row["pk"], []), own.get(row["pk"], "")) for row in few]

    def row(self, row: dict[str, Any], heard: list[tuple[int, str, str]], own: str) -> Row:
        themes = [theme for theme, _, _ in heard]
        answers = [own, *(self.answers.get(theme, "") for theme in themes)]
        area, group = self.from_where(row, themes)
        return Row(
            id=row["pk"],
            version=row["version__number"],
            section=row["section_key"],
            text=row["shown__text"],
            stance=row["stance"],
            change_type=row["change_type"],
            channel=row["channel"],
            day=row["received_on"].isoformat(),
            themes=" ".join(dict.fromkeys(code for _, code, _ in heard)),
            read_as=" ".join(dict.fromkeys(stance for _, _, stance in heard)),
            answer=" ".join(dict.fromkeys(filter(None, answers))),
            area=area,
            group=group,
        )

    def from_where(self, row: dict[str, Any], themes: list[int]) -> tuple[str, str]:
        """Both or neither."""
        area = row["place"] or row["unit"]
        if self.provenance is None or not self.provenance.shows(area, row["group"], themes):
            return "", ""
        return self.names.on(area, self.day), row["group"]
