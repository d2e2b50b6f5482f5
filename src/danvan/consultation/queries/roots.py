"""What proves that a submission is in the published set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from danvan.consultation.models import Consultation, DayRoot, Receipt, Submission
from danvan.consultation.models.roots import (
    Block,
    Roots,
    blocks_of,
    entered_on,
    path_over,
    root_over,
)
from danvan.consultation.models.sealing import said_in
from danvan.consultation.models.submissions import Submissions
from danvan.sense.receipts.codes import hash_of
from danvan.sense.receipts.files import (
    BEFORE_ALL,
    Asked,
    Day,
    Proved,
    receipt_file,
    roots_file,
)

KEPT_FOR = 86_400  # seconds that the blocks of a day's tree are at hand after they were asked for


@dataclass(frozen=True)
class Held:
    """What a receipt holds: the sealed days on which its texts came, the days not sealed yet, and
    how many texts were taken out since, of which only the seal remains."""

    receipt: Receipt
    sealed: list[date]
    waiting: list[date]
    taken_out: int


def roots(*, consultation: Consultation) -> Roots:
    """The sealed days, in order."""
    return DayRoot.objects.published().filter(consultation=consultation)


def published_roots(*, consultation: Consultation, address: str) -> dict[str, Any]:
    """The file danvan.roots/1; `address` is that of the page that shows them."""
    days = DayRoot.objects.published().filter(consultation=consultation).order_by("day")
    lines = (_day(each) for each in days)
    return roots_file(Asked(consultation.slug, consultation.title, address), lines)


def held(*, code: str) -> Held | None:
    """None: no such receipt. Raises Mistyped where it is no code."""
    hashed = hash_of(code, settings.RECEIPT_KEY.encode())
    receipt = Receipt.objects.published().filter(code_hash=hashed).first()
    if receipt is None:
        return None
    said = Submission.objects.filter(receipt=receipt)
    days = {timezone.localdate(each.entered_at) for each in said if not each.removed}
    known = DayRoot.objects.published().filter(consultation=receipt.consultation, day__in=days)
    sealed = sorted(known.values_list("day", flat=True))
    taken_out = sum(bool(each.removed) for each in said)
    return Held(receipt, sealed, sorted(days - {*sealed}), taken_out)


def proof(*, receipt: Receipt, day: date, address: str) -> dict[str, Any] | None:
    """The file danvan.receipt/1 of what the receipt said on a day; None where the day is not
    sealed or its tree is not the one that was sealed."""
    sealed = DayRoot.objects.published().filter(consultation=receipt.consultation, day=day).first()
    if sealed is None:
        return None
    said = entered_on(receipt.consultation_id, day).filter(pk__lte=sealed.last)
    blocks = _blocks(sealed, said)
    if root_over(blocks) != sealed.root:
        return None
    told = Submission.objects.filter(receipt=receipt, removed="", pk__lte=sealed.last)
    rows = told.select_related("version").order_by("pk")
    mine = [each for each in rows if timezone.localdate(each.entered_at) == day]
    earlier = DayRoot.objects.filter(consultation=receipt.consultation, day__lt=day)
    before = earlier.order_by("day").last()
    asked = Asked(receipt.consultation.slug, receipt.consultation.title, address)
    proved = (
        Proved(said_in(each), *path_over(receipt.consultation_id, day, blocks, each.pk))
        for each in mine
    )
    return receipt_file(asked, _day(sealed), before.chain if before else BEFORE_ALL, proved)


def _day(sealed: DayRoot) -> Day:
    return Day(sealed.day, sealed.size, sealed.root)


def _blocks(sealed: DayRoot, said: Submissions) -> list[Block]:
    """The tree of a big day is read once, not for each receipt."""
    place = f"day-blocks:{sealed.pk}:{sealed.root}"
    found: list[Block] | None = cache.get(place)
    if found is None:
        found = blocks_of(said)
        cache.set(place, found, KEPT_FOR)
    return found
