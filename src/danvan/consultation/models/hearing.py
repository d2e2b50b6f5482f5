"""What goes into a synthesis: the submissions that stand and count, as they were when it was asked.

A text that is gone, and one that only ticked a position, holds no point; they stand in the counts
of submissions and of positions. Channels that are only for reference, or left out, are counted
apart: their texts go into no figure of the synthesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.intake import CountingPolicy, CountingRule
from danvan.consultation.models.moderation import Hiding
from danvan.consultation.models.submissions import Submission
from danvan.units.models import Unit, UnitVersion

Row = TypeVar("Row")
Treatment = CountingRule.Treatment
SIGNS = re.compile(r"[^\W_]")  # a letter or a digit: without one, there is nothing to read
AT_ONCE = 2000  # rows read in one go
TOLD = (
    "pk", "text", "replacement", "count", "people", "section_key", "channel", "unit", "group",
    "received_on",
)  # fmt: skip


@dataclass(frozen=True)
class Hearing:
    """The submissions of a consultation up to number `last`; `treatments` by channel, where not
    counted. `only`: the part of it, as `Synthesis.only` keeps it."""

    consultation: Consultation
    last: int
    treatments: dict[str, str]
    only: Mapping[str, Any] = field(default_factory=dict)

    def standing(self) -> QuerySet[Submission]:
        """Those of the part that no later one up to `last` replaced."""
        later = Submission.objects.filter(supersedes=OuterRef("pk"), pk__lte=self.last)
        of_it = Submission.objects.filter(consultation=self.consultation, pk__lte=self.last)
        return of_it.filter(~Exists(later), part_of(self.only))

    def counted(self) -> QuerySet[Submission]:
        """Those of channels that count."""
        return self.standing().exclude(channel__in=self.treatments)

    def heard(self) -> QuerySet[Submission]:
        """Those whose points are looked for, by number."""
        worded = ~Q(text="") | ~Q(replacement="")
        return self.counted().filter(~_spam(), worded, removed="").order_by("pk")

    def apart(self, read: int) -> dict[str, int]:
        """How many are not among the `read` ones, by the reason."""
        by_channel = {
            str(how): [name for name, treated in self.treatments.items() if treated == how]
            for how in (Treatment.REFERENCE, Treatment.LEFT_OUT)
        }
        said = {
            how: self.standing().filter(channel__in=names).count()
            for how, names in by_channel.items()
        }
        said["spam"] = self.counted().filter(_spam()).count()
        said["removed"] = self.counted().filter(~_spam()).exclude(removed="").count()
        said["wordless"] = self.counted().count() - said["spam"] - said["removed"] - read
        return said

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the engine is given of each, a few at a time; the words as they were received."""
        names = Names()
        for told in self.heard().values(*TOLD).iterator(AT_ONCE):
            words = words_of(told["text"], told["replacement"])
            if words:
                yield {
                    "submission_id": str(told["pk"]),
                    "text": words,
                    "weight": told["count"],
                    "people": told["people"],
                    "section": told["section_key"] or None,
                    "channel": told["channel"],
                    "unit": names.on(told["unit"], told["received_on"]),
                    "group": told["group"] or None,
                    "received_at": told["received_on"].isoformat(),
                }


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows, `size` at a time."""
    rest = iter(rows)
    while few := list(islice(rest, size)):
        yield few


def words_of(text: str, replacement: str) -> str:
    """What of a submission is read: its text; where it has none, the wording that it proposes."""
    for words in (text, replacement):
        if SIGNS.search(words):
            return words
    return ""


@dataclass
class Names:
    """What units were called on a day; each unit is asked for once."""

    known: dict[int, list[tuple[date, date | None, str]]] = field(default_factory=dict)

    def on(self, unit: int, day: date) -> str:
        if unit not in self.known:
            dated = UnitVersion.objects.filter(unit=unit).order_by("valid_from")
            self.known[unit] = [*dated.values_list("valid_from", "valid_to", "name")]
        held = [
            name for since, until, name in self.known[unit] if since <= day < (until or day.max)
        ]
        return held[-1] if held else self.known[unit][-1][2]


def hearing(
    consultation: Consultation, last: int, only: Mapping[str, Any] = MappingProxyType({})
) -> Hearing:
    """By the counting rules that hold now; `only` as `Synthesis.only` keeps it."""
    policy = CountingPolicy.objects.filter(consultation=consultation).order_by("-number").first()
    rules = policy.rules.exclude(treatment=Treatment.COUNTED) if policy else []
    return Hearing(consultation, last, {rule.channel: rule.treatment for rule in rules}, only)


def part_of(only: Mapping[str, Any]) -> Q:
    """Of submissions: those of the channels, of the unit and the units that stand below it in the
    end, said from the day `since` to the day `until`; what is not told leaves none out.

    Each unit stands in one place in the end: what the units below one unit hear adds up to what it
    hears."""
    part = Q()
    if channels := only.get("channels"):
        part &= Q(channel__in=channels)
    if unit := only.get("unit"):
        part &= Q(unit__in=_below(unit))
    if since := only.get("since"):
        part &= Q(received_on__gte=date.fromisoformat(since))
    if until := only.get("until"):
        part &= Q(received_on__lte=date.fromisoformat(until))
    return part


def _below(unit: int) -> QuerySet[UnitVersion, dict[str, Any]]:
    """Numbers of the unit and of those below it, each where its last version stands."""
    later = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_from__gt=OuterRef("valid_from"))
    top = Unit.objects.get(pk=unit).last_path
    return UnitVersion.objects.below(top).filter(~Exists(later)).order_by().values("unit")


def _spam() -> Exists:
    return Exists(Hiding.objects.in_force().filter(submission=OuterRef("pk"), reason="spam"))
