"""A file of opinions taken in: every row is kept or rejected with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.intake import BRINGERS, MOST, _asked_of
from danvan.consultation.actions.submissions import AT_ONCE, Said, Through, keep
from danvan.consultation.models import Channel, Consultation, DraftVersion, Intake, RejectedRow
from danvan.consultation.models.groups import neutral
from danvan.consultation.models.naming import as_draft, section_named
from danvan.consultation.models.waiting import Brought
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.papers.errors import Unreadable
from danvan.sense import intake as door
from danvan.sense.records import Reject
from danvan.units.models import Unit, ground, need, places_named, refuse, today

if TYPE_CHECKING:
    import pyarrow as pa

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Known:
    """What the words of a file's cells stand for."""

    sections: dict[str | None, str | None]
    places: dict[str, Unit]


def take_in_file(
    *, by: Actor, file: Path, brought: Brought, at: datetime, tell: Tell | None = None
) -> Intake:
    """Keeps the rows of a file of opinions, and those rejected, in one transaction.

    `tell` hears (stage, rows done, rows in all). Raises ValidationError: the file was taken in
    before, cannot be read or holds no opinion; its channel is summed by another unit.
    """
    need(by, *BRINGERS, path=brought.unit.last_path)
    digest = _digest(file)
    _refuse_repeat(brought.consultation, digest)  # before minutes of reading
    try:
        found = door.read([file], (lambda rows: tell("read", rows, 0)) if tell else None)
    except (Unreadable, door.SeveralUnreadable) as wrong:
        raise refuse(str(wrong)) from wrong
    if not len(found.table):
        said = gettext("%s: không có dòng nào dùng được; không nhập gì.")
        raise refuse(said % file.name)
    return _write(by=by, found=found, intake=_intake(file.name, digest, found, brought, at),
                  brought=brought, tell=tell)  # fmt: skip


@transaction.atomic
def _write(
    *, by: Actor, found: door.Intake, intake: Intake, brought: Brought, tell: Tell | None
) -> Intake:
    table = found.table
    version = _asked_of(by, brought.consultation, brought.unit, _cells(table, brought))
    Consultation.objects.select_for_update(no_key=True).get(pk=brought.consultation.pk)
    _refuse_repeat(brought.consultation, intake.sha256)  # of two at once, one sees the other
    intake.save(force_insert=True)
    known, done = _known(table, version, brought), 0
    for batch in table.to_batches(max_chunksize=AT_ONCE):
        said = [_said(row, known) for row in batch.to_pylist()]
        keep(version=version, said=said, through=_way(brought, intake), at=intake.made_at)
        done += len(said)
        if tell:
            tell("write", done, len(table))
    RejectedRow.objects.bulk_create(_rejected(found.rejects, intake), batch_size=AT_ONCE)
    told = f"{intake.source}: {intake.rows} = {intake.accepted} + {intake.rejected}"
    ledger.write(by=by, verb="import_submissions", of=intake, why=told, where=intake.unit.last_path)
    return intake


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        digest = sha256()
        while block := source.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _refuse_repeat(consultation: Consultation, digest: str) -> None:
    known = Intake.objects.filter(consultation=consultation, sha256=digest).first()
    if known is None:
        return
    said = gettext(
        "Tệp này đã được nhập ngày %(day)s với tên “%(name)s” (%(rows)d dòng); không nhập lần nữa."
    )
    given = {"day": f"{known.made_at:%d/%m/%Y}", "name": known.source, "rows": known.accepted}
    raise refuse(said % given)


def _intake(name: str, digest: str, found: door.Intake, brought: Brought, at: datetime) -> Intake:
    return Intake(
        consultation=brought.consultation,
        unit=brought.unit,
        channel=brought.channel,
        group=neutral(brought.group),
        conference=brought.conference,
        source=name[:250],
        sha256=digest,
        rows=found.read,
        accepted=len(found.table),
        rejected=len(found.rejects),
        left_out=sum(table.left_out for file in found.files for table in file.tables),
        made_at=at,
    )


def _cells(table: pa.Table, brought: Brought) -> set[tuple[str, str]]:
    """The channels and groups that occur."""
    pairs = table.select(["channel", "group"]).group_by(["channel", "group"]).aggregate([])
    return {
        (_channel(row["channel"]) or brought.channel, row["group"] or brought.group)
        for row in pairs.to_pylist()
    }


def _channel(said: str | None) -> str:
    """The row's own where it names one that is known, else ""."""
    return said if said in Channel.values else ""


def _way(brought: Brought, intake: Intake) -> Through:
    return Through(
        brought.channel,
        brought.unit,
        brought.received_on,
        group=brought.group,
        may_publish=brought.may_publish,
        intake=intake,
        conference=brought.conference,
    )


def _known(table: pa.Table, version: DraftVersion, brought: Brought) -> Known:
    """The sections that the file's labels name, and the units below that bear its names."""
    draft = as_draft(version)
    labels = {label for label in table["section"].unique().to_pylist() if label}
    names = [name for name in table["unit"].unique().to_pylist() if name]
    there = ground(brought.unit, today())
    return Known(
        {label: section_named(draft, label) for label in labels},
        places_named(names, there, today()),
    )


def _said(row: dict[str, Any], known: Known) -> Said:
    """Raises ValidationError where a count is beyond all counting."""
    if max(row["weight"], row["people"] or 0) > MOST:
        raise refuse(gettext("%s: số lượt quá lớn; hãy sửa tệp.") % row["source"])
    day = row["received_at"]
    return Said(
        text=row["text"].replace("\0", ""),
        section_key=known.sections.get(row["section"]) or "",
        count=row["weight"],
        people=row["people"],
        group=(row["group"] or "")[:80],
        source=_source(row, known),
        received_on=date.fromisoformat(day) if day else None,
        channel=_channel(row["channel"]),
        place=known.places.get(row["unit"] or ""),
    )


def _source(row: dict[str, Any], known: Known) -> str:
    """`file#row`, and the words of cells that name nothing known: they are kept, too."""
    section, unit = row["section"], row["unit"]
    words = [section] if section and known.sections.get(section) is None else []
    words += [unit] if unit and unit not in known.places else []
    return " · ".join([row["source"], *words])[:300]


def _rejected(rejects: tuple[Reject, ...], intake: Intake) -> Iterator[RejectedRow]:
    for one in rejects:
        yield RejectedRow(
            intake=intake,
            row=f"{one.source}#{one.row}"[-120:],
            reason=one.reason[:400],
            text=one.text.replace("\0", ""),
        )
