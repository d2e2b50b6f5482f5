"""The head and the foot of an official paper: who issues it, its number and title, who signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from danvan.papers.blocks import Paper, Signature
from danvan.papers.docx_form import hide_padding, keep_rows_whole, no_cell_padding, rule
from danvan.papers.printable import printable
from danvan.papers.profile import Profile


def write_letterhead(document: Document, form: Profile, paper: Paper) -> None:
    """Issuing bodies left, the party or the country right; number, place and date; the title."""
    sizes = form.letterhead
    table = _columns(document, sizes["columns"], rows=2)
    _issuer(table.cell(0, 0), form, paper.issuer)
    right = table.cell(0, 1)
    for line in sizes["lines"]:
        _line(right, line["text"], line["size"], bold=True)
    rule(_line(right, "", 2), sizes["rule"], sizes["columns"][1])
    _line(table.cell(1, 0), paper.number, sizes["number"])
    _line(table.cell(1, 1), paper.place_date, sizes["place_date"], italic=True)
    _title(document, form, paper)


def _issuer(cell: _Cell, form: Profile, issuer: tuple[str, ...]) -> None:
    sizes = form.letterhead
    for superior in issuer[:-1]:
        _line(cell, superior, sizes["superior"])
    for body in issuer[-1:]:
        _line(cell, body, sizes["issuer"], bold=True)
    if sizes["under_issuer"]:
        _line(cell, sizes["under_issuer"], sizes["issuer"])
    if sizes["issuer_rule"]:
        rule(_line(cell, "", 2), sizes["issuer_rule"], sizes["columns"][0])


def _title(document: Document, form: Profile, paper: Paper) -> None:
    sizes = form.title
    kind = document.add_paragraph(style="Letterhead")
    kind.paragraph_format.space_before = Pt(18)
    _letters(kind, paper.title, sizes["kind"], bold=True)
    _letters(
        document.add_paragraph(style="Letterhead"), paper.subtitle, sizes["abstract"], bold=True
    )
    end = document.add_paragraph(style="Letterhead")
    if sizes["rule"]:
        rule(end, sizes["rule"], form.page.text_width)
    hide_padding(end)


def write_signature(document: Document, form: Profile, signature: Signature, width: float) -> None:
    """Recipients left, signer right, in one row that is never torn; `width` in millimetres."""
    if not (signature.office or signature.name or signature.recipients):
        return
    gap = document.add_paragraph(style="Letterhead")
    gap.paragraph_format.keep_with_next = True
    table = _columns(document, [width / 2, width / 2], rows=1)
    _recipients(table.cell(0, 0), form.signature, signature.recipients)
    right = table.cell(0, 1)
    for line in signature.office:
        _line(right, line, form.signature["office"], bold=True)
    name = _line(right, signature.name, form.signature["office"], bold=True)
    name.paragraph_format.space_before = Pt(form.signature["room_for_stamp"])
    for line in (line for cell in table.rows[0].cells for line in cell.paragraphs):
        line.paragraph_format.keep_with_next = True
    name.paragraph_format.keep_with_next = False


def _recipients(cell: _Cell, sizes: Mapping[str, Any], recipients: tuple[str, ...]) -> None:
    if not recipients:
        return
    heading = sizes["heading"]
    line = _line(
        cell, heading["text"], heading["size"], bold=heading["bold"], italic=heading["italic"]
    )
    line.runs[0].underline = heading["underline"]
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for n, recipient in enumerate(recipients, 1):
        end = "." if n == len(recipients) else ";"
        text = f"- {recipient.rstrip('.;')}{end}"
        _line(cell, text, sizes["recipients"]).alignment = WD_ALIGN_PARAGRAPH.LEFT


def _columns(document: Document, widths: list[float], rows: int) -> Table:
    """A table without lines or padding, its columns `widths` mm."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    no_cell_padding(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.paragraphs[0].style = "Letterhead"
    keep_rows_whole(table)
    return table


def _line(
    cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """The cell's first line if it is still empty, else one more."""
    line: Paragraph = cell.paragraphs[-1]
    if line.runs:
        line = cell.add_paragraph(style="Letterhead")
    _letters(line, text, size, bold=bold, italic=italic)
    return line


def _letters(
    line: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> None:
    run = line.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
