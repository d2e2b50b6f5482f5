"""A confirmation workbook, read back: which remarks a person confirmed, and where they came from.

Whoever reads a workbook asks `is_confirmation(sheet)` of each of its sheets and, where it is one,
takes `confirmed_sheets(sheet)` in its place. Columns are told by their headings, wherever the table
begins, with or without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import nan
from unicodedata import normalize

import numpy as np
import pyarrow as pa

from danvan.papers.confirm import CONFIRMED, FIELDS, HEAD, PAGE, SOURCE, SURE, TEXT
from danvan.papers.plain import plain
from danvan.papers.tables.sheet import Sheet

YES = frozenset({"x", "v", "co", "dung", "da xac nhan", "1", "true", "yes", "✓", "✔"})
SEARCHED = 20  # rows from the top in which the headings are looked for
FROM = re.compile(r"(.+)#(\d{1,9})(?: \(phần \d+/\d+\))?")
PART = re.compile(r" \(phần (\d+)/(\d+)\)$")


@dataclass(frozen=True)
class Row:
    """A row of the workbook: where it stands there, and its cells by heading."""

    place: int
    cells: dict[str, str]

    @property
    def is_confirmed(self) -> bool:
        return says_yes(self.cells.get(CONFIRMED, ""))

    @property
    def source(self) -> str:
        return self.cells.get(SOURCE, "").strip()

    @property
    def number(self) -> float:
        """How sure recognition was; 0 where the cell no longer says."""
        written = self.cells.get(SURE, "").replace(",", ".").strip(" %")
        return float(written) if re.fullmatch(r"\d{1,3}(\.\d+)?", written) else 0.0


def says_yes(cell: str) -> bool:
    """Whether a cell under "Xác nhận" confirms its row.

    >>> says_yes("X"), says_yes("Đã xác nhận."), says_yes("chưa"), says_yes("")
    (True, True, False, False)
    """
    return plain(cell).strip(" .,!") in YES


def is_confirmation(sheet: Sheet) -> bool:
    """Whether a sheet has the columns "Nội dung góp ý", "Nguồn" and "Xác nhận"."""
    return heading_row(sheet) is not None


def heading_row(sheet: Sheet) -> tuple[int, dict[str, str]] | None:
    """The row that holds the headings, −1 where the columns are named so, and for each heading the
    name of its column."""
    names = sheet.table.column_names
    if sheet.named:
        found = columns(dict(zip(names, names, strict=True)))
        return (-1, found) if found else None
    for place, cells in enumerate(sheet.table.slice(0, SEARCHED).to_pylist()):
        if found := columns(cells):
            return place, found
    return None


def columns(cells: dict[str, str | None]) -> dict[str, str]:
    """The column of each heading; empty where one is missing that must be there."""
    known = {plain(heading): heading for heading in HEAD}
    found: dict[str, str] = {}
    for column, cell in cells.items():
        heading = known.get(plain(normalize("NFC", cell or "")))
        if heading:
            found.setdefault(heading, column)
    return found if {TEXT, SOURCE, CONFIRMED} <= found.keys() else {}


def confirmed_sheets(sheet: Sheet) -> list[Sheet]:
    """The remarks of a confirmation's sheet under the names of the files that they came from.

    A Sheet for each file, in the order of first appearance: `file` and `at` are the file's and the
    remark's there, `confidence` is nan where a person confirmed the row and else what recognition
    said. A row that no longer says where it came from stands under the workbook's own name and row.
    """
    files: dict[str, list[tuple[int, Row]]] = {}
    for row in joined(filter(any_ink, rows_of(sheet))):
        found = FROM.fullmatch(row.source)
        file, place = (found[1], int(found[2])) if found else (sheet.file, row.place)
        files.setdefault(file, []).append((place, row))
    return [sheet_of(sheet, file, placed) for file, placed in files.items()]


def rows_of(sheet: Sheet) -> Iterator[Row]:
    found = heading_row(sheet)
    if found is None:
        return
    first, names = found
    below = sheet.table.slice(first + 1)
    for place, cells in zip(sheet.at[first + 1 :], below.to_pylist(), strict=True):
        yield Row(int(place), {heading: cells[name] or "" for heading, name in names.items()})


def any_ink(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells.values())


def joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows, those joined again that hold one text; it is confirmed where all of them are."""
    for _, group in groupby(rows, key=lambda row: PART.sub(" (phần", row.source)):
        parts = list(group)
        if not all(PART.search(row.source) for row in parts):
            yield from parts
            continue
        whole = "".join(row.cells[TEXT] for row in parts)
        said = parts[0].cells[CONFIRMED] if all(row.is_confirmed for row in parts) else ""
        yield replace(parts[0], cells=parts[0].cells | {TEXT: whole, CONFIRMED: said})


def sheet_of(workbook: Sheet, file: str, placed: Sequence[tuple[int, Row]]) -> Sheet:
    rows = [row for _, row in placed]
    table = pa.table(
        {
            field: pa.array([row.cells.get(heading, "") for row in rows], pa.string())
            for field, heading in FIELDS.items()
        }
    )
    return Sheet(
        file,
        workbook.name,
        table,
        np.array([place for place, _ in placed], dtype=np.int64),
        named=True,
        pages=np.array([whole(row.cells.get(PAGE, "")) for row in rows], dtype=np.int64),
        confidence=np.array([nan if row.is_confirmed else row.number for row in rows]),
    )


def whole(cell: str) -> int:
    """A page's number; 1 where the cell no longer says."""
    found = re.match(r"\d{1,6}", cell.strip())
    return int(found[0]) if found else 1
