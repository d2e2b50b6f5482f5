"""Any number of rows into one .xlsx file, in constant memory; nothing is cut or executed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from unicodedata import combining

import xlsxwriter

from danvan.papers.blocks import Cell
from danvan.papers.printable import printable

SHEET_ROWS = 1_000_000  # a sheet holds 1,048,576; a round figure leaves room for head and note
CELL_UNITS = 32_767  # Excel counts UTF-16 units in a cell
GOES_ON = " […còn tiếp ở dòng dưới]"
_MARK_ROOM = 64  # units kept free in each piece for the marks that say it goes on
_NAME_LENGTH = 31
_EXACT = 10**15  # beyond 15 digits Excel rounds, so such a number goes as text
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class SheetOut:
    """One sheet to write. `widths` are in characters; `note` is a line above the head."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float] = ()
    note: str = ""


class HeadRow(tuple[str, ...]):
    """A row that heads a further block of the same sheet; shown as the head is."""

    __slots__ = ()


def write(
    path: Path,
    sheets: Iterable[SheetOut],
    *,
    sheet_rows: int = SHEET_ROWS,
    cell_units: int = CELL_UNITS,
) -> None:
    """Write `sheets` to `path`, each row as it comes.

    A sheet that outgrows `sheet_rows` goes on in "… (2)". A text of more than `cell_units` UTF-16
    units goes on in rows below that say so and repeat no figure. Raises what the disk raises.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        forms = _forms(book)
        taken: set[str] = set()
        for sheet in sheets:
            rows = chain.from_iterable(_unfolded(row, cell_units) for row in sheet.rows)
            for portion in _portions(rows, sheet_rows):
                page = book.add_worksheet(_free_name(sheet.name, taken))
                _write_sheet(page, sheet, portion, forms)


def _forms(book: Any) -> dict[str, Any]:
    text = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({**text, "bold": True, "bg_color": "#F3ECE2", "bottom": 1}),
        "note": book.add_format({"italic": True, "font_color": "#5C544A", "valign": "top"}),
        "text": book.add_format(text),
        # The quote prefix keeps "=1+1" a text even after somebody edits the cell.
        "quoted": book.add_format({**text, "quote_prefix": True}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
    }


def _portions(rows: Iterator[Sequence[Cell]], size: int) -> Iterator[Iterable[Sequence[Cell]]]:
    """Runs of at most `size` rows; at least one run, so that an empty sheet still has its head."""
    yield islice(rows, size)
    for first in rows:
        yield chain([first], islice(rows, size - 1))


def _write_sheet(
    page: Any, sheet: SheetOut, rows: Iterable[Sequence[Cell]], forms: dict[str, Any]
) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    top = 0
    if sheet.note:
        page.write_string(0, 0, printable(sheet.note), forms["note"])
        top = 1
    for column, title in enumerate(sheet.head):
        page.write_string(top, column, printable(title), forms["head"])
    line = top
    for line, row in enumerate(rows, top + 1):
        for column, cell in enumerate(row):
            if isinstance(row, HeadRow):
                page.write_string(line, column, printable(str(cell)), forms["head"])
            else:
                _write_cell(page, (line, column), cell, forms)
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, max(line, top + 1), max(len(sheet.head) - 1, 0))


def _write_cell(page: Any, at: tuple[int, int], cell: Cell, forms: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        form = "quoted" if cell.startswith(_FORMULA_STARTS) else "text"
        page.write_string(*at, cell, forms[form])
    elif not math.isfinite(cell) or abs(cell) >= _EXACT:
        page.write_string(*at, str(cell), forms["text"])
    else:
        page.write_number(*at, cell, forms["decimal" if isinstance(cell, float) else "whole"])


def _unfolded(row: Sequence[Cell], units: int) -> Iterator[Sequence[Cell]]:
    """The row itself, then one more row for every further piece of its longest text."""
    if isinstance(row, HeadRow):
        yield row
        return
    cells = [printable(cell) if isinstance(cell, str) else cell for cell in row]
    if not any(isinstance(cell, str) and 2 * len(cell) > units for cell in cells):
        yield cells
        return
    columns = [_pieces(cell, units) if isinstance(cell, str) else [cell] for cell in cells]
    count = max(map(len, columns))
    for n in range(count):
        line: list[Cell] = [column[n] if n < len(column) else None for column in columns]
        if n and isinstance(cells[0], str) and len(columns[0]) == 1:
            line[0] = f"{cells[0][: units - _MARK_ROOM]} (tiếp {n + 1}/{count})"
        yield line


def _pieces(text: str, units: int) -> list[Cell]:
    """`text` in pieces that fit a cell; without their marks they join to the text again."""
    if _units(text) <= units:
        return [text]
    cuts = _cuts(text, units - _MARK_ROOM)
    last = len(cuts) - 1
    return [
        (f"[tiếp {n + 1}/{last + 1}] " if n else "") + piece + (GOES_ON if n < last else "")
        for n, piece in enumerate(cuts)
    ]


def _cuts(text: str, units: int) -> list[str]:
    cuts = []
    start = 0
    while start < len(text):
        end = start + units
        while _units(text[start:end]) > units:
            end -= (_units(text[start:end]) - units + 1) // 2
        while end > start + 1 and combining(text[end : end + 1] or " "):
            end -= 1
        cuts.append(text[start:end])
        start = end
    return cuts


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _free_name(wanted: str, taken: set[str]) -> str:
    """A sheet name Excel accepts: no []:*?/\\, 31 characters, and different from the others."""
    stem = re.sub(r"[\[\]:*?/\\]", " ", printable(wanted)).strip(" '") or "Bảng"
    name, n = stem[:_NAME_LENGTH], 1
    while name.casefold() in taken:
        n += 1
        tail = f" ({n})"
        name = stem[: _NAME_LENGTH - len(tail)] + tail
    taken.add(name.casefold())
    return name
