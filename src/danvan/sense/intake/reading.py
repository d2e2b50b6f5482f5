"""Files of opinions in, one table out; a row is accepted or rejected with a reason, never lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from danvan.papers.confirm import Scanned
from danvan.papers.errors import NotOurs, Unreadable
from danvan.sense.intake.confirmed import settled, waiting
from danvan.sense.intake.given import Given, Listing, equal_files, listed
from danvan.sense.intake.identity import with_unique_ids
from danvan.sense.intake.one_file import FileRead, file_read
from danvan.sense.intake.rows import SCHEMA
from danvan.sense.records import Account, FileAccount, Reject, SetAside

OnProgress = Callable[[int], None]


class SeveralUnreadable(Exception):
    """More than one of the files asked for cannot be used; one line for each."""

    def __init__(self, causes: Sequence[Unreadable]) -> None:
        super().__init__("\n".join(map(str, causes)))
        self.causes = tuple(causes)


@dataclass(frozen=True)
class Intake:
    """What was read. `read` = rows of `table` + `rejects`.

    `table` columns: submission_id, source ("file#row"), text (NFC) `string`; page `int64|null`;
    weight `int64` (submissions the row stands for, default 1); counted `string`, "people" where the
    row's only tally is of people, else "submissions"; people `int64|null`; section, channel, unit,
    group, received_at (ISO day) `string|null`. `account`: what became of each file given.
    `waiting`: the scans of which some rows wait for a person. `files`: each as it was understood.
    """

    table: pa.Table
    rejects: tuple[Reject, ...]
    account: Account = field(default_factory=Account)
    waiting: tuple[Scanned, ...] = ()
    files: tuple[FileRead, ...] = ()

    @property
    def read(self) -> int:
        return len(self.table) + len(self.rejects)


@dataclass
class Progress:
    """Adds the rows of the file being read to those of the files before it."""

    tell: OnProgress | None
    before: int = 0

    def rows(self, here: int) -> None:
        if self.tell:
            self.tell(self.before + here)

    def done(self, file: FileRead) -> None:
        self.before += sum(table.read for table in file.tables)
        self.rows(0)


def read(
    paths: Sequence[Path],
    on_progress: OnProgress | None = None,
    *,
    confirmed: bool = False,
    besides: Collection[Path] = (),
) -> Intake:
    """The submissions of all files and of all files in folders.

    `on_progress` hears how many rows are read so far. Rows of scans count only where `confirmed`.
    `besides` are files and folders that a folder may hold and that are no opinions. A file of a
    folder that cannot be used is set aside. Raises Unreadable for a file asked for by name that
    cannot be used, SeveralUnreadable for several; a row that cannot is a Reject.
    """
    listing = listed(paths, besides)
    files: list[FileRead] = []
    wrong: list[Unreadable] = []
    for given, found in gone_through(listing, Progress(on_progress), confirmed=confirmed):
        if isinstance(found, FileRead):
            files.append(found)
        elif given.asked:
            wrong.append(found)
        else:
            listing.set_aside.append(aside(given, found))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else SeveralUnreadable(wrong)
    return joined(files, listing)


def gone_through(
    listing: Listing, progress: Progress, *, confirmed: bool
) -> Iterator[tuple[Given, FileRead | Unreadable]]:
    """Each file with what it holds, or with why it cannot be used."""
    for given in listing.files:
        try:
            file = file_read(given, progress.rows, confirmed=confirmed)
        except Unreadable as cause:
            yield given, cause
            continue
        progress.done(file)
        yield given, file


def summed(accounts: Sequence[FileAccount]) -> Iterator[FileAccount]:
    """One account for each file by name, also where its rows came by two ways."""
    by_file = sorted(accounts, key=lambda account: account.file)
    for _, group in groupby(by_file, key=lambda account: account.file):
        first, *others = group
        for other in others:
            first = replace(
                first,
                accepted=first.accepted + other.accepted,
                rejected=first.rejected + other.rejected,
                unconfirmed=first.unconfirmed + other.unconfirmed,
                left_out=first.left_out + other.left_out,
                named=first.named + other.named,
                notes=first.notes + other.notes,
            )
        yield first


def aside(given: Given, cause: Unreadable) -> SetAside:
    return SetAside(given.name, cause.cause, known=not isinstance(cause, NotOurs))


def joined(files: Sequence[FileRead], listing: Listing) -> Intake:
    """One table of all files, in the order given, with one id for each submission."""
    for one, first in equal_files(file.given for file in files):
        listing.note(one.name, f"giống hệt tệp {first.name}; dòng của cả hai tệp đều được tính.")
    files = settled(files)
    parts = [table.rows for file in files for table in file.tables]
    table = pa.concat_tables(parts) if parts else SCHEMA.empty_table()
    accounts = [one for file in files for one in file.accounts(listing.of(file.given.name))]
    return Intake(
        with_unique_ids(table),
        tuple(reject for file in files for reject in file.rejects),
        Account(
            tuple(summed(accounts)),
            tuple(sorted(listing.set_aside, key=lambda one: (not one.known, one.file))),
        ),
        tuple(Scanned(file.given.path, sheet) for file in files for sheet in waiting(file)),
        tuple(files),
    )
