"""Checks 8 and 9: who signs in whose name by his rank, and who receives the paper."""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest
from docx.document import Document

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import OFFICES, line, lines, removed, retyped, said, spoilt

PARTY, STATE = "party", "state"


def signed(form: str, *office: str):
    """Types other lines over those above the signature."""

    def change(document: Document) -> None:
        first, second = (line(document, old) for old in OFFICES[form])
        first.runs[0].text = office[0]
        if len(office) > 1:
            second.runs[0].text = office[1]
        else:
            second._p.getparent().remove(second._p)

    return change


@pytest.mark.parametrize(
    ("form", "office"),
    [
        (PARTY, ("TRƯỞNG BAN",)),
        (PARTY, ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        (PARTY, ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")),
        (PARTY, ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
        (PARTY, ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")),
        (PARTY, ("T/M ĐẢNG ỦY", "BÍ THƯ")),
        (PARTY, ("T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM")),
        (PARTY, ("T/M ỦY BAN KIỂM TRA", "PHÓ CHỦ NHIỆM")),
        (PARTY, ("T/M ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN")),
        (PARTY, ("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        (PARTY, ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")),
        (PARTY, ("CHÁNH VĂN PHÒNG",)),
        (STATE, ("CHỦ TỊCH",)),
        (STATE, ("GIÁM ĐỐC",)),
        (STATE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (STATE, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (STATE, ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")),
        (STATE, ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH")),
        (STATE, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (STATE, ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC")),
        (STATE, ("Q. GIÁM ĐỐC",)),
        (STATE, ("TỔ TRƯỞNG", "TỔ CÔNG TÁC")),
    ],
)
def test_these_sign_as_they_should(tmp_path, form, office):
    found = spoilt(tmp_path, form, signed(form, *office))
    assert said(found, 8) + said(found, 8, "warning") == []


@pytest.mark.parametrize(
    ("form", "office", "words"),
    [
        (PARTY, ("PHÓ TRƯỞNG BAN",), "“PHÓ TRƯỞNG BAN” ký không có ký thay"),
        (STATE, ("PHÓ CHỦ TỊCH",), "“PHÓ CHỦ TỊCH” ký không có ký thay"),
        (STATE, ("THỨ TRƯỞNG",), "“THỨ TRƯỞNG” ký không có ký thay"),
        (PARTY, ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "“KT. TRƯỞNG BAN”"),
        (PARTY, ("TM. BAN THƯỜNG VỤ", "BÍ THƯ"), "“TM. BAN THƯỜNG VỤ”"),
        (STATE, ("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "“K/T GIÁM ĐỐC”"),
        (STATE, ("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "“T/M ỦY BAN NHÂN DÂN”"),
        (STATE, ("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "“TM ỦY BAN NHÂN DÂN”"),
        (
            PARTY,
            ("BAN THƯỜNG VỤ", "BÍ THƯ"),
            "“BAN THƯỜNG VỤ”, là tập thể, không có người ký thay mặt",
        ),
        (
            STATE,
            ("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            "“ỦY BAN NHÂN DÂN”, là tập thể, không có người ký thay mặt",
        ),
        (
            PARTY,
            ("T/M BAN DÂN VẬN", "TRƯỞNG BAN"),
            "“T/M BAN DÂN VẬN”: ban tham mưu không ký thay mặt",
        ),
        (
            PARTY,
            ("K/T TRƯỞNG BAN", "TRƯỞNG BAN"),
            "“K/T TRƯỞNG BAN” rồi lại ký “TRƯỞNG BAN”",
        ),
        (
            STATE,
            ("KT. GIÁM ĐỐC", "PHÓ CHỦ TỊCH"),
            "“KT. GIÁM ĐỐC” nhưng người ký là “PHÓ CHỦ TỊCH”",
        ),
        (PARTY, ("K/T TRƯỞNG BAN",), "chỉ có “K/T TRƯỞNG BAN”"),
    ],
)
def test_these_sign_in_the_wrong_way(tmp_path, form, office, words):
    found = spoilt(tmp_path, form, signed(form, *office))
    assert said(found, 8) == [words]


def test_the_right_way_is_shown(tmp_path):
    found = spoilt(tmp_path, PARTY, signed(PARTY, "PHÓ TRƯỞNG BAN"))
    assert found.errors[0].wanted == "“K/T TRƯỞNG BAN” ở dòng trên"
    found = spoilt(tmp_path, STATE, signed(STATE, "BAN THƯỜNG TRỰC", "CHỦ TỊCH"))
    assert found.errors[0].wanted == "“TM. BAN THƯỜNG TRỰC”"


def test_both_titles_on_one_line_are_told_apart(tmp_path):
    found = spoilt(tmp_path, PARTY, signed(PARTY, "K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN"))
    assert said(found, 8) == []


@pytest.mark.parametrize(
    ("form", "office"),
    [
        (PARTY, ("BÍ THƯ",)),
        (STATE, ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")),
        (STATE, ("TL. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG")),
        (PARTY, ("[CHỨC VỤ NGƯỜI KÝ]",)),
    ],
)
def test_these_are_doubtful_and_no_more(tmp_path, form, office):
    found = spoilt(tmp_path, form, signed(form, *office))
    assert said(found, 8) == []
    assert len(said(found, 8, "warning")) == 1


def test_a_place_for_the_name_left_blank_is_a_warning(tmp_path):
    found = spoilt(tmp_path, STATE, removed("Người Ký Thử"))
    assert said(found, 8) == []
    assert said(found, 8, "warning") == ["chưa ghi họ tên người ký"]


def test_no_signature_is_one_error(tmp_path):
    def unsigned(document: Document) -> None:
        for words in (*OFFICES[PARTY], "Người Ký Thử"):
            removed(words)(document)

    found = spoilt(tmp_path, PARTY, unsigned)
    assert said(found, 8) == ["không thấy chức vụ và chữ ký"]
    assert {finding.check for finding in found.errors} == {8}


# ---------------------------------------------------------------- recipients


@pytest.mark.parametrize("form", [PARTY, STATE])
def test_a_paper_names_who_receives_it(tmp_path, form):
    def unsent(document: Document) -> None:
        for words in ("Nơi nhận:", "- Các phòng", "- Lưu"):
            removed(words)(document)

    found = spoilt(tmp_path, form, unsent)
    assert said(found, 9) == ["không thấy “Nơi nhận:”"]
    assert {finding.check for finding in found.errors} == {9}


def test_a_heading_over_nobody_is_an_error(tmp_path):
    def alone(document: Document) -> None:
        for words in ("- Các phòng", "- Lưu"):
            removed(words)(document)

    assert said(spoilt(tmp_path, PARTY, alone), 9) == ["“Nơi nhận:” không có ai"]


def test_a_state_paper_s_list_ends_with_what_is_kept(tmp_path):
    assert said(spoilt(tmp_path, STATE, removed("- Lưu")), 9) == [
        "dòng cuối của nơi nhận: “- Các phòng;”"
    ]
    assert said(spoilt(tmp_path, PARTY, removed("- Lưu")), 9) == []


def test_a_typist_s_mark_may_follow_the_list(tmp_path):
    def marked(document: Document) -> None:
        last = line(document, "- Lưu")
        last._p.addnext(copy.deepcopy(last._p))
        retyped("- Lưu", "- Lưu: VT, VP.")(document)
        [*_, mark] = [typed for typed in lines(document) if typed.text.startswith("- Lưu")]
        mark.runs[0].text = "NVA.15b"

    assert said(spoilt(tmp_path, STATE, marked), 9) == []


def test_a_file_kept_elsewhere_than_with_the_clerk_is_a_warning(tmp_path):
    found = spoilt(tmp_path, STATE, retyped("- Lưu", "- Lưu VT."))
    assert said(found, 9) == []
    assert said(found, 9, "warning") == ["dòng cuối của nơi nhận: “- Lưu VT.”"]


def test_a_heading_unlike_the_profile_s_is_a_warning(tmp_path):
    found = spoilt(tmp_path, STATE, retyped("Nơi nhận", "Nơi nhận"))
    assert said(found, 9) == []
    assert said(found, 9, "warning") == ["“Nơi nhận”"]
