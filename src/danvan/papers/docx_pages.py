"""The page on which each paragraph of a Word document begins, by the breaks in its text.

Word marks where every page began when it last showed the document; authors set breaks of their
own, which Word marks once more. Other programs leave no marks: then a document tells its pages only
where its own count agrees, or where too little stands between its breaks to have overflowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from lxml import etree

from danvan.papers.docx_styles import W, value_of

SHOWN = W + "lastRenderedPageBreak"
BREAK = W + "br"
TEXT = {W + "t", W + "delText"}
DRAWN = {W + "drawing", W + "pict", W + "object"}
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ASIDE = {W + "txbxContent", COMPATIBLE + "Fallback"}
FULL = 2_500  # letters that a page of any office paper holds
PICTURE = 800  # letters that a drawing takes, about
LINE = 80  # letters that a paragraph takes at least
EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"

Element: TypeAlias = etree._Element


@dataclass(frozen=True)
class Spot:
    """How far the text has come: `load` letters stand on the page. `awaited`: it was begun by a
    break of the author's, which Word's own mark may follow."""

    page: int = 1
    load: int = 0
    awaited: bool = False


@dataclass
class Pages:
    """Counts pages as the text goes by. `sections`: how each section after the first begins."""

    sections: Sequence[str] = ()
    spot: Spot = field(default_factory=Spot)
    shown: bool = False
    broken: bool = False
    crowded: bool = False
    ended: int = 0

    @classmethod
    def of(cls, root: Element) -> Pages:
        ends = [*root.iterfind(f".//{W}p/{W}pPr/{W}sectPr"), *root.iterfind(f"{W}body/{W}sectPr")]
        return cls([value_of(end, "type") or "nextPage" for end in ends[1:]])

    def paragraph(self, node: Element, *, on_new_page: bool) -> int:
        """The page on which a paragraph begins."""
        if on_new_page and self.spot.load:
            self.turn()
        begins = 0
        for step in steps_of(node):
            if step.tag == SHOWN:
                self.mark()
            elif step.tag == BREAK:
                self.turn()
            else:
                begins = begins or self.spot.page
                size = PICTURE if step.tag in DRAWN else len(step.text or "")
                self.spot = Spot(self.spot.page, self.spot.load + size)
        begins = begins or self.spot.page
        self.spot = replace(self.spot, load=self.spot.load and self.spot.load + LINE)
        self.crowded = self.crowded or self.spot.load > FULL
        if node.find(f"{W}pPr/{W}sectPr") is not None:
            self.end_section()
        return begins

    def turn(self, to: int = 0) -> None:
        """A break that the author set."""
        self.broken = True
        self.spot = Spot(to or self.spot.page + 1, awaited=True)

    def mark(self) -> None:
        """Word's mark that a page began here: of a break just met, or of a page that was full."""
        self.shown = True
        if self.spot.awaited:
            self.spot = replace(self.spot, awaited=False)
        else:
            self.spot = Spot(self.spot.page + 1)

    def end_section(self) -> None:
        kind = self.sections[self.ended] if self.ended < len(self.sections) else ""
        self.ended += 1
        following = self.spot.page + 1
        if kind == "nextPage":
            self.turn()
        elif kind in ("oddPage", "evenPage"):
            self.turn(following + ((following % 2 == 1) != (kind == "oddPage")))

    def furthest(self, spots: Sequence[Spot]) -> None:
        """Where a row of cells ends that stand side by side."""
        if spots:
            self.spot = max(spots, key=lambda spot: (spot.page, spot.load))

    def told(self, stated: int | None) -> int | None:
        """How many pages there are; None where the text does not tell or is contradicted."""
        likely = self.broken and stated is None and not self.crowded
        return self.spot.page if self.shown or stated == self.spot.page or likely else None


def steps_of(node: Element) -> Iterator[Element]:
    """Page breaks, and what leaves a trace on paper, in order; withdrawn text was shown, too."""
    for child in node:
        if child.tag in ASIDE or not isinstance(child.tag, str):
            continue
        if child.tag == BREAK:
            if child.get(W + "type") == "page":
                yield child
        elif child.tag == SHOWN or child.tag in DRAWN:
            yield child
        elif child.tag in TEXT:
            if (child.text or "").strip():
                yield child
        else:
            yield from steps_of(child)


def pages_stated(properties: Element | None) -> int | None:
    """The count of pages that the program which saved the file gave it.

    A file with pages and not one word was never counted: its maker copied an empty one.
    """
    if properties is None:
        return None
    pages, words = (properties.findtext(EXTENDED + name, "") for name in ("Pages", "Words"))
    counted = pages.isdecimal() and words.isdecimal() and int(words[:9]) > 0
    return int(pages[:9]) if counted else None
