"""A document's sections: their sheet, their margins, and the headers they show."""

from __future__ import annotations

from dataclasses import dataclass, field

from danvan.papers.docx_styles import W, is_on, value_of
from danvan.papers.docx_tree import Element
from danvan.papers.lint.looks import number_of

MM = 25.4 / 1440  # of a twip
RELATED = (  # Word's name of a reference, and ISO's
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


@dataclass(frozen=True)
class Section:
    """Millimetres; `margins` by side ("top", "bottom", "left", "right"), None where not said.

    `headers` and `footers` lead from "default", "first" and "even" to the part that is shown, as
    inherited from the sections before. `first_differs`: its first page has its own.
    """

    number: int
    width: float | None
    height: float | None
    margins: dict[str, float]
    number_from_edge: float | None
    first_differs: bool
    headers: dict[str, str] = field(default_factory=dict)
    footers: dict[str, str] = field(default_factory=dict)

    @property
    def lies(self) -> bool:
        return (self.width or 0) > (self.height or 0)

    @property
    def text_width(self) -> float | None:
        if self.width is None or not {"left", "right"} <= self.margins.keys():
            return None
        return self.width - self.margins["left"] - self.margins["right"]

    @property
    def where(self) -> str:
        return f"phần {self.number}{' (trang ngang)' if self.lies else ''}"


def sections_of(root: Element) -> list[Section]:
    """The sections in order; each takes over the headers that it does not name itself."""
    found: list[Section] = []
    for properties in root.iter(W + "sectPr"):
        if properties.getparent() is not None and properties.getparent().tag != W + "sectPrChange":
            found.append(section_of(properties, found))
    return found


def section_of(properties: Element, before: list[Section]) -> Section:
    sheet, margin = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    return Section(
        number=len(before) + 1,
        width=None if sheet is None else millimetres(sheet, "w"),
        height=None if sheet is None else millimetres(sheet, "h"),
        margins=margins_of(margin) if margin is not None else {},
        number_from_edge=None if margin is None else millimetres(margin, "header"),
        first_differs=bool(is_on(value_of(properties, "titlePg"))),
        headers=(before[-1].headers if before else {}) | shown(properties, "header"),
        footers=(before[-1].footers if before else {}) | shown(properties, "footer"),
    )


def margins_of(margin: Element) -> dict[str, float]:
    sides = {name: millimetres(margin, name) for name in ("top", "bottom", "left", "right")}
    found = {name: width for name, width in sides.items() if width is not None}
    if "left" in found:
        found["left"] += millimetres(margin, "gutter") or 0.0
    return found


def shown(properties: Element, kind: str) -> dict[str, str]:
    return {
        reference.get(W + "type", "default"): next(filter(None, map(reference.get, RELATED)), "")
        for reference in properties.iterfind(f"{W}{kind}Reference")
    }


def millimetres(node: Element, name: str) -> float | None:
    twips = number_of(node.get(W + name))
    return None if twips is None else abs(twips) * MM
