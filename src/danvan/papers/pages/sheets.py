"""Pages as the table that every reader returns: one remark a row, with its page and how sure it is.

`DOUBTFUL` names the column of recognised words that a person should look at, in the order in which
they stand in the row's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import nan

import numpy as np
import pyarrow as pa

from danvan.papers.docx_in import Grid
from danvan.papers.minutes import Paper, grid_sheets, remark_sheet
from danvan.papers.pages.page import Page, Word
from danvan.papers.pages.paragraphs import Paragraph, paragraphs_of
from danvan.papers.pages.running import without_running
from danvan.papers.remarks import Line, Remark, remarks_of
from danvan.papers.tables.sheet import Confidence, Sheet

DOUBTFUL = "Từ cần xem"
SCAN = "scan"  # the channel of what was recognised outside a meeting
LOOK = 94.0  # of 100: below it stand 3 of 4 misread words, and 1 of 12 of all (pages of `cleaned`)


def sheets_of(file: str, pages: Sequence[Page], grids: Sequence[Grid] = ()) -> list[Sheet]:
    """The tables of the pages, without headings of their own, then their remarks.

    `confidence` of a remark is the mean of its words', nan where its letters were stored and not
    recognised; without any recognised row the sheet has no `confidence`.
    """
    bare, running = without_running(pages)
    paragraphs = dict(enumerate(paragraphs_of(bare), start=1))
    lines = tuple(line_of(place, paragraph) for place, paragraph in paragraphs.items())
    paper = Paper(lines, tuple(grids), paged=True, notes=tuple(told(running)))
    sheets = grid_sheets(file, paper)
    remarks, headed = remarks_of(lines)
    if remarks:
        sheet = remark_sheet(file, paper, remarks)
        words = [words_of(remark, paragraphs) for remark in remarks]
        if any(words):
            sheet = with_confidence(sheet, words)
        sheets.append(replace(sheet, guessed=bool(sheets) and not headed))
    return sheets


def told(running: int) -> list[str]:
    return [f"{running} dòng đầu trang, chân trang, số trang không tính."] if running else []


def line_of(place: int, one: Paragraph) -> Line:
    return Line(place, one.text, one.number, one.bold, one.centred, page=one.page)


def words_of(remark: Remark, paragraphs: Mapping[int, Paragraph]) -> list[Word]:
    """The recognised words of a remark's text: of each paragraph as many from its end as were
    kept, since numbers and speakers were cut off its beginning."""
    first, *others = (paragraphs[place] for place in remark.taken)
    kept = len(remark.text.split()) - sum(len(one.text.split()) for one in others)
    found = list(first.words[max(len(first.words) - max(kept, 0), 0) :])
    for one in others:
        found += one.words
    return found


def with_confidence(sheet: Sheet, words: Sequence[Sequence[Word]]) -> Sheet:
    """The sheet with how sure each row is, and the words to look at."""
    doubtful = [" · ".join(word.text for word in row if word.confidence < LOOK) for row in words]
    channel = [
        written or (SCAN if row else "")
        for written, row in zip(sheet.table["channel"].to_pylist(), words, strict=True)
    ]
    place = sheet.table.schema.get_field_index("channel")
    table = sheet.table.set_column(place, "channel", pa.array(channel, pa.string()))
    return replace(
        sheet,
        table=table.append_column(DOUBTFUL, pa.array(doubtful, pa.string())),
        confidence=means(words),
    )


def means(words: Sequence[Sequence[Word]]) -> Confidence:
    return np.array(
        [sum(word.confidence for word in row) / len(row) if row else nan for row in words],
        dtype=np.float64,
    )
