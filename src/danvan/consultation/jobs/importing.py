"""Files of opinions taken in, one after the other, at once or by a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.consultation.actions.importing import Tell
from danvan.consultation.models.waiting import Lot, lot
from danvan.consultation.queries import intake as queries
from danvan.units.models import Officer, now
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job

IMPORTING = "consultation.import"


@dataclass(frozen=True)
class Outcome:
    """What became of one file, in words."""

    said: str
    is_taken: bool = False


def take_in(job: Job, progress: Progress) -> str:
    """The files of a lot, for the officer who chose them. `job.subject` names the lot's folder.

    Tried again after a fault, it goes on: files taken in before are told so and left.
    """
    found = lot(job.subject)
    if found is None:
        return gettext("Không còn tệp; hãy chọn lại.")
    officer = Officer.objects.get(pk=found.order.officer)
    outcomes = list(taken_in(officer, found, progress))
    found.drop()
    return "\n".join(outcome.said for outcome in outcomes)


def taken_in(officer: Officer, found: Lot, tell: Tell | None = None) -> Iterator[Outcome]:
    """Each file for itself: one that is refused keeps none of the others out."""
    for file in found.files:
        try:
            what = queries.brought(officer=officer, order=found.order)
            made = actions.take_in_file(by=officer, file=file, brought=what, at=now(), tell=tell)
        except ValidationError as wrong:
            yield Outcome(f"{file.name}: {' '.join(wrong.messages)}")
        except PermissionDenied as denied:
            yield Outcome(f"{file.name}: {denied}")
        else:
            said = gettext(
                "%(name)s: đọc %(rows)d dòng = nhận %(accepted)d + không nhận %(rejected)d."
            )
            given = {"rows": made.rows, "accepted": made.accepted, "rejected": made.rejected}
            yield Outcome(said % {"name": made.source, **given}, is_taken=True)


KINDS: Mapping[str, Work] = {IMPORTING: take_in}
