"""Ruled tables of pages as grids of text; one that goes on overleaf stays one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from danvan.papers.docx_in import Grid
from danvan.papers.pages.page import Page, PageLine, StoredCell, StoredLine, StoredPage, StoredTable
from danvan.papers.pages.paragraphs import paragraphs_of

BORDER = 4.0  # points by which borders on two pages may differ

AsLine = Callable[[StoredLine], PageLine]


@dataclass
class Part:
    """A table so far: its borders, rows of texts, the page of each row, and its last page."""

    borders: tuple[float, ...]
    rows: list[list[str]]
    pages: list[int]

    def goes_on(self, other: Part) -> bool:
        """Whether a table on the next page has the same columns."""
        pairs = zip(self.borders, other.borders, strict=False)
        return (
            len(self.borders) == len(other.borders)
            and other.pages[0] == self.pages[-1] + 1
            and all(abs(one - two) <= BORDER for one, two in pairs)
        )

    def add(self, other: Part) -> None:
        rows = other.rows
        if rows and goes_on_in(self.rows[-1], rows[0]):
            self.rows[-1] = [
                " ".join(filter(None, cells)) for cells in zip(self.rows[-1], rows[0], strict=True)
            ]
            rows = rows[1:]
        self.rows += rows
        self.pages += other.pages[len(other.rows) - len(rows) :]


def goes_on_in(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is the rest of the one before the page's end: that has an order number, this
    has none."""
    return above[0].strip(" .").isdecimal() and not row[0] and any(row)


def grids_of(pages: Iterable[StoredPage], as_line: AsLine) -> tuple[Grid, ...]:
    """The tables of all pages; `as_line` knows how a stored line reads."""
    whole: list[Part] = []
    for page in pages:
        for place, table in enumerate(page.tables):
            part = part_of(table, page.number, as_line)
            if whole and not place and whole[-1].goes_on(part):
                whole[-1].add(part)
            else:
                whole.append(part)
    return tuple(Grid(tuple(map(tuple, one.rows)), (), tuple(one.pages)) for one in whole)


def part_of(table: StoredTable, page: int, as_line: AsLine) -> Part:
    rows = [[text_of(cell, as_line) for cell in row] for row in table.rows]
    first = table.rows[0]
    return Part((*(cell.left for cell in first), first[-1].right), rows, [page] * len(rows))


def text_of(cell: StoredCell, as_line: AsLine) -> str:
    """A cell's paragraphs; a number that stands for several rows counts in the first only."""
    lines = tuple(as_line(line) for line in cell.lines)
    paper = Page(1, cell.left + cell.right, 0.0, lines)
    text = "\n".join(paragraph.text for paragraph in paragraphs_of([paper]))
    return "" if cell.held and text.replace(".", "").isdigit() else text
