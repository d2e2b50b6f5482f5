"""Check 10: the page's number, from the second page on, in the middle of the top margin."""

from __future__ import annotations

from collections.abc import Iterator

from danvan.papers.lint.finding import Finding, error, warning
from danvan.papers.lint.page import shown
from danvan.papers.lint.sections import Section
from danvan.papers.lint.typescript import PageNumber, Typescript
from danvan.papers.lint.zones import Paper

WANTED = "số trang ở giữa lề trên"
NEAR = 5.0  # mm by which the number may stand nearer to or farther from the edge


def check_page_numbers(paper: Paper) -> Iterator[Finding]:
    typescript, page = paper.typescript, paper.form.page
    for section in typescript.sections:
        numbers = {kind: number_in(typescript, key) for kind, key in section.headers.items()}
        yield from numbered(section, numbers.get("default"), typescript)
        if typescript.even_differs and numbers.get("even") is None and numbers.get("default"):
            yield error(10, "trang chẵn không có số trang", WANTED, section.where)
        yield from first_page(section, numbers)
        edge = section.number_from_edge
        if numbers.get("default") and edge is not None and abs(edge - page.number_from_edge) > NEAR:
            found = f"số trang cách mép giấy {shown(edge)} mm"
            yield warning(10, found, f"khoảng {shown(page.number_from_edge)} mm", section.where)


def number_in(typescript: Typescript, key: str) -> PageNumber | None:
    part = typescript.furniture.get(key)
    return None if part is None else part.number


def numbered(
    section: Section, number: PageNumber | None, typescript: Typescript
) -> Iterator[Finding]:
    if number is not None:
        if number.align != "center":
            found = "số trang không ở giữa"
            yield error(10, found, WANTED, f"đầu trang, {section.where}")
        return
    if any(number_in(typescript, key) for key in section.footers.values()):
        yield error(10, "số trang ở chân trang", WANTED, section.where)
    elif typescript.is_short:
        yield warning(10, "không có số trang (văn bản một trang)", WANTED, section.where)
    else:
        yield error(10, "không có số trang tự động", WANTED, section.where)


def first_page(section: Section, numbers: dict[str, PageNumber | None]) -> Iterator[Finding]:
    """The first page bears no number; a later section's first page is a page like others."""
    asked = f"không ghi ở trang đầu, {WANTED} từ trang 2"
    if section.number == 1 and numbers.get("default"):
        if not section.first_differs:
            yield error(10, "trang đầu cũng có số trang", asked, section.where)
        elif numbers.get("first"):
            yield error(10, "trang đầu có số trang riêng", asked, section.where)
    elif section.number > 1 and section.first_differs and not numbers.get("first"):
        found = "trang đầu của phần này không có số trang"
        yield warning(10, found, WANTED, section.where)
