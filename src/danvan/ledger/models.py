"""One line for each deed: who did what, when, to what and why. Lines are added, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Protocol

from django.db import models
from django.db.models import Q

STEP = 1000  # lines read between two reports of progress
FIRST = "0" * 64  # what the first line's `previous` says
WHOLE = "/"  # where a deed stands that is about all units: the calendar, the keeper's imports
NOWHERE = "/-/"  # where a deed stands of which nobody said where


class Actor(Protocol):
    """What the ledger asks of somebody who acts: a number, an office and where it stands."""

    @property
    def pk(self) -> int | None: ...

    @property
    def post(self) -> str: ...

    @property
    def unit_path(self) -> str: ...


class Reader(Protocol):
    """What it asks of somebody who reads: the paths of the units that they may look into."""

    @property
    def reach(self) -> Iterable[str]: ...


class Entries(models.QuerySet["Entry"]):
    def visible_to(self, officer: Reader) -> Entries:
        """Deeds done in the officer's units and below them, and those about all units."""
        within = [Q(unit_path__startswith=path) for path in officer.reach]
        return self.filter(reduce(or_, within, Q(unit_path=WHOLE))) if within else self.none()

    def first_fault(self, tell: Callable[[int], None] = lambda done: None) -> int | None:
        """The number of the first line that does not follow from the one before; None if all do.

        Reads every line once, in constant memory; `tell` hears how many after each STEP.
        """
        previous, count, last = FIRST, 0, 0
        for line in self.order_by("pk").iterator(chunk_size=5000):
            if line.previous != previous or line.seal() != line.hash:
                return line.pk
            previous, count, last = line.hash, count + 1, line.pk
            if count % STEP == 0:
                tell(count)
        tip = Tip.objects.filter(pk=1).first()
        whole = tip is None or (tip.hash == previous and tip.length == count)
        return None if whole else last + 1


class Entry(models.Model):
    """A line. It names nobody: `actor` is an officer's number, null where the system acted; `post`
    and `unit_path` are the office and place at that moment; `subject` is `room.Model:number`.

    It has no foreign keys, so it outlives what it speaks of. `hash` seals the line and, through
    `previous`, all lines before it.
    """

    at = models.DateTimeField("lúc", db_index=True)
    actor = models.BigIntegerField("số cán bộ", null=True, db_index=True)
    post = models.CharField("chức vụ", max_length=250)
    unit_path = models.CharField("nơi", max_length=400, db_index=True)
    verb = models.CharField("việc", max_length=60, db_index=True)
    subject = models.CharField("đối tượng", max_length=120, db_index=True)
    why = models.TextField("lý do", blank=True)
    previous = models.CharField("dòng trước", max_length=64)
    hash = models.CharField("niêm phong", max_length=64, unique=True)

    objects = Entries.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = "dòng nhật ký"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def seal(self) -> str:
        """The SHA-256 of the line and of the seal before it, as 64 hexadecimal digits."""
        said = [
            self.previous,
            self.at.isoformat(),
            self.actor,
            self.post,
            self.unit_path,
            self.verb,
            self.subject,
            self.why,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class Tip(models.Model):
    """The chain's last seal, in one row: whoever adds a line holds it, so lines never fork."""

    hash = models.CharField(max_length=64, default=FIRST)
    length = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return f"{self.length}"
