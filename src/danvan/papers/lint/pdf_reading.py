"""Reads a paper's PDF where nothing else can be harmed: this module runs as a process.

`FILE` writes one JSON document. What cannot be used is written as its cause and remedy, with the
exit code REFUSED.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from danvan.papers.apart import hold_memory
from danvan.papers.errors import Unreadable
from danvan.papers.pages.pdf import MAX_LETTERS, opened

MAX_MEMORY = 1 << 30  # bytes
REFUSED = 3
MM = 25.4 / 72
LINE_END_HYPHENS = str.maketrans("\x02\ufffe", "--")  # how PDFium writes a hyphen that ends a line
COLUMN_GAP = 12.0  # points that part the columns of a head
DEPTH = 4  # of forms within forms

Box = tuple[float, float, float, float]  # left, bottom, right, top


def seen(path: Path) -> dict[str, Any]:
    """The fields of `Printed`. Raises Unreadable: locked, broken, beyond a limit, a scan."""
    pages: list[str] = []
    sizes: list[tuple[float, float]] = []
    fonts: dict[str, bool] = {}
    top: list[str] = []
    with opened(path) as document:
        for number in range(len(document)):
            page = document[number]
            letters = page.get_textpage()
            if sum(map(len, pages)) + letters.count_chars() > MAX_LETTERS:
                raise Unreadable(path.name, "có hơn 20 triệu ký tự", "hãy chia nhỏ tệp")
            pages.append(letters.get_text_range().translate(LINE_END_HYPHENS))
            sizes.append((page.get_width() * MM, page.get_height() * MM))
            fonts |= fonts_on(page)
            if number == 0:
                top = [letters.get_text_bounded(*box).strip() for box in line_boxes(letters)]
            letters.close()
            page.close()
        title, language = title_of(document), language_of(document)
    if not "".join(pages).strip():
        raise Unreadable(path.name, "tệp PDF không có chữ (bản quét)", "hãy kiểm tra tệp .docx")
    lines = [line for line in top if line]
    return {"pages": pages, "sizes": sizes, "fonts": fonts, "top": lines} | {
        "title": title,
        "language": language,
    }


def fonts_on(page: pypdfium2.PdfPage) -> dict[str, bool]:
    """The fonts that set visible letters on a page."""
    found: dict[str, bool] = {}
    for words in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEPTH):
        font = words.get_font()
        found[font.get_base_name()] = bool(font.is_embedded)
    return found


def line_boxes(letters: pypdfium2.PdfTextPage) -> Iterator[Box]:
    """The lines of a page from its top, those of columns side by side apart."""
    boxes = [letters.get_rect(number) for number in range(letters.count_rects())]
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -(box[1] + box[3])):
        middle = (box[1] + box[3]) / 2
        if rows and rows[-1][0][1] <= middle <= rows[-1][0][3]:
            rows[-1].append(box)
        else:
            rows.append([box])
    for row in rows:
        yield from joined(sorted(row))


def joined(row: list[Box]) -> Iterator[Box]:
    """Neighbouring boxes of one line as one, up to a gap between columns."""
    left, low, right, high = row[0]
    for box in row[1:]:
        if box[0] - right > COLUMN_GAP:
            yield left, low, right, high
            left, low, right, high = box
        else:
            low, right, high = min(low, box[1]), max(right, box[2]), max(high, box[3])
    yield left, low, right, high


def title_of(document: pypdfium2.PdfDocument) -> str:
    """What the file's properties call it, "" where that cannot be read."""
    try:
        return str(document.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return ""


def language_of(document: pypdfium2.PdfDocument) -> str:
    """The language that the catalogue names, "" where it names none."""
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if length < 2:
        return ""
    letters = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, letters, length)
    return bytes(letters).decode("utf-16-le", "replace").strip("\0")


if __name__ == "__main__":
    hold_memory(MAX_MEMORY)
    try:
        sys.stdout.write(json.dumps(seen(Path(sys.argv[1]))))
    except Unreadable as wrong:
        sys.stdout.write(json.dumps([wrong.cause, wrong.remedy, wrong.place]))
        sys.stdout.flush()
        sys.exit(REFUSED)
