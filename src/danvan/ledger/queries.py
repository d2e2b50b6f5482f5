"""What pages ask of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from danvan.ledger.models import Entries, Entry, Reader


@dataclass(frozen=True)
class Filter:
    """What a reader asked for; an empty field asks nothing."""

    verb: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def lines(*, officer: Reader, asked: Filter) -> Entries:
    """Lines that the officer may read, newest first."""
    found = Entry.objects.visible_to(officer)
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.subject:
        found = found.filter(subject=asked.subject)
    if asked.since:
        found = found.filter(at__date__gte=asked.since)
    if asked.until:
        found = found.filter(at__date__lte=asked.until)
    return found.order_by("-pk")


def verbs(*, officer: Reader) -> list[str]:
    """The verbs in the lines that the officer may read, in order."""
    found = Entry.objects.visible_to(officer).order_by("verb").values_list("verb", flat=True)
    return list(found.distinct())
