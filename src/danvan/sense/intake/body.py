"""Where the headings of a sheet stand, and which rows below them are opinions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.tables import Sheet
from danvan.papers.tables.sheet import NAMED, Confidence, Rows, Why, first_words
from danvan.sense.intake.fields import EXACT, Field, columns_of
from danvan.sense.intake.headings import (
    LONGEST_NAME,
    HeadingRows,
    heading_rows,
    is_heading_again,
)
from danvan.sense.records import LeftOut, Reject
from danvan.sense.words.fold import fold, nfc

Mask = npt.NDArray[np.bool_]

SEARCHED = 60  # rows from the top in which headings are looked for
TOTAL = re.compile(
    r"(tong|cong|tong cong|tong so|cong don|tong hop|total|sub ?total|grand total)\b[\W\d_ivx+]*"
)
TOTAL_OF = re.compile(r"(tong so|tong cong(?! ty)|cong don|sub ?total|grand total)\b.*")
ORDINAL = re.compile(r"\d{1,6}|[IVXivx]{1,5}")
LOOKS_TOTAL = r"(?i)^\W*(t.{0,3}ng|c.{0,3}ng|(sub ?|grand )?total)"
TALLY = re.compile(r"\(?[\d.,\s]*\d[\d.,\s]*(y kien|luot|luot gop y|phieu|nguoi)?\W*")
LOOKS_TALLY = r"^\W*\d[\d.,\s]*\D{0,12}$"
INKED = r"[^\s\p{C}\p{Z}]"  # a sign that can be seen
CAPTION = 3  # a table this wide may have captions between its rows
REASONS: dict[Why, str] = {
    "title": "dòng đầu đề trên bảng",
    "heading": "dòng tên cột",
    "order": "dòng số thứ tự của cột",
    "total": "dòng tổng, không tính là ý kiến",
    "caption": "dòng tên nhóm",
    "repeat": "dòng tên cột lặp lại",
    "outside": "ngoài phần ý kiến",
    "draft": "lời của dự thảo",
}


@dataclass(frozen=True)
class Body:
    """The rows of a sheet below its headings: `table` has a column for each field found.

    `at` is each row's number in the file, `torn` the rows that could not be read. `left_out` counts
    the rows that are no opinions (titles, headings, totals, captions, blank ones), `passed` names
    them: every total, of other kinds the first; of the rest it says how many they are.
    """

    label: str
    table: pa.Table
    at: Rows
    torn: tuple[Reject, ...]
    left_out: int = 0
    passed: tuple[LeftOut, ...] = ()
    pages: Rows | None = None
    confidence: Confidence | None = None
    encoding: str = ""

    @property
    def read(self) -> int:
        return len(self.at) + len(self.torn)


@dataclass(frozen=True)
class NoText:
    """A sheet without a column of opinions, and the headings that it has."""

    headings: tuple[str, ...]


@dataclass
class Leaving:
    """Gathers the rows that are no opinions; bounded, however many there are."""

    label: str
    counts: dict[Why, int] = field(default_factory=dict)
    named: list[LeftOut] = field(default_factory=list)
    blank: int = 0

    def add(self, row: int, why: Why, text: str) -> None:
        self.counts[why] = self.counts.get(why, 0) + 1
        if why == "total" or self.counts[why] <= NAMED:
            self.named.append(LeftOut(self.label, str(row), REASONS[why], first_words(text)))

    def of_sheet(self, sheet: Sheet) -> None:
        """What the reader of the file left out already."""
        for one in sheet.passed:
            self.add(one.row, one.why, one.text)
        if unnamed := sheet.passed_over - len(sheet.passed):
            last = sheet.passed[-1].why
            self.counts[last] = self.counts[last] + unnamed

    @property
    def count(self) -> int:
        return self.blank + sum(self.counts.values())

    def told(self) -> tuple[LeftOut, ...]:
        rest = [
            f"{count - NAMED} dòng nữa: {REASONS[why]}"
            for why, count in self.counts.items()
            if why != "total" and count > NAMED
        ]
        if self.blank:
            rest.append(f"{self.blank} dòng trống")
        return (*self.named, *(LeftOut(self.label, "", reason, "") for reason in rest))


def body_of(sheet: Sheet, label: str) -> Body | NoText:
    leaving = Leaving(label)
    leaving.of_sheet(sheet)
    if not sheet.named:
        return grid_body(sheet, leaving)
    columns = columns_of(sheet.table.column_names)
    if "text" not in columns:
        return NoText(tuple(sheet.table.column_names))
    every: Mask = np.ones(len(sheet.at), dtype=np.bool_)
    return chosen(sheet, columns, every, torn_rows(sheet), leaving)


def chosen(
    sheet: Sheet,
    columns: dict[Field, int],
    keep: Mask,
    torn: Sequence[Reject],
    leaving: Leaving,
) -> Body:
    """The rows that stay, with what the sheet says of each."""
    table = sheet.table if keep.all() else sheet.table.filter(pa.array(keep))
    return Body(
        leaving.label,
        picked(table, columns),
        sheet.at[keep],
        tuple(torn),
        left_out=leaving.count,
        passed=leaving.told(),
        pages=None if sheet.pages is None else sheet.pages[keep],
        confidence=None if sheet.confidence is None else sheet.confidence[keep],
        encoding=sheet.encoding,
    )


def picked(table: pa.Table, columns: dict[Field, int]) -> pa.Table:
    return pa.table(
        {field: pc.fill_null(table.column(place), "") for field, place in columns.items()}
    )


def torn_rows(sheet: Sheet) -> tuple[Reject, ...]:
    return tuple(
        Reject(sheet.file, str(fault.row), fault.reason, fault.text) for fault in sheet.faults
    )


def grid_body(sheet: Sheet, leaving: Leaving) -> Body | NoText:
    """Rows below the heading rows, wherever on the sheet the table begins."""
    top = [list(row.values()) for row in sheet.table.slice(0, SEARCHED).to_pylist()]
    found = heading_rows(top)
    if found is None:
        return NoText(tuple(cell for cell in likeliest(top) if cell))
    for place in range(found.below):
        leaving.add(int(sheet.at[place]), found.kind(place), joined(top[place]))
    keep, torn = sorted_rows(sheet, found, leaving)
    all_torn = sorted((*torn_rows(sheet), *torn), key=lambda reject: int(reject.row))
    return chosen(sheet, columns_of(found.names), keep, all_torn, leaving)


def likeliest(top: Sequence[Sequence[str]]) -> Sequence[str]:
    """The row most like headings, for the sentence that says what was found."""
    named = max(top, key=lambda row: len(columns_of(row)), default=[])
    return named if columns_of(named) else next((row for row in top if any(row)), [])


def sorted_rows(sheet: Sheet, headings: HeadingRows, leaving: Leaving) -> tuple[Mask, list[Reject]]:
    """Which rows stay, and those with cells beyond the last heading."""
    table, text = sheet.table, columns_of(headings.names)["text"]
    inked = np.array([inked_cells(column) for column in table.columns], dtype=np.bool_)
    inked[:, : headings.below] = False
    keep: Mask = np.asarray(inked.any(axis=0), dtype=np.bool_)
    leaving.blank += len(keep) - headings.below - int(keep.sum())
    torn = list(overfull(sheet, headings, inked)) if sheet.delimited else []
    keep[np.isin(sheet.at, [int(reject.row) for reject in torn])] = False
    for place in np.flatnonzero(keep & doubtful(table, inked, headings, text)):
        cells = cells_of(table, int(place))
        if why := no_opinion(cells, headings, text):
            keep[place] = False
            leaving.add(int(sheet.at[place]), why, joined(cells))
    return keep, torn


def overfull(sheet: Sheet, headings: HeadingRows, inked: npt.NDArray[np.bool_]) -> Iterator[Reject]:
    for place in np.flatnonzero(inked[headings.width :].any(axis=0)):
        text = " | ".join(cells_of(sheet.table, int(place)))
        yield Reject(sheet.file, str(sheet.at[place]), "dòng có nhiều ô hơn tiêu đề", text)


def doubtful(
    table: pa.Table, inked: npt.NDArray[np.bool_], headings: HeadingRows, text: int
) -> Mask:
    """Rows that are looked at one by one: without a text, or with one like a total or a heading."""
    column = pc.fill_null(table.column(text), "")
    found: Mask = np.logical_not(inked[text])
    for pattern in (LOOKS_TOTAL, LOOKS_TALLY):
        found |= pc.match_substring_regex(column, pattern).to_numpy()
    found |= pc.equal(column, headings.names[text]).to_numpy()
    found |= pc.is_in(folded(column), value_set=pa.array(sorted(EXACT))).to_numpy()
    return found


def folded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts in small letters without marks, about as `fold` makes them, at Arrow's speed; "" for
    those longer than any heading's name."""
    short = pc.if_else(pc.less(pc.utf8_length(column), LONGEST_NAME), column, "")
    apart = pc.utf8_normalize(pc.utf8_lower(short), "NFD")
    bare = pc.replace_substring_regex(apart, r"\p{Mn}", "")
    return pc.utf8_trim(pc.replace_substring(bare, "đ", "d"), " .:*")


def inked_cells(column: pa.ChunkedArray) -> Mask:
    found: Mask = pc.match_substring_regex(pc.fill_null(column, ""), INKED).to_numpy()
    return found


def cells_of(table: pa.Table, place: int) -> list[str]:
    return [(column[place].as_py() or "").strip() for column in table.columns]


def joined(cells: Sequence[str | None]) -> str:
    return " | ".join(cell.strip() for cell in cells if cell and cell.strip())


def no_opinion(cells: Sequence[str], headings: HeadingRows, text: int) -> Why | None:
    """Why a row is none: a total, the headings once more, a caption between rows."""
    held = [cell for cell in cells if cell]
    first = next((cell for cell in held if not ORDINAL.fullmatch(cell)), held[0])
    if is_total(fold(nfc(first)), cells[text], first):
        return "total"
    if is_heading_again(cells, headings.names, text):
        return "repeat"
    alone = len(held) == 1 and not cells[text]
    if alone and sum(map(bool, headings.names)) >= CAPTION and " " in held[0]:
        return "caption"
    return None


def is_total(first: str, text: str, first_as_written: str) -> bool:
    """Whether a row that begins so is a total: what stands as its text says nothing more."""
    if not text:
        return TOTAL.fullmatch(first) is not None or TOTAL_OF.fullmatch(first) is not None
    if text == first_as_written:
        return TOTAL.fullmatch(first) is not None
    counted = TALLY.fullmatch(fold(nfc(text))) is not None
    return counted and TOTAL.fullmatch(first) is not None
