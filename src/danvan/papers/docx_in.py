"""Word documents as paragraphs and tables in reading order; what the author withdrew stays out.

Read straight from the XML: python-docx loses tracked insertions, and others leak tracked deletions.
Inserted text (w:ins) is kept, deleted and moved-away text (w:del, w:moveFrom) is left out. Headers,
footers and comments stand apart from the text; a footnote belongs to the paragraph that refers to
it. Macros and embedded files are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from danvan.papers.docx_comments import MARKS, Anchors, Comment
from danvan.papers.docx_pages import Pages, pages_stated
from danvan.papers.docx_styles import Styles, W, value_of
from danvan.papers.docx_tree import (
    RUN,
    WITHDRAWN,
    Element,
    boxes_of,
    cells_of,
    int_of,
    is_continued,
    pieces_of,
    roots_of,
    rows_of,
    run_text,
    runs_of,
    xml_of,
)
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.letters import Letters, PlainLetters

NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    W + "altChunk",
)
MAX_CELLS_ACROSS = 500
PARTS = "document styles numbering header footer comments footnotes endnotes".split()


@dataclass(frozen=True)
class Paragraph:
    """`place` counts the document's paragraphs from 1, those in tables too. `number` is Word's own
    numbering as shown ("1.", "a)", "•"), `style` the style's name, `font` that of most letters,
    `page` the one where it begins, `notes` the footnotes and endnotes that it refers to."""

    place: int
    text: str
    style: str = ""
    number: str = ""
    bold: bool = False
    centred: bool = False
    font: str = ""
    page: int = 1
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The text, then its notes, each on a line of its own."""
        return "\n".join(part for part in (self.text, *self.notes) if part)


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, every row equally long; merged cells as in a worksheet. `pages`: of
    each row, where it begins."""

    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Document:
    """`header` and `footer`: the lines of all of them. `pages`: how many there are, None where the
    file does not tell; then the page of a paragraph means nothing. `pictures`: images and embedded
    documents in the text, whose letters are not read."""

    blocks: tuple[Paragraph | Grid, ...]
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    pages: int | None = None
    pictures: int = 0

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
    parts = {name: list(roots_of(path, name)) for name in PARTS}
    if not parts["document"]:
        raise Unreadable(path.name, f"tệp Word {SHORT_OF}", AGAIN)
    root = parts["document"][0]
    styles = Styles.of(*(next(iter(parts[name]), None) for name in ("styles", "numbering")))
    letters = letters or PlainLetters()
    reader = Reader(styles, letters, Pages.of(root))
    for kind in NOTES.values():
        reader.notes |= notes_of(parts[f"{kind}s"], kind, styles, letters)
    blocks = tuple(reader.blocks(root))
    return Document(
        blocks,
        header=lines_of(parts["header"], styles, letters),
        footer=lines_of(parts["footer"], styles, letters),
        comments=tuple(
            reader.anchors.comment(node, "\n".join(lines_of([node], styles, letters)))
            for part in parts["comments"]
            for node in part.iterfind(W + "comment")
        ),
        pages=reader.pages.told(pages_stated(xml_of(path, "docProps/app.xml"))),
        pictures=sum(1 for _ in root.iter(*PICTURES)),
    )


def lines_of(parts: list[Element], styles: Styles, letters: Letters) -> tuple[str, ...]:
    """The text of parts that stand outside the document's own."""
    reader = Reader(styles, letters)
    flat = Document(tuple(block for part in parts for block in reader.blocks(part))).paragraphs
    return tuple(paragraph.text for paragraph in flat if paragraph.text)


def notes_of(
    parts: list[Element], kind: str, styles: Styles, letters: Letters
) -> dict[tuple[str, str], str]:
    """Footnotes or endnotes by their kind and number."""
    return {
        (kind, node.get(W + "id", "")): "\n".join(lines_of([node], styles, letters))
        for part in parts
        for node in part.iterfind(W + kind)
    }


@dataclass(frozen=True)
class Written:
    """A run of a paragraph: its letters, readable, and the font that they are set in."""

    node: Element
    text: str
    font: str


@dataclass
class Reader:
    """Walks a document once, counting paragraphs and Word's own list numbers as it goes."""

    styles: Styles
    letters: Letters
    pages: Pages = field(default_factory=Pages)
    anchors: Anchors = field(default_factory=Anchors)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    place: int = 0

    def blocks(self, parent: Element) -> Iterator[Paragraph | Grid]:
        for child in parent:
            if child.tag == W + "p":
                yield from self.paragraphs(child)
            elif child.tag == W + "tbl":
                yield self.grid(child)
            elif child.tag in MARKS:
                self.anchors.meet(child, self.place + 1, self.pages.spot.page)
            elif child.tag not in WITHDRAWN and isinstance(child.tag, str):
                yield from self.blocks(child)

    def paragraphs(self, node: Element) -> Iterator[Paragraph]:
        """The paragraph, then those of text boxes that hang on it."""
        self.place += 1
        yield self.paragraph(node, self.place)
        spot = self.pages.spot
        for box in boxes_of(node):
            for block in self.blocks(box):
                yield from [block] if isinstance(block, Paragraph) else block.paragraphs
        self.pages.spot = spot

    def paragraph(self, node: Element, place: int) -> Paragraph:
        style = value_of(node, "pPr/pStyle") or self.styles.default
        on_new_page = self.styles.is_on_new_page(node, style)
        page = self.pages.paragraph(node, on_new_page=on_new_page)
        runs: list[Written] = []
        for step in pieces_of(node):
            if step.tag == RUN:
                runs.extend(self.written(step, style))
            else:
                self.anchors.meet(step, place, page)
        self.anchors.say("\n")
        text = "".join(run.text for run in runs).strip()
        inked = [run.node for run in runs if run.text.strip()]
        fonts = [run.font for run in runs]
        return Paragraph(
            place=place,
            text=text,
            style=self.styles.name(style),
            number=self.styles.next_number(node, style) if text else "",
            bold=bool(inked) and all(self.styles.is_bold(run, style) for run in inked),
            centred=self.styles.is_centred(node, style),
            font=max(fonts, key=fonts.count, default=""),
            page=page,
            notes=tuple(self.noted(node)),
        )

    def written(self, run: Element, style: str) -> Iterator[Written]:
        if text := run_text(run):
            font = self.styles.font(run, style)
            text = self.letters.from_run(text, font)
            self.anchors.say(text)
            yield Written(run, text, font)

    def noted(self, node: Element) -> Iterator[str]:
        """The notes that a paragraph's runs refer to."""
        for run in runs_of(node) if self.notes else ():
            for child in run:
                key = (NOTES.get(child.tag, ""), child.get(W + "id", ""))
                if text := self.notes.get(key):
                    yield text

    def grid(self, table: Element) -> Grid:
        flat: list[Paragraph] = []
        rows: list[list[str]] = []
        pages: list[int] = []
        for row in rows_of(table):
            above = rows[-1] if rows else []
            pages.append(self.pages.spot.page)
            first = len(flat)
            rows.append(self.row(row, above, flat))
            pages[-1] = min((p.page for p in flat[first:] if p.text), default=pages[-1])
        width = max(map(len, rows), default=0)
        even = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        return Grid(even, tuple(flat), tuple(pages))

    def row(self, row: Element, above: list[str], flat: list[Paragraph]) -> list[str]:
        cells: list[str] = []
        start, ends = self.pages.spot, []
        for cell in cells_of(row):
            self.pages.spot = start
            text = self.cell(cell, flat)
            ends.append(self.pages.spot)
            if is_continued(cell) and not text and len(cells) < len(above):
                held = above[len(cells)]
                text = "" if held.replace(".", "").isdigit() else held
            span = int_of(value_of(cell, "tcPr/gridSpan"), 1)
            cells.extend([text, *[""] * (min(span, MAX_CELLS_ACROSS) - 1)])
            if len(cells) >= MAX_CELLS_ACROSS:
                break
        self.pages.furthest(ends)
        return cells

    def cell(self, cell: Element, flat: list[Paragraph]) -> str:
        inside = Document(tuple(self.blocks(cell))).paragraphs
        flat.extend(inside)
        return "\n".join(paragraph.whole for paragraph in inside if paragraph.whole)
