"""The one verb of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from danvan.ledger.models import NOWHERE, Actor, Entry, Tip


@dataclass(frozen=True)
class Clockwork:
    """Who acts where nobody does: the schedule, the demonstration, the keeper at the console.

    It stands in no unit; its lines stand where `write` is told that the deed was done.
    """

    post: str
    pk: int | None = None
    unit_path: str = NOWHERE


SYSTEM = Clockwork("Hệ thống")


@transaction.atomic
def write(
    *,
    by: Actor,
    verb: str,
    of: Model,
    why: str = "",
    where: str = NOWHERE,
    at: datetime | None = None,
) -> Entry:
    """Adds a line: `verb` was done to `of` by the officer `by` at the moment `at` (now).

    An officer's line stands in the officer's unit. Clockwork's stands at `where`: the path of the
    unit that the deed is about, or WHOLE; where neither is said, no page shows it.
    """
    tip = Tip.objects.select_for_update().get_or_create(pk=1)[0]
    line = Entry(
        at=(at or timezone.now()).astimezone(UTC),
        actor=by.pk,
        post=by.post,
        unit_path=where if isinstance(by, Clockwork) else by.unit_path,
        verb=verb,
        subject=f"{of._meta.label}:{of.pk}",
        why=why,
        previous=tip.hash,
    )
    line.hash = line.seal()
    line.save(force_insert=True)
    tip.hash, tip.length = line.hash, tip.length + 1
    tip.save()
    return line
