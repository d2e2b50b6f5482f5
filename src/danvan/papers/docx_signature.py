"""The foot of an official paper: who receives it and who signs, on the page of its last words."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from danvan.papers.blocks import Signature
from danvan.papers.docx_form import exactly
from danvan.papers.docx_letterhead import add_line, columns
from danvan.papers.letterhead import fitted
from danvan.papers.phrases import listed
from danvan.papers.printable import printable
from danvan.papers.profile import Profile


def write_signature(document: Document, form: Profile, signature: Signature, width: float) -> None:
    """Recipients or the second signer left, signer right; `width` in millimetres.

    All stands in one row that is never torn, and the last words of the text stay with it.
    """
    if not (signature.office or signature.name or signature.recipients):
        return
    _keep_with_next(document)
    gap = document.add_paragraph(style="Letterhead")
    gap.paragraph_format.keep_with_next = True
    half = width / 2
    table = columns(document, (half, half), rows=1)
    left, right = table.rows[0].cells
    if signature.beside:
        _signer(left, form, signature.beside, signature.beside_name, half)
    _signer(right, form, signature.office, signature.name, half)
    _recipients(left, form, signature.recipients)
    for line in (line for cell in table.rows[0].cells for line in cell.paragraphs):
        line.paragraph_format.keep_with_next = True
    right.paragraphs[-1].paragraph_format.keep_with_next = False


def _signer(cell: _Cell, form: Profile, office: Sequence[str], name: str, room: float) -> None:
    for title in office:
        line = fitted("office", title, form, room)
        run = add_line(cell, form.zones["office"].style).add_run("\n".join(line.lines))
        if line.size != form.zones["office"].size:
            run.font.size = Pt(line.size)
    exactly(cell.add_paragraph(style=form.zones["signature"].style), form.signing["room_for_stamp"])
    words = fitted("name", name, form, room)
    cell.add_paragraph("\n".join(words.lines), style=form.zones["name"].style)


def _recipients(cell: _Cell, form: Profile, recipients: Sequence[str]) -> None:
    if not recipients:
        return
    zone = form.zones["recipients_heading"]
    add_line(cell, zone.style).add_run(zone.text)
    for line in listed(recipients, form):
        cell.add_paragraph(printable(line), style=form.zones["recipients"].style)


def _keep_with_next(document: Document) -> None:
    """The signature never stands alone on a page: what ends the text goes with it."""
    last = document.element.body.xpath("./*[self::w:p or self::w:tbl][last()]")
    for element in last:
        lines = element.xpath("self::w:p | self::w:tbl/w:tr[last()]//w:p")
        for line in lines:
            Paragraph(line, document).paragraph_format.keep_with_next = True
