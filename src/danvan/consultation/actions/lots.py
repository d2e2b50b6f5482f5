"""A lot of files taken in, one after the other, at once or by a worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext

from danvan.consultation.actions.importing import Tell, take_in_file
from danvan.consultation.models.waiting import Lot
from danvan.consultation.queries import intake as queries
from danvan.units.models import Officer, now

IMPORTING = "consultation.import"  # the job that takes in a lot


@dataclass(frozen=True)
class Outcome:
    """What became of one file, in words."""

    said: str
    is_taken: bool = False


def take_in_lot(*, by: Officer, lot: Lot, tell: Tell | None = None) -> Iterator[Outcome]:
    """Each file for itself: one that is refused keeps none of the others out."""
    for file in lot.files:
        try:
            brought = queries.brought(officer=by, order=lot.order)
            made = take_in_file(by=by, file=file, brought=brought, at=now(), tell=tell)
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
