"""Checks 1 and 10: the sheet, its margins, and the number in the top margin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import Change, said, spoilt

FIELD = {qn("w:instrText"), qn("w:fldChar")}


def margin(side: str, width: float) -> Change:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(width))


@pytest.mark.parametrize(
    ("form", "side", "width"),
    [
        *(("party", "top", 20.4), ("party", "left", 29.6), ("party", "right", 15.4)),
        *(("state", "top", 25), ("state", "left", 35), ("state", "right", 20.4)),
    ],
)
def test_a_margin_in_its_range_or_half_a_millimetre_off_is_good(tmp_path, form, side, width):
    assert said(spoilt(tmp_path, form, margin(side, width)), 1) == []


@pytest.mark.parametrize(
    ("form", "side", "width", "words"),
    [
        ("party", "left", 31.75, "lề trái 31,8 mm"),
        ("party", "top", 19.3, "lề trên 19,3 mm"),
        ("state", "right", 21, "lề phải 21 mm"),
        ("state", "bottom", 26, "lề dưới 26 mm"),
    ],
)
def test_a_margin_outside_its_range_is_an_error_that_names_both(tmp_path, form, side, width, words):
    found = spoilt(tmp_path, form, margin(side, width))
    assert said(found, 1) == [words]
    assert "mm" in found.errors[0].wanted
    assert found.errors[0].place == "phần 1"


def test_the_gutter_counts_as_margin(tmp_path):
    def bind(document: Document) -> None:
        document.sections[0].left_margin, document.sections[0].gutter = Mm(20), Mm(10)

    assert said(spoilt(tmp_path, "party", bind), 1) == []


def test_another_sheet_is_an_error(tmp_path):
    def letter(document: Document) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(215.9), Mm(279.4)

    assert said(spoilt(tmp_path, "state", letter), 1) == ["khổ giấy 215,9 × 279,4 mm"]


def lying(*, top: float, right: float, bottom: float, left: float) -> Change:
    def change(document: Document) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.different_first_page_header_footer = False

    return change


@pytest.mark.parametrize(
    "margins",
    [
        {"top": 20, "right": 15, "bottom": 20, "left": 30},
        {"top": 30, "right": 20, "bottom": 15, "left": 20},
        {"top": 15, "right": 20, "bottom": 30, "left": 20},
    ],
)
def test_a_page_that_lies_keeps_its_margins_or_turns_them(tmp_path, margins):
    assert said(spoilt(tmp_path, "party", lying(**margins)), 1) == []


def test_a_page_that_lies_has_margins_all_the_same(tmp_path):
    found = spoilt(tmp_path, "party", lying(top=20, right=15, bottom=20, left=20))
    assert said(found, 1) == ["lề trái 20 mm"]
    assert found.errors[0].place == "phần 2 (trang ngang)"


# ---------------------------------------------------------------- page numbers


def numbers(document: Document, *, first: bool = False) -> list:
    section = document.sections[0]
    header = section.first_page_header if first else section.header
    return list(header.paragraphs)


def without_number(document: Document) -> None:
    for line in numbers(document):
        for node in [node for node in line._p.iter() if node.tag in FIELD]:
            node.getparent().remove(node)


def at_the_foot(document: Document) -> None:
    line = document.sections[0].footer.paragraphs[0]
    for run in list(numbers(document)[0]._p.iter(qn("w:r"))):
        line._p.append(run)


def on_the_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def at_the_right(document: Document) -> None:
    numbers(document)[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def in_the_first_header(document: Document) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    numbers(document, first=True)[0]._p.append(field)


def on_odd_pages_only(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = True


@pytest.mark.parametrize("form", ["party", "state"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_number, "không có số trang tự động"),
        (at_the_foot, "số trang ở chân trang"),
        (on_the_first_page, "trang đầu cũng có số trang"),
        (at_the_right, "số trang không ở giữa"),
        (in_the_first_header, "trang đầu có số trang riêng"),
        (on_odd_pages_only, "trang chẵn không có số trang"),
    ],
)
def test_the_number_stands_in_the_middle_of_the_top_from_page_two(tmp_path, form, change, words):
    def long(document: Document) -> None:
        document.add_paragraph("Nội dung. " * 500, style=document.paragraphs[-1].style)
        change(document)

    assert said(spoilt(tmp_path, form, long), 10) == [words]


def test_a_number_cut_over_two_codes_is_a_number(tmp_path):
    def cut(document: Document) -> None:
        code = next(numbers(document)[0]._p.iter(qn("w:instrText")))
        code.text = " PA"
        rest = OxmlElement("w:instrText")
        rest.text = "GE \\* MERGEFORMAT "
        code.addnext(rest)

    assert said(spoilt(tmp_path, "party", cut), 10) == []


def test_a_number_centred_by_a_tab_is_centred(tmp_path):
    def tab(document: Document) -> None:
        line = numbers(document)[0]
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.runs[0]._r.insert(0, OxmlElement("w:tab"))

    assert said(spoilt(tmp_path, "party", tab), 10) == []


def test_the_count_of_all_pages_is_no_page_number(tmp_path):
    def count(document: Document) -> None:
        next(numbers(document)[0]._p.iter(qn("w:instrText"))).text = "NUMPAGES"

    found = spoilt(tmp_path, "party", count)
    assert said(found, 10) + said(found, 10, "warning") == ["không có số trang (văn bản một trang)"]
