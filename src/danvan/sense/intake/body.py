"""Where the headings of a sheet stand, and which rows below them are opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.tables import Sheet
from danvan.sense.intake.fields import Field, columns_of, recognised
from danvan.sense.records import Reject
from danvan.sense.words.fold import fold, nfc

Mask = npt.NDArray[np.bool_]

SEARCHED = 60  # rows from the top in which headings are looked for
TOTAL = re.compile(
    r"(tong|cong|tong cong|tong so|cong don|tong hop|total|sub ?total|grand total)\b[\W\d_ivx+]*"
)
LOOKS_TOTAL = r"(?i)^\W*(t.{0,3}ng|c.{0,3}ng|(sub ?|grand )?total)"
INKED = r"[^\s\p{C}\p{Z}]"  # a sign that can be seen
ORDER = re.compile(r"\(?\s*(\d{1,2}|[a-zA-Z])\s*\)?")
CAPTION = 3  # a table this wide may have captions between its rows


@dataclass(frozen=True)
class Body:
    """The rows of a sheet below its headings: `table` has a column for each field found.

    `at` is each row's number in the file, `torn` the rows that could not be read, `left_out` counts
    rows that are no opinions: totals, captions, repeated headings.
    """

    label: str
    table: pa.Table
    at: npt.NDArray[np.int64]
    torn: tuple[Reject, ...]
    left_out: int = 0

    @property
    def read(self) -> int:
        return len(self.at) + len(self.torn)


@dataclass(frozen=True)
class NoText:
    """A sheet without a column of opinions, and the headings that it has."""

    headings: tuple[str, ...]


def body_of(sheet: Sheet, label: str) -> Body | NoText:
    if sheet.named:
        columns = columns_of(sheet.table.column_names)
        if "text" not in columns:
            return NoText(tuple(sheet.table.column_names))
        return Body(label, picked(sheet.table, columns), sheet.at, torn_rows(sheet))
    return grid_body(sheet, label)


def picked(table: pa.Table, columns: dict[Field, int]) -> pa.Table:
    return pa.table(
        {field: pc.fill_null(table.column(place), "") for field, place in columns.items()}
    )


def torn_rows(sheet: Sheet) -> tuple[Reject, ...]:
    return tuple(
        Reject(sheet.file, str(fault.row), fault.reason, fault.text) for fault in sheet.faults
    )


def grid_body(sheet: Sheet, label: str) -> Body | NoText:
    """Rows below the heading rows, wherever on the sheet the table begins."""
    top = [list(row.values()) for row in sheet.table.slice(0, SEARCHED).to_pylist()]
    found = heading_rows(top)
    if found is None:
        return NoText(tuple(cell for cell in likeliest(top) if cell))
    last, headings = found
    columns = columns_of(headings)
    below = last + 1
    if below < len(top) and is_order(top[below]):
        below += 1
    table, at = sheet.table.slice(below), sheet.at[below:]
    keep, torn = sorted_rows(table, at, headings, columns, sheet)
    chosen = table.filter(pa.array(keep))
    torn_all = sorted((*torn_rows(sheet), *torn), key=lambda reject: int(reject.row))
    left_out = len(at) - int(keep.sum()) - len(torn)
    return Body(label, picked(chosen, columns), at[keep], tuple(torn_all), left_out)


def heading_rows(top: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """The last heading row and the headings, from the row that names most fields."""
    fields = [columns_of(row) for row in top]
    able = [place for place, found in enumerate(fields) if "text" in found]
    if not able:
        return None
    best = max(able, key=lambda place: (len(fields[place]), -place))
    headings = list(top[best])
    last = best
    if best and shares_headings(top[best - 1], headings):
        headings = stacked(top[best - 1], headings)
    if best + 1 < len(top) and goes_on(top[best + 1], headings):
        last, headings = best + 1, stacked(headings, top[best + 1])
    return last, headings


def shares_headings(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row above names fields in columns where this row names none."""
    pairs = zip(upper, lower, strict=True)
    return any(recognised(above) and not recognised(below) for above, below in pairs)


def goes_on(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether the next row is headings, too: it names a field and holds no opinion."""
    held = row[columns_of(headings)["text"]]
    if held.strip() and not recognised(held):
        return False
    return any(recognised(cell) for cell in row if cell.strip())


def stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    return [
        below if recognised(below) or not above.strip() else above
        for above, below in zip(upper, lower, strict=True)
    ]


def likeliest(top: Sequence[Sequence[str]]) -> Sequence[str]:
    """The row most like headings, for the sentence that says what was found."""
    named = max(top, key=lambda row: len(columns_of(row)), default=[])
    return named if columns_of(named) else next((row for row in top if any(row)), [])


def is_order(row: Sequence[str]) -> bool:
    """The row "(1) (2) (3)" or "A B 1 2" that stands under headings."""
    held = [cell for cell in row if cell.strip()]
    signs = [ORDER.fullmatch(cell.strip()) for cell in held]
    return (
        len(held) > 1
        and all(signs)
        and len({cell.strip() for cell in held}) == len(held)
        and (held[0].strip(" ()") in ("1", "A", "a") and held[1].strip(" ()") in ("2", "B", "b"))
    )


def sorted_rows(
    table: pa.Table,
    at: npt.NDArray[np.int64],
    headings: Sequence[str],
    columns: dict[Field, int],
    sheet: Sheet,
) -> tuple[Mask, list[Reject]]:
    """Which rows stay, and those with cells beyond the last heading."""
    inked = np.array([inked_cells(column) for column in table.columns], dtype=np.bool_)
    filled = inked.sum(axis=0)
    keep: Mask = filled > 0
    width = max(place for place, heading in enumerate(headings) if heading.strip()) + 1
    torn: list[Reject] = []
    if sheet.delimited and width < len(inked):
        for place in np.flatnonzero(inked[width:].any(axis=0)):
            keep[place] = False
            text = " | ".join(cells_of(table, int(place)))
            torn.append(Reject(sheet.file, str(at[place]), "dòng có nhiều ô hơn tiêu đề", text))
    text_column = table.column(columns["text"])
    doubtful = (
        ~inked[columns["text"]]
        | pc.match_substring_regex(pc.fill_null(text_column, ""), LOOKS_TOTAL).to_numpy()
    )
    doubtful |= pc.equal(pc.fill_null(text_column, ""), headings[columns["text"]]).to_numpy()
    for place in np.flatnonzero(doubtful & keep):
        keep[place] = not is_no_opinion(cells_of(table, int(place)), headings, columns["text"])
    return keep, torn


def inked_cells(column: pa.ChunkedArray) -> Mask:
    found: Mask = pc.match_substring_regex(pc.fill_null(column, ""), INKED).to_numpy()
    return found


def cells_of(table: pa.Table, place: int) -> list[str]:
    return [(column[place].as_py() or "").strip() for column in table.columns]


def is_no_opinion(cells: Sequence[str], headings: Sequence[str], text: int) -> bool:
    """A total, a caption between rows, or the headings once more."""
    held = [cell for cell in cells if cell]
    first = fold(nfc(held[0]))
    if TOTAL.fullmatch(first) and (not cells[text] or cells[text] == held[0]):
        return True
    same = sum(
        cell == heading.strip() for cell, heading in zip(cells, headings, strict=True) if cell
    )
    if cells[text] and same == len(held) and cells[text] == headings[text].strip():
        return True
    alone = len(held) == 1 and not cells[text]
    return alone and sum(map(bool, headings)) >= CAPTION and " " in held[0]
