"""A PDF as PDFium sees it: words with their places, typefaces, tags and the words for pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw

POINT = 25.4 / 72  # millimetres


class Place(NamedTuple):
    """Millimetres from the page's left and top."""

    left: float
    top: float
    right: float
    bottom: float


class Seen:
    """All that the tests ask of one file, read once."""

    def __init__(self, path: Path) -> None:
        document = pypdfium2.PdfDocument(path)
        self.sizes: list[tuple[float, float]] = []
        self.pages: list[str] = []
        self._ink: list[list[tuple[str, Place]]] = []
        self.fonts: dict[str, bool] = {}
        self.tags: list[str] = []
        self.alternatives: list[str] = []
        self.title = document.get_metadata_value("Title")
        self.created = document.get_metadata_value("CreationDate")
        self.language = _language(document)
        for number in range(len(document)):
            self._read(document[number])
        document.close()

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    def _read(self, page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        self.sizes.append((round(width * POINT), round(height * POINT)))
        words = page.get_textpage()
        self.pages.append(words.get_text_range())
        self._ink.append([*_letters(words, height)])
        for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
            font = raw.FPDFTextObj_GetFont(item)
            name = _bytes(lambda at, size, font=font: raw.FPDFFont_GetBaseFontName(font, at, size))
            self.fonts[name] = bool(raw.FPDFFont_GetIsEmbedded(font))
        tree = raw.FPDF_StructTree_GetForPage(page)
        for n in range(raw.FPDF_StructTree_CountChildren(tree)):
            self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, n))
        raw.FPDF_StructTree_Close(tree)

    def _walk(self, element: object) -> None:
        if not element:
            return
        self.tags.append(_utf16(lambda at, n: raw.FPDF_StructElement_GetType(element, at, n)))
        words = _utf16(lambda at, n: raw.FPDF_StructElement_GetAltText(element, at, n))
        if words:
            self.alternatives.append(words)
        for n in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            self._walk(raw.FPDF_StructElement_GetChildAtIndex(element, n))

    def place(self, words: str, page: int = 0) -> Place:
        """Where `words` stand, the first time they do on the page."""
        ink = self._ink[page]
        at = "".join(sign for sign, _ in ink).index("".join(words.split()))
        found = [place for _, place in ink[at : at + len("".join(words.split()))]]
        return Place(
            min(p.left for p in found), min(p.top for p in found),
            max(p.right for p in found), max(p.bottom for p in found),
        )  # fmt: skip

    def reach(self, page: int = 0) -> Place:
        """The box around all ink of the page."""
        found = [place for _, place in self._ink[page]]
        return Place(
            min(p.left for p in found), min(p.top for p in found),
            max(p.right for p in found), max(p.bottom for p in found),
        )  # fmt: skip

    def page_of(self, words: str) -> int:
        return next(n for n, text in enumerate(self.pages) if words in text)


def _letters(words: pypdfium2.PdfTextPage, height: float) -> Iterator[tuple[str, Place]]:
    for n in range(words.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(words, n))
        if not sign.isspace():
            left, bottom, right, top = (side * POINT for side in words.get_charbox(n))
            yield sign, Place(left, height * POINT - top, right, height * POINT - bottom)


def _language(document: pypdfium2.PdfDocument) -> str:
    room = (ctypes.c_ushort * 20)()
    raw.FPDFCatalog_GetLanguage(document, room, ctypes.sizeof(room))
    return bytes(room).decode("utf-16-le").rstrip("\0")


def _bytes(ask: object) -> str:
    size = ask(None, 0)
    room = ctypes.create_string_buffer(size)
    ask(room, size)
    return room.raw[:-1].decode()


def _utf16(ask: object) -> str:
    size = ask(None, 0)
    if size <= 2:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")
