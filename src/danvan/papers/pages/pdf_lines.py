"""The lines of a PDF page as PDFium finds them, each with its place and the fonts of its letters.

Letters are read by their number on the page, about a microsecond for each question; a line is asked
about its ends and its words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_double, c_int, create_string_buffer
from itertools import groupby
from math import hypot
from operator import itemgetter

import pypdfium2
from pypdfium2 import raw

from danvan.papers.pages.lattice import Cell, Lattice, lattices_of
from danvan.papers.pages.page import Run, StoredCell, StoredLine, StoredTable
from danvan.papers.pages.pdf_rules import rules_of

HYPHEN = "\ufffe"  # PDFium's sign for a hyphen at the end of a line, which then is not broken
BREAK = re.compile("[^\r\n\ufffe\u2028]*\ufffe?")
WORD = re.compile(r"(\S+)\s*")
FONT_NAME = 256  # bytes
FINE = 64  # steps of a point in which places are told

INSIDE = 0.3  # of a letter's size above its base: where a word is taken to stand

Spot = tuple[float, float]
Place = tuple[int, Cell] | None  # table and cell, None outside all


def lines_of(
    page: pypdfium2.PdfPage, letters: pypdfium2.PdfTextPage, text: str
) -> tuple[list[StoredLine], list[StoredTable]]:
    """The lines of a page's `text_of` as it stores them, and its ruled tables with theirs."""
    eye = Eye(page, letters)
    lattices = lattices_of(*rules_of(page, eye.seen)) if text.strip() else []
    found: dict[Place, list[StoredLine]] = {}
    for start, end in inked(text):
        for place, first, last in eye.pieces(text, start, end, lattices):
            found.setdefault(place, []).append(eye.line(text, first, last))
    tables = [table_of(lattice, number, found) for number, lattice in enumerate(lattices)]
    return found.get(None, []), tables


def inked(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, blanks around it left out; lines of blanks are none."""
    for found in BREAK.finditer(text):
        bare = found[0].strip()
        if bare:
            start = found.start() + found[0].index(bare)
            yield start, start + len(bare)


def table_of(
    lattice: Lattice, number: int, found: Mapping[Place, Sequence[StoredLine]]
) -> StoredTable:
    rows = []
    for row in range(len(lattice.ys) - 1):
        cells = []
        for column in lattice.columns:
            top, left = lattice.anchors[row, column]
            lines = found.get((number, (top, left)), ()) if left == column else ()
            borders = lattice.xs[column], lattice.xs[column + 1]
            cells.append(StoredCell(*borders, tuple(lines), held=top < row))
        rows.append(tuple(cells))
    return StoredTable(tuple(rows))


def text_of(letters: pypdfium2.PdfTextPage) -> str:
    """One sign for each letter that PDFium counts, so that places in the text are letters."""
    count = letters.count_chars()
    text: str = letters.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(letters.raw, at) for at in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


class Eye:
    """Sees where letters stand on the page as it is shown, turned and cut as the file says."""

    def __init__(self, page: pypdfium2.PdfPage, letters: pypdfium2.PdfTextPage) -> None:
        self.page, self.letters = page, letters
        width, height = page.get_size()
        self.width, self.height = round(width * FINE), round(height * FINE)

    def line(self, text: str, start: int, end: int) -> StoredLine:
        left, base, size = self.letter(start)
        last, _, _ = self.letter(end - 1, right=True)
        runs = tuple(self.runs(text[start:end], start))
        return StoredLine(runs, min(left, last), max(left, last), base, size)

    def pieces(
        self, text: str, start: int, end: int, lattices: Sequence[Lattice]
    ) -> Iterator[tuple[Place, int, int]]:
        """A line cut where it crosses a border: place, begin and end of each piece."""
        if not lattices:
            yield None, start, end
            return
        words = [
            (self.place(start + word.start(), lattices), start + word.start(), start + word.end(1))
            for word in WORD.finditer(text[start:end])
        ]
        for place, piece in groupby(words, key=itemgetter(0)):
            whole = list(piece)
            yield place, whole[0][1], whole[-1][2]

    def place(self, at: int, lattices: Sequence[Lattice]) -> Place:
        """Where a word stands, by its first letter."""
        x, base, size = self.letter(at)
        for number, lattice in enumerate(lattices):
            if cell := lattice.cell_at(x + INSIDE * size, base - INSIDE * size):
                return number, cell
        return None

    def letter(self, at: int, *, right: bool = False) -> tuple[float, float, float]:
        """A letter's left or right edge, its base and the size of its font as shown."""
        box, form = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = c_double(), c_double()
        raw.FPDFText_GetLooseCharBox(self.letters.raw, at, byref(box))
        raw.FPDFText_GetCharOrigin(self.letters.raw, at, byref(x), byref(y))
        raw.FPDFText_GetMatrix(self.letters.raw, at, byref(form))
        edges = sorted((self.seen(box.left, box.bottom)[0], self.seen(box.right, box.top)[0]))
        size = raw.FPDFText_GetFontSize(self.letters.raw, at) * hypot(form.c, form.d)
        return edges[right], self.seen(x.value, y.value)[1], size

    def seen(self, x: float, y: float) -> Spot:
        """A place of the page's own measure as points from the upper left corner."""
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(
            self.page.raw, 0, 0, self.width, self.height, 0, x, y, byref(across), byref(down)
        )
        return across.value / FINE, down.value / FINE

    def runs(self, text: str, start: int) -> Iterator[Run]:
        """Words that follow each other in one font, together."""
        held, font = "", ""
        for word in WORD.finditer(text):
            own = self.font(start + word.start())
            if held and own != font:
                yield held, font
                held = ""
            held, font = held + word[0], own
        yield held, font

    def font(self, at: int) -> str:
        """The name of a letter's font without the six letters of a subset: ".VnTime"."""
        name, flags = create_string_buffer(FONT_NAME), c_int()
        raw.FPDFText_GetFontInfo(self.letters.raw, at, name, FONT_NAME, byref(flags))
        shown = name.value.decode("utf-8", "replace")
        return shown[7:] if shown[6:7] == "+" else shown
