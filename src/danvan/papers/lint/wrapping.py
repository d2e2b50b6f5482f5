"""Check 5: no line of the head is wrapped, by measure and where the paper was printed, by sight."""

from __future__ import annotations

from collections.abc import Iterator

from danvan.papers import fonts
from danvan.papers.lint.families import is_like_times
from danvan.papers.lint.finding import Finding, Note, Severity, Skipped, error
from danvan.papers.lint.head import Head, squeezed
from danvan.papers.lint.lines import Line
from danvan.papers.lint.looks import Look
from danvan.papers.lint.page import shown
from danvan.papers.lint.printed import Printed
from danvan.papers.lint.zones import Paper
from danvan.papers.profile import Profile

POINT = 25.4 / 72  # mm
SLACK = 0.3  # mm by which a measured line may pass its room: Word rounds to twentieths of a point
ONE_LINE = "nằm trên một dòng"


def check_wrapping(paper: Paper) -> Iterator[Note]:
    """Each line of the head, as wide as Times New Roman sets it, against the room of its cell."""
    head, form = paper.head, paper.form
    if head.country is None:
        yield Skipped(5, f"không thấy dòng “{form.zones['country'].text}” để đo")
    elif head.country_lines > 1:
        found = f"“{head.country.text}” bị ngắt thành {head.country_lines} dòng"
        yield error(5, found, ONE_LINE, head.country.where)
    elif head.country.room is None:
        yield Skipped(
            5, "đầu văn bản không nằm trong bảng có chiều rộng khai sẵn nên không đo được"
        )
    for line in strict(head):
        yield from wrapped(line, form, "error")
    for line in (*head.issuers, *([head.number] if head.number else [])):
        yield from wrapped(line, form, "warning")


def strict(head: Head) -> list[Line]:
    """The lines that must stand on one line; issuing bodies may be broken where they must."""
    country = head.country if head.country_lines == 1 else None
    return [line for line in (country, head.motto, head.place_date) if line is not None]


def wrapped(line: Line, form: Profile, severity: Severity) -> Iterator[Note]:
    if line.room is None:
        return
    fonts_named = (piece.look.fonts[1] for piece in line.inked)
    if not all(not font or is_like_times(font) for font in fonts_named):
        yield Skipped(5, f"“{line.text}” không phải phông {form.font} nên không đo được")
        return
    width = width_of(line)
    if width > line.room + SLACK:
        yield Finding(
            5,
            severity,
            f"“{line.text}” rộng {shown(width)} mm, chỗ trong ô {shown(line.room)} mm",
            "vừa trên một dòng: nới cột, bỏ lề trong của ô hoặc giảm cỡ chữ trong khung cho phép",
            line.where,
        )


def width_of(line: Line) -> float:
    """Millimetres of the line on paper, condensed or stretched as its letters are."""
    total = 0.0
    ends = len(line.raw) - len(line.raw.rstrip())  # space at the end wraps nothing
    for piece in reversed(line.letters):
        text = piece.text[: len(piece.text) - ends] if ends < len(piece.text) else ""
        ends -= len(piece.text) - len(text)
        total += width_in(text, piece.look)
    return total


def width_in(text: str, look: Look) -> float:
    text = text.upper() if look.capitals else text
    width = fonts.width_mm(text, look.size, bold=look.bold, italic=look.italic)
    return width * look.scale + look.spacing * len(text) * POINT


def check_printed_lines(head: Head, page: Printed, printer: str) -> Iterator[Note]:
    """The same lines on the first page as `printer` set them: a file beside, or LibreOffice."""
    rows = [squeezed(row) for row in page.top]
    for line in strict(head):
        letters = squeezed(line.text)
        if any(letters in row for row in rows):
            continue
        begun = squeezed(" ".join(line.text.split()[:2]))
        if any(begun in row for row in rows):
            yield error(5, f"“{line.text}” bị xuống dòng trong {printer}", ONE_LINE, line.where)
        else:
            yield Skipped(5, f"không thấy “{line.text}” trong {printer}")
