"""PDF pages: the letters that are stored, line by line, or a picture of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.pages.page import StoredPage
from danvan.papers.pages.pdf_lines import lines_of, text_of
from danvan.papers.pages.pdf_sight import holds
from danvan.papers.pages.picture import DOTS, LONGEST, png_of

MAX_PAGES = 2_000
MAX_LETTERS = 20_000_000  # of all pages: 10,000 a page
POINTS = 72  # an inch


def pdf_pages(path: Path) -> Iterator[StoredPage]:
    """The pages of a PDF. Raises Unreadable: locked, broken, or beyond a limit."""
    seen = 0
    with opened(path) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            letters = page.get_textpage()
            seen += letters.count_chars()
            if seen > MAX_LETTERS:
                raise Unreadable(path.name, "có hơn 20 triệu ký tự", "hãy chia nhỏ tệp")
            text = text_of(letters)
            held = holds(page, text)
            lines, tables = lines_of(page, letters, text) if held == "text" else ([], [])
            width, height = page.get_size()
            yield StoredPage(number, width, height, held, tuple(lines), tuple(tables))
            letters.close()
            page.close()


def pdf_picture(path: Path, number: int) -> bytes:
    """A page as grey PNG, at 200 dots an inch unless the page is very large."""
    with opened(path) as document:
        page = document[number - 1]
        scale = min(DOTS / POINTS, LONGEST / max(page.get_size()))
        return png_of(page.render(scale=scale, grayscale=True).to_pil().convert("L"))


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            cause = "tệp PDF có mật khẩu"
            raise Unreadable(path.name, cause, "hãy bỏ mật khẩu rồi lưu lại") from error
        raise Unreadable(path.name, f"tệp PDF {SHORT_OF}", AGAIN) from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                path.name,
                f"có {len(document)} trang, giới hạn là {MAX_PAGES // 1000}.000 trang",
                "hãy chia nhỏ tệp",
            )
        yield document
    except pypdfium2.PdfiumError as error:
        raise Unreadable(path.name, f"tệp PDF {SHORT_OF}", AGAIN) from error
    finally:
        document.close()
