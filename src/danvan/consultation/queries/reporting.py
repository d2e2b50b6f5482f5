"""What the report page shows: chapters in the official order, their sentences, where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from danvan.consultation.models import (
    Edit,
    Evidence,
    Opinion,
    Report,
    Section,
    Statement,
    Synthesis,
    Theme,
)
from danvan.consultation.models.hearing import words_of
from danvan.sense.neutral import Parted, judgements, parted
from danvan.sense.words.fold import fold, nfc
from danvan.units.models import Officer

GENERAL, UNPLACED = "general", "unplaced"
DIFFERING, REQUESTS = "khac", "de-nghi"  # chapters that gather sentences of all others once more
ASKING = ("add", "change", "wording")
MOST = 200  # themes that a cross-part view lists
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report, how many sentences and opinions it has; a part has its sections."""

    key: str
    title: str
    sentences: int = 0
    opinions: int = 0
    sections: tuple[str, ...] = ()
    is_again: bool = False


@dataclass(frozen=True)
class Worded:
    """A sentence in its parts. `pending`: what the next synthesis says instead, "" for the engine's
    own words, None where nothing waits; `marks`: words that judge and that no opinion holds."""

    statement: Statement
    parts: Parted
    place: str
    pending: str | None
    marks: list[str]

    @property
    def is_worded(self) -> bool:
        """Whether it may be worded: a mention is counted by its words."""
        return self.statement.scope != "mention" and self.statement.theme_id is not None

    @property
    def words(self) -> str:
        return self.pending or self.parts.wording


@dataclass
class PartMet:
    """A part of the draft with its themes of one matter."""

    title: str
    themes: list[Theme] = field(default_factory=list)

    @property
    def opinions(self) -> int:
        return sum(theme.opinions_count for theme in self.themes)


def report(*, officer: Officer, synthesis: Synthesis) -> Report | None:
    """None while it is a draft."""
    return Report.objects.visible_to(officer).filter(synthesis=synthesis).first()


def waiting_edits(*, officer: Officer, synthesis: Synthesis) -> int:
    """How many steps this synthesis has not taken over."""
    return Edit.objects.visible_to(officer).standing().filter(synthesis=synthesis).count()


def is_correction(*, officer: Officer, synthesis: Synthesis) -> bool:
    """Whether something is published already, which its report would correct."""
    found = Synthesis.objects.visible_to(officer).filter(consultation=synthesis.consultation_id)
    return found.filter(published_at__isnull=False).exclude(pk=synthesis.pk).exists()


def last_symbol(*, officer: Officer, report: Report) -> str:
    """The unit's own symbol as it was written last; "" the first time."""
    given = Report.objects.visible_to(officer).filter(unit=report.unit_id, number__isnull=False)
    last = given.order_by("-issued_on", "-number").values_list("symbol", flat=True).first()
    return (last or "").partition("BC")[2][1:]


def chapters(*, officer: Officer, synthesis: Synthesis) -> list[Chapter]:
    """General, each part spoken about or not, then what differs, what has no place, requests."""
    sections = _sections(officer, synthesis)
    top = _tops(sections)
    said = Statement.objects.visible_to(officer).filter(synthesis=synthesis).order_by()
    sentences, opinions, acts = Counter[str](), Counter[str](), Counter[str]()
    for key, scope, act, n in said.values_list("section_key", "scope", "act").annotate(
        n=Count("pk")
    ):
        sentences[top.get(key, key)] += n
        acts[act] += n if scope == "theme" else 0
    themes = Theme.objects.visible_to(officer).filter(synthesis=synthesis)
    for key, n in themes.values_list("section_key", "opinions_count"):
        opinions[top.get(key, key)] += n
    members: dict[str, list[str]] = {}
    for section in sections:
        members.setdefault(top[section.key], []).append(section.key)

    def chapter(key: str, title: str) -> Chapter:
        own = tuple(members.get(key, (key,)))
        return Chapter(key, title, sentences[key], opinions[key], own)

    def again(key: str, title: str, count: int) -> Chapter:
        return Chapter(key, title, count, is_again=True)

    return [
        chapter(GENERAL, gettext("Góp ý chung")),
        *(chapter(one.key, one.title) for one in sections if top[one.key] == one.key),
        again(DIFFERING, gettext("Ý kiến khác, không tán thành"), acts["object"]),
        chapter(UNPLACED, gettext("Ngoài các phần của dự thảo")),
        again(REQUESTS, gettext("Đề nghị, đề xuất"), sum(acts[act] for act in ASKING)),
    ]


def sentences(*, officer: Officer, synthesis: Synthesis, chapter: Chapter) -> QuerySet[Statement]:
    """Those of a chapter, in the report's order."""
    found = Statement.objects.visible_to(officer).filter(synthesis=synthesis).order_by("position")
    if chapter.key == DIFFERING:
        return found.filter(scope="theme", act="object")
    if chapter.key == REQUESTS:
        return found.filter(scope="theme", act__in=ASKING)
    return found.filter(section_key__in=chapter.sections)


def worded(
    *, officer: Officer, synthesis: Synthesis, statements: Iterable[Statement]
) -> list[Worded]:
    """Each with its parts and what waits for the next synthesis."""
    titles = {one.key: one.title for one in _sections(officer, synthesis)}
    edits = Edit.objects.visible_to(officer).standing().filter(synthesis=synthesis)
    steps = edits.filter(kind=Edit.Kind.WORD).values_list("theme", "target", "text")
    waits = {(theme, act): text for theme, act, text in steps}
    return [
        _worded(officer, one, titles.get(one.section_key, ""), waits)
        for one in Statement.objects.visible_to(officer)
        .filter(pk__in=[each.pk for each in statements])
        .select_related("theme")
        .order_by("position")
    ]


def across(*, officer: Officer, synthesis: Synthesis, words: str) -> list[PartMet]:
    """The themes whose names hold all the words, marks or none, by the part they stand in."""
    wanted = {*WORD.findall(fold(nfc(words)))}
    if not wanted:
        return []
    titles = {GENERAL: gettext("Góp ý chung"), UNPLACED: gettext("Ngoài các phần của dự thảo")}
    sections = _sections(officer, synthesis)
    top = _tops(sections)
    titles |= {one.key: one.title for one in sections}
    themes = Theme.objects.visible_to(officer).filter(synthesis=synthesis).order_by("position")
    found: dict[str, PartMet] = {}
    left = MOST
    for theme in themes.only("code", "label", "section_key", "opinions_count").iterator(1000):
        if left and wanted <= {*WORD.findall(fold(nfc(theme.label)))}:
            key = top.get(theme.section_key, theme.section_key)
            found.setdefault(key, PartMet(titles.get(key, key))).themes.append(theme)
            left -= 1
    return [*found.values()]


def statement(*, officer: Officer, synthesis: Synthesis, code: str) -> Statement | None:
    found = Statement.objects.visible_to(officer).filter(synthesis=synthesis, code=code)
    return found.select_related("theme", "synthesis__consultation__unit").first()


def _worded(
    officer: Officer, row: Statement, place: str, waits: dict[tuple[str, str], str]
) -> Worded:
    parts = parted(row.text, row.quantifier, row.count, row.base)
    pending = waits.get((row.theme.code, row.act)) if row.theme else None
    by_people = row.wording if pending is None else pending
    marks = judgements(by_people, _sources(officer, row)) if by_people else []
    return Worded(row, parts, place, pending, marks)


def _sources(officer: Officer, statement: Statement) -> Iterator[str]:
    """The opinions behind a sentence, in their own words; read only as far as somebody asks."""
    behind = Evidence.objects.visible_to(officer).filter(statement=statement).values("opinion")
    opinions = Opinion.objects.visible_to(officer).filter(pk__in=behind).order_by("pk")
    told = ("submission__text", "submission__replacement", "start", "end")
    for text, replacement, start, end in opinions.values_list(*told).iterator(500):
        yield words_of(text, replacement)[start:end]


def _sections(officer: Officer, synthesis: Synthesis) -> list[Section]:
    found = Section.objects.visible_to(officer).filter(version=synthesis.version_id)
    return [*found.defer("text").order_by("position")]


def _tops(sections: list[Section]) -> dict[str, str]:
    """The part that each section stands in; a parent stands before its children."""
    top: dict[str, str] = {}
    for section in sections:
        top[section.key] = top.get(section.parent_key, section.key)
    return top
