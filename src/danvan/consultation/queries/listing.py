"""Texts looked through and looked up, as others may read them: masked, newest first.

Words are looked up in the texts as received, for there the index is; but nothing is told that the
masked text does not show. Nobody finds somebody by a name or a number that is masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from danvan.consultation.models import Consultation, Submission
from danvan.consultation.models.submissions import Submissions
from danvan.consultation.models.words import pieces, shows
from danvan.consultation.queries.search import fitting_in_public
from danvan.units.models import Officer, UnitVersion

ROWS = 20  # of a public page
PAGE = 50  # of an officers' page
LOOKED = 10  # pages' worth of rows that are looked through for one page


@dataclass(frozen=True)
class Asked:
    """What an officer asked for; numbers of submissions below `before`."""

    words: str = ""
    channel: str = ""
    section: str = ""
    unit: int | None = None
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Listed:
    """Rows, each with `pieces`: stretches of the masked text and whether each was looked for, None
    where it is not masked yet. `older` is where the next page begins, None at the end."""

    rows: list[Submission]
    older: int | None = None


def found(*, consultation: Consultation, words: str, before: int | None = None) -> Listed:
    """Published texts that hold all the words, newest first."""
    seen = Submission.objects.published().filter(consultation=consultation, folded__holds=words)
    return _page(seen.select_related("shown").order_by("-pk"), words, before, ROWS)


def fitting(*, consultation: Consultation, words: str) -> Listed:
    """The published texts that fit the words best, best first: one page."""
    ranked = fitting_in_public(consultation=consultation, words=words)[: ROWS * LOOKED]
    seen = Submission.objects.published().filter(pk__in=[row.pk for row in ranked])
    by_number = seen.select_related("shown").in_bulk()
    kept = (by_number[row.pk] for row in ranked if row.pk in by_number)
    rows = [row for row in kept if shows(row.shown.text, words)]
    return Listed(_told(rows[:ROWS], words))


def submissions(*, officer: Officer, consultation: Consultation, asked: Asked) -> Listed:
    """What the officer's offices collected and answers to all that was asked."""
    seen = Submission.objects.visible_to(officer).standing().filter(consultation=consultation)
    told = {
        "channel": asked.channel,
        "section_key": asked.section,
        "unit": asked.unit,
        "received_on": asked.day,
        "folded__holds": asked.words,
    }
    seen = seen.filter(**{name: value for name, value in told.items() if value})
    seen = seen.select_related("shown").defer("text", "folded", "replacement", "salt", "seal")
    listed = _page(seen.order_by("-pk"), asked.words, asked.before, PAGE)
    names = UnitVersion.objects.names({row.unit_id for row in listed.rows}, officer.on)
    for row in listed.rows:
        row.collector = names.get(row.unit_id, "")  # type: ignore[attr-defined]
    return listed


def _page(seen: Submissions, words: str, before: int | None, most: int) -> Listed:
    """A page of what shows the words; the rest of what holds them is passed over unseen."""
    kept: list[Submission] = []
    for _ in range(LOOKED):
        some = [*(seen if before is None else seen.filter(pk__lt=before))[: most + 1]]
        fitting_rows = (row for row in some[:most] if not words or _shows(row, words))
        kept += islice(fitting_rows, most - len(kept))
        is_full = len(kept) == most
        ends = len(some) <= most
        before = kept[-1].pk if is_full else some[-1 if ends else most - 1].pk if some else None
        if is_full or ends:
            more = not ends or (is_full and kept[-1].pk != some[-1].pk)
            return Listed(_told(kept, words), before if more else None)
    return Listed(_told(kept, words), before)


def _shows(row: Submission, words: str) -> bool:
    shown = getattr(row, "shown", None)
    return shown is not None and shows(shown.text, words)


def _told(rows: list[Submission], words: str) -> list[Submission]:
    for row in rows:
        shown = getattr(row, "shown", None)
        row.pieces = None if shown is None else pieces(shown.text, words)  # type: ignore[attr-defined]
    return rows
