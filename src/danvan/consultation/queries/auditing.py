"""What is asked of audits: the next opinion to read, blind; and how well the engine read.

The figures set the first reading of each opinion against the engine, and the second, where there
is one, against the first. Nothing here gives away what the engine or somebody else read in an
opinion before it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext

from danvan.consultation.models import (
    Audit,
    AuditItem,
    AuditReading,
    Opinion,
    Section,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.hearing import words_of
from danvan.consultation.models.marks import marked
from danvan.sense.audit import Agreement, Score, agreement, scores
from danvan.sense.words.fold import fold
from danvan.units.models import Officer

GENERAL, UNPLACED = "general", "unplaced"
ELSEWHERE = "elsewhere"  # read as none of the themes that are offered
MOST_READINGS = 2  # of one opinion
TWICE = 3  # every third opinion is for two officers from the first
AROUND = 600  # characters shown before and after the opinion
LEAST_READ = 30  # opinions read before figures are published
LEAST_ITEMS = 5  # opinions of a class that is published


@dataclass(frozen=True)
class Choice:
    """A theme that may be read in an opinion; `is_general`: it is about the whole draft."""

    code: str
    label: str
    is_general: bool = False


@dataclass(frozen=True)
class Blind:
    """An opinion to read: masked words, parted where it stands in them, the section it is about,
    and the themes that are offered. Its place in the sample is `position`."""

    position: int
    section: str
    before: str
    words: str
    after: str
    choices: list[Choice]


@dataclass(frozen=True)
class Progress:
    """Of a sample: opinions, those read by somebody, those read by two, those that this officer
    read."""

    items: int
    read: int
    twice: int
    own: int


@dataclass(frozen=True)
class Line:
    """The figures of a theme, or of a stance."""

    label: str
    score: Score


@dataclass(frozen=True)
class Figures:
    """`theme`, `stance`: the engine against people; `theme_people`, `stance_people`: two people
    against each other. `elsewhere`: opinions that fit none of the themes offered. `unshown`: themes
    with too few opinions to be told. `until`: when the last one was read."""

    items: int
    read: int
    until: datetime
    theme: Agreement
    stance: Agreement
    theme_people: Agreement
    stance_people: Agreement
    themes: list[Line]
    stances: list[Line]
    elsewhere: int
    unshown: int = 0


def audit(*, officer: Officer, synthesis: Synthesis) -> Audit | None:
    return Audit.objects.visible_to(officer).filter(synthesis=synthesis).first()


def progress(*, officer: Officer, audit: Audit) -> Progress:
    items = AuditItem.objects.visible_to(officer).filter(audit=audit)
    held = items.annotate(held=Count("readings")).order_by()
    own = AuditReading.objects.visible_to(officer).filter(item__audit=audit, officer=officer)
    return Progress(
        items.count(),
        held.filter(held__gte=1).count(),
        held.filter(held__gte=MOST_READINGS).count(),
        own.count(),
    )


def next_item(*, officer: Officer, audit: Audit) -> AuditItem | None:
    """The next one for this officer: unread ones and those meant for two, then second readings."""
    found = _unread(AuditItem.objects.visible_to(officer), officer, audit)
    first = found.alias(turn=F("position") % TWICE).filter(Q(held=0) | Q(turn=0))
    return first.first() or found.first()


def item(*, officer: Officer, audit: Audit, position: int) -> AuditItem | None:
    """One that the officer has not read and still may."""
    found = _unread(AuditItem.objects.visible_to(officer), officer, audit)
    return found.filter(position=position).first()


def _unread(items: QuerySet[AuditItem], officer: Officer, audit: Audit) -> QuerySet[AuditItem]:
    """Those of the sample whose masked words this officer may see, in order."""
    readable = Submission.objects.visible_to(officer).filter(removed="", shown__isnull=False)
    mine = AuditReading.objects.visible_to(officer).filter(officer=officer)
    return (
        items.filter(audit=audit, opinion__submission__in=readable)
        .exclude(pk__in=mine.values("item"))
        .annotate(held=Count("readings"))
        .filter(held__lt=MOST_READINGS)
        .select_related("audit__synthesis__consultation__unit", "opinion__submission__shown")
        .order_by("position")
    )


def blind(*, officer: Officer, item: AuditItem) -> Blind:
    """The opinion as it is read: neither its theme, nor its stance, nor who read it."""
    opinion = item.opinion
    submission = opinion.submission
    shown = submission.shown.text
    words = words_of(submission.text, submission.replacement)
    low, high = marked(words, shown, opinion.start, opinion.end) or (0, len(shown))
    first, last = max(0, low - AROUND), min(len(shown), high + AROUND)
    return Blind(
        item.position,
        _section(item),
        ("… " if first else "") + shown[first:low],
        shown[low:high],
        shown[high:last] + (" …" if last < len(shown) else ""),
        offered(officer=officer, item=item),
    )


def _section(item: AuditItem) -> str:
    key = item.opinion.section_key
    if key == GENERAL:
        return gettext("Chung cho cả dự thảo")
    if key == UNPLACED:
        return gettext("Chưa rõ phần")
    version = item.audit.synthesis.version_id
    found = Section.objects.filter(version=version, key=key).values_list("title", flat=True)
    return found.first() or key


def offered(*, officer: Officer, item: AuditItem) -> list[Choice]:
    """Themes of the opinion's section by name, then those on the whole draft, then none of them."""
    own = item.opinion.section_key
    found = Theme.objects.visible_to(officer).filter(
        synthesis=item.audit.synthesis_id, section_key__in={own, GENERAL}
    )
    choices = [
        Choice(code, label, key == GENERAL)
        for code, label, key in found.values_list("code", "label", "section_key")
    ]
    choices.sort(key=lambda choice: (choice.is_general, fold(choice.label), choice.code))
    return [*choices, Choice(ELSEWHERE, gettext("không thuộc nhóm nào ở đây"))]


def figures(*, officer: Officer, audit: Audit) -> Figures | None:
    """All figures of a sample; None where nothing is read yet."""
    readings = AuditReading.objects.visible_to(officer).filter(item__audit=audit)
    return _figures(readings, AuditItem.objects.visible_to(officer).filter(audit=audit).count())


def published_figures(*, synthesis: Synthesis) -> Figures | None:
    """What everybody may read of a published synthesis; None where too few opinions were read.
    Themes and stances of few opinions are left out."""
    readings = AuditReading.objects.published().filter(item__audit__synthesis=synthesis)
    if readings.order_by().values("item").distinct().count() < LEAST_READ:
        return None
    items = AuditItem.objects.published().filter(audit__synthesis=synthesis).count()
    return _figures(readings, items, LEAST_ITEMS)


def _figures(readings: QuerySet[AuditReading], items: int, least: int = 1) -> Figures | None:
    told = readings.select_related("item__opinion__theme").order_by("pk")
    by_item: dict[int, list[AuditReading]] = {}
    for reading in told:
        by_item.setdefault(reading.item_id, []).append(reading)
    if not by_item:
        return None
    first = [held[0] for held in by_item.values()]
    pairs = [(held[0], held[1]) for held in by_item.values() if len(held) > 1]
    weights, second = [r.item.weight for r in first], [one.item.weight for one, _ in pairs]
    opinions = [r.item.opinion for r in first]
    themes = [r.theme for r in first], [o.theme.code for o in opinions]
    stances = [r.stance for r in first], [o.stance for o in opinions]
    by_theme = [one for one in scores(*themes, weights) if one.name != ELSEWHERE]
    labels = _labels(first[0], {one.name for one in by_theme})
    shown = [one for one in by_theme if one.items >= least]
    by_stance = {one.name: one for one in scores(*stances, weights)}
    return Figures(
        items=items,
        read=len(first),
        until=max(r.read_at for held in by_item.values() for r in held),
        theme=agreement([*zip(*themes, strict=True)], weights),
        stance=agreement([*zip(*stances, strict=True)], weights),
        theme_people=agreement([(a.theme, b.theme) for a, b in pairs], second),
        stance_people=agreement([(a.stance, b.stance) for a, b in pairs], second),
        themes=sorted(
            (Line(labels.get(one.name, one.name), one) for one in shown),
            key=lambda line: (-line.score.items, line.label),
        ),
        stances=[
            Line(str(label), by_stance[name])
            for name, label in Opinion.Stance.choices
            if name in by_stance and by_stance[name].items >= least
        ],
        elsewhere=themes[0].count(ELSEWHERE),
        unshown=len(by_theme) - len(shown),
    )


def _labels(reading: AuditReading, codes: set[str]) -> dict[str, str]:
    of_it = Theme.objects.filter(synthesis=reading.item.opinion.synthesis_id, code__in=codes)
    return dict(of_it.values_list("code", "label"))
