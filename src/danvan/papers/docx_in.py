"""Word documents as paragraphs and tables in reading order; what the author withdrew stays out.

Read straight from the XML: python-docx loses tracked insertions, and others leak tracked deletions.
Inserted text (w:ins) is kept, deleted and moved-away text (w:del, w:moveFrom) is left out, headers,
footers and comments are not the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from danvan.papers.archive import content_of
from danvan.papers.docx_styles import Styles, W, value_of
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.letters import Letters, PlainLetters

MAX_XML = 200 << 20  # bytes of the document's own part
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WITHDRAWN = {W + "del", W + "moveFrom", COMPATIBLE + "Fallback"}
BOX = W + "txbxContent"
SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
MAX_CELLS_ACROSS = 500

Element: TypeAlias = etree._Element


@dataclass(frozen=True)
class Paragraph:
    """`place` counts the document's paragraphs from 1, those in tables too. `number` is Word's own
    numbering as shown ("1.", "a)", "•"), `style` the style's name, `font` that of most letters."""

    place: int
    text: str
    style: str = ""
    number: str = ""
    bold: bool = False
    centred: bool = False
    font: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, every row equally long; merged cells as in a worksheet."""

    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Document:
    blocks: tuple[Paragraph | Grid, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in order, tables flattened."""
        flat: list[Paragraph] = []
        for block in self.blocks:
            flat.extend([block] if isinstance(block, Paragraph) else block.paragraphs)
        return tuple(flat)

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def read_docx(path: Path, letters: Letters | None = None) -> Document:
    """Raises Unreadable: no Word document, cut off, locked, swollen or with hostile XML."""
    root = xml_of(path, "word/document.xml")
    if root is None:
        raise Unreadable(path.name, f"tệp Word {SHORT_OF}", AGAIN)
    styles = Styles.of(xml_of(path, "word/styles.xml"), xml_of(path, "word/numbering.xml"))
    return Document(tuple(Reader(styles, letters or PlainLetters()).blocks(root)))


def xml_of(path: Path, name: str) -> Element | None:
    content = content_of(path, name)
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        if len(content) > MAX_XML:
            raise Unreadable(path.name, "tài liệu quá dài", "hãy chia nhỏ tệp")
        root: Element = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(path.name, f"tệp Word {SHORT_OF}", AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(path.name, "tệp Word chứa khai báo lạ", "hãy lưu lại bằng Word")
    return root


@dataclass
class Reader:
    """Walks a document once, counting paragraphs and Word's own list numbers as it goes."""

    styles: Styles
    letters: Letters
    place: int = 0

    def blocks(self, parent: Element) -> Iterator[Paragraph | Grid]:
        for child in parent:
            if child.tag == W + "p":
                yield from self.paragraphs(child)
            elif child.tag == W + "tbl":
                yield self.grid(child)
            elif child.tag not in WITHDRAWN and isinstance(child.tag, str):
                yield from self.blocks(child)

    def paragraphs(self, node: Element) -> Iterator[Paragraph]:
        """The paragraph, then those of text boxes that hang on it."""
        self.place += 1
        yield self.paragraph(node, self.place)
        for box in boxes_of(node):
            for block in self.blocks(box):
                yield from [block] if isinstance(block, Paragraph) else block.paragraphs

    def paragraph(self, node: Element, place: int) -> Paragraph:
        style = value_of(node, "pPr/pStyle") or self.styles.default
        runs = [(run, text) for run in runs_of(node) if (text := run_text(run))]
        fonts = [self.styles.font(run, style) for run, _ in runs]
        text = "".join(
            self.letters.from_run(text, font) for (_, text), font in zip(runs, fonts, strict=True)
        )
        inked = [run for run, text in runs if text.strip()]
        return Paragraph(
            place=place,
            text=text.strip(),
            style=self.styles.name(style),
            number=self.styles.next_number(node, style) if text.strip() else "",
            bold=bool(inked) and all(self.styles.is_bold(run, style) for run in inked),
            centred=self.styles.is_centred(node, style),
            font=max(fonts, key=fonts.count, default=""),
        )

    def grid(self, table: Element) -> Grid:
        flat: list[Paragraph] = []
        rows: list[list[str]] = []
        for row in rows_of(table):
            above = rows[-1] if rows else []
            rows.append(self.row(row, above, flat))
        width = max(map(len, rows), default=0)
        even = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        return Grid(even, tuple(flat))

    def row(self, row: Element, above: list[str], flat: list[Paragraph]) -> list[str]:
        cells: list[str] = []
        for cell in cells_of(row):
            inside = [
                paragraph
                for block in self.blocks(cell)
                for paragraph in ([block] if isinstance(block, Paragraph) else block.paragraphs)
            ]
            flat.extend(inside)
            text = "\n".join(p.text for p in inside if p.text)
            if is_continued(cell) and not text and len(cells) < len(above):
                held = above[len(cells)]
                text = "" if held.replace(".", "").isdigit() else held
            span = int_of(value_of(cell, "tcPr/gridSpan"), 1)
            cells.extend([text, *[""] * (min(span, MAX_CELLS_ACROSS) - 1)])
            if len(cells) >= MAX_CELLS_ACROSS:
                break
        return cells


def inside(node: Element, tag: str) -> Iterator[Element]:
    """Children of a name, also those wrapped in content controls or tracked insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml"):
            yield from inside(child, tag)


def rows_of(table: Element) -> Iterator[Element]:
    for row in inside(table, W + "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    yield from inside(row, W + "tc")


def is_continued(cell: Element) -> bool:
    """Whether a vertically merged cell goes on from the row above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def runs_of(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == W + "r":
            yield child
        elif child.tag not in WITHDRAWN and child.tag != BOX and isinstance(child.tag, str):
            yield from runs_of(child)


def run_text(run: Element) -> str:
    parts = []
    for child in run:
        if child.tag == W + "t":
            parts.append(child.text or "")
        elif child.tag in SIGNS:
            parts.append(SIGNS[child.tag])
    return "".join(parts)


def boxes_of(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == BOX:
            yield child
        elif child.tag not in WITHDRAWN and isinstance(child.tag, str):
            yield from boxes_of(child)


def int_of(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
