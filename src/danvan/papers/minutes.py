"""Minutes and lists of opinions in .docx, .doc and .txt: one remark a row, with its paragraph's
place and page.

Of a speaker only the office is kept, never the name; of a reviewer's comment neither. Titles,
greetings and the course of the meeting are no remarks; what stands under "Ý kiến góp ý" is. Headers
and footers are none; a footnote is read with the remark that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from danvan.papers.docx_in import Document, Grid, read_docx
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.letters import Letters, PlainLetters, is_torn, mended, open_writing
from danvan.papers.old_word import read_old_word
from danvan.papers.remarks import Line, Remark, day_of, is_minutes, remarks_of
from danvan.papers.reviewed import comments_sheet, is_draft, mentions_opinions
from danvan.papers.tables.sheet import (
    UNREADABLE_LETTERS,
    Fault,
    Rows,
    Sheet,
    cells_sheet,
    passed,
)

WORD = {"docx": read_docx, "doc": read_old_word}


@dataclass(frozen=True)
class Paper:
    """A document's lines and its tables, and lines that could not be read. `paged`: the lines say
    on which page they stand; `encoding`: of a text file; `notes`: what was not read."""

    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    faults: tuple[Fault, ...] = ()
    paged: bool = False
    encoding: str = ""
    notes: tuple[str, ...] = ()


def read_minutes(path: Path, letters: Letters | None = None) -> list[Sheet]:
    """Sheets of a .docx, .doc or .txt: its tables first, without headings of their own, then its
    remarks with the columns text, group, channel, received_at, then its comments.

    Where the document is a draft that reviewers commented on, its own text is no opinion: the
    comments alone are, and tables headed as opinions. Raises Unreadable: no paper, or empty.
    """
    letters = letters or PlainLetters()
    read = WORD.get(kind_of(path))
    if read is None:
        sheets = sheets_of(path.name, plain_paper(path, letters))
    else:
        sheets = document_sheets(path.name, read(path, letters))
    if not sheets:
        raise Unreadable(
            path.name, "không thấy ý kiến nào", "hãy để mỗi ý kiến một dòng hoặc đánh số 1., 2., 3."
        )
    return sheets


def document_sheets(file: str, document: Document) -> list[Sheet]:
    """The sheets of a Word document."""
    paper = paper_of(document)
    if not document.comments:
        return sheets_of(file, paper)
    comments = comments_sheet(file, document)
    if not is_draft(document):
        return [*sheets_of(file, paper), replace(comments, notes=paper.notes)]
    tables = [grid for grid in paper.grids if mentions_opinions(grid)]
    own = [(line.place, line.text) for line in paper.lines]
    count = f"{len(own)} đoạn của dự thảo không tính là ý kiến, chỉ tính các bình luận trong tệp."
    told = replace(
        comments,
        passed=passed(own, "draft"),
        passed_over=len(own),
        notes=(*paper.notes, count),
    )
    return [*grid_sheets(file, replace(paper, grids=tuple(tables))), told]


def sheets_of(file: str, paper: Paper) -> list[Sheet]:
    """The tables of a paper and its remarks."""
    sheets = grid_sheets(file, paper)
    remarks, headed = remarks_of(paper.lines)
    if remarks or paper.faults:
        sheet = remark_sheet(file, paper, remarks)
        sheets.append(replace(sheet, guessed=bool(sheets) and not headed))
    return sheets


def paper_of(document: Document) -> Paper:
    lines = tuple(
        Line(
            block.place,
            block.text,
            block.number,
            block.bold,
            block.centred,
            page=block.page,
            notes=block.notes,
        )
        for block in document.blocks
        if not isinstance(block, Grid) and block.text
    )
    seen = document.pictures
    notes = (f"{seen} ảnh hoặc tệp nhúng trong văn bản không được đọc chữ.",) if seen else ()
    return Paper(lines, document.grids, paged=document.pages is not None, notes=notes)


def plain_paper(path: Path, letters: Letters) -> Paper:
    """The lines of a text file; `gap` marks those after a blank line."""
    lines: list[Line] = []
    faults: list[Fault] = []
    gap = False
    with open_writing(path, letters) as writing:
        for place, line in enumerate(writing.lines, start=1):
            text = line.strip()
            if is_torn(text):
                faults.append(Fault(place, UNREADABLE_LETTERS, mended(text)))
            elif text:
                lines.append(Line(place, text, gap=gap))
            gap = not text
    return Paper(tuple(lines), (), tuple(faults), encoding=writing.encoding)


def grid_sheets(file: str, paper: Paper) -> list[Sheet]:
    return [
        grid_sheet(file, number, grid, paper) for number, grid in enumerate(paper.grids, start=1)
    ]


def grid_sheet(file: str, number: int, grid: Grid, paper: Paper) -> Sheet:
    at = list(range(1, len(grid.rows) + 1))
    sheet = cells_sheet(file, f"bảng {number}", grid.rows, at)
    pages = np.array(grid.pages, dtype=np.int64) if paper.paged else None
    return replace(sheet, pages=pages, notes=paper.notes)


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
    beside = list(untaken(paper.lines, remarks))
    return Sheet(
        file,
        "",
        table,
        whole([remark.place for remark in remarks]),
        named=True,
        faults=paper.faults,
        pages=whole([remark.page for remark in remarks]) if paper.paged else None,
        encoding=paper.encoding,
        passed=passed(beside, "outside"),
        passed_over=len(beside),
        notes=paper.notes,
    )


def untaken(lines: Sequence[Line], remarks: Iterable[Remark]) -> Iterable[tuple[int, str]]:
    """The lines that went into no remark."""
    taken = {place for remark in remarks for place in remark.taken}
    return ((line.place, line.text) for line in lines if line.place not in taken)


def whole(numbers: Sequence[int]) -> Rows:
    return np.array(numbers, dtype=np.int64)
