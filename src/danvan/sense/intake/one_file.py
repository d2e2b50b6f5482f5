"""One file of opinions, understood: its tables, their columns, and what became of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.confirmed import confirmed_sheets, is_confirmation
from danvan.papers.errors import NotOurs, Unreadable
from danvan.papers.kinds import Kind, kind_of
from danvan.papers.minutes import read_minutes
from danvan.papers.pdf_in import read_pdf, read_scan
from danvan.papers.tables import Sheet, read_tables
from danvan.sense.intake.body import INKED, SEARCHED, Body, NoText, body_of
from danvan.sense.intake.fields import Field, columns_of
from danvan.sense.intake.given import Given
from danvan.sense.intake.headings import heading_rows
from danvan.sense.intake.rows import accepted
from danvan.sense.records import FileAccount, LeftOut, Reject
from danvan.sense.words.legacy import OldLetters

OnRows = Callable[[int], None]

PAPERS = ("docx", "doc", "txt", "pdf", "image")  # kinds whose remarks need no table
PICTURED = ("pdf", "image")  # kinds that may hold pictures of pages
DRAFTS = ("md", "html")  # kinds that are read as drafts and never as opinions


@dataclass(frozen=True)
class TableRead:
    """A table of a file: how it was understood, and what became of its rows.

    `file` is the one that its rows name as their source: in a confirmation that is not the file
    itself. `name` is the sheet's, `heading_row` the row that names the columns, where there is one;
    `columns` says of each heading what it was taken for. Rows read = `rows`, in the schema of
    `rows`, + `rejects`; `left_out` rows, of which `named` tells, are none of them.
    """

    file: str
    name: str
    heading_row: int | None
    columns: tuple[tuple[str, Field | None], ...]
    encoding: str
    rows: pa.Table
    rejects: tuple[Reject, ...]
    left_out: int
    named: tuple[LeftOut, ...]

    @property
    def read(self) -> int:
        return len(self.rows) + len(self.rejects)


@dataclass(frozen=True)
class FileRead:
    """What a file holds. `notes`: sentences on what is no opinion or could not be read; `scanned`:
    its sheets with rows that were recognised in a picture."""

    given: Given
    kind: Kind
    tables: tuple[TableRead, ...]
    notes: tuple[str, ...]
    scanned: tuple[Sheet, ...] = ()

    @property
    def rejects(self) -> list[Reject]:
        return [reject for table in self.tables for reject in table.rejects]

    def accounts(self, more: Sequence[str] = ()) -> Iterator[FileAccount]:
        """The sums of each file that rows name as their source, the file itself first; `more`
        sentences are noted with its own."""
        files = dict.fromkeys((self.given.name, *(table.file for table in self.tables)))
        for file in files:
            tables = [table for table in self.tables if table.file == file]
            own = file == self.given.name
            rejects = [reject for table in tables for reject in table.rejects]
            yield FileAccount(
                file,
                self.kind,
                accepted=sum(len(table.rows) for table in tables),
                rejected=len(rejects),
                unconfirmed=sum(reject.waits for reject in rejects),
                left_out=sum(table.left_out for table in tables),
                named=tuple(left for table in tables for left in table.named),
                notes=(*self.notes, *more) if own else (f"xác nhận trong {self.given.name}.",),
            )


def file_read(given: Given, on_rows: OnRows, *, confirmed: bool) -> FileRead:
    """Reads a file; rows of a scan count only where `confirmed`.

    Raises Unreadable, which calls the file by its name in the job; NotOurs where it is of a kind
    that never holds opinions.
    """
    try:
        kind = kind_of(given.path)
        sheets = list(under_own_names(given, sheets_of(given, kind, on_rows)))
        bodies, blank = bodies_of(sheets)
        check(given, kind, bodies, blank)
    except Unreadable as wrong:
        raise type(wrong)(given.name, wrong.cause, wrong.remedy, wrong.place) from wrong
    tables = tuple(table_read(sheet, body, confirmed=confirmed) for sheet, body in bodies)
    notes = [
        *(note for sheet in sheets for note in sheet.notes),
        *(f"“{sheet.name}” không có cột nội dung góp ý, bỏ qua." for sheet, _ in blank),
        *(
            note
            for (_, body), table in zip(bodies, tables, strict=True)
            for note in days(body, table)
        ),
    ]
    scanned = tuple(sheet for sheet, body in bodies if body.confidence is not None)
    own = scanned if kind in PICTURED else ()
    return FileRead(given, kind, tables, tuple(dict.fromkeys(notes)), own)


def under_own_names(given: Given, sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets with the file's name in the job; those of a confirmation under the names of the
    files that their rows came from."""
    for sheet in sheets:
        named = replace(sheet, file=given.name)
        if not is_confirmation(named):
            yield named
            continue
        for one in confirmed_sheets(named):
            yield replace(one, name="")


def sheets_of(given: Given, kind: Kind, on_rows: OnRows) -> list[Sheet]:
    """The tables of a file, whatever its kind."""
    letters = OldLetters()
    if kind in DRAFTS:
        raise NotOurs(
            given.name, f"là văn bản .{kind}, không phải tệp ý kiến", "hãy đưa vào bằng --draft"
        )
    if kind in ("docx", "doc", "txt"):
        return read_minutes(given.path, letters)
    if kind == "pdf":
        return read_pdf(given.path, letters)
    if kind == "image":
        return read_scan(given.path, letters)
    return read_tables(given.path, letters, on_rows)


def bodies_of(
    sheets: Sequence[Sheet],
) -> tuple[list[tuple[Sheet, Body]], list[tuple[Sheet, NoText]]]:
    """The tables that hold opinions, and those that hold none."""
    found: list[tuple[Sheet, Body]] = []
    blank: list[tuple[Sheet, NoText]] = []
    for sheet in sheets:
        if sheet.guessed and found:
            continue
        body = body_of(sheet, label_of(sheet, len(found)))
        if isinstance(body, NoText):
            blank.append((sheet, body))
        else:
            found.append((sheet, body))
    return found, blank


def label_of(sheet: Sheet, earlier: int) -> str:
    """How rows of a sheet name their place: later tables of a file say which table."""
    return f"{sheet.file}/{sheet.name}" if earlier and sheet.name else sheet.file


def check(
    given: Given,
    kind: Kind,
    bodies: Sequence[tuple[Sheet, Body]],
    blank: Sequence[tuple[Sheet, NoText]],
) -> None:
    """Raises Unreadable where no table has a column of opinions, or none has a row."""
    if not bodies and kind in PAPERS:
        raise Unreadable(
            given.name,
            "không thấy ý kiến nào, cũng không có bảng nào có cột nội dung góp ý",
            "hãy để mỗi ý kiến một dòng hoặc đánh số 1., 2., 3.",
        )
    if not bodies:
        headings = [heading for _, body in blank for heading in body.headings]
        shown = ", ".join(f"“{heading}”" for heading in headings[:20]) or "không có"
        raise Unreadable(
            given.name,
            f"không thấy cột nội dung góp ý; các cột có trong tệp: {shown[:600]}",
            "hãy đặt tên cột là “Nội dung góp ý”, “Ý kiến” hoặc “text”",
        )
    if not any(body.read for _, body in bodies):
        raise Unreadable(
            given.name, "chỉ có dòng tiêu đề, không có dòng ý kiến nào", "hãy chọn tệp có ý kiến"
        )


def table_read(sheet: Sheet, body: Body, *, confirmed: bool) -> TableRead:
    rows, rejects = accepted(body, confirmed=confirmed)
    heading_row, names = headings_of(sheet)
    fields = {place: field for field, place in columns_of(names).items()}
    return TableRead(
        file=sheet.file,
        name=sheet.name,
        heading_row=heading_row,
        columns=tuple((name, fields.get(place)) for place, name in enumerate(names)),
        encoding=body.encoding,
        rows=rows,
        rejects=tuple(rejects),
        left_out=body.left_out,
        named=body.passed,
    )


def headings_of(sheet: Sheet) -> tuple[int | None, Sequence[str]]:
    """The row that names the columns, as a person counts it, and the names."""
    if sheet.named:
        return None, sheet.table.column_names
    found = heading_rows([list(row.values()) for row in sheet.table.slice(0, SEARCHED).to_pylist()])
    return (int(sheet.at[found.after - 1]), found.names) if found else (None, ())


def days(body: Body, table: TableRead) -> Iterator[str]:
    """A note where days are written that do not exist; only where every row was accepted."""
    if "received_at" not in body.table.column_names or table.rejects:
        return
    written = pc.sum(pc.match_substring_regex(body.table["received_at"], INKED)).as_py() or 0
    lost = written - (len(table.rows) - table.rows["received_at"].null_count)
    if lost > 0:
        yield f"{lost} dòng có ngày không đọc được, để trống ngày."
