"""Minutes and lists of opinions in .docx and .txt: one remark a row, with its paragraph's place.

Of a speaker only the office is kept, never the name. Titles, greetings and the course of the
meeting are no remarks; what stands under "Ý kiến góp ý" is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from danvan.papers.docx_in import Document, Grid, read_docx
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.letters import Letters, PlainLetters, is_torn, mended, open_lines
from danvan.papers.remarks import Line, Remark, day_of, is_minutes, remarks_of
from danvan.papers.tables.sheet import UNREADABLE_LETTERS, Fault, Rows, Sheet, cells_sheet


@dataclass(frozen=True)
class Paper:
    """A document's lines and its tables, and lines that could not be read."""

    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_minutes(path: Path, letters: Letters | None = None) -> list[Sheet]:
    """Sheets of a .docx or .txt: its tables first, without headings of their own, then its remarks
    with the columns text, group, channel, received_at. Raises Unreadable: no paper, or empty."""
    letters = letters or PlainLetters()
    if kind_of(path) == "docx":
        paper = paper_of(read_docx(path, letters))
    else:
        paper = plain_paper(path, letters)
    sheets = [grid_sheet(path.name, n, grid) for n, grid in enumerate(paper.grids, start=1)]
    remarks, headed = remarks_of(paper.lines)
    if remarks or paper.faults:
        sheet = remark_sheet(path.name, paper, remarks)
        sheets.append(replace(sheet, guessed=bool(sheets) and not headed))
    if not sheets:
        raise Unreadable(
            path.name, "không thấy ý kiến nào", "hãy để mỗi ý kiến một dòng hoặc đánh số 1., 2., 3."
        )
    return sheets


def paper_of(document: Document) -> Paper:
    lines = tuple(
        Line(block.place, block.text, block.number, block.bold, block.centred)
        for block in document.blocks
        if not isinstance(block, Grid) and block.text
    )
    return Paper(lines, document.grids)


def plain_paper(path: Path, letters: Letters) -> Paper:
    """The lines of a text file; `gap` marks those after a blank line."""
    lines: list[Line] = []
    faults: list[Fault] = []
    gap = False
    with open_lines(path, letters) as found:
        for place, line in enumerate(found, start=1):
            text = line.strip()
            if is_torn(text):
                faults.append(Fault(place, UNREADABLE_LETTERS, mended(text)))
            elif text:
                lines.append(Line(place, text, gap=gap))
            gap = not text
    return Paper(tuple(lines), (), tuple(faults))


def grid_sheet(file: str, number: int, grid: Grid) -> Sheet:
    at = list(range(1, len(grid.rows) + 1))
    return cells_sheet(file, f"bảng {number}", grid.rows, at)


def remark_sheet(file: str, paper: Paper, remarks: Sequence[Remark]) -> Sheet:
    count = len(remarks)
    meeting = is_minutes(paper.lines)
    day = day_of(paper.lines) if meeting else ""
    table = pa.table(
        {
            "text": pa.array([remark.text for remark in remarks], pa.string()),
            "group": pa.array([remark.office for remark in remarks], pa.string()),
            "channel": pa.array(["conference" if meeting else ""] * count, pa.string()),
            "received_at": pa.array([day] * count, pa.string()),
        }
    )
    at: Rows = np.array([remark.place for remark in remarks], dtype=np.int64)
    return Sheet(file, "", table, at, named=True, faults=paper.faults)
