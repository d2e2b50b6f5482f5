"""A paper as .docx in a format profile, with the structure that Word and screen readers use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
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
    spelled,
)
from danvan.papers.chart import png
from danvan.papers.docx_form import (
    blank_document,
    describe_last_picture,
    hide_padding,
    keep_rows_whole,
    repeat_head,
)
from danvan.papers.docx_letterhead import write_letterhead, write_signature
from danvan.papers.printable import printable
from danvan.papers.profile import Profile


def write(paper: Paper, path: Path, form: Profile) -> None:
    """Write `paper` to `path` in the format `form`.

    Sentences are followed by a small line that names the first opinions behind them; where to find
    all of them is `Evidence.more`. Raises what the disk raises.
    """
    document = blank_document(form, paper)
    sheet = _Sheet(document, form)
    write_letterhead(document, form, paper)
    sheet.write_all(paper.blocks)
    _keep_with_signature(document)
    write_signature(document, form, paper.signature, sheet.width)
    for n, block in enumerate(paper.annexes):
        if n == 0 and not _is_wide(block):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        sheet.write(block)
    document.save(str(path))


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and block.wide


class _Sheet:
    """The document being written, and which way its current page lies."""

    def __init__(self, document: Document, form: Profile) -> None:
        self.document = document
        self.form = form
        self.lies = False
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
        page = self.form.page
        return page.height - page.left - page.right if self.lies else page.text_width

    def write_all(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.write(block)

    def write(self, block: Block) -> None:
        self._turn(_is_wide(block))
        self.writers[type(block)](block)

    def _turn(self, wide: bool) -> None:  # noqa: FBT001 - a state, not a mode
        if wide == self.lies:
            return
        self.lies = wide
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        sides = (Mm(self.form.page.width), Mm(self.form.page.height))
        section.page_width, section.page_height = sides[::-1] if wide else sides
        section.different_first_page_header_footer = False

    def heading(self, block: Heading) -> None:
        self._add(block.text, f"Heading {block.level}")

    def paragraph(self, block: Paragraph) -> None:
        styles = {"body": "Body Text", "note": "Note", "item": "Body Text"}
        text = f"- {block.text}" if block.style == "item" else block.text
        self._add(text, styles[block.style])

    def quote(self, block: Quote) -> None:
        self._add(f"“{block.text}”" + (f" ({block.source})" if block.source else ""), "Quote")

    def sentence(self, block: Sentence) -> None:
        line = self._add("".join(block.parts()).strip(), "Body Text")
        line.paragraph_format.keep_with_next = True
        self._add(self._evidence_line(block), "Evidence")

    def _evidence_line(self, block: Sentence) -> str:
        evidence = block.evidence
        named = [item.id for item in evidence.shown[: self.form.body["evidence_ids"]]]
        rest = evidence.total - len(named)
        text = f"Dẫn chứng {block.id}: {', '.join(named)}" if named else f"Dẫn chứng {block.id}"
        text += f" và {spelled(rest)} ý kiến khác." if named and rest > 0 else "."
        return f"{text} {evidence.more}".rstrip()

    def bars(self, block: Bars) -> None:
        width = round(self.width / 25.4 * 96)
        line = self._add("", "Picture")
        line.add_run().add_picture(BytesIO(png(block, width=width)), width=Mm(self.width))
        describe_last_picture(
            line, title=printable(block.title), words=printable(block.description())
        )

    def table(self, block: Table) -> None:
        if block.title:
            self._add(block.title, "Caption")
        widths = [Mm(self.width * share) for share in block.shares()]
        table = self.document.add_table(rows=0, cols=len(block.head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in (block.head, *block.rows):
            self._row(table, row, widths)
        for run in (run for cell in table.rows[0].cells for run in cell.paragraphs[0].runs):
            run.bold = True
        repeat_head(table)
        keep_rows_whole(table)
        hide_padding(self._add("", "Note"))

    def _row(self, table: Any, row: Iterable[Cell], widths: list[Mm]) -> None:
        for cell, content, width in zip(table.add_row().cells, row, widths, strict=False):
            cell.width = width
            line = cell.paragraphs[0]
            line.style = "Table Text"
            line.add_run(_printed(content))
            if isinstance(content, int | float):
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _add(self, text: str, style: str) -> DocxParagraph:
        return self.document.add_paragraph(printable(text), style=style)


def _printed(content: Cell) -> str:
    if content is None:
        return ""
    return printable(content) if isinstance(content, str) else spelled(content)


def _keep_with_signature(document: Document) -> None:
    """The signature never stands alone on a page: what ends the text goes with it."""
    last = document.element.body.xpath("./*[self::w:p or self::w:tbl][last()]")
    for element in last:
        lines = element.xpath("self::w:p | self::w:tbl/w:tr[last()]//w:p")
        for line in lines:
            DocxParagraph(line, document).paragraph_format.keep_with_next = True
