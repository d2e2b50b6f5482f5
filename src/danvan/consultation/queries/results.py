"""What everybody may read of a consultation's results: what was asked, heard, answered, changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Sum
from django.utils.translation import gettext

from danvan.consultation.models import (
    Channel,
    Consultation,
    CountingRule,
    DraftVersion,
    Opinion,
    Position,
    PositionTally,
    Response,
    ResponseTarget,
    Section,
    Statement,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.responses import Responses
from danvan.consultation.models.syntheses import Opinions
from danvan.sense.drafts.compare import SectionChange, compare
from danvan.sense.drafts.pieces import Piece
from danvan.work.models import Conference

GENERAL, UNPLACED = "general", "unplaced"
MINORITIES = 60  # views that the first page shows; each part shows all of its own


@dataclass(frozen=True)
class Asked:
    """What was asked: the draft, and where people came together. `attended` counts delegates."""

    version: DraftVersion
    conferences: int
    attended: int


@dataclass
class Part:
    """A part of the draft with all under it, and how many opinions it has, by stance."""

    key: str
    title: str
    opinions: int = 0
    stances: Counter[str] = field(default_factory=Counter)
    sections: list[Branch] = field(default_factory=list)

    @property
    def by_stance(self) -> list[tuple[str, int]]:
        return _by_stance(self.stances)

    @property
    def silent(self) -> list[Branch]:
        """Sections under it that nobody spoke about."""
        return [branch for branch in self.sections if not branch.opinions]


@dataclass
class Branch:
    """A section of a part: its own opinions, without those on sections under it."""

    key: str
    title: str
    level: int
    opinions: int = 0
    groups: list[Group] = field(default_factory=list)
    across: list[Statement] = field(default_factory=list)


@dataclass
class Group:
    """A theme of a section: its stances, its sentences in the report's order, its answer."""

    theme: Theme
    stances: Counter[str]
    statements: list[Statement] = field(default_factory=list)
    answer: Response | None = None

    @property
    def by_stance(self) -> list[tuple[str, int]]:
        return _by_stance(self.stances)


@dataclass(frozen=True)
class Heard:
    """The four counts, never mixed: submissions, opinions, people where known, positions without
    texts. `standing` = `synthesis.submissions` + those of `apart`, by reason. `treated`: channels
    that do not count, and how; `phrases`: the quantity words, with their shares and least counts.
    """

    standing: int
    apart: dict[str, int]
    channels: list[tuple[str, int]]
    positions: list[tuple[str, int]]
    treated: list[tuple[str, str]]
    phrases: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Change:
    """What became of a section of the draft, its words as pieces that stayed, went and came; how
    many opinions there were on it, and the part under which they are read ("" where none)."""

    key: str
    what: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    opinions: int
    part: str


def _share_of(phrase: dict[str, Any]) -> str:
    """ "trên 50 %", "từ 20 %"."""
    percent = f"{phrase['share'] * 100:g}".replace(".", ",")
    if not phrase["share"]:
        return gettext("còn lại")
    said = gettext("trên %s %%") if phrase["above"] else gettext("từ %s %%")
    return said % percent


def _by_stance(counts: Counter[str]) -> list[tuple[str, int]]:
    """Stances that occur, in one order everywhere."""
    return [(str(label), counts[name]) for name, label in Opinion.Stance.choices if counts[name]]


def synthesis(*, consultation: Consultation) -> Synthesis | None:
    """The last one that was published."""
    found = Synthesis.objects.published().filter(consultation=consultation)
    return found.select_related("version").order_by("-number").first()


def asked(*, synthesis: Synthesis) -> Asked:
    """Conferences at which something was said, or a position taken, about this draft."""
    of_it = Submission.objects.filter(consultation=synthesis.consultation_id)
    tallied = PositionTally.objects.published().filter(consultation=synthesis.consultation_id)
    spoken = of_it.filter(conference__isnull=False).order_by().values("conference")
    counted = tallied.filter(conference__isnull=False).order_by().values("conference")
    held = Conference.objects.filter(pk__in=spoken) | Conference.objects.filter(pk__in=counted)
    sums = held.aggregate(n=Count("pk"), attended=Sum("attended"))
    return Asked(synthesis.version, sums["n"], sums["attended"] or 0)


def heard(*, synthesis: Synthesis) -> Heard:
    aside = synthesis.rules.get("apart", {})
    channels = Submission.objects.filter(opinions__in=_opinions(synthesis).values("pk"))
    by_channel = dict(
        channels.order_by().values_list("channel").annotate(n=Count("pk", distinct=True))
    )
    treated = synthesis.rules.get("channels", {})
    tallies = PositionTally.objects.published().filter(consultation=synthesis.consultation_id)
    counted = tallies.exclude(channel__in=treated).order_by()
    sums = dict(counted.values_list("position").annotate(n=Sum("count")))
    return Heard(
        standing=synthesis.submissions + sum(aside.values()),
        apart={name: n for name, n in aside.items() if n},
        channels=[(str(label), by_channel[c]) for c, label in Channel.choices if c in by_channel],
        positions=[(str(label), sums[name]) for name, label in Position.choices if name in sums],
        treated=[
            (str(Channel(name).label), str(CountingRule.Treatment(how).label))
            for name, how in treated.items()
        ],
        phrases=[
            (one["words"], _share_of(one), one["least"])
            for one in synthesis.rules.get("phrases", ())
        ],
    )


def parts(*, synthesis: Synthesis) -> list[Part]:
    """General first, then each part of the draft, spoken about or not, then what has no place."""
    published = Section.objects.published().filter(version=synthesis.version_id)
    sections = [*published.defer("text").order_by("position")]
    top = _tops(sections)
    found = {
        GENERAL: Part(GENERAL, ""),
        **{s.key: Part(s.key, s.title) for s in sections if top[s.key] == s.key},
    }
    found[UNPLACED] = Part(UNPLACED, "")
    branches = {s.key: Branch(s.key, s.title, s.level) for s in sections}
    for section in sections:
        found[top[section.key]].sections.append(branches[section.key])
    cells = _opinions(synthesis).values_list("section_key", "stance").annotate(n=Count("pk"))
    for key, stance, n in cells:
        part = found[top.get(key, key)]
        part.opinions += n
        part.stances[stance] += n
        if key in branches:
            branches[key].opinions += n
    return [part for part in found.values() if part.opinions or part.key in branches]


def part(*, synthesis: Synthesis, key: str) -> Part | None:
    """One part with all that was said on it, in the report's order."""
    found = next((one for one in parts(synthesis=synthesis) if one.key == key), None)
    if found is None:
        return None
    if not found.sections:
        found.sections.append(Branch(key, "", 1, found.opinions))
    branches = {branch.key: branch for branch in found.sections}
    themes = Theme.objects.published().filter(synthesis=synthesis, section_key__in=branches)
    stances: dict[int, Counter[str]] = {}
    spread = _opinions(synthesis).filter(section_key__in=branches)
    for theme, stance, n in spread.values_list("theme", "stance").annotate(n=Count("pk")):
        stances.setdefault(theme, Counter())[stance] = n
    answers = _answers(synthesis)
    groups = {}
    for theme in themes.order_by("position"):
        group = groups[theme.pk] = Group(theme, stances.get(theme.pk, Counter()))
        group.answer = answers.get(theme.pk)
        branches[theme.section_key].groups.append(group)
    said = Statement.objects.published().filter(synthesis=synthesis, section_key__in=branches)
    for statement in said.order_by("position"):
        if statement.scope == "theme" and statement.theme_id in groups:
            groups[statement.theme_id].statements.append(statement)
        else:
            branches[statement.section_key].across.append(statement)
    return found


@dataclass(frozen=True)
class Placed:
    """A sentence beside the name of the section that it is about."""

    code: str
    text: str
    where: str


def minorities(*, synthesis: Synthesis) -> tuple[list[Placed], int]:
    """What few said, beside the crowd: sentences in the report's order, and how many there are."""
    found = Statement.objects.published().filter(synthesis=synthesis, scope="theme")
    found = found.filter(theme__is_minority=True).order_by("position")
    sections = Section.objects.published().filter(version=synthesis.version_id)
    titles = dict(sections.values_list("key", "title"))
    said = [
        Placed(row.code, row.text, titles.get(row.section_key, "")) for row in found[:MINORITIES]
    ]
    return said, found.count()


def statement(*, synthesis: Synthesis, code: str) -> Statement | None:
    found = Statement.objects.published().filter(synthesis=synthesis, code=code)
    return found.select_related("theme", "synthesis__consultation").first()


def section_title(*, synthesis: Synthesis, key: str) -> str:
    """The heading of a section; "" where no section of the draft has the key."""
    found = Section.objects.published().filter(version=synthesis.version_id, key=key).first()
    return found.title if found else ""


def tops(*, synthesis: Synthesis) -> dict[str, str]:
    """The part that each section of the draft stands in."""
    found = Section.objects.published().filter(version=synthesis.version_id)
    return _tops([*found.only("key", "parent_key").order_by("position")])


def dispositions(*, consultation: Consultation) -> list[tuple[str, int]]:
    """How many published answers there are of each kind."""
    found = Response.objects.published().filter(consultation=consultation).order_by()
    counts = dict(found.values_list("disposition").annotate(n=Count("pk")))
    return [
        (str(label), counts[name]) for name, label in Response.Disposition.choices if name in counts
    ]


def answers(*, consultation: Consultation) -> Responses:
    """The published answers with what each of them answers, oldest first."""
    targets = Prefetch("targets", ResponseTarget.objects.select_related("theme"))
    found = Response.objects.published().filter(consultation=consultation)
    return found.prefetch_related(targets).order_by("pk")


def newer(*, synthesis: Synthesis) -> DraftVersion | None:
    """The last published version after the one that people spoke about."""
    found = DraftVersion.objects.published().filter(
        consultation=synthesis.consultation_id, number__gt=synthesis.version.number or 0
    )
    return found.order_by("-number").first()


def changes(*, synthesis: Synthesis, version: DraftVersion) -> list[Change]:
    """What is otherwise in a later version; each section with how many opinions it had."""
    spoken = dict(
        Opinion.objects.published()
        .filter(synthesis=synthesis)
        .values_list("section_key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    both = compare(synthesis.version.as_told(), version.as_told())
    top = tops(synthesis=synthesis)
    return [
        Change(
            one.key,
            _what(one),
            one.title,
            one.text if one.is_reworded else (),
            spoken.get(one.key, 0),
            top[one.key] if spoken.get(one.key) else "",
        )
        for one in both
        if one.status != "same" or one.is_renumbered
    ]


def _what(change: SectionChange) -> str:
    """What became of a section, in words."""
    said = {
        "added": gettext("mục mới"),
        "removed": gettext("đã bỏ"),
        "moved": gettext("đã chuyển chỗ"),
        "changed": gettext("đã sửa"),
        "same": gettext("đổi số"),
    }[change.status]
    both = change.status == "moved" and change.is_reworded
    return gettext("đã chuyển chỗ và sửa") if both else said


def _opinions(synthesis: Synthesis) -> Opinions:
    return Opinion.objects.filter(synthesis=synthesis).order_by()


def _tops(sections: list[Section]) -> dict[str, str]:
    """The part that each section stands in; a parent stands before its children."""
    top: dict[str, str] = {}
    for section in sections:
        top[section.key] = top.get(section.parent_key, section.key)
    return top


def _answers(synthesis: Synthesis) -> dict[int, Response]:
    """The published answer of each theme."""
    found = ResponseTarget.objects.published().filter(theme__synthesis=synthesis)
    return {row.theme_id: row.response for row in found.select_related("response") if row.theme_id}
