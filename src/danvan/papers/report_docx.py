"""A paper as .docx in a format profile, with the structure that Word and screen readers use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from danvan.papers.blocks import (
    Bars,
    Block,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Table,
)
from danvan.papers.chart import png
from danvan.papers.docx_form import (
    blank_document,
    describe_last_picture,
    keep_rows_whole,
    low_line,
    repeat_head,
)
from danvan.papers.docx_letterhead import write_letterhead
from danvan.papers.docx_signature import write_signature
from danvan.papers.laid_out import laid_out
from danvan.papers.phrases import evidence_line, printed, quotation, running
from danvan.papers.printable import printable
from danvan.papers.profile import Profile


def write(paper: Paper, path: Path, form: Profile) -> None:
    """Write `paper` to `path` in the format `form`.

    Sentences are followed by a small line that names the first opinions behind them; where to find
    all of them is `Evidence.more`. Raises what the disk raises.
    """
    paper = laid_out(paper, form)
    document = blank_document(form, paper)
    sheet = _Sheet(document, form, paper)
    write_letterhead(document, form, paper)
    sheet.write_all(paper.blocks)
    write_signature(document, form, paper.signature, sheet.width)
    sheet.on_new_page = True
    sheet.write_all(paper.annexes)
    document.save(str(path))


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and block.wide


class _Sheet:
    """The document being written, and which way its current page lies."""

    def __init__(self, document: Document, form: Profile, paper: Paper) -> None:
        self.document = document
        self.form = form
        self.body = form.zones["body"].style
        self.all_lie = self.lies = paper.lies
        self.on_new_page = False
        self.style_ids: dict[str, str] = {}
        self.writers: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Sentence: self.sentence,
            Quote: self.quote,
            Table: self.table,
            Bars: self.bars,
        }

    @property
    def width(self) -> float:
        """Millimetres between the margins of the current page."""
        return (self.form.page.lying() if self.lies else self.form.page).text_width

    def write_all(self, blocks: Iterable[Block]) -> None:
        """Write the blocks, each heading on the page of what it names."""
        headings: list[Heading] = []
        for block in blocks:
            if isinstance(block, Heading):
                headings.append(block)
                continue
            self._turn(self.all_lie or _is_wide(block))
            for held in (*headings, block):
                self.writers[type(held)](held)
            headings.clear()
        for held in headings:
            self.heading(held)

    def _turn(self, wide: bool) -> None:  # noqa: FBT001 - a state, not a mode
        if wide == self.lies:
            return
        self.lies, self.on_new_page = wide, False
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        sides = (Mm(self.form.page.width), Mm(self.form.page.height))
        section.page_width, section.page_height = sides[::-1] if wide else sides
        section.different_first_page_header_footer = False

    def heading(self, block: Heading) -> None:
        self._add(block.shown(), f"Heading {block.level}")

    def paragraph(self, block: Paragraph) -> None:
        self._add(running(block), "Note" if block.style == "note" else self.body)

    def quote(self, block: Quote) -> None:
        self._add(quotation(block), "Quote")

    def sentence(self, block: Sentence) -> None:
        line = self._add("".join(block.parts()).strip(), self.body)
        line.paragraph_format.keep_with_next = True
        self._add(evidence_line(block, self.form.body["evidence_ids"]), "Evidence")

    def bars(self, block: Bars) -> None:
        width = round(self.width / 25.4 * 96)
        line = self._add("", "Picture")
        line.add_run().add_picture(BytesIO(png(block, width=width)), width=Mm(self.width))
        describe_last_picture(
            line, title=printable(block.title), words=printable(block.description())
        )

    def table(self, block: Table) -> None:
        if block.title or self.on_new_page:
            self._add(block.title, "Caption")
        widths = [Mm(self.width * share) for share in block.shares()]
        table = self.document.add_table(rows=0, cols=len(block.head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self._row(table, block.head, widths, "Table Head")
        for row in block.rows:
            self._row(table, row, widths, "Table Text")
        repeat_head(table)
        keep_rows_whole(table)
        low_line(self._add("", "Note"))

    def _row(self, table: Any, row: Iterable[Cell], widths: list[Mm], style: str) -> None:
        for cell, content, width in zip(table.add_row().cells, row, widths, strict=False):
            cell.width = width
            line = cell.paragraphs[0]
            line._p.style = self._style_id(style)
            line.add_run(printable(printed(content)))
            if isinstance(content, int | float):
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _style_id(self, name: str) -> str:
        """A style's id; looked up once, for python-docx goes through all styles each time."""
        if name not in self.style_ids:
            self.style_ids[name] = self.document.styles[name].style_id
        return self.style_ids[name]

    def _add(self, text: str, style: str) -> DocxParagraph:
        line = self.document.add_paragraph(printable(text))
        line._p.style = self._style_id(style)
        if self.on_new_page:
            line.paragraph_format.page_break_before, self.on_new_page = True, False
        return line
