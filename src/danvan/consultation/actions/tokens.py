"""Keys with which an office's programs bring opinions in, and the rows that come with them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.intake import BRINGERS, _asked_of
from danvan.consultation.actions.submissions import Said, Through, keep
from danvan.consultation.models import Consultation, ImportToken, Intake
from danvan.consultation.models.tokens import hash_of_key
from danvan.ledger import actions as ledger
from danvan.units.models import Officer, Unit, need, refuse

LONGEST_LIFE = 366  # days
ROWS = 1000  # of one import


class AnotherImport(Exception):
    """The key was used for other rows, which were taken in and remain."""


@dataclass(frozen=True)
class Row:
    """One row of an import: what was said, and the channel that it came by."""

    said: Said
    channel: str


def make_token(
    *, by: Officer, unit: Unit, label: str, days: int, at: datetime
) -> tuple[ImportToken, str]:
    """A key that acts with the officer's roles in the unit, and its text, which is kept nowhere.

    Raises ValidationError: a life of less than a day or more than LONGEST_LIFE.
    """
    need(by, *BRINGERS, path=unit.last_path)
    if not 1 <= days <= LONGEST_LIFE:
        said = gettext("Hãy ghi số ngày từ 1 đến %d.") % LONGEST_LIFE
        raise refuse(said, "days")
    key = f"danvan_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        made = ImportToken.objects.create(
            officer=by,
            unit=unit,
            label=label,
            key_hash=hash_of_key(key),
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        ledger.write(by=by, verb="make_token", of=made, why=label, where=unit.last_path)
    return made, key


@transaction.atomic
def revoke_token(*, by: Officer, token: ImportToken, at: datetime) -> None:
    """From now on the key opens nothing. Its officer may, and the administrators of its unit."""
    if token.officer_id != by.pk:
        need(by, "admin", path=token.unit.last_path)
    if ImportToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        ledger.write(by=by, verb="revoke_token", of=token, where=token.unit.last_path)


@transaction.atomic
def take_in_rows(
    *,
    by: Officer,
    consultation: Consultation,
    through: Through,
    rows: Sequence[Row],
    key: str,
    at: datetime,
) -> tuple[Intake, bool]:
    """Keeps all rows or none, and says whether they are new; the same again is answered with the
    first intake. `key` is the program's own for this sending.

    Raises ValidationError: no row, too many, as for files; AnotherImport.
    """
    unit = through.unit
    if not 1 <= len(rows) <= ROWS:
        raise refuse(gettext("Mỗi lần nhập được từ 1 đến %d dòng.") % ROWS)
    version = _asked_of(by, consultation, unit, {(row.channel, row.said.group) for row in rows})
    digest = sha256("\x1f".join(repr(row) for row in rows).encode()).hexdigest()[:32]
    once = sha256(f"{unit.pk}\x1f{key}".encode()).hexdigest()
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    known = Intake.objects.filter(consultation=consultation, sha256=once).first()
    if known is not None:
        if not known.source.endswith(digest):
            raise AnotherImport
        return known, False
    taken = Intake.objects.create(
        consultation=consultation,
        unit=unit,
        channel=rows[0].channel,
        source=f"API {digest}",
        sha256=once,
        rows=len(rows),
        accepted=len(rows),
        rejected=0,
        made_at=at,
    )
    way = replace(through, intake=taken)
    for channel, same in groupby(rows, key=lambda row: row.channel):
        said = [row.said for row in same]
        keep(version=version, said=said, through=replace(way, channel=channel), at=at)
    told = f"API: {len(rows)}"
    where = taken.unit.last_path
    ledger.write(by=by, verb="import_submissions", of=taken, why=told, where=where)
    return taken, True
