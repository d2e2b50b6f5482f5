"""Every check on one paper, as a clerk's eye goes over it before it leaves the office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.lint.finding import Lint, Note, Skipped, collected, error
from danvan.papers.lint.letterhead import check_letterhead
from danvan.papers.lint.number_date import check_date, check_number
from danvan.papers.lint.page import check_page
from danvan.papers.lint.page_numbers import check_page_numbers
from danvan.papers.lint.pdf import check_pdf, check_pdf_alone
from danvan.papers.lint.rendered import check_rendered
from danvan.papers.lint.signature import check_recipients, check_signature
from danvan.papers.lint.sizes import check_sizes
from danvan.papers.lint.stamp import check_stamp
from danvan.papers.lint.typeface import check_language, check_typeface, check_unicode
from danvan.papers.lint.typescript import opened
from danvan.papers.lint.wrapping import check_wrapping
from danvan.papers.lint.zones import Paper, paper_of
from danvan.papers.profile import Profile

CHECKED = (
    *(check_page, check_typeface, check_sizes, check_letterhead, check_wrapping, check_number),
    *(check_date, check_signature, check_recipients, check_page_numbers, check_unicode),
    check_language,
)


def lint(path: Path, form: Profile, *, isolated: bool = False, render: bool = False) -> Lint:
    """What `form` finds wrong with the paper in `path`, a .docx or a .pdf.

    The .pdf beside a .docx, of the same name, is checked with it; a .pdf alone shows less, and what
    it does not show is named as skipped. `isolated`: this machine is in no network, so papers that
    are stamped secret may lie on it. `render`: the lines of the head are also looked at as
    LibreOffice sets them, where it is installed. Raises Unreadable for what is neither, or broken.
    """
    return collected(notes(path, form, isolated=isolated, render=render))


def notes(path: Path, form: Profile, *, isolated: bool, render: bool) -> Iterator[Note]:
    kind = kind_of(path)
    if kind == "pdf":
        yield from check_pdf_alone(path, form, isolated=isolated)
        return
    if kind != "docx":
        raise Unreadable(
            path.name, "không phải tệp Word (.docx) hay PDF", "hãy mở bằng Word và lưu thành .docx"
        )
    typescript = opened(path)
    paper = paper_of(typescript, form)
    for check in CHECKED:
        yield from check(paper)
    if not isolated:
        yield from check_stamp(typescript)
    if render:
        yield from check_rendered(path, paper.head)
    yield from beside(path.with_suffix(".pdf"), paper)


def beside(printed: Path, paper: Paper) -> Iterator[Note]:
    """The .pdf of the same name; one that cannot be read is a fault of the paper that goes out."""
    if not printed.is_file():
        yield from (Skipped(number, f"không có {printed.name} bên cạnh") for number in (12, 13))
        return
    try:
        yield from check_pdf(printed, paper.head, paper.form)
    except Unreadable as wrong:
        yield error(12, wrong.cause, wrong.remedy, printed.name)
