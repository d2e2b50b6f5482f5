"""Each finished day of a consultation is sealed: once, in order, and never again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from danvan.consultation.models import Consultation, DayRoot, Submission
from danvan.consultation.models.roots import blocks_of, entered_on, hours_of, root_over
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.receipts.files import BEFORE_ALL, Day, chained

LATE = timedelta(hours=1)  # after midnight, what was being written at midnight is written


def seal_days(
    *, by: Actor, at: datetime, on: date, told: Callable[[int], None] = lambda done: None
) -> int:
    """Seals the days that are over at `at` and before `on` (the site's own day), of all
    consultations; returns how many were new. `told` hears after each consultation looked at."""
    before = min(timezone.localdate(at - LATE), on)
    made = 0
    for done, consultation in enumerate(Consultation.objects.order_by("pk"), 1):
        while (day := _next(consultation, before)) is not None:
            made += _seal(consultation, day, by=by)
        told(done)
    return made


def _next(consultation: Consultation, before: date) -> date | None:
    """The first day after the last sealed one, before `before`, on which something came."""
    said = Submission.objects.filter(consultation=consultation, entered_at__lt=hours_of(before)[0])
    last = DayRoot.objects.filter(consultation=consultation).order_by("day").last()
    if last is not None:
        said = said.filter(entered_at__gte=hours_of(last.day)[1])
    first = said.order_by("entered_at").values_list("entered_at", flat=True).first()
    return timezone.localdate(first) if first else None


def _seal(consultation: Consultation, day: date, *, by: Actor) -> bool:
    """False where another worker was first.

    The seals of a day that is over do not change, so the tree is built before anything is held.
    """
    blocks = blocks_of(entered_on(consultation.pk, day))
    made = DayRoot(
        consultation=consultation,
        day=day,
        size=sum(block.size for block in blocks),
        last=blocks[-1].last,
        root=root_over(blocks),
    )
    with transaction.atomic():
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        sealed = DayRoot.objects.filter(consultation=consultation).order_by("day").last()
        if sealed is not None and sealed.day >= day:
            return False
        previous = sealed.chain if sealed else BEFORE_ALL
        made.chain = chained(consultation.slug, Day(day, made.size, made.root), previous)
        made.save(force_insert=True)
        where = consultation.unit.last_path
        ledger.write(by=by, verb="seal_day", of=made, why=made.chain, where=where)
    return True
