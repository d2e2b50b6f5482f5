"""A document that reviewers commented on: their comments as rows, and whether the rest is a draft.

A draft's own text is no opinion. Only where it is plain that the document is one is it left out:
two headings of a law or report or more, and nowhere a sign that people speak in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

import numpy as np
import pyarrow as pa

from danvan.papers.docx_in import Document, Grid, Paragraph
from danvan.papers.draft import nodes_of
from danvan.papers.draft_headings import NAMED, Heading, headings_of
from danvan.papers.draft_lines import DraftLine, line_of
from danvan.papers.plain import plain
from danvan.papers.remarks import FIRST_LINES, Line, is_minutes, opens
from danvan.papers.tables.sheet import Sheet

NAME = "bình luận"
ENOUGH = 2  # headings of a draft
PEOPLE_SPEAK = re.compile(
    r"\b(gop y|(tham gia|dong gop|tong hop|ban|phieu|cac|mot so|noi dung) y kien|y kien (gop y"
    r"|tham gia|dong gop|cua)|kien nghi cua|tham luan|giai trinh|tiep thu)\b"
)
ASKED_FOR = re.compile(
    r"\b(lay|xin|trung cau|gui|de) (y kien|gop y)"
)  # what a draft says of itself
PROPOSAL = re.compile(r"\b(de nghi|kien nghi|de xuat|nhat tri|(khong )?dong y|tan thanh)\b")
PROPOSING = 0.2  # of headings that propose something: then they head opinions, not a draft
OPINIONS = re.compile(r"\b(gop y|y kien|kien nghi|phan anh|de xuat)\b")
TOP = 5  # rows of a table in which its headings are looked for


def is_draft(document: Document) -> bool:
    """Whether the document is plainly a draft, whose own text is nobody's opinion on it."""
    text = [block for block in document.blocks if isinstance(block, Paragraph) and block.text]
    lines = [line_of(paragraph) for paragraph in text]
    headings = headings_of(lines) if lines else []
    marked = [
        heading
        for heading in headings
        if heading.number.kind in NAMED or lines[heading.start].level
    ]
    if len(marked) < ENOUGH:
        return False
    typed = [Line(p.place, p.text, p.number, p.bold, p.centred) for p in text]
    return not (
        is_minutes(typed)
        or any(opens(line) for line in typed)
        or any(people_speak(line.text) for line in typed[:FIRST_LINES])
        or people_propose(headings)
    )


def people_speak(text: str) -> bool:
    said = plain(text)
    return PEOPLE_SPEAK.search(said) is not None and ASKED_FOR.search(said) is None


def people_propose(headings: list[Heading]) -> bool:
    """Whether what looks like headings ("Điều 5. Đề nghị bỏ …") proposes."""
    proposing = sum(PROPOSAL.search(plain(heading.title)) is not None for heading in headings)
    return proposing > PROPOSING * len(headings)


def mentions_opinions(grid: Grid) -> bool:
    """Whether a table is headed as one of opinions."""
    cells = (cell for row in grid.rows[:TOP] for cell in row)
    return any(OPINIONS.search(plain(cell)) is not None for cell in cells)


def comments_sheet(file: str, document: Document) -> Sheet:
    """The comments, one a row: columns text, section, group, channel, received_at, anchor (the
    words it hangs on). A row's number is that of the paragraph, 0 where it hangs on none."""
    comments = document.comments
    sections = Sections(document)
    table = pa.table(
        {
            "text": pa.array([comment.text for comment in comments], pa.string()),
            "section": pa.array([sections.around(c.place) for c in comments], pa.string()),
            "group": pa.nulls(len(comments), pa.string()),
            "channel": pa.array([""] * len(comments), pa.string()),
            "received_at": pa.array([comment.day for comment in comments], pa.string()),
            "anchor": pa.array([comment.anchor for comment in comments], pa.string()),
        }
    )
    pages = [comment.page for comment in comments]
    known = document.pages is not None and all(pages)
    return Sheet(
        file,
        NAME,
        table,
        np.array([comment.place for comment in comments], dtype=np.int64),
        named=True,
        pages=np.array(pages, dtype=np.int64) if known else None,
    )


class Sections:
    """The headings of a document by their place, to tell under which a comment stands."""

    def __init__(self, document: Document) -> None:
        paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.text]
        lines: list[DraftLine] = [line_of(paragraph) for paragraph in paragraphs]
        headings = headings_of(lines) if lines else []
        nodes = nodes_of(lines, headings)
        titles = Counter(node.title for node in nodes)
        self.places = [paragraphs[heading.start].place for heading in headings]
        self.names = [node.title if titles[node.title] == 1 else node.key for node in nodes]

    def around(self, place: int) -> str | None:
        """The title of the nearest heading before a paragraph, its key where titles repeat."""
        before = bisect_right(self.places, place)
        return self.names[before - 1] if place and before else None
