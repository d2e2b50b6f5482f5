"""What is kept no longer than it was said to be: contacts, and the texts of a consultation.

Rows, counts and seals remain, so what was published still adds up and is still proved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from danvan.consultation.models import (
    Consultation,
    Contact,
    ResponseTarget,
    ShownText,
    Submission,
)
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor

AT_ONCE = 5000  # texts taken out in one transaction, which leaves one line
LAST = timedelta(days=366)  # after the close, a contact goes whatever was answered when
QUOTING = ("appendix.xlsx", "report.html")  # papers that list texts; the report itself remains


def purge_contacts(*, by: Actor, on: date) -> int:
    """Erases the contacts whose day has come; one whose text was answered since stays for the
    consultation's `contact_days` after the answer. Returns how many are gone."""
    due = Contact.objects.filter(purge_on__lte=on)
    gone = 0
    for consultation in Consultation.objects.filter(pk__in=due.values("receipt__consultation")):
        gone += _purge_contacts(consultation, on, by=by)
    return gone


@transaction.atomic
def _purge_contacts(consultation: Consultation, on: date, *, by: Actor) -> int:
    due = Contact.objects.filter(receipt__consultation=consultation, purge_on__lte=on)
    over: list[int] = []
    for contact in due.select_related("receipt").iterator(chunk_size=500):
        until = _until(contact, consultation)
        if until > on:
            Contact.objects.filter(pk=contact.pk).update(purge_on=until)
        else:
            over.append(contact.pk)
    for start in range(0, len(over), 500):
        Contact.objects.filter(pk__in=over[start : start + 500]).delete()
    if over:
        where = consultation.unit.last_path
        ledger.write(by=by, verb="purge_contacts", of=consultation, why=str(len(over)), where=where)
    return len(over)


def _until(contact: Contact, consultation: Consultation) -> date:
    """The day on which a contact goes: so long after the last answer, never later than LAST."""
    targets = ResponseTarget.objects.published().of_receipt(contact.receipt)
    answered = targets.aggregate(at=Max("response__published_at"))["at"]
    if answered is None:
        return contact.purge_on
    until = timezone.localdate(answered) + timedelta(days=consultation.contact_days)
    return min(max(until, contact.purge_on), consultation.closes_on + LAST)


def purge_due_texts(*, by: Actor, on: date, told: Callable[[int], None] = lambda done: None) -> int:
    """Takes out the texts of all consultations whose day has come; returns how many."""
    done = 0
    for consultation in Consultation.objects.filter(purge_on__lte=on).order_by("pk"):
        while some := purge_texts(by=by, consultation=consultation, on=on):
            done += some
            told(done)
        _drop_copies(consultation)
    return done


@transaction.atomic
def purge_texts(*, by: Actor, consultation: Consultation, on: date) -> int:
    """Takes out the next AT_ONCE texts under one line of the ledger; 0 where none is left, or the
    consultation's day has not come."""
    if consultation.purge_on is None or consultation.purge_on > on:
        return 0
    left = Submission.objects.filter(consultation=consultation, removed="").order_by("pk")
    some = [*left.values_list("pk", flat=True)[:AT_ONCE]]
    if not some:
        return 0
    ShownText.objects.filter(submission__in=some).delete()
    emptied = {"text": "", "folded": "", "replacement": "", "salt": ""}
    gone = Submission.objects.filter(pk__in=some, removed="").update(
        removed=Submission.Removed.PURGED, removed_on=on, **emptied
    )
    where = consultation.unit.last_path
    ledger.write(by=by, verb="purge_texts", of=consultation, why=str(gone), where=where)
    return gone


def _drop_copies(consultation: Consultation) -> None:
    """Papers that list texts; what a report quotes stays in the report."""
    home = Path(settings.MEDIA_ROOT)
    for folder in consultation.syntheses.exclude(folder="").values_list("folder", flat=True):
        for name in QUOTING:
            (home / folder / name).unlink(missing_ok=True)
