"""The head of an official paper: who issues it, number and date, title, whom it addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from danvan.papers.blocks import Paper
from danvan.papers.docx_form import keep_rows_whole, low_line, no_cell_padding, rule
from danvan.papers.letterhead import Line, addressees, heading, letterhead
from danvan.papers.profile import Profile


def write_letterhead(document: Document, form: Profile, paper: Paper) -> None:
    """Issuing bodies left, the party or the country right; number, place and date; the title."""
    head = letterhead(paper, form)
    table = columns(document, head.columns, rows=2)
    for n, (lines, length) in enumerate(
        ((head.left, head.left_rule), (head.right, head.right_rule))
    ):
        _write_lines(table.cell(0, n), form, lines)
        if length:
            line = table.cell(0, n).add_paragraph(style="Letterhead")
            rule(line, length, head.columns[n])
    _write_lines(table.cell(1, 0), form, head.left_low)
    _write_lines(table.cell(1, 1), form, head.right_low)
    write_title(document, form, paper)
    write_addressees(document, form, paper)


def write_title(document: Document, form: Profile, paper: Paper) -> None:
    """The kind of paper and its abstract, with the rule under it; nothing for a letter."""
    title = heading(paper, form)
    for n, line in enumerate(title.lines):
        written = _written(document.add_paragraph(style=form.zones[line.zone].style), form, line)
        written.paragraph_format.space_before = Pt(0 if n else form.title["above"])
    end = document.add_paragraph(style="Letterhead")
    if title.rule:
        rule(end, title.rule, (form.page.lying() if paper.lies else form.page).text_width)
        end = document.add_paragraph(style="Letterhead")
    low_line(end)


def write_addressees(document: Document, form: Profile, paper: Paper) -> None:
    """ "Kính gửi:" and one body beside it, or several below."""
    left, lines = addressees(paper, form)
    line: Paragraph | None = None
    for n, text in enumerate(lines):
        line = document.add_paragraph(text, style=form.zones["addressee"].style)
        line.paragraph_format.space_before = Pt(0 if n else form.recipients["above"])
        line.paragraph_format.left_indent = Mm(left)
    if line is not None:
        line.paragraph_format.space_after = Pt(form.recipients["below"])


def columns(document: Document, widths: Sequence[float], rows: int) -> Table:
    """A table without lines or padding, its columns `widths` mm."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    no_cell_padding(table)
    for column, room in zip(table.columns, widths, strict=True):
        column.width = Mm(room)
        for cell in column.cells:
            cell.width = Mm(room)
            cell.paragraphs[0].style = "Letterhead"
    keep_rows_whole(table)
    return table


def _write_lines(cell: _Cell, form: Profile, lines: Iterable[Line]) -> None:
    for line in lines:
        _written(add_line(cell, form.zones[line.zone].style), form, line)


def add_line(cell: _Cell, style: str) -> Paragraph:
    """The cell's first line if it is still empty, else one more, in `style`."""
    line: Paragraph = cell.paragraphs[-1]
    if line.runs:
        line = cell.add_paragraph()
    line.style = style
    return line


def _written(paragraph: Paragraph, form: Profile, line: Line) -> Paragraph:
    """The line's words with its breaks; its size only where it is not the zone's own."""
    run = paragraph.add_run("\n".join(line.lines))
    if line.size != form.zones[line.zone].size:
        run.font.size = Pt(line.size)
    return paragraph
