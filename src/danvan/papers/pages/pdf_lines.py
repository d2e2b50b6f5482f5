"""The lines of a PDF page as PDFium finds them, each with its place and the fonts of its letters.

Letters are read by their number on the page, about a microsecond for each question; a line is asked
about its ends and its words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from math import hypot

import pypdfium2
from pypdfium2 import raw

from danvan.papers.pages.page import Run, StoredLine

HYPHEN = "\ufffe"  # PDFium's sign for a hyphen at the end of a line, which then is not broken
BREAK = re.compile("[^\r\n\ufffe\u2028]*\ufffe?")
WORD = re.compile(r"\S+\s*")
FONT_NAME = 256  # bytes
FINE = 64  # steps of a point in which places are told

Spot = tuple[float, float]


def lines_of(page: pypdfium2.PdfPage, letters: pypdfium2.PdfTextPage) -> list[StoredLine]:
    """The lines in the order in which the page stores them; those of blanks are none."""
    text = text_of(letters)
    eye = Eye(page, letters)
    lines = []
    for found in BREAK.finditer(text):
        inked = found[0].rstrip()
        start = found.start() + len(inked) - len(inked.lstrip())
        if inked.strip():
            lines.append(eye.line(text, start, found.start() + len(inked)))
    return lines


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
