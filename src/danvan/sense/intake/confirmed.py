"""Rows that a person confirmed take the place of the same rows of the scan that they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.tables import Sheet
from danvan.sense.intake.one_file import FileRead, TableRead
from danvan.sense.records import Reject


def settled(files: Sequence[FileRead]) -> list[FileRead]:
    """The files; of a scan only the rows that no confirmation among them speaks of, and of several
    confirmations of one row the first that confirms it."""
    said = {place for file in files for table in foreign(file) for place in places_of(table)}
    return list(once_each([without(file, said) for file in files])) if said else list(files)


def foreign(file: FileRead) -> Iterator[TableRead]:
    """The tables of a confirmation, whose rows are of other files."""
    return (table for table in file.tables if table.file != file.given.name)


def once_each(files: Sequence[FileRead]) -> Iterator[FileRead]:
    """The files without what confirmations say once more of a row."""
    tables = [table for file in files for table in foreign(file)]
    sure = {place for table in tables for place in table.rows["source"].to_pylist()}
    met: set[str] = set()
    for file in files:
        kept = list(file.tables)
        for at, table in enumerate(kept):
            if table.file != file.given.name:
                waits = {place_of(reject) for reject in table.rejects}
                kept[at] = table_without(table, met | (waits & sure))
                met.update(places_of(kept[at]))
        again = sum(table.read for table in file.tables) - sum(table.read for table in kept)
        note = (f"{again} dòng đã có trong bảng xác nhận khác, chỉ tính một lần.",) if again else ()
        yield replace(file, tables=tuple(kept), notes=(*file.notes, *note))


def place_of(reject: Reject) -> str:
    return f"{reject.source}#{reject.row}"


def places_of(table: TableRead) -> list[str]:
    """The places of a table's rows, "phieu.pdf#3"."""
    return [*table.rows["source"].to_pylist(), *map(place_of, table.rejects)]


def without(file: FileRead, said: Collection[str]) -> FileRead:
    """A scan without the rows of those places; no other file is changed."""
    if not file.scanned:
        return file
    gone = sum(place in said for table in file.tables for place in places_of(table))
    tables = tuple(table_without(table, said) for table in file.tables)
    note = f"{gone} dòng lấy theo bảng xác nhận." if gone else ""
    return replace(file, tables=tables, notes=(*file.notes, note) if note else file.notes)


def table_without(table: TableRead, said: Collection[str]) -> TableRead:
    known = pa.array(list(said), pa.string())
    kept = pc.invert(pc.is_in(table.rows["source"], value_set=known))
    rejects = (reject for reject in table.rejects if place_of(reject) not in said)
    return replace(table, rows=table.rows.filter(kept), rejects=tuple(rejects))


def waiting(file: FileRead) -> Iterator[Sheet]:
    """The sheets of a scan; of their rows only those that still wait have a confidence."""
    rows = {int(reject.row) for reject in file.rejects if reject.waits}
    for sheet in file.scanned:
        if sheet.confidence is not None and rows:
            waits = np.isin(sheet.at, list(rows))
            yield replace(sheet, confidence=np.where(waits, sheet.confidence, np.nan))
