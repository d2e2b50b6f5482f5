"""What became of the themes from one synthesis to another.

Two themes are the same matter as far as they hold the same opinions: the same stretch of the same
submission. What only one of the two syntheses has read says nothing about it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import Consultation, Opinion, Section, Submission, Synthesis, Theme
from danvan.units.models import Officer

SAME, RENAMED, BORN, SPLIT, MERGED, REGROUPED, CLOSED = KINDS = (
    "same",
    "renamed",
    "born",
    "split",
    "merged",
    "regrouped",
    "closed",
)
LABELS = {
    SAME: _("như cũ"),
    RENAMED: _("đổi tên"),
    BORN: _("mới"),
    SPLIT: _("tách"),
    MERGED: _("gộp"),
    REGROUPED: _("chia lại"),
    CLOSED: _("không còn"),
}
# A theme is, or comes from, the one that at least half of what both syntheses read of it is in: of
# halves there are no three. Less than a fifth of all that it holds is chance: it is a new one.
HALF = 0.5
FIFTH = 0.2

Overlaps = dict[tuple[int, int], int]  # opinions that a theme before and a theme after share


@dataclass
class Matter:
    """Themes before and after that hold the same opinions for the most part, the largest first.
    `shared`: opinions that stand in both."""

    before: list[Theme] = field(default_factory=list)
    after: list[Theme] = field(default_factory=list)
    shared: int = 0

    @property
    def kind(self) -> str:
        if not (self.before and self.after):
            return CLOSED if self.before else BORN
        if len(self.before) > 1:
            return REGROUPED if len(self.after) > 1 else MERGED
        if len(self.after) > 1:
            return SPLIT
        return SAME if self.before[0].label == self.after[0].label else RENAMED

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def section_key(self) -> str:
        return (self.after or self.before)[0].section_key

    @property
    def counts(self) -> tuple[int, int]:
        """Opinions before and after."""
        before, after = (
            sum(theme.opinions_count for theme in themes) for themes in (self.before, self.after)
        )
        return before, after

    @property
    def stances(self) -> list[tuple[str, int, int]]:
        """Stances that other numbers of opinions have now: the stance, before, after."""
        before, after = (_stances(themes) for themes in (self.before, self.after))
        return [
            (str(label), before[name], after[name])
            for name, label in Opinion.Stance.choices
            if before[name] != after[name]
        ]


@dataclass(frozen=True)
class Between:
    """Submissions that came in between two syntheses and were heard by the later one: `new` ones,
    and those that `corrected` one of before; and those `withdrawn` that only the earlier heard."""

    new: int
    corrected: int
    withdrawn: int


@dataclass(frozen=True)
class Comparison:
    """Of two syntheses, `before` is the one of the lower number. `matters` by section, in the order
    of the draft; `titles` of the sections by key."""

    before: Synthesis
    after: Synthesis
    matters: list[Matter]
    shared: int
    between: Between
    titles: dict[str, str]

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        """Kind, label and number of the matters of each kind that occurs."""
        found = Counter(matter.kind for matter in self.matters)
        return [(kind, str(LABELS[kind]), found[kind]) for kind in KINDS if found[kind]]

    @property
    def reads_another_part(self) -> bool:
        return bool(self.before.only != self.after.only)


def others(*, officer: Officer, synthesis: Synthesis) -> list[Synthesis]:
    """Those that it can be compared with, the newest first."""
    found = Synthesis.objects.visible_to(officer).done().exclude(pk=synthesis.pk)
    return [*found.filter(consultation=synthesis.consultation_id).order_by("-number")[:100]]


def comparison(
    *, officer: Officer, consultation: Consultation, numbers: tuple[int, int]
) -> Comparison | None:
    """None where one of the two is not done, or not there."""
    done = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation)
    both = [*done.filter(number__in=numbers).order_by("number")]
    if len(both) != 2:
        return None
    before, after = both
    overlaps = _overlaps(before, after)
    first, second = _themes(before), _themes(after)
    titles = _titles(before) | _titles(after)
    place = {key: number for number, key in enumerate(titles)}
    matters = sorted(
        _matters(first, second, overlaps),
        key=lambda one: (place.get(one.section_key, -1), one.section_key, -max(one.counts)),
    )
    shared = sum(overlaps.values())
    return Comparison(before, after, matters, shared, _between(before, after), titles)


def _overlaps(before: Synthesis, after: Synthesis) -> Overlaps:
    """Grouped and counted where the rows are: a synthesis may hold a million of them."""
    both = Opinion.objects.filter(
        synthesis=before,
        submission__opinions__synthesis=after,
        submission__opinions__start=F("start"),
    )
    pairs = both.order_by().values_list("theme", "submission__opinions__theme")
    return {(one, other): n for one, other, n in pairs.annotate(n=Count("pk"))}


def _themes(synthesis: Synthesis) -> dict[int, Theme]:
    """By number, the largest first."""
    found = (
        Theme.objects.filter(synthesis=synthesis).defer("days").order_by("-opinions_count", "pk")
    )
    return {theme.pk: theme for theme in found}


def _titles(synthesis: Synthesis) -> dict[str, str]:
    """In the order of the draft."""
    sections = Section.objects.filter(version=synthesis.version_id).order_by("position")
    return dict(sections.values_list("key", "title"))


def _matters(first: dict[int, Theme], second: dict[int, Theme], overlaps: Overlaps) -> list[Matter]:
    """Themes that are linked, in one way or over others, are one matter; the rest one each."""
    kin = {pk: pk for pk in (*first, *second)}  # numbers of themes differ over all syntheses
    for one, other in _links({**first, **second}, overlaps):
        kin[_root(kin, one)] = _root(kin, other)
    matters: dict[int, Matter] = defaultdict(Matter)
    for pk, theme in first.items():
        matters[_root(kin, pk)].before.append(theme)
    for pk, theme in second.items():
        matters[_root(kin, pk)].after.append(theme)
    for (one, other), n in overlaps.items():
        if _root(kin, one) == _root(kin, other):
            matters[_root(kin, one)].shared += n
    return [*matters.values()]


def _links(themes: dict[int, Theme], overlaps: Overlaps) -> Iterator[tuple[int, int]]:
    """A theme before and one after, where either is for the most part in the other."""
    whole: Counter[int] = Counter()
    for pair, n in overlaps.items():
        whole.update(dict.fromkeys(pair, n))
    for pair, n in overlaps.items():
        if any(n >= HALF * whole[pk] and n >= FIFTH * themes[pk].opinions_count for pk in pair):
            yield pair


def _root(kin: dict[int, int], pk: int) -> int:
    while kin[pk] != pk:
        kin[pk] = kin[kin[pk]]
        pk = kin[pk]
    return pk


def _stances(themes: Iterable[Theme]) -> Counter[str]:
    """Opinions of all of them by stance."""
    found: Counter[str] = Counter()
    for theme in themes:
        found.update(theme.stances)
    return found


def _between(before: Synthesis, after: Synthesis) -> Between:
    """Looked up among the opinions one by one: what comes in between two is not much."""
    told = [
        Opinion.objects.filter(synthesis=one, submission=OuterRef("pk")) for one in (before, after)
    ]
    first, second = (Exists(opinions) for opinions in told)
    of_it = Submission.objects.filter(consultation=after.consultation_id).order_by()
    late = of_it.filter(second, pk__gt=before.last, pk__lte=after.last)
    gone = of_it.filter(first, ~second, pk__lte=before.last, removed=Submission.Removed.WITHDRAWN)
    corrected = Count("pk", filter=Q(supersedes__lte=before.last))
    sums = late.aggregate(every=Count("pk"), corrected=corrected)
    return Between(sums["every"] - sums["corrected"], sums["corrected"], gone.count())
