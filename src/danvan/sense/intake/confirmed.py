"""Rows that a person confirmed take the place of the same rows of the scan that they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.tables import Sheet
from danvan.sense.intake.one_file import FileRead, TableRead


def settled(files: Sequence[FileRead]) -> list[FileRead]:
    """The files; of a scan only the rows that no confirmation among them speaks of."""
    said = {place for file in files for place in confirmed_places(file)}
    return [without(file, said) for file in files] if said else list(files)


def confirmed_places(file: FileRead) -> Iterator[str]:
    """The places "phieu.pdf#3" that a confirmation speaks of, whether it confirms them or not."""
    for table in file.tables:
        if table.file != file.given.name:
            yield from places_of(table)


def places_of(table: TableRead) -> list[str]:
    return [
        *table.rows["source"].to_pylist(),
        *(f"{reject.source}#{reject.row}" for reject in table.rejects),
    ]


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
    rejects = (r for r in table.rejects if f"{r.source}#{r.row}" not in said)
    return replace(table, rows=table.rows.filter(kept), rejects=tuple(rejects))


def waiting(file: FileRead) -> Iterator[Sheet]:
    """The sheets of a scan; of their rows only those that still wait have a confidence."""
    rows = {int(reject.row) for reject in file.rejects if reject.waits}
    for sheet in file.scanned:
        if sheet.confidence is not None and rows:
            waits = np.isin(sheet.at, list(rows))
            yield replace(sheet, confidence=np.where(waits, sheet.confidence, np.nan))
