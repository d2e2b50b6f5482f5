"""A Word document as lines of letters: where each stands, how it looks, how much room it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from danvan.papers.docx_styles import W, value_of
from danvan.papers.docx_tree import (
    WITHDRAWN,
    Element,
    boxes_of,
    cells_of,
    rows_of,
    run_text,
    runs_of,
)
from danvan.papers.lint.looks import Look, Looks, number_of
from danvan.papers.lint.sections import Section

MM = 25.4 / 1440  # of a twip
WORDS_PADDING = 108 * MM  # at either side of a cell, where a document says nothing
GAP = re.compile(r"(\t|[ \xa0]{4,})")
STARTS = 8  # words of a line that tell a reader which line it is
TAKING = (("left", "start"), ("right", "end"), ("firstLine",))  # what indents take of a line


@dataclass(frozen=True)
class Letters:
    """Neighbouring letters of one look."""

    text: str
    look: Look


@dataclass(frozen=True)
class Cell:
    """Which cell a line stands in, counted from 1; `width` in mm, None where the file is silent."""

    table: int
    row: int
    column: int
    width: float | None
    padding: float


@dataclass(frozen=True)
class Line:
    """A line as typed: up to a line break or the end of its paragraph.

    `place` counts the document's paragraphs from 1, 0 in headers and footers (`part` names them).
    `room` is how many mm it may take; None where that is not known. `align` as Word calls it.
    """

    place: int
    letters: tuple[Letters, ...]
    style: str = ""
    align: str = ""
    room: float | None = None
    cell: Cell | None = None
    part: str = ""

    @property
    def raw(self) -> str:
        return "".join(piece.text for piece in self.letters)

    @cached_property
    def text(self) -> str:
        """The letters a reader sees, composed, in the capitals he sees, without outer space."""
        shown = (p.text.upper() if p.look.capitals else p.text for p in self.letters)
        return unicodedata.normalize("NFC", "".join(shown)).replace("\xa0", " ").strip()

    @property
    def where(self) -> str:
        words = self.text.split()
        start = " ".join(words[:STARTS]) + ("…" if len(words) > STARTS else "")
        table = f" (bảng {self.cell.table})" if self.cell else ""
        return f"{self.part or f'đoạn {self.place}'}{table} “{start[:80]}”"

    @property
    def inked(self) -> tuple[Letters, ...]:
        """The pieces that leave a trace on paper."""
        return tuple(piece for piece in self.letters if piece.text.strip())


@dataclass
class Typed:
    """Walks a document once; the sections it meets tell how wide its lines may be."""

    looks: Looks
    sections: list[Section]
    place: int = 0
    tables: int = 0
    at: int = 0  # the section

    def lines(self, parent: Element, cell: Cell | None = None, table: str = "") -> Iterator[Line]:
        for child in parent:
            if child.tag == W + "p":
                yield from self.paragraph(child, cell, table)
            elif child.tag == W + "tbl":
                yield from self.table(child)
            elif child.tag not in WITHDRAWN and isinstance(child.tag, str):
                yield from self.lines(child, cell, table)

    def paragraph(self, node: Element, cell: Cell | None, table: str) -> Iterator[Line]:
        self.place += 1
        style = value_of(node, "pPr/pStyle") or self.looks.styles.default
        whole = Line(
            place=self.place,
            letters=tuple(self.letters(node, style, table)),
            style=self.looks.styles.name(style),
            align=self.inherited(node, style, "jc") or "left",
            room=self.room(node, style, cell),
            cell=cell,
        )
        yield from broken(whole)
        for box in boxes_of(node):
            yield from (replace(line, room=None) for line in self.lines(box))
        if node.find(f"{W}pPr/{W}sectPr") is not None:
            self.at = min(self.at + 1, len(self.sections) - 1)

    def letters(self, node: Element, style: str, table: str) -> Iterator[Letters]:
        for run in runs_of(node):
            text = run_text(run)
            look = self.looks.look(run, style, table) if text else Look()
            if text and not look.hidden:
                yield Letters(text, look)

    def inherited(self, node: Element, style: str, tag: str) -> str:
        said = value_of(node, f"pPr/{tag}")
        layers = (value_of(layer, f"pPr/{tag}") for layer in self.looks.styles.chain(style))
        return said or next((value for value in layers if value), "")

    def room(self, node: Element, style: str, cell: Cell | None) -> float | None:
        """What cell or page leave a line, less its indents."""
        if cell is None:
            width = self.sections[self.at].text_width if self.sections else None
        else:
            width = None if cell.width is None else cell.width - cell.padding
        if width is None:
            return None
        return width - sum(self.indent(node, style, side) for side in TAKING)

    def indent(self, node: Element, style: str, side: tuple[str, ...]) -> float:
        for layer in (node, *self.looks.styles.chain(style)):
            found = layer.find(f"{W}pPr/{W}ind")
            for name in side if found is not None else ():
                twips = number_of(found.get(W + name))
                if twips is not None:
                    return twips * MM
        return 0.0

    def table(self, node: Element) -> Iterator[Line]:
        self.tables += 1
        number = self.tables
        style = value_of(node, "tblPr/tblStyle") or ""
        grid = [
            number_of(column.get(W + "w")) for column in node.iterfind(f"{W}tblGrid/{W}gridCol")
        ]
        padding = self.padding(node, style)
        for row, cells in enumerate(rows_of(node), 1):
            at = 0
            for column, child in enumerate(cells_of(cells), 1):
                span = int(number_of(value_of(child, "tcPr/gridSpan")) or 1)
                width = width_of(child, grid[at : at + max(span, 1)])
                own = padding_in(child.find(f"{W}tcPr/{W}tcMar"), padding)
                cell = Cell(number, row, column, width, sum(own))
                yield from self.lines(child, cell, style)
                at += max(span, 1)

    def padding(self, table: Element, style: str) -> tuple[float, float]:
        """Left and right padding of a table's cells: its own, its style's, Word's."""
        sides = (WORDS_PADDING, WORDS_PADDING)
        for layer in (*reversed(list(self.looks.styles.chain(style))), table):
            sides = padding_in(layer.find(f"{W}tblPr/{W}tblCellMar"), sides)
        return sides


def padding_in(margins: Element | None, above: tuple[float, float]) -> tuple[float, float]:
    if margins is None:
        return above
    left, right = above
    for side in margins:
        width = number_of(side.get(W + "w"))
        if width is not None and side.tag in (W + "left", W + "start"):
            left = width * MM
        elif width is not None and side.tag in (W + "right", W + "end"):
            right = width * MM
    return left, right


def width_of(cell: Element, columns: list[float | None]) -> float | None:
    """A cell's width in mm: what it says of itself, else its columns'."""
    own = cell.find(f"{W}tcPr/{W}tcW")
    if own is not None and own.get(W + "type", "dxa") == "dxa":
        twips = number_of(own.get(W + "w"))
        if twips:
            return twips * MM
    known = [width for width in columns if width is not None]
    return sum(known) * MM if known else None


def broken(line: Line) -> Iterator[Line]:
    """A paragraph as its lines: cut at the line breaks that were typed."""
    rows: list[list[Letters]] = [[]]
    for piece in line.letters:
        first, *rest = piece.text.split("\n")
        rows[-1].append(replace(piece, text=first))
        rows.extend([replace(piece, text=text)] for text in rest)
    for row in rows:
        yield replace(line, letters=tuple(piece for piece in row if piece.text))


def joined(rows: Sequence[Line]) -> Line:
    """Lines that make one text, with a space between."""
    first, *rest = rows
    letters = list(first.letters)
    for row in rest:
        letters += [Letters(" ", row.inked[0].look), *row.letters]
    return replace(first, letters=tuple(letters)) if rest else first


def columns(line: Line) -> list[Line]:
    """What tabs or rows of spaces hold apart in one line, as a typist makes columns."""
    parts: list[list[Letters]] = [[]]
    for piece in line.letters:
        for bit in GAP.split(piece.text):
            if GAP.fullmatch(bit):
                parts.append([])
            elif bit:
                parts[-1].append(replace(piece, text=bit))
    cut = [replace(line, letters=tuple(part), room=None) for part in parts]
    return [part for part in cut if part.text]
