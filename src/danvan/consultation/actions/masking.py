"""Texts as others may read them, personal data masked; and the unmasked text, opened for a reason.

Every text is masked, whether its sender agreed to show it or not: officers read masked texts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Consultation, Hiding, Receipt, ShownText, Submission
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.redact import Hit, agreed, apart, found, masked, unclear, window
from danvan.sense.runners.people import Finder, people
from danvan.units.models import need, refuse
from danvan.work.actions import ask_job
from danvan.work.models import Job

MASKING = "consultation.mask"  # the kind of job
AT_ONCE = 20_000  # characters of one sending that are masked while its sender waits


class Read(NamedTuple):
    """A text with what the rules found in it, and the runs that they leave open."""

    submission: Submission
    hits: list[Hit]
    open: list[Hit]


def mask(*, submissions: Iterable[Submission], finder: Finder = people) -> int:
    """Makes the masked texts of those that have none; returns how many were made.

    `finder` is asked about what the rules leave open. Done twice or by two workers at once, it
    makes each once. A text that its sender takes back meanwhile gets none.
    """
    read = [_read(submission) for submission in submissions]
    return _keep([_decided(one, finder) for one in read])


def mask_sent(*, by: Actor, receipt: Receipt) -> None:
    """Masks a sending at once where it is short and the rules leave nothing open in it; else asks
    for the job, which may ask the model of names."""
    sent = Submission.objects.filter(receipt=receipt, shown=None).standing().with_text()
    texts = [*sent.only("text", "consultation")]
    sure = _sure(texts)
    _keep(sure)
    if len(sure) < len(texts):
        ask_for_masks(by=by, consultation=receipt.consultation)


def mask_fresh(*, by: Actor, rows: Sequence[Submission]) -> None:
    """As `mask_sent`, of one sending's rows that the transaction under way has written: nobody else
    can have hidden or taken back any of them yet."""
    sure = _sure(rows)
    ShownText.objects.bulk_create(_made(sure, dict.fromkeys((row.pk for row in rows), False)))
    if len(sure) < len(rows):
        ask_for_masks(by=by, consultation=rows[0].consultation)


def ask_for_masks(*, by: Actor, consultation: Consultation) -> Job:
    """A job that masks what of a consultation is not masked yet; for what brings many texts in."""
    unit, subject = consultation.unit, str(consultation.pk)
    return ask_job(by=by, kind=MASKING, unit=unit, subject=subject)


@transaction.atomic
def open_text(*, by: Actor, submission: Submission, why: str) -> str:
    """The text as it was received, for who may know it; the ledger keeps who asked, and why.

    Raises ValidationError: no reason, or the text was taken out.
    """
    need(by, *KEEPERS, path=submission.unit.last_path)
    if not why.strip():
        raise refuse(gettext("Hãy ghi lý do cần xem nguyên văn."), "why")
    held = Submission.objects.get(pk=submission.pk)
    if held.removed:
        raise refuse(gettext("Nội dung này đã được rút; không còn nguyên văn."))
    ledger.write(by=by, verb="open_text", of=held, why=why.strip(), where=held.unit.last_path)
    return held.text


def _sure(texts: Sequence[Submission]) -> list[Read]:
    """Those that the rules alone mask; of a long sending, none."""
    short = sum(len(row.text) for row in texts) <= AT_ONCE
    read = [_read(row) for row in texts] if short else []
    return [one for one in read if not one.open]


def _read(submission: Submission) -> Read:
    hits = found(submission.text)
    return Read(submission, hits, unclear(submission.text, hits))


def _decided(read: Read, finder: Finder) -> Read:
    """With the runs that the model takes for a person among the hits."""
    if not read.open:
        return read
    text = read.submission.text
    spans = [window(text, hit) for hit in read.open]
    seen = finder([text[low:high] for low, high in spans])
    names = [
        hit
        for hit, (low, _), people_there in zip(read.open, spans, seen, strict=True)
        if agreed(hit, low, people_there)
    ]
    return Read(read.submission, apart([*read.hits, *names]), [])


@transaction.atomic
def _keep(read: Sequence[Read]) -> int:
    """Holds the rows, so that none is hidden or taken back while its masked text is written."""
    numbers = [one.submission.pk for one in read]
    rows = Submission.objects.filter(pk__in=numbers, removed="", shown=None)
    rows = rows.select_for_update(of=("self",))
    hidings = Exists(Hiding.objects.in_force().filter(submission=OuterRef("pk")))
    there = dict(rows.order_by("pk").values_list("pk", hidings)) if numbers else {}
    made = [*_made((one for one in read if one.submission.pk in there), there)]
    ShownText.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _made(read: Iterable[Read], hidden: Mapping[int, bool]) -> Iterator[ShownText]:
    for submission, hits, _ in read:
        yield ShownText(
            submission=submission,
            text=masked(submission.text, hits),
            masks=sum(hit.sure != "left" for hit in hits),
            is_hidden=hidden[submission.pk],
        )
