"""The fingerprint of each day's submissions, published, so that anyone can prove theirs is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.submissions import Submission, Submissions
from danvan.sense.receipts.tree import path, root

if TYPE_CHECKING:
    from danvan.units.models import Officer

BLOCK = 1024  # leaves of a day's tree that are at hand at once; a power of two


class Roots(models.QuerySet["DayRoot"]):
    def visible_to(self, officer: Officer) -> Roots:
        return self.filter(consultation__in=Consultation.objects.visible_to(officer))

    def published(self) -> Roots:
        return self.filter(consultation__in=Consultation.objects.published())


class DayRoot(models.Model):
    """The Merkle root over the seals of the submissions entered on a day, in order of their
    numbers, the last of which is `last`. `chain` seals this root and all days before it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="roots")
    day = models.DateField("ngày")
    size = models.PositiveIntegerField("số lượt góp ý")
    last = models.PositiveBigIntegerField("lượt góp ý cuối")
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = Roots.as_manager()

    class Meta:
        ordering = ("consultation", "day")
        verbose_name = "dấu vân của ngày"
        constraints = [
            models.UniqueConstraint(fields=("consultation", "day"), name="consultation_day_sealed")
        ]

    def __str__(self) -> str:
        return f"{self.day}"


@dataclass(frozen=True)
class Block:
    """BLOCK leaves in a row, the last block perhaps fewer: numbers of the first and the last."""

    first: int
    last: int
    size: int
    root: bytes


def hours_of(day: date) -> tuple[datetime, datetime]:
    """The moments at which a day begins and the next one does."""
    zone = timezone.get_default_timezone()
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(1)))
    return begins, ends


def entered_on(consultation: int, day: date) -> Submissions:
    """What came in on a day, in the order of its tree, whatever became of it since."""
    begins, ends = hours_of(day)
    said = Submission.objects.filter(consultation=consultation)
    return said.filter(entered_at__gte=begins, entered_at__lt=ends).order_by("pk")


def blocks_of(said: Submissions) -> list[Block]:
    """The day's tree at the height of its blocks: read once, a block in memory at a time."""
    seals = said.values_list("pk", "seal").iterator(chunk_size=BLOCK)
    blocks = []
    while some := list(islice(seals, BLOCK)):
        leaves = [bytes.fromhex(seal) for _, seal in some]
        blocks.append(Block(some[0][0], some[-1][0], len(some), root(leaves)))
    return blocks


def root_over(blocks: Sequence[Block]) -> str:
    """The day's root: blocks are whole subtrees, so the tree over them is the same one."""
    return root([block.root for block in blocks]).hex()


def path_over(
    consultation: int, day: date, blocks: Sequence[Block], pk: int
) -> tuple[int, list[bytes]]:
    """The place of a submission in its day's tree, and its path. Raises ValueError: not in it.

    Only the submission's own block is read, along the index of the consultation's newest.
    """
    place = next((i for i, each in enumerate(blocks) if each.first <= pk <= each.last), None)
    if place is None:
        raise ValueError(pk)
    block = blocks[place]
    begins, ends = hours_of(day)
    near = Submission.objects.filter(
        consultation=consultation, pk__gte=block.first, pk__lte=block.last
    )
    rows = near.order_by("pk").values_list("pk", "seal", "entered_at")
    seals = {row: seal for row, seal, at in rows if begins <= at < ends}
    index = [*seals].index(pk)
    inside = path([bytes.fromhex(seal) for seal in seals.values()], index)
    return place * BLOCK + index, [*inside, *path([each.root for each in blocks], place)]
