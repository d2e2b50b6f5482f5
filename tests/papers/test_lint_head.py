"""Checks 4 to 7: the fixed lines, their room, the number and the date."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import dressed, line, removed, retyped, said, spoilt, written

from danvan.papers.lint import lint
from danvan.papers.lint.foot import Foot
from danvan.papers.lint.head import Head, head_of
from danvan.papers.lint.lines import Letters, Line
from danvan.papers.lint.looks import Look
from danvan.papers.lint.number_date import check_date, check_number
from danvan.papers.lint.typescript import Typescript
from danvan.papers.lint.zones import Paper
from danvan.papers.profile import profile
from danvan.papers.symbol import place_date, symbol

FORMS = pytest.mark.parametrize("form", ["party", "state"])
FIXED = [
    ("party", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("state", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("state", "Độc lập - Tự do - Hạnh phúc"),
]


@FORMS
def test_a_complete_paper_gives_no_finding_at_all(tmp_path, form):
    assert lint(written(tmp_path, form), profile(form)).findings == ()


# ---------------------------------------------------------------- 4


@pytest.mark.parametrize(
    ("form", "wanted", "typed"),
    [
        (*FIXED[0], "ĐẢNG CỘNG SẢN VIỆT  NAM"),
        (*FIXED[0], "ĐẢNG CÔNG SẢN VIỆT NAM"),
        (*FIXED[0], "Đảng Cộng sản Việt Nam"),
        (*FIXED[1], "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (*FIXED[1], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM."),
        (*FIXED[2], "Độc lập – Tự do – Hạnh phúc"),
        (*FIXED[2], "Độc Lập - Tự Do - Hạnh Phúc"),
        (*FIXED[2], "Độc lập-Tự do-Hạnh phúc"),
    ],
)
def test_a_fixed_line_is_right_to_the_letter(tmp_path, form, wanted, typed):
    found = spoilt(tmp_path, form, retyped(wanted, typed))
    assert said(found, 4) == [f"“{typed}”"]
    assert wanted in found.errors[0].wanted


@pytest.mark.parametrize(("form", "wanted"), FIXED)
def test_a_fixed_line_that_is_missing_is_one_error(tmp_path, form, wanted):
    found = spoilt(tmp_path, form, removed(wanted))
    assert said(found, 4) == [f"không thấy dòng “{wanted}”"]
    assert {finding.check for finding in found.errors} == {4}


def test_what_needs_the_missing_line_is_named_as_skipped(tmp_path):
    found = spoilt(tmp_path, "party", removed("ĐẢNG CỘNG SẢN"))
    assert [part.check for part in found.skipped] == [5, 12, 13]


def test_capitals_of_the_style_are_capitals(tmp_path):
    def small(document: Document) -> None:
        run = line(document, "ĐẢNG CỘNG SẢN").runs[0]
        run.text, run.font.all_caps = "Đảng Cộng sản Việt Nam", True

    assert said(spoilt(tmp_path, "party", small), 4) == []


@pytest.mark.parametrize(("form", "other"), [("party", "state"), ("state", "party")])
def test_the_other_profile_s_paper_is_told_by_its_head(tmp_path, form, other):
    found = lint(written(tmp_path, form), profile(other))
    assert said(found, 4)[0].startswith("“ĐẢNG" if form == "party" else "“CỘNG HÒA")


def test_a_paper_says_who_issues_it_and_what_it_is(tmp_path):
    def bare(document: Document) -> None:
        for words in ("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN", "THÔNG BÁO", "kết luận hội nghị"):
            removed(words)(document)

    assert said(spoilt(tmp_path, "party", bare), 4) == [
        "không thấy tên cơ quan ban hành",
        "không thấy tên loại văn bản",
    ]


def test_a_place_left_in_brackets_is_a_warning(tmp_path):
    found = spoilt(tmp_path, "state", retyped("SỞ NỘI VỤ", "[CƠ QUAN BAN HÀNH]"))
    assert found.errors == ()
    assert said(found, 4, "warning") == ["còn chỗ để trống: “[CƠ QUAN BAN HÀNH]”"]


# ---------------------------------------------------------------- 5


def narrowed(right: float):
    def change(document: Document) -> None:
        for row in document.tables[0].rows:
            row.cells[1].width = Mm(right)

    return change


@pytest.mark.parametrize(("form", "room"), [("party", 73.5), ("state", 96.5)])
def test_a_line_that_fits_its_cell_is_good(tmp_path, form, room):
    found = spoilt(tmp_path, form, narrowed(room))
    assert [words for words in said(found, 5) if "NAM" in words] == []


@pytest.mark.parametrize(("form", "room"), [("party", 72), ("state", 95)])
def test_a_line_wider_than_its_cell_is_an_error(tmp_path, form, room):
    words = said(spoilt(tmp_path, form, narrowed(room)), 5)[0]
    assert f"chỗ trong ô {room} mm" in words


def test_the_padding_of_cells_takes_room(tmp_path):
    def padded(document: Document) -> None:
        table = document.tables[0]._tbl
        table.tblPr.remove(table.tblPr.find(qn("w:tblCellMar")))
        narrowed(76)(document)

    assert [w for w in said(spoilt(tmp_path, "party", narrowed(76)), 5) if "ĐẢNG" in w] == []
    assert [w for w in said(spoilt(tmp_path, "party", padded), 5) if "ĐẢNG" in w]


def test_condensed_letters_take_less_room(tmp_path):
    def condensed(document: Document) -> None:
        narrowed(72)(document)
        for node in line(document, "ĐẢNG CỘNG SẢN").runs:
            spacing = node._r.get_or_add_rPr().makeelement(qn("w:spacing"), {qn("w:val"): "-10"})
            node._r.rPr.append(spacing)

    assert [w for w in said(spoilt(tmp_path, "party", condensed), 5) if "ĐẢNG" in w] == []


def test_a_fixed_line_typed_on_two_lines_is_an_error(tmp_path):
    typed = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM"
    found = spoilt(tmp_path, "state", retyped("CỘNG HÒA", typed))
    assert said(found, 4) == []
    assert said(found, 5) == ["“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” bị ngắt thành 2 dòng"]


def test_a_long_issuer_may_be_broken_and_is_a_warning_where_word_breaks_it(tmp_path):
    name = "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM"
    found = spoilt(tmp_path, "state", retyped("SỞ NỘI VỤ", name))
    assert said(found, 5) == []
    assert name in said(found, 5, "warning")[0]
    broken = name.replace(" TỔ", "\nTỔ")
    assert said(spoilt(tmp_path, "state", retyped("SỞ NỘI VỤ", broken)), 5, "warning") == []


def test_letters_of_another_font_are_not_measured_and_that_is_said(tmp_path):
    change = dressed("ĐẢNG CỘNG SẢN", lambda run: setattr(run.font, "name", "Arial"))
    found = spoilt(tmp_path, "party", change)
    assert said(found, 5) == []
    assert "không đo được" in found.skipped[0].reason


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_line_that_libreoffice_wraps_is_seen_where_it_is_asked_for(tmp_path):
    path = written(tmp_path, "party")
    document = docx.Document(str(path))
    line(document, "ĐẢNG CỘNG SẢN").runs[0].font.size = Pt(16)
    narrowed(60)(document)
    for row in document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))[1:]:
        row.set(qn("w:w"), str(Mm(60).twips))
    document.save(str(path))
    measured = said(lint(path, profile("party")), 5)
    seen = said(lint(path, profile("party"), render=True), 5)
    assert not [words for words in measured if "LibreOffice" in words]
    assert "“ĐẢNG CỘNG SẢN VIỆT NAM” bị xuống dòng trong bản in bằng LibreOffice" in seen


# ---------------------------------------------------------------- 6, 7


@pytest.mark.parametrize(
    ("form", "typed", "wanted"),
    [
        ("party", "Số: 127-BC/BDVTU", "Số 127-BC/BDVTU"),
        ("party", "Số 127/BC-BDVTU", "Số 127-BC/BDVTU"),
        ("party", "Số 127 - BC/BDVTU", "Số 127-BC/BDVTU"),
        ("party", "Số 127-BC/bdvtu", "Số 05-BC/BDVTU"),
        ("state", "Số 156/BC-UBND", "Số: 156/BC-UBND"),
        ("state", "Số: 156-BC/UBND", "Số: 156/BC-UBND"),
        ("state", "Số:156/BC-UBND", "Số: 156/BC-UBND"),
        ("state", "Số: 156/ BC-UBND", "Số: 156/BC-UBND"),
    ],
)
def test_a_number_unlike_the_profile_s_is_an_error_that_shows_the_right_one(
    tmp_path, form, typed, wanted
):
    found = spoilt(tmp_path, form, retyped("Số", typed))
    assert said(found, 6) == [f"“{typed}”"]
    assert found.errors[0].wanted == f"dạng “{wanted}”"


@FORMS
@given(number=st.integers(1, 99_999), kind=st.sampled_from(["BC", "TB", "KH", "CTr", "TTr", "QĐ"]))
def test_every_number_the_profile_writes_is_good(form, number, kind):
    text = symbol(number, kind, "BDVTU", profile(form))
    assert list(check_number(headed(form, number=text))) == []


def test_no_number_is_an_error_and_a_blank_one_a_warning(tmp_path):
    assert said(spoilt(tmp_path, "party", removed("Số 07")), 6) == ["không thấy số, ký hiệu"]
    for typed in ("Số …-TB/BDVTU", "Số ....-TB/BDVTU", "Số      -TB/BDVTU", "Số [số]-TB/BDVTU"):
        found = spoilt(tmp_path, "party", retyped("Số 07", typed))
        assert said(found, 6) == []
        assert said(found, 6, "warning")[0].startswith("chưa ghi số")


def test_a_figure_below_ten_has_a_zero_before_it(tmp_path):
    found = spoilt(tmp_path, "state", retyped("Số: 07", "Số: 7/TB-SNV"))
    assert said(found, 6, "warning") == ["“Số: 7/TB-SNV”"]


@pytest.mark.parametrize(
    "typed",
    [
        "Bắc Giang, ngày 5 tháng 02 năm 2026",
        "Bắc Giang, ngày 05 tháng 2 năm 2026",
        "Bắc Giang, Ngày 05 tháng 02 năm 2026",
        "Bắc Giang ngày 05 tháng 02 năm 2026",
        "Bắc Giang, ngày 05 tháng 02 năm 2026.",
        "Bắc Giang,ngày 05 tháng 02 năm 2026",
    ],
)
@FORMS
def test_a_date_unlike_the_profile_s_is_an_error_that_shows_the_right_one(tmp_path, form, typed):
    found = spoilt(tmp_path, form, retyped("Bắc Giang,", typed))
    assert said(found, 7) == [f"“{typed}”"]
    assert "Bắc Giang, ngày 05 tháng 02 năm 2026" in found.errors[0].wanted


def test_a_zero_before_other_months_is_an_error(tmp_path):
    found = spoilt(tmp_path, "state", retyped("Bắc Giang,", "Bắc Giang, ngày 15 tháng 06 năm 2026"))
    assert found.errors[0].wanted == "dạng “Bắc Giang, ngày 15 tháng 6 năm 2026”"


def test_a_day_that_never_was_is_an_error(tmp_path):
    change = retyped("Bắc Giang,", "Bắc Giang, ngày 30 tháng 02 năm 2026")
    assert said(spoilt(tmp_path, "party", change), 7)[0].endswith("không có ngày này")


def test_no_date_is_an_error_and_a_blank_one_a_warning(tmp_path):
    assert said(spoilt(tmp_path, "state", removed("Bắc Giang,")), 7) == [
        "không thấy địa danh, ngày tháng năm"
    ]
    for typed in ("Bắc Giang, ngày … tháng … năm 2026", "Bắc Giang, ngày    tháng    năm 2026"):
        found = spoilt(tmp_path, "state", retyped("Bắc Giang,", typed))
        assert said(found, 7) == []
        assert said(found, 7, "warning")[0].startswith("chưa ghi ngày")


@FORMS
@given(on=st.dates(date(1945, 9, 2), date(2100, 1, 1)))
def test_every_date_the_profile_writes_is_good_and_no_other_padding(form, on):
    text = place_date("Bắc Giang", on, profile(form))
    assert list(check_date(headed(form, place_date=text))) == []
    turned = re.sub(
        r"tháng 0?(\d+)", lambda m: f"tháng {m[1] if on.month < 3 else '0' + m[1]}", text
    )
    if on.month < 10:
        assert [note.severity for note in check_date(headed(form, place_date=turned))] == ["error"]


def headed(form: str, **said: str) -> Paper:
    parts = {name: Line(1, (Letters(text, Look()),)) for name, text in said.items()}
    nothing = Typescript((), (), {}, (), even_differs=False, pages=None)
    return Paper(nothing, Head(**parts), Foot(), profile(form))


@given(st.lists(st.text(max_size=40), max_size=30))
def test_any_lines_have_some_head(texts):
    lines = [Line(n, (Letters(text, Look()),), align="center") for n, text in enumerate(texts)]
    head = head_of(lines, ["BÁO CÁO"])
    assert 0 <= head.end <= len(lines)
