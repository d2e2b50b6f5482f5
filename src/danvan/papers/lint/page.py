"""Check 1: the sheet and its margins, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from danvan.papers.lint.finding import Finding, error
from danvan.papers.lint.sections import Section
from danvan.papers.lint.zones import Paper
from danvan.papers.profile import Page

Ranges = Mapping[str, tuple[float, float]]

SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
# A sheet that lies keeps its margins, or they turned with it to either side.
TURNED = (
    {"top": "left", "bottom": "right", "left": "bottom", "right": "top"},
    {"top": "right", "bottom": "left", "left": "top", "right": "bottom"},
)


def check_page(paper: Paper) -> Iterator[Finding]:
    page = paper.form.page
    if not paper.typescript.sections:
        wanted = f"khổ A4 {page.width:g} × {page.height:g} mm"
        yield error(1, "văn bản không khai khổ giấy và lề", wanted, "cả văn bản")
    for section in paper.typescript.sections:
        yield from sheet(section, page)
        yield from margins(section, page)


def sheet(section: Section, page: Page) -> Iterator[Finding]:
    wanted = sorted((page.width, page.height))
    found = sorted((section.width or 0.0, section.height or 0.0))
    if any(abs(a - b) > page.tolerance for a, b in zip(found, wanted, strict=True)):
        yield error(
            1,
            f"khổ giấy {shown(section.width or 0)} × {shown(section.height or 0)} mm",
            f"khổ A4 {shown(wanted[0])} × {shown(wanted[1])} mm",
            section.where,
        )


def margins(section: Section, page: Page) -> Iterator[Finding]:
    ways: list[Ranges] = [page.tolerated]
    if section.lies:
        ways += [{side: page.tolerated[from_] for side, from_ in way.items()} for way in TURNED]
    wrong = min((outside(section, ranges, page.tolerance) for ranges in ways), key=len)
    for side in wrong:
        found = section.margins.get(side)
        yield error(
            1,
            f"lề {SIDES[side]} {'không khai' if found is None else f'{shown(found)} mm'}",
            f"lề {SIDES[side]} {ranged(page.tolerated[side])} mm",
            section.where,
        )


def outside(section: Section, ranges: Ranges, tolerance: float) -> list[str]:
    """The sides whose margin is not in its range."""
    return [
        side
        for side, (least, most) in ranges.items()
        if not least - tolerance <= section.margins.get(side, -1.0) <= most + tolerance
    ]


def shown(length: float) -> str:
    """35.04 → "35", 31.75 → "31,8"."""
    return f"{length:.1f}".removesuffix(".0").replace(".", ",")


def ranged(range_: tuple[float, float]) -> str:
    least, most = (shown(end) for end in range_)
    return least if least == most else f"{least}–{most}"
