"""Excel workbooks: every sheet as rows of strings, merged cells holding for all rows they span.

Formulas are read as the values last stored, macros are never looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import python_calamine as calamine

from danvan.papers.archive import DECLARED, parts_of, strange, swollen, unpacked
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.tables.merges import Merges, Range
from danvan.papers.tables.sheet import CHUNK, Builder, OnRows, Sheet

MAX_CELLS = 40_000_000  # of a sheet's full rectangle, which the library lays out whole
MANY_CELLS = 20_000_000  # of which at least one in a hundred must be there
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d{1,12})["']""")
OVERLAP = 64  # bytes kept between two steps, longer than any cell's place

Cell = float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta | int


def read_workbook(path: Path, on_rows: OnRows) -> list[Sheet]:
    """Every sheet with at least one cell. Raises Unreadable: locked, broken or swollen files."""
    measure(path)
    return trusted(path, lambda: sheets_of(path, on_rows))


def trusted(path: Path, read: Callable[[], list[Sheet]]) -> list[Sheet]:
    """What the library reads; its complaints, panics too, as our one refusal."""
    try:
        return read()
    except calamine.PasswordError as error:
        raise locked(path) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise broken(path) from error
    except BaseException as error:  # a panic of the library is no Exception
        if type(error).__name__ == "PanicException":
            raise broken(path) from error
        raise


def broken(path: Path) -> Unreadable:
    return Unreadable(path.name, f"bảng tính {SHORT_OF}", AGAIN)


def locked(path: Path) -> Unreadable:
    return Unreadable(path.name, "tệp có mật khẩu", "hãy bỏ mật khẩu rồi lưu lại")


def measure(path: Path) -> None:
    """Refuses a sheet whose furthest cell spans a rectangle too large to lay out."""
    for part in parts_of(path):
        rows = columns = filled = 0
        tail = b""
        for step in unpacked(path, part):
            if part.filename.endswith(".xml") and b"\0" in step:
                raise broken(path)  # UTF-16, in which no place would be found
            tail += step
            if DECLARED in tail and part.filename.endswith((".xml", ".rels")):
                raise strange(path)
            places = set(PLACE.findall(tail))
            filled += len(places)
            for letters, row in places:
                rows, columns = max(rows, int(row)), max(columns, column_of(letters))
            tail = tail[-OVERLAP:]
        if limit := too_wide(rows * columns, filled):
            raise swollen(path, limit)


def too_wide(cells: int, filled: int) -> str:
    """The limit that a rectangle of cells breaks, "" where it may be laid out."""
    if cells > MAX_CELLS:
        return f"bảng trải trên hơn {MAX_CELLS // 1_000_000} triệu ô"
    if cells > MANY_CELLS and filled * 100 < cells:
        return f"bảng trải trên hơn {MANY_CELLS // 1_000_000} triệu ô, gần như trống"
    return ""


def column_of(letters: bytes) -> int:
    """ "A" → 1, "AA" → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def sheets_of(
    path: Path, on_rows: OnRows, merged: Mapping[str, Sequence[Range]] | None = None
) -> list[Sheet]:
    """`merged`: the merged cells of each sheet, where the library does not know them."""
    book = calamine.CalamineWorkbook.from_path(path)
    sheets = []
    for name in book.sheet_names:
        grid = book.get_sheet_by_name(name)
        if grid.height and grid.width:
            ranges = grid.merged_cell_ranges if merged is None else merged.get(name)
            sheets.append(sheet_of(path.name, name, grid, ranges or (), on_rows))
    return sheets


def sheet_of(
    file: str,
    name: str,
    grid: calamine.CalamineSheet,
    ranges: Sequence[Range],
    on_rows: OnRows,
) -> Sheet:
    """Rows from the top of the sheet, so that a row's number is the one that Excel shows; columns
    from the first that holds something."""
    merges = Merges.of(ranges, (grid.start or (0, 0))[1])
    built = Builder.of(grid.width)
    rows: list[Sequence[str]] = []
    at: list[int] = []
    for place, cells in enumerate(grid.iter_rows()):
        row = [text_of(cell) for cell in cells]
        merges.fill(row, place)
        if any(row):
            rows.append(row)
            at.append(place + 1)
        if len(rows) >= CHUNK:
            built.add(rows, at)
            rows, at = [], []
            on_rows(place)
    built.add(rows, at)
    faults = tuple(built.faults)
    return Sheet(file, name, built.table(), built.places(), named=False, faults=faults)


def text_of(cell: Cell) -> str:
    """A cell's value as text: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell.strip() and cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
