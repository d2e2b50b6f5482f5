"""A paper in .docx keeps the form its profile asks for, and every sentence of its text."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

sys.path.insert(0, str(Path(__file__).parent))
from report_sample import BARS, paper, sentence

from danvan.papers import report_docx
from danvan.papers.blocks import Heading, Paragraph, Signature
from danvan.papers.profile import profile


@pytest.fixture(scope="module", params=["party", "state"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def written(form: str, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp(form) / "report.docx"
    report_docx.write(paper(), path, profile(form))
    return docx.Document(str(path))


def test_the_page_is_a4_with_the_margins_of_the_profile(written: Document, form: str) -> None:
    page, section = profile(form).page, written.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(side.mm, 1) for side in sides if side] == [210, 297, page.top, page.bottom]
    assert 20 <= page.top <= 25
    assert 20 <= page.bottom <= 25
    assert 30 <= round(section.left_margin.mm, 1) <= 35
    assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_every_sentence_is_there_with_its_counts_and_the_names_of_its_opinions(
    written: Document,
) -> None:
    lines = [line.text for line in written.paragraphs]
    for n in (1, 2, 3):
        at = lines.index(sentence(n).text)
        assert "(12/40 ý kiến; 30 %)" in lines[at]
        assert lines[at + 1].startswith(f"Dẫn chứng S{n}: A-{n}00.1, A-{n}01.1, A-{n}02.1")
        assert "9 ý kiến khác" in lines[at + 1]
        assert "Còn ở phụ lục." in lines[at + 1]


def test_a_sentence_and_its_evidence_stay_on_one_page(written: Document) -> None:
    line = next(line for line in written.paragraphs if line.text == sentence(1).text)
    assert line.paragraph_format.keep_with_next


def test_counts_that_the_sentence_lacks_are_written_after_it(written: Document) -> None:
    assert any(line.text.endswith("(1/40 ý kiến)") for line in written.paragraphs)


def test_the_letterhead_names_issuer_left_and_party_or_country_right(
    written: Document, form: str
) -> None:
    left, right = (cell.text for cell in written.tables[0].rows[0].cells)
    assert left.startswith("TỈNH ỦY BẮC GIANG\nBAN DÂN VẬN")
    country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert right.strip() == {"party": "ĐẢNG CỘNG SẢN VIỆT NAM", "state": country}[form]
    assert [cell.text for cell in written.tables[0].rows[1].cells] == [
        "Số 12-BC/BDVTU",
        "Bắc Giang, ngày 05 tháng 02 năm 2026",
    ]


def test_every_style_speaks_vietnamese_in_one_typeface(written: Document) -> None:
    used = {line.style.name for line in written.paragraphs if line.style}
    for name in used:
        letters = written.styles[name].element.rPr
        fonts = {
            letters.rFonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")
        }
        assert fonts == {"Times New Roman"}
        assert not [key for key in letters.rFonts.attrib if key.endswith("Theme")]
        assert letters.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_pages_are_numbered_from_the_second(written: Document) -> None:
    first, last = written.sections[0], written.sections[-1]
    assert first.different_first_page_header_footer
    assert not last.different_first_page_header_footer
    assert "PAGE" in first.header.paragraphs[0]._p.xml
    assert "PAGE" not in first.first_page_header.paragraphs[0]._p.xml


def test_the_notice_stands_on_every_page(written: Document) -> None:
    section = written.sections[0]
    assert section.footer.paragraphs[0].text == "VĂN BẢN TRÌNH DIỄN"
    assert section.first_page_footer.paragraphs[0].text == "VĂN BẢN TRÌNH DIỄN"
    assert written.sections[-1].footer.is_linked_to_previous


def test_the_signature_stays_with_the_last_paragraph(written: Document) -> None:
    last = next(line for line in written.paragraphs if line.text == "Ban xin báo cáo.")
    assert last.paragraph_format.keep_with_next
    table = next(table for table in written.tables if "Lê Thị B" in table.rows[0].cells[1].text)
    assert table._tbl.tr_lst[0].trPr.find(qn("w:cantSplit")) is not None
    assert "- Thường trực." in table.rows[0].cells[0].text


def test_a_wide_table_lies_on_its_own_page(written: Document) -> None:
    section = written.sections[-1]
    assert round(section.page_width.mm) == 297
    assert round(section.left_margin.mm) == 30


def test_the_picture_says_in_words_what_it_shows(written: Document) -> None:
    picture = written.element.body.xpath(".//wp:docPr")[0]
    assert picture.get("descr") == BARS.description()
    assert round(written.inline_shapes[0].width.mm) == 165


def test_the_profile_numbers_the_headings(written: Document, form: str) -> None:
    lines = [line.text for line in written.paragraphs if line.style.name.startswith("Heading")]
    assert (
        lines
        == {
            "party": ["I- TÌNH HÌNH", "1- Góp ý chung", "PHỤ LỤC 1- Phụ lục"],
            "state": ["I. TÌNH HÌNH", "1. Góp ý chung", "PHỤ LỤC I. Phụ lục"],
        }[form]
    )


def test_a_heading_lies_on_the_page_of_the_wide_table_it_names(written: Document) -> None:
    annex = next(line for line in written.paragraphs if line.text.endswith(" Phụ lục"))
    ends = written.element.body.xpath(".//w:p[w:pPr/w:sectPr]")
    assert len(ends) == 1
    order = list(written.element.body)
    assert order.index(ends[0]) < order.index(annex._p)


def test_an_annex_begins_a_new_page(tmp_path: Path) -> None:
    flat = replace(paper(), annexes=[Heading(1, "Phụ lục"), Paragraph("Một.")])
    report_docx.write(flat, tmp_path / "a.docx", profile("party"))
    annex = next(
        p for p in docx.Document(str(tmp_path / "a.docx")).paragraphs if "Phụ lục" in p.text
    )
    assert annex.paragraph_format.page_break_before


@pytest.mark.parametrize("key", ["country", "superior", "issuer", "symbol", "place_date", "kind",
                                 "abstract", "body", "office", "signature", "name",
                                 "recipients_heading", "recipients"])  # fmt: skip
def test_each_zone_stands_in_the_style_that_bears_its_name(
    written: Document, form: str, key: str
) -> None:
    zone = profile(form).zones[key]
    cells = (cell for table in written.tables for row in table.rows for cell in row.cells)
    lines = [*written.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    assert any(line.style.name == zone.style for line in lines)
    style = written.styles[zone.style]
    assert (style.font.size.pt, style.font.bold) == (zone.size, zone.bold)


def test_a_paper_on_its_side_stays_so_to_its_end(tmp_path: Path) -> None:
    report_docx.write(replace(paper(), lies=True), tmp_path / "a.docx", profile("state"))
    sections = docx.Document(str(tmp_path / "a.docx")).sections
    assert [round(section.page_width.mm) for section in sections] == [297]


def test_addressees_and_a_second_signer_are_written(tmp_path: Path) -> None:
    signed = Signature(("CHỦ TRÌ",), "", ("Lưu",), ("THƯ KÝ",))
    given = replace(paper(), addressees=("Ban A", "Ban B"), signature=signed)
    report_docx.write(given, tmp_path / "a.docx", profile("party"))
    written = docx.Document(str(tmp_path / "a.docx"))
    lines = [line.text for line in written.paragraphs if line.style.name == "Kính gửi"]
    assert lines == ["Kính gửi:", "- Ban A,", "- Ban B."]
    left, right = (
        next(t for t in written.tables if "CHỦ TRÌ" in t.rows[0].cells[1].text).rows[0].cells
    )
    assert left.paragraphs[0].text == "THƯ KÝ"
    assert "- Lưu." in left.text
    assert all(line.paragraph_format.keep_with_next for line in left.paragraphs)
    assert not right.paragraphs[-1].paragraph_format.keep_with_next


def test_letters_that_xml_refuses_are_shown_and_not_dropped(written: Document) -> None:
    assert any("onerror=x>␀␛" in line.text for line in written.paragraphs)


def test_an_unknown_profile_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="Không có mẫu văn bản “x”"):
        profile("x")
