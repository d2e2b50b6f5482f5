"""What was understood of files before anything is imported: for a person to look at and agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from danvan.papers.confirm import Scanned
from danvan.papers.errors import NotOurs, Unreadable
from danvan.sense.intake.drafts import draft as read_draft
from danvan.sense.intake.fields import Field
from danvan.sense.intake.given import Given, Listing, listed
from danvan.sense.intake.one_file import FileRead, TableRead
from danvan.sense.intake.reading import OnProgress, Progress, gone_through, joined
from danvan.sense.records import LeftOut, Reject
from danvan.sense.redact import found as personal
from danvan.sense.redact import masked

FEW = 10  # rejects and rows left out that are shown of a table


@dataclass(frozen=True)
class TableSeen:
    """A table: its columns with what each was taken for (None: not used) and its rows. What is
    shown of its texts is masked.

    `read` = `accepted` + `rejected`; `unconfirmed` of the rejected wait for a person. `rejects` and
    `left_out` are the first few, `left` how many rows are no opinions. `first` is the first text.
    """

    name: str
    heading_row: int | None
    columns: tuple[tuple[str, Field | None], ...]
    encoding: str
    read: int
    accepted: int
    rejected: int
    unconfirmed: int
    rejects: tuple[Reject, ...]
    left: int
    left_out: tuple[LeftOut, ...]
    first: str


@dataclass(frozen=True)
class FileSeen:
    """A file: its tables, or in `refused` why it cannot be used; `known`: its kind is read."""

    file: str
    kind: str = ""
    tables: tuple[TableSeen, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""
    known: bool = True


@dataclass(frozen=True)
class DraftSeen:
    """A draft: its title and its sections as (level, number, title), or why it cannot be used."""

    file: str
    title: str = ""
    sections: tuple[tuple[int, str, str], ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Preview:
    """Every file that was given, in the order given, and the draft where there is one.

    `waiting`: the scans of which some rows wait for a person.
    """

    files: tuple[FileSeen, ...]
    draft: DraftSeen | None = None
    waiting: tuple[Scanned, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a file with at least one row to count or to confirm."""
        tables = [table for file in self.files for table in file.tables]
        return any(table.accepted + table.unconfirmed for table in tables)


def preview(
    paths: Sequence[Path],
    draft: Path | None = None,
    on_progress: OnProgress | None = None,
    *,
    confirmed: bool = False,
) -> Preview:
    """Reads files and folders as the main job does; what cannot be used is told, not raised."""
    listing = listed(paths, [draft] if draft else ())
    found = dict(gone_through(listing, Progress(on_progress), confirmed=confirmed))
    read = joined([one for one in found.values() if isinstance(one, FileRead)], listing)
    settled = {file.given: file for file in read.files}
    files = [file_seen(given, settled.get(given, one), listing) for given, one in found.items()]
    aside = [FileSeen(one.file, refused=one.reason, known=one.known) for one in listing.set_aside]
    told = draft_seen(draft) if draft else None
    return Preview((*files, *aside), told, read.waiting)


def file_seen(given: Given, found: FileRead | Unreadable, listing: Listing) -> FileSeen:
    name = given.name
    if isinstance(found, FileRead):
        tables = tuple(map(table_seen, found.tables))
        return FileSeen(name, found.kind, tables, (*found.notes, *listing.of(name)))
    where = f"{found.place}: " if found.place else ""
    refused = f"{where}{found.cause}; {found.remedy}"
    return FileSeen(name, refused=refused, known=not isinstance(found, NotOurs))


def table_seen(table: TableRead) -> TableSeen:
    waiting = [reject for reject in table.rejects if reject.waits]
    refused = [reject for reject in table.rejects if not reject.waits]
    return TableSeen(
        name=table.name,
        heading_row=table.heading_row,
        columns=table.columns,
        encoding=table.encoding,
        read=table.read,
        accepted=len(table.rows),
        rejected=len(table.rejects),
        unconfirmed=len(waiting),
        rejects=tuple(replace(r, text=hidden(r.text)) for r in (refused or waiting)[:FEW]),
        left=table.left_out,
        left_out=tuple(replace(row, text=hidden(row.text)) for row in table.named[:FEW]),
        first=hidden(first_text(table)),
    )


def first_text(table: TableRead) -> str:
    if len(table.rows):
        return str(table.rows["text"][0])
    return next((reject.text for reject in table.rejects if reject.text.strip()), "")


def hidden(text: str) -> str:
    """A text as it may be shown to whoever looks over a shoulder."""
    return masked(text, personal(text))


def draft_seen(path: Path) -> DraftSeen:
    try:
        found = read_draft(path)
    except Unreadable as wrong:
        return DraftSeen(path.name, refused=f"{wrong.cause}; {wrong.remedy}")
    sections = tuple((one.level, one.number, one.title) for one in found.sections)
    return DraftSeen(path.name, found.title, sections)
