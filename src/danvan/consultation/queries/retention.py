"""What will be erased, and when: asked before it happens, by who keeps the consultation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from danvan.consultation.models import Consultation, Contact, Submission
from danvan.units.models import Officer


@dataclass(frozen=True)
class Kept:
    """Texts that the purge will take out, those gone already, contacts and the first one's day."""

    texts: int
    withdrawn: int
    purged: int
    contacts: int
    first_contact_on: date | None


def kept(*, officer: Officer, consultation: Consultation) -> Kept:
    """Numbers only; all 0 where the consultation is not of the officer's units."""
    mine = Consultation.objects.visible_to(officer).kept_by(officer).filter(pk=consultation.pk)
    removed = Submission.Removed
    sums = Submission.objects.filter(consultation__in=mine).aggregate(
        texts=Count("pk", filter=Q(removed="")),
        withdrawn=Count("pk", filter=Q(removed=removed.WITHDRAWN)),
        purged=Count("pk", filter=Q(removed=removed.PURGED)),
    )
    contacts = Contact.objects.filter(receipt__consultation__in=mine)
    return Kept(
        **sums, **contacts.aggregate(contacts=Count("pk"), first_contact_on=Min("purge_on"))
    )
