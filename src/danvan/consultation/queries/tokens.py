"""What is asked of keys for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from danvan.consultation.models import ImportToken
from danvan.consultation.models.tokens import Tokens, hash_of_key
from danvan.units.models import Officer, UnitVersion


def tokens(*, officer: Officer) -> Tokens:
    """Those of the units that the officer may see, the newest first."""
    return ImportToken.objects.visible_to(officer).select_related("unit", "officer")


def named(*, officer: Officer, tokens: Iterable[ImportToken]) -> list[tuple[ImportToken, str]]:
    """Each with what its unit is called today."""
    kept = list(tokens)
    known = UnitVersion.objects.visible_to(officer).filter(unit__in=[each.unit_id for each in kept])
    names = dict(known.held(officer.on).values_list("unit", "name"))
    return [(each, names.get(each.unit_id, each.unit.code)) for each in kept]


def token(*, officer: Officer, pk: int) -> ImportToken | None:
    return ImportToken.objects.visible_to(officer).filter(pk=pk).first()


def bearer(*, key: str, at: datetime) -> ImportToken | None:
    """Who asks, where a program shows a key: its officer then acts in the key's unit.

    None where the key is unknown, over or revoked, or the officer has no role there any more.
    """
    valid = ImportToken.objects.valid(at).select_related("officer", "unit")
    found = valid.filter(key_hash=hash_of_key(key)).first()
    if found is None:
        return None
    officer = found.officer
    duties = [duty for duty in officer.duties if duty.unit_id == found.unit_id]
    if not duties:
        return None
    officer.seat = duties[0]
    return found
