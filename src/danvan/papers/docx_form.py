"""The blank sheet of a format profile: page, margins, styles, page number, notice, language."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from danvan.papers.blocks import Paper
from danvan.papers.printable import printable
from danvan.papers.profile import Profile, Zone

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def blank_document(form: Profile, paper: Paper) -> Document:
    """An empty document in the form's page and styles, titled and marked as `paper` asks.

    Its properties say which profile it was written in (category) and its kind (keywords).
    """
    document = docx.Document()
    _set_page(document, form, paper)
    _set_styles(document, form)
    _number_pages(document, form, paper.notice)
    about = document.core_properties
    about.title = printable(f"{paper.title} {paper.subtitle}".strip())[:255]
    about.author = printable(paper.issuer[-1] if paper.issuer else "")[:255]
    about.language, about.comments = form.language, ""
    about.category, about.keywords = form.mark, paper.kind
    for moment in about._element.xpath("./dcterms:created | ./dcterms:modified"):
        about._element.remove(moment)  # the template's year says nothing about this paper
    return document


def _set_page(document: Document, form: Profile, paper: Paper) -> None:
    section, page = document.sections[0], form.page.lying() if paper.lies else form.page
    section.orientation = WD_ORIENT.LANDSCAPE if paper.lies else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(page.number_from_edge)
    section.different_first_page_header_footer = True


def _set_styles(document: Document, form: Profile) -> None:
    body, size = form.body, form.zones["body"].size
    _style(document, "Normal", form, size)
    for zone in form.zones.values():
        _set_zone(document, form, zone)
    text = document.styles[form.zones["body"].style].paragraph_format
    text.space_before, text.first_line_indent = Pt(body["before"]), Mm(body["indent"])
    text.line_spacing = body["line"]
    for level, (bold, italic) in enumerate(
        ((True, False), (True, False), (True, True), (False, True)), 1
    ):
        heading = _style(document, f"Heading {level}", form, size)
        heading.font.bold, heading.font.italic = bold, italic
        heading.paragraph_format.first_line_indent = Mm(body["indent"])
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(body["before"] * 2)
    _set_small_styles(document, form)


def _set_zone(document: Document, form: Profile, zone: Zone) -> None:
    """The style that bears a zone's name: readers and the linter find the zone by it."""
    style = _style(document, zone.style, form, zone.size)
    style.font.bold, style.font.italic = zone.bold, zone.italic
    style.font.underline = zone.underline
    line = style.paragraph_format
    line.space_before, line.line_spacing = Pt(0), 1.0
    line.alignment = _ALIGN[zone.align]


def _set_small_styles(document: Document, form: Profile) -> None:
    body, size = form.body, form.zones["body"].size
    quote = _style(document, "Quote", form, size)
    quote.font.italic = True
    quote.paragraph_format.alignment = _ALIGN["justify"]
    quote.paragraph_format.left_indent = Mm(body["indent"])
    _style(document, "Note", form, body["note"])
    caption = _style(document, "Caption", form, size)
    caption.font.bold = True
    caption.paragraph_format.keep_with_next = True
    evidence = _style(document, "Evidence", form, body["evidence"])
    evidence.paragraph_format.left_indent = Mm(body["indent"])
    evidence.paragraph_format.space_before = Pt(0)
    for name, points in (("Table Text", body["table"]), ("Table Head", body["table"])):
        _style(document, name, form, points).paragraph_format.space_before = Pt(0)
    document.styles["Table Head"].font.bold = True
    document.styles["Table Head"].paragraph_format.alignment = _ALIGN["center"]
    for name in ("Letterhead", "Picture", "Header", "Footer"):
        plain = _style(document, name, form, size).paragraph_format
        plain.space_before, plain.line_spacing = Pt(0), 1.0
        plain.alignment = _ALIGN["center"]


def _style(document: Document, name: str, form: Profile, size: float) -> Any:
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style: Any = styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.name = form.font
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.lower().endswith("theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), form.font)
    _set_language(style.element.rPr, form.language)
    line = style.paragraph_format
    line.space_before, line.space_after = Pt(form.body["before"]), Pt(0)
    line.line_spacing_rule, line.line_spacing = WD_LINE_SPACING.MULTIPLE, form.body["line"]
    return style


def _set_language(letters: Any, language: str) -> None:
    for old in letters.findall(qn("w:lang")):
        letters.remove(old)
    spoken = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        spoken.set(qn(script), language)
    letters.append(spoken)


def _number_pages(document: Document, form: Profile, notice: str) -> None:
    """From page 2, centred in the top margin; the notice stands at the foot of every page."""
    section = document.sections[0]
    line = section.header.paragraphs[0]
    line.style = form.zones["page_number"].style
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)
    if notice:
        for foot in (section.first_page_footer, section.footer):
            mark = foot.paragraphs[0].add_run(printable(notice))
            mark.bold, mark.font.size = True, Pt(form.body["evidence"])


def rule(line: Paragraph, length: float, room: float) -> None:
    """Make `line` a rule of `length` mm, centred in `room` mm: a 2-point empty line, bordered."""
    shape = line.paragraph_format
    shape.space_before, shape.space_after = Pt(1), Pt(2)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    shape.first_line_indent = Mm(0)
    shape.left_indent = shape.right_indent = Mm(max(room - length, 0) / 2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def no_cell_padding(table: Table) -> None:
    """Cells as wide as their text: measured letterheads fit only so."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def keep_rows_whole(table: Table) -> None:
    """No row is torn over two pages."""
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_head(table: Table) -> None:
    """The head comes again on every page of a long table."""
    table._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def low_line(line: Paragraph) -> None:
    """Make the empty line that parts two tables as low as Word allows."""
    exactly(line, 6)


def exactly(line: Paragraph, points: float) -> None:
    """Give an empty line its exact height."""
    shape = line.paragraph_format
    shape.space_before = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)


def describe_last_picture(line: Paragraph, *, title: str, words: str) -> None:
    """Give the picture in `line` its alternative text."""
    picture = line._p.xpath(".//wp:docPr")[-1]
    picture.set("title", title)
    picture.set("descr", words)
