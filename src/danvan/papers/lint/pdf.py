"""Checks 12 and 13, and what else a .pdf alone can tell of a paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from danvan.papers.fonts import VIETNAMESE
from danvan.papers.lint.families import family_in_pdf, is_for_signs, is_like_times
from danvan.papers.lint.finding import Finding, Note, Skipped, error, warning
from danvan.papers.lint.foot import Foot
from danvan.papers.lint.head import Head, head_of
from danvan.papers.lint.letterhead import check_letterhead
from danvan.papers.lint.lines import Letters, Line
from danvan.papers.lint.looks import Look
from danvan.papers.lint.number_date import check_date, check_number
from danvan.papers.lint.page import shown
from danvan.papers.lint.printed import Printed, printed
from danvan.papers.lint.stamp import check_stamp
from danvan.papers.lint.typescript import Typescript
from danvan.papers.lint.wrapping import ONE_LINE, check_printed_lines
from danvan.papers.lint.zones import Paper
from danvan.papers.profile import Profile

TITLE_PAGES = 2
UNMAPPED = re.compile("[\ufffd\ue000-\uefff]")  # Word codes bullets from U+F020 on
ONLY_DOCX = "tệp PDF không cho biết; kiểm tra trên tệp .docx"


def check_pdf(path: Path, head: Head, form: Profile) -> Iterator[Note]:
    """The .pdf that goes with a .docx of this head: its lines, fonts, title. Raises Unreadable."""
    page = printed(path)
    yield from check_printed_lines(head, page, path.name)
    yield from check_fonts(page, form, path.name)
    yield from check_title(page, title_of(head), path.name)


def title_of(head: Head) -> str:
    """What a paper calls itself: its kind and abstract; a letter, what it is about."""
    lines = [head.kind, *head.abstract] if head.kind else [head.matter]
    return " ".join(line.text for line in lines if line is not None)


def check_fonts(page: Printed, form: Profile, where: str) -> Iterator[Finding]:
    """Every font embedded, one family, and letters that come out as they went in."""
    for name, embedded in page.fonts.items():
        if not embedded and not is_for_signs(family_in_pdf(name)):
            found = f"phông “{name}” không nhúng trong tệp"
            yield error(12, found, "nhúng mọi phông khi xuất PDF", where)
    families = page.families
    wanted = f"một họ phông, {form.font} hoặc phông cùng cỡ chữ"
    if len(families) > 1:
        yield error(12, f"nhiều họ phông: {', '.join(families)}", wanted, where)
    elif not all(map(is_like_times, families)):
        yield error(12, f"phông {', '.join(families)}", wanted, where)
    yield from check_letters(page, where)


def check_letters(page: Printed, where: str) -> Iterator[Finding]:
    text = unicodedata.normalize("NFC", page.text)
    lost = len(UNMAPPED.findall(text))
    asked = "phông đủ chữ Việt, chữ sao chép ra đúng như chữ nhìn thấy"
    if lost:
        yield error(12, f"{lost} ký tự không lấy ra thành chữ được", asked, where)
    if not any(letter in text for letter in VIETNAMESE):
        yield error(12, "không lấy ra được chữ có dấu nào", asked, where)


def check_title(page: Printed, title: str, where: str) -> Iterator[Note]:
    """Read word for word: what falls into pieces cannot be searched, copied or read aloud."""
    if not title:
        yield Skipped(13, "văn bản không có tên để tìm trong PDF")
        return
    words = unicodedata.normalize("NFC", title).split()
    text = unicodedata.normalize("NFC", " ".join(page.pages[:TITLE_PAGES])).split()
    if " ".join(words) in " ".join(text):
        return
    asked = f"“{' '.join(words)}” liền từng chữ"
    if "".join(words) in "".join(text):
        yield error(13, "tên văn bản lấy ra bị rời chữ", asked, where)
    else:
        yield error(13, "không thấy tên văn bản trong chữ của PDF", asked, where)


def check_own_title(page: Printed, paper: Paper, where: str) -> Iterator[Note]:
    """The name in the file's properties, where its letters bear it; else the title on the page.

    Programs fill that property with whatever they like, so its absence from the page says nothing.
    """
    names = [page.title, *(kind.title for kind in paper.form.kinds.values() if not kind.letter)]
    letters = "".join(unicodedata.normalize("NFC", page.pages[0]).split())
    borne = (name for name in names if name and "".join(name.split()) in letters)
    title = paper.head.matter.text if paper.head.is_letter and paper.head.matter else ""
    yield from check_title(page, next(borne, title), where)


def check_pdf_alone(path: Path, form: Profile, *, isolated: bool) -> Iterator[Note]:
    """What a .pdf shows without its .docx: sheet, head, letters. Raises Unreadable."""
    page = printed(path)
    paper = paper_in(page, form)
    yield from sheets(page, form)
    yield from check_letterhead(paper)
    yield from on_one_line(paper.head)
    yield from check_number(paper)
    yield from check_date(paper)
    yield from composed(page, path.name)
    yield from check_fonts(page, form, path.name)
    yield from check_own_title(page, paper, path.name)
    yield from spoken(page, form, path.name)
    if not isolated:
        yield from check_stamp(paper.typescript)
    yield Skipped(1, "chỉ xem được khổ giấy; lề phải kiểm tra trên tệp .docx")
    yield from (Skipped(number, ONLY_DOCX) for number in (2, 3, 8, 9, 10))


def paper_in(page: Printed, form: Profile) -> Paper:
    """The head of the first page, and every line for the eye that looks for stamps."""
    top = [line_of(text, number) for number, text in enumerate(page.top, 1)]
    lines = [line_of(text, 0) for sheet in page.pages[1:] for text in sheet.splitlines()]
    typescript = Typescript((*top, *lines), (), {}, (), even_differs=False, pages=len(page.pages))
    return Paper(
        typescript, head_of(top, [kind.title for kind in form.kinds.values()]), Foot(), form
    )


def line_of(text: str, number: int) -> Line:
    part = f"trang 1, dòng {number}" if number else "các trang sau"
    return Line(number, (Letters(text, Look()),), align="center", part=part)


def on_one_line(head: Head) -> Iterator[Finding]:
    """The lines of a .pdf are those of the paper."""
    if head.country is not None and head.country_lines > 1:
        found = f"“{head.country.text}” bị ngắt thành {head.country_lines} dòng"
        yield error(5, found, ONE_LINE, head.country.where)


def sheets(page: Printed, form: Profile) -> Iterator[Finding]:
    wanted = sorted((form.page.width, form.page.height))
    for number, size in enumerate(page.sizes, 1):
        off = max(abs(a - b) for a, b in zip(sorted(size), wanted, strict=True))
        if off > form.page.tolerance:
            found = f"khổ giấy {shown(size[0])} × {shown(size[1])} mm"
            asked = f"khổ A4 {shown(wanted[0])} × {shown(wanted[1])} mm"
            yield error(1, found, asked, f"trang {number}")


def composed(page: Printed, where: str) -> Iterator[Finding]:
    if not unicodedata.is_normalized("NFC", page.text):
        wanted = "mỗi chữ có dấu là một mã (Unicode dựng sẵn, NFC)"
        yield warning(11, "chữ có dấu lấy ra thành nhiều mã (Unicode tổ hợp)", wanted, where)


def spoken(page: Printed, form: Profile, where: str) -> Iterator[Finding]:
    if page.language.lower() not in (form.language.lower(), form.language.split("-")[0]):
        found = f"ngôn ngữ của tệp: {page.language or 'không khai'}"
        yield warning(14, found, f"ngôn ngữ {form.language}", where)
