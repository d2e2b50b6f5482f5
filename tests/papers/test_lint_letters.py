"""Checks 2, 3, 11, 14 and 15: fonts, sizes, codes, language, and the stamp that stops all."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import dressed, fonts, line, lines, retyped, said, spoilt, written

from danvan.papers.lint import lint
from danvan.papers.profile import profile

BODY = "Hội nghị giao ban"
FORMS = pytest.mark.parametrize("form", ["party", "state"])


@FORMS
@pytest.mark.parametrize("script", ["ascii", "hAnsi"])
def test_letters_in_another_font_are_an_error(tmp_path, form, script):
    found = spoilt(tmp_path, form, dressed(BODY, lambda run: fonts(run, **{script: "Arial"})))
    assert said(found, 2) == ["phông “Arial”"]
    assert found.errors[0].wanted == "Times New Roman"


def test_the_place_is_told_by_number_and_first_words(tmp_path):
    found = spoilt(tmp_path, "party", dressed(BODY, lambda run: fonts(run, hAnsi="Arial")))
    assert found.errors[0].place.endswith("“Hội nghị giao ban đã thống nhất các…”")
    assert found.errors[0].place.startswith("đoạn 1")


def test_the_same_fault_in_many_places_is_one_finding_that_counts(tmp_path):
    def everywhere(document: Document) -> None:
        for run in (run for typed in lines(document) for run in typed.runs):
            fonts(run, ascii="Arial", hAnsi="Arial")

    found = spoilt(tmp_path, "state", everywhere)
    assert said(found, 2) == ["phông “Arial”"]
    assert " chỗ khác" in found.errors[0].place


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", ".VnTimeH"])
def test_a_font_of_an_old_encoding_is_named_as_such(tmp_path, font):
    found = spoilt(tmp_path, "party", dressed(BODY, lambda run: fonts(run, ascii=font, hAnsi=font)))
    assert said(found, 2) == [f"phông “{font}” của bảng mã cũ"]
    assert "Unicode" in found.errors[0].wanted


@pytest.mark.parametrize("script", ["eastAsia", "cs"])
def test_a_font_that_shows_none_of_the_letters_is_a_warning(tmp_path, script):
    found = spoilt(tmp_path, "state", dressed(BODY, lambda run: fonts(run, **{script: "Arial"})))
    assert said(found, 2) == []
    assert said(found, 2, "warning") == [f"phông phụ: w:{script} Arial"]


def test_a_font_of_the_same_metrics_is_a_warning(tmp_path):
    def tinos(run):
        fonts(run, ascii="Tinos", hAnsi="Tinos")

    found = spoilt(tmp_path, "state", dressed(BODY, tinos))
    assert said(found, 2) == []
    assert said(found, 2, "warning") == ["phông “Tinos”, máy khác có thể không có"]


def test_a_font_named_by_the_theme_counts_as_the_theme_says(tmp_path):
    def themed(document: Document) -> None:
        fonts(line(document, BODY).runs[0], asciiTheme="minorHAnsi", hAnsiTheme="majorHAnsi")

    assert {*said(spoilt(tmp_path, "party", themed), 2)} == {"phông “Cambria”", "phông “Calibri”"}


def test_a_font_of_the_paragraph_s_style_s_base_is_inherited(tmp_path):
    def based(document: Document) -> None:
        body = line(document, BODY).style
        styled = document.styles.add_style("Của máy", 1)
        styled.font.name = "Arial"
        body.element.rPr.remove(body.element.rPr.rFonts)
        body.base_style = styled

    assert said(spoilt(tmp_path, "party", based), 2)[0] == "phông “Arial”"


def test_a_character_style_wins_over_the_paragraph_s(tmp_path):
    def marked(document: Document) -> None:
        styled = document.styles.add_style("Nhấn", 2)
        styled.font.name = "Verdana"
        line(document, BODY).runs[0].style = styled

    assert said(spoilt(tmp_path, "party", marked), 2) == ["phông “Verdana”"]


def test_space_and_bullets_may_be_of_other_fonts(tmp_path):
    def signs(document: Document) -> None:
        fonts(line(document, BODY).add_run("  "), ascii="Arial", hAnsi="Arial")
        mark = line(document, BODY).add_run("✓")
        names = dict.fromkeys(("ascii", "hAnsi"), "Segoe UI Symbol")
        fonts(mark, **names)

    assert said(spoilt(tmp_path, "state", signs), 2) == []


def test_letters_in_headers_and_footers_are_looked_at_too(tmp_path):
    def foot(document: Document) -> None:
        run = document.sections[0].footer.paragraphs[0].add_run("Bản lưu")
        fonts(run, ascii="Arial", hAnsi="Arial")

    found = spoilt(tmp_path, "state", foot)
    assert said(found, 2) == ["phông “Arial”"]
    assert found.errors[0].place == "chân trang “Bản lưu”"


# ---------------------------------------------------------------- sizes

ZONES = {
    "party": {
        "ĐẢNG CỘNG SẢN": (15, 16, 14),
        "TỈNH ỦY": (14, 14, 13),
        "BAN DÂN VẬN": (14, 14, 12),
        "Số 07": (14, 14, 13),
        "Bắc Giang,": (14, 14, 13),
        "THÔNG BÁO": (15, 16, 14),
        "kết luận": (14, 15, 13),
        BODY: (14, 15, 13),
        "K/T": (14, 14, 13),
        "Người Ký": (14, 14, 12),
        "Nơi nhận": (14, 14, 12),
        "- Các phòng": (12, 12, 11),
    },
    "state": {
        "CỘNG HÒA": (12, 13, 14),
        "Độc lập": (13, 14, 12),
        "TỈNH BẮC GIANG": (12, 13, 14),
        "SỞ NỘI VỤ": (12, 13, 14),
        "Số: 07": (13, 13, 14),
        "Bắc Giang,": (13, 14, 12),
        "THÔNG BÁO": (13, 14, 16),
        "kết luận": (13, 14, 15),
        BODY: (13, 14, 12),
        "KT.": (13, 14, 12),
        "Người Ký": (13, 14, 12),
        "Nơi nhận": (12, 12, 13),
        "- Các phòng": (11, 11, 12),
    },
}
SIZES = [(form, zone, sizes) for form, zones in ZONES.items() for zone, sizes in zones.items()]


@pytest.mark.parametrize(("form", "zone", "sizes"), SIZES)
def test_every_zone_has_its_range_of_sizes(tmp_path, form, zone, sizes):
    least, most, wrong = sizes
    for size in (least, most):
        change = dressed(zone, lambda run, size=size: setattr(run.font, "size", Pt(size)))
        assert said(spoilt(tmp_path, form, change), 3) == []
    change = dressed(zone, lambda run: setattr(run.font, "size", Pt(wrong)))
    assert [words.split(": ")[1] for words in said(spoilt(tmp_path, form, change), 3)] == [
        f"cỡ chữ {wrong}"
    ]


def test_half_a_point_counts(tmp_path):
    change = dressed(BODY, lambda run: setattr(run.font, "size", Pt(13.5)))
    assert said(spoilt(tmp_path, "party", change), 3) == ["nội dung: cỡ chữ 13,5"]
    assert said(spoilt(tmp_path, "state", change), 3) == []


def test_weight_and_slant_unlike_the_zone_s_are_warnings(tmp_path):
    change = dressed("CỘNG HÒA", lambda run: setattr(run, "bold", False))
    assert said(spoilt(tmp_path, "state", change), 3, "warning") == [
        "tiêu đề, quốc hiệu: không đậm"
    ]
    change = dressed("Bắc Giang,", lambda run: setattr(run, "italic", False))
    assert said(spoilt(tmp_path, "party", change), 3, "warning") == [
        "địa danh, ngày tháng: không nghiêng"
    ]


def test_a_page_number_out_of_its_range_is_a_warning(tmp_path):
    def small(document: Document) -> None:
        for run in document.sections[0].header.paragraphs[0].runs:
            run.font.size = Pt(10)

    assert said(spoilt(tmp_path, "party", small), 3, "warning") == ["số trang cỡ 10"]


# ---------------------------------------------------------------- codes, language, stamp


@FORMS
def test_decomposed_letters_are_an_error(tmp_path, form):
    words = unicodedata.normalize("NFD", "Hội nghị giao ban đã thống nhất.")
    found = spoilt(tmp_path, form, retyped(BODY, words))
    assert said(found, 11) == ["chữ có dấu được ghép từ nhiều mã (Unicode tổ hợp)"]


def test_a_decomposed_letter_cut_over_two_runs_is_found(tmp_path):
    def cut(document: Document) -> None:
        found = line(document, BODY)
        found.runs[0].text = "Hội nghi"
        found.add_run("\u0323 giao ban")

    assert len(said(spoilt(tmp_path, "party", cut), 11)) == 1


def test_a_decomposed_head_is_still_read_as_a_head(tmp_path):
    def apart(document: Document) -> None:
        for run in (run for typed in lines(document) for run in typed.runs):
            run.text = unicodedata.normalize("NFD", run.text)

    found = spoilt(tmp_path, "state", apart)
    assert {finding.check for finding in found.errors} == {11}


def speaking(language: str):
    def change(document: Document) -> None:
        for node in document.styles.element.iter(qn("w:lang")):
            node.set(qn("w:val"), language)

    return change


def test_a_paper_that_speaks_another_language_is_an_error(tmp_path):
    assert said(spoilt(tmp_path, "party", speaking("en-US")), 14) == [
        "100 % số chữ mang ngôn ngữ en-US"
    ]


def test_a_few_words_in_another_language_are_a_warning(tmp_path):
    def word(document: Document) -> None:
        run = line(document, BODY).add_run(" Internet")
        run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US"/>'))

    found = spoilt(tmp_path, "state", word)
    assert said(found, 14) == []
    assert said(found, 14, "warning")[0].endswith("en-US")


@pytest.mark.parametrize(
    "stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "[ M Ậ T ]", "M    Ậ    T", "(MẬT)"]
)
def test_a_secrecy_stamp_is_an_error_but_on_an_installation_apart(tmp_path, stamp):
    path = written(tmp_path, "party")
    document = docx.Document(str(path))
    line(document, "Số 07").insert_paragraph_before(stamp, style="Letterhead")
    document.save(str(path))
    found = lint(path, profile("party"))
    assert said(found, 15) == [f"dấu “{stamp}”"]
    assert "isolated-lan" in found.errors[0].wanted
    assert said(lint(path, profile("party"), isolated=True), 15) == []


def test_a_stamp_drawn_across_the_page_is_found(tmp_path):
    def drawn(document: Document) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")}><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
                '<v:textpath string="MẬT"/></v:shape></w:pict>'
            )
        )

    assert said(spoilt(tmp_path, "state", drawn), 15) == ["chữ chìm “MẬT”"]


@pytest.mark.parametrize("words", ["BÍ MẬT", "Mật", "bảo mật", "MẬT ĐỘ DÂN SỐ", "2. MẬT"])
def test_words_that_are_no_stamp_pass(tmp_path, words):
    assert said(spoilt(tmp_path, "party", retyped(BODY, words)), 15) == []
