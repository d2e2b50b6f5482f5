"""Check 4: the head is there, its fixed lines word for word."""

from __future__ import annotations

from collections.abc import Iterator

from danvan.papers.lint.finding import Finding, Note, error, warning
from danvan.papers.lint.lines import Line
from danvan.papers.lint.zones import Paper

TOP = "đầu văn bản"


def check_letterhead(paper: Paper) -> Iterator[Note]:
    """The fixed lines, exact; who issues the paper; what kind it is."""
    head, form = paper.head, paper.form
    yield from fixed(head.country, form.zones["country"].text)
    if "motto" in form.zones and head.country is not None:
        yield from fixed(head.motto, form.zones["motto"].text)
    if not head.issuers:
        yield error(4, "không thấy tên cơ quan ban hành", "tên cơ quan, chữ in hoa", TOP)
    for line in head.issuers:
        yield from placeholder(4, line)
    if head.kind is None and not head.is_letter:
        kinds = "tên loại văn bản in hoa (BÁO CÁO, THÔNG BÁO…), hoặc “Kính gửi:” nếu là công văn"
        yield error(4, "không thấy tên loại văn bản", kinds, TOP)
    if head.tabbed and head.country is not None:
        found = "các cột ở đầu văn bản được gõ bằng dấu tab hoặc dấu cách"
        yield warning(4, found, "đặt trong bảng hai cột không kẻ khung", head.country.where)


def fixed(line: Line | None, wanted: str) -> Iterator[Finding]:
    if line is None:
        yield error(4, f"không thấy dòng “{wanted}”", wanted, TOP)
    elif line.text != wanted:
        yield error(4, f"“{line.text}”", f"đúng từng chữ “{wanted}”", line.where)


def placeholder(check: int, line: Line) -> Iterator[Finding]:
    """A place that a clerk still has to fill in, as drafts have."""
    if "[" in line.text and "]" in line.text:
        yield warning(
            check, f"còn chỗ để trống: “{line.text}”", "điền trước khi ban hành", line.where
        )
