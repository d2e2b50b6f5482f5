"""The words of a paper in PDF, read back with another program's eyes than the one that set it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from danvan.papers.errors import Unreadable

_EDGE = 17.5 * 72 / 25.4  # points at head and foot where page numbers and notices stand, not text
_CODES = re.compile(r"\[\s*(U\s*\+[U+0-9A-F\s]*)\]")  # a line may end anywhere in them
_LINE_END_HYPHEN = "\x02"  # how PDFium writes a hyphen that ends a line


def running_text(path: Path) -> str:
    """The text between head and foot of all pages; signs that were written as codes come back.

    Raises Unreadable where `path` is no PDF.
    """
    return "\n".join(page_texts(path))


def page_texts(path: Path) -> list[str]:
    """The same page by page; a code that two pages share stays a code."""
    with _opened(path) as document:
        texts = [_page_text(document, n) for n in range(len(document))]
    return [decoded(text.replace(_LINE_END_HYPHEN, "-")) for text in texts]


def pages(path: Path) -> int:
    """How many pages the PDF has. Raises Unreadable where `path` is none."""
    with _opened(path) as document:
        return len(document)


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()
    except (OSError, pypdfium2.PdfiumError) as wrong:
        raise Unreadable(path.name, "không mở được tệp PDF", "ghi lại tệp này") from wrong


def decoded(text: str) -> str:
    """`text` with the signs that stand in it as codes, "[U+1F44D]"."""
    return _CODES.sub(_signs, text)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    width, height = page.get_size()
    return str(page.get_textpage().get_text_bounded(0, _EDGE, width, height - _EDGE))


def _signs(found: re.Match[str]) -> str:
    codes = "".join(found.group(1).split()).split("U+")[1:]
    if any(not 4 <= len(code) <= 6 or int(code, 16) > 0x10FFFF for code in codes):
        return found.group()
    return "".join(chr(int(code, 16)) for code in codes)
