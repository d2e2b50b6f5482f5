"""Files of opinions in, one table out; a row is accepted or rejected with a reason, never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import Kind, kind_of
from danvan.papers.minutes import read_minutes
from danvan.papers.tables import Sheet, read_tables
from danvan.sense.intake.body import INKED, Body, NoText, body_of
from danvan.sense.intake.cells import channels, counts, days, identities, labels, readable
from danvan.sense.intake.identity import with_unique_ids
from danvan.sense.records import Reject
from danvan.sense.words.legacy import OldLetters

OnProgress = Callable[[int], None]

SCHEMA = pa.schema(
    [
        ("submission_id", pa.string()),
        ("source", pa.string()),
        ("text", pa.string()),
        ("weight", pa.int64()),
        ("counted", pa.string()),
        ("people", pa.int64()),
        ("section", pa.string()),
        ("channel", pa.string()),
        ("unit", pa.string()),
        ("group", pa.string()),
        ("received_at", pa.string()),
    ]
)
WRONG = -1
FINE, NO_TEXT, BAD_COUNT, BAD_PEOPLE = range(4)
REASONS = (
    "",
    "không có nội dung góp ý",
    "số lượt không phải số nguyên từ 1 trở lên",
    "số người không phải số nguyên",
)

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Intake:
    """What was read. `read` = rows of `table` + `rejects`.

    `table` columns: submission_id, source ("file#row"), text (NFC) `string`; weight `int64`
    (submissions the row stands for, default 1); counted `string`, "people" where the row's only
    tally is of people, else "submissions"; people `int64|null`; section, channel, unit, group,
    received_at (ISO day) `string|null`. `kinds`: file name → kind read. `notes`: Vietnamese
    sentences on rows and sheets that hold no opinions and on days that could not be read.
    """

    table: pa.Table
    rejects: tuple[Reject, ...]
    read: int
    kinds: dict[str, Kind] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass
class Progress:
    """Adds the rows of the file being read to those of the files before it."""

    tell: OnProgress | None
    before: int = 0

    def rows(self, here: int) -> None:
        if self.tell:
            self.tell(self.before + here)


def read(paths: Sequence[Path], on_progress: OnProgress | None = None) -> Intake:
    """The submissions of all files. `on_progress` hears how many rows are read so far.

    Raises Unreadable for a file that cannot be used as a whole; a row that cannot is a Reject.
    """
    progress = Progress(on_progress)
    parts: list[pa.Table] = []
    rejects: list[Reject] = []
    notes: list[str] = []
    kinds: dict[str, Kind] = {}
    for path in paths:
        kinds[path.name] = kind_of(path)
        bodies, said = bodies_of(path, kinds[path.name], progress)
        notes.extend(said)
        for body in bodies:
            part, refused = accepted(body, path.name)
            parts.append(part)
            rejects.extend(refused)
            notes.extend(remarks_on(body, part))
        progress.before += sum(body.read for body in bodies)
        progress.rows(0)
    table = pa.concat_tables(parts) if parts else SCHEMA.empty_table()
    total = table.num_rows + len(rejects)
    return Intake(with_unique_ids(table), tuple(rejects), total, kinds, tuple(notes))


def bodies_of(path: Path, kind: Kind, progress: Progress) -> tuple[list[Body], list[str]]:
    """The tables of opinions in a file, and a note on each of its tables that holds none."""
    letters = OldLetters()
    if kind in ("docx", "txt"):
        sheets = read_minutes(path, letters)
    else:
        sheets = read_tables(path, letters, progress.rows)
    found: list[Body] = []
    blank: list[tuple[Sheet, NoText]] = []
    for sheet in sheets:
        if sheet.guessed and found:
            continue
        body = body_of(sheet, label_of(sheet, len(found)))
        if isinstance(body, NoText):
            blank.append((sheet, body))
        else:
            found.append(body)
    if not found:
        raise no_column(path, [heading for _, body in blank for heading in body.headings])
    if not any(body.read for body in found):
        raise Unreadable(
            path.name, "chỉ có dòng tiêu đề, không có dòng ý kiến nào", "hãy chọn tệp có ý kiến"
        )
    notes = [
        f"{path.name}: “{sheet.name}” không có cột nội dung góp ý, bỏ qua." for sheet, _ in blank
    ]
    return found, notes


def label_of(sheet: Sheet, earlier: int) -> str:
    """How rows of a sheet name their place: later tables of a file say which table."""
    return f"{sheet.file}/{sheet.name}" if earlier and sheet.name else sheet.file


def no_column(path: Path, headings: Sequence[str]) -> Unreadable:
    shown = ", ".join(f"“{heading}”" for heading in headings[:20]) or "không có"
    return Unreadable(
        path.name,
        f"không thấy cột nội dung góp ý; các cột có trong tệp: {shown[:600]}",
        "hãy đặt tên cột là “Nội dung góp ý”, “Ý kiến” hoặc “text”",
    )


def accepted(body: Body, file: str) -> tuple[pa.Table, list[Reject]]:
    """The rows that can be counted, in the schema; the others with their reason."""
    size = len(body.at)
    columns = {name: body.table[name] for name in body.table.column_names}
    empty = pa.chunked_array([pa.nulls(size, pa.string())])
    text = readable(columns["text"])
    count = counts(columns["count"], WRONG) if "count" in columns else None
    people = counts(columns["people"], WRONG) if "people" in columns else None
    reasons = reasons_of(text, count, people)
    source = pc.binary_join_element_wise(body.label, pa.array(body.at).cast(pa.string()), "#")
    own = identities(columns["id"]) if "id" in columns else empty
    table = pa.table(
        {
            "submission_id": pc.coalesce(own, source),
            "source": source,
            "text": text,
            "weight": pc.fill_null(count, 1) if count else pa.array(np.ones(size, dtype=np.int64)),
            "counted": counted(count, people, size),
            "people": known(people) if people else pa.nulls(size, pa.int64()),
            "section": labels(columns["section"]) if "section" in columns else empty,
            "channel": channels(columns["channel"]) if "channel" in columns else empty,
            "unit": labels(columns["unit"]) if "unit" in columns else empty,
            "group": labels(columns["group"]) if "group" in columns else empty,
            "received_at": days(columns["received_at"]) if "received_at" in columns else empty,
        },
        SCHEMA,
    )
    refused = [*body.torn, *refusals(table, body, reasons, file)]
    fine = reasons == FINE
    good = table if fine.all() else table.filter(pa.array(fine))
    return good, sorted(refused, key=lambda reject: int(reject.row))


def reasons_of(
    text: pa.ChunkedArray, count: pa.ChunkedArray | None, people: pa.ChunkedArray | None
) -> Codes:
    """For each row the place of its reason in REASONS, FINE where it is accepted: `int8[n]`."""
    reasons: Codes = np.zeros(len(text), dtype=np.int8)
    if people:
        reasons[pc.fill_null(pc.equal(people, WRONG), False).to_numpy()] = BAD_PEOPLE  # noqa: FBT003
    if count:
        reasons[pc.fill_null(pc.less(count, 1), False).to_numpy()] = BAD_COUNT  # noqa: FBT003
    reasons[~pc.match_substring_regex(text, INKED).to_numpy()] = NO_TEXT
    return reasons


def counted(
    count: pa.ChunkedArray | None, people: pa.ChunkedArray | None, size: int
) -> pa.ChunkedArray | pa.Array:
    """Which tally a row carries: of people where that is the only one, else of submissions."""
    if people and not count:
        return pc.if_else(pc.greater(pc.fill_null(people, 0), 0), "people", "submissions")
    return pa.array(["submissions"]).take(pa.array(np.zeros(size, dtype=np.int64)))


def known(people: pa.ChunkedArray) -> pa.ChunkedArray:
    """Nobody is not known, never nobody."""
    return pc.if_else(pc.greater(people, 0), people, pa.scalar(None, pa.int64()))


def refusals(table: pa.Table, body: Body, reasons: Codes, file: str) -> list[Reject]:
    places = np.flatnonzero(reasons != FINE)
    texts = table["text"].take(pa.array(places)).to_pylist()
    return [
        Reject(body.label or file, str(body.at[place]), REASONS[reasons[place]], text)
        for place, text in zip(places, texts, strict=True)
    ]


def remarks_on(body: Body, part: pa.Table) -> list[str]:
    """What a reader of the report should know of a table besides its rows."""
    said = []
    if body.left_out:
        said.append(f"{body.label}: bỏ qua {body.left_out} dòng trống, dòng nhóm hoặc dòng tổng.")
    if "received_at" in body.table.column_names:
        written = pc.sum(pc.match_substring_regex(body.table["received_at"], INKED)).as_py() or 0
        lost = written - (len(part) - part["received_at"].null_count)
        if lost > 0 and len(part) == len(body.at):
            said.append(f"{body.label}: {lost} dòng có ngày không đọc được, để trống ngày.")
    return said
