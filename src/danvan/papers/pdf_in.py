"""PDF files: minutes, lists of opinions and scans, one remark a row with its page.

Letters are taken as the file stores them; a page that is a picture is recognised, and its rows
count once a person confirms them. A file may hold both.
"""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.letters import Letters, PlainLetters
from danvan.papers.pages import stored_pages
from danvan.papers.pages.grids import grids_of
from danvan.papers.pages.page import Page, PageLine, StoredLine, StoredPage
from danvan.papers.pages.sheets import sheets_of
from danvan.papers.scans import recognised_pages
from danvan.papers.tables.sheet import Sheet

HYPHEN = "\ufffe"  # how PDFium writes a hyphen at the end of a line


def read_pdf(path: Path, letters: Letters | None = None) -> list[Sheet]:
    """The ruled tables of a PDF, then its remarks with the columns text, group, channel,
    received_at; all with `pages`.

    Where pages were recognised: also `confidence`, and the column of doubtful words. Raises
    Unreadable: locked, broken, beyond a limit (see pages.stored_pages, scans.recognised_pages), or
    without a remark.
    """
    kind_of(path)
    letters = letters or PlainLetters()
    stored = stored_pages(path)
    pages = {page.number: in_letters(page, letters) for page in stored}
    pictures = [page for page in stored if page.holds == "picture"]
    pages |= {page.number: page for page in recognised_pages(path, pictures)}
    grids = grids_of(stored, lambda line: line_of(line, letters))
    return found(path, sheets_of(path.name, [pages[number] for number in sorted(pages)], grids))


def read_scan(path: Path, letters: Letters | None = None) -> list[Sheet]:
    """The remarks recognised in a picture (.png, .jpg, .tif); as `read_pdf`.

    `letters` is not asked: recognised letters are Unicode.
    """
    kind_of(path)
    return found(path, sheets_of(path.name, recognised_pages(path, stored_pages(path))))


def found(path: Path, sheets: list[Sheet]) -> list[Sheet]:
    if not sheets:
        raise Unreadable(
            path.name, "không thấy ý kiến nào", "hãy để mỗi ý kiến một dòng hoặc đánh số 1., 2., 3."
        )
    return sheets


def in_letters(page: StoredPage, letters: Letters) -> Page:
    lines = tuple(line_of(line, letters) for line in page.lines)
    return Page(page.number, page.width, page.height, lines)


def line_of(line: StoredLine, letters: Letters) -> PageLine:
    text = "".join(letters.from_run(text, font) for text, font in line.runs)
    bold = all("bold" in font.lower() for _, font in line.runs)
    text = normalize("NFC", text.replace(HYPHEN, "-"))
    return PageLine(text, line.left, line.right, line.y, line.size, bold)
