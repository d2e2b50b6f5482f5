"""Papers typed by hand in Word: parts are found by what they say and where they stand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import fonts, said

from danvan.papers.lint import Lint, lint
from danvan.papers.profile import profile

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DATE = "Bắc Giang, ngày 05 tháng 02 năm 2026"
TEXT = "Thực hiện Kế hoạch số 12/KH-UBND, Sở báo cáo kết quả như sau."


def blank() -> Document:
    """A sheet as a clerk sets it up: A4, margins, page numbers, no styles of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = CENTRE
    number = typed(line, "2", 14).runs[0]._r
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number.addprevious(field)
    field.append(number)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    return document


def typed(paragraph: Paragraph, text: str, size: float, **look: bool) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = look.get("bold", False), look.get("italic", False)
    fonts(run, **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"))
    return paragraph


def centred(cell, rows: Sequence[tuple[str, float, str]]) -> None:
    """Lines in a cell: words, size, and "b" for bold, "i" for italic."""
    for n, (text, size, look) in enumerate(rows):
        line = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        typed(line, text, size, bold="b" in look, italic="i" in look).alignment = CENTRE


def letterhead(document: Document) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(63), Mm(102)
    centred(left, [("UBND TỈNH BẮC GIANG", 13, ""), ("SỞ NỘI VỤ", 13, "b")])
    centred(left, [])
    typed(left.add_paragraph(), "Số: 07/BC-SNV", 13).alignment = CENTRE
    centred(right, [(COUNTRY, 13, "b"), (MOTTO, 14, "b"), (DATE, 14, "i")])


def title(document: Document) -> None:
    typed(document.add_paragraph(), "BÁO CÁO", 14, bold=True).alignment = CENTRE
    typed(document.add_paragraph(), "Kết quả góp ý", 14, bold=True).alignment = CENTRE
    typed(document.add_paragraph(), "-" * 15, 14).alignment = CENTRE


def foot(document: Document) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    typed(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for text in ("- Như trên;", "- Lưu: VT, TH."):
        typed(left.add_paragraph(), text, 11)
    centred(right, [("GIÁM ĐỐC", 14, "b"), ("", 14, ""), ("Người Ký Thử", 14, "b")])


def checked(document: Document, folder: Path, form: str = "state") -> Lint:
    path = folder / "typed.docx"
    document.save(str(path))
    return lint(path, profile(form))


def whole(*parts) -> Document:
    document = blank()
    for part in parts:
        part(document)
    return document


def body(document: Document) -> None:
    typed(document.add_paragraph(), TEXT, 14)


def test_a_paper_typed_with_care_passes(tmp_path):
    assert checked(whole(letterhead, title, body, foot), tmp_path).findings == ()


def test_number_and_date_may_stand_in_a_row_of_their_own(tmp_path):
    def two_rows(document: Document) -> None:
        table = document.add_table(rows=2, cols=2)
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Mm(63), Mm(102)
        centred(table.cell(0, 0), [("UBND TỈNH BẮC GIANG", 13, ""), ("SỞ NỘI VỤ", 13, "b")])
        centred(table.cell(0, 1), [(COUNTRY, 13, "b"), (MOTTO, 14, "b")])
        centred(table.cell(1, 0), [("Số: 07/BC-SNV", 13, "")])
        centred(table.cell(1, 1), [(DATE, 14, "i")])

    assert checked(whole(two_rows, title, body, foot), tmp_path).findings == ()


def test_lines_broken_inside_one_paragraph_are_lines(tmp_path):
    def one_paragraph(document: Document) -> None:
        letterhead(document)
        right = document.tables[0].cell(0, 1)
        for line in right.paragraphs[1:]:
            right._tc.remove(line._p)
        right.paragraphs[0].runs[0].text = f"{COUNTRY}\n{MOTTO}"
        typed(right.add_paragraph(), DATE, 14, italic=True).alignment = CENTRE

    found = checked(whole(one_paragraph, title, body, foot), tmp_path)
    assert found.errors == ()


def tabbed(document: Document) -> None:
    for left, right in (("SỞ NỘI VỤ", COUNTRY), ("", MOTTO), ("Số: 07/BC-SNV", DATE)):
        typed(document.add_paragraph(), f"{left}\t\t{right}", 13, bold=not left.startswith("Số"))


def test_a_letterhead_typed_with_tabs_is_read_and_told(tmp_path):
    found = checked(whole(tabbed, title, body, foot), tmp_path)
    assert found.errors == ()
    assert said(found, 4, "warning") == ["các cột ở đầu văn bản được gõ bằng dấu tab hoặc dấu cách"]
    assert "không đo được" in found.skipped[0].reason


def test_columns_made_of_spaces_are_columns_too(tmp_path):
    def spaced(document: Document) -> None:
        tabbed(document)
        for line in document.paragraphs:
            for run in line.runs:
                run.text = run.text.replace("\t", "          ")

    found = checked(whole(spaced, title, body, foot), tmp_path)
    assert found.errors == ()


def test_a_signature_typed_with_tabs_is_read(tmp_path):
    def tabs(document: Document) -> None:
        for left, right in (
            ("Nơi nhận:", "KT. GIÁM ĐỐC"),
            ("- Như trên;", "PHÓ GIÁM ĐỐC"),
            ("- Lưu: VT, TH.", ""),
            ("", "Người Ký Thử"),
        ):
            line = document.add_paragraph()
            if left:
                typed(line, left, 12 if left == "Nơi nhận:" else 11, bold=left == "Nơi nhận:")
            typed(line, f"\t\t{right}", 14, bold=True)

    found = checked(whole(letterhead, title, body, tabs), tmp_path)
    assert said(found, 8) + said(found, 8, "warning") + said(found, 9) == []


def test_what_is_written_in_the_place_of_the_hand_is_no_name(tmp_path):
    def unsigned(document: Document) -> None:
        foot(document)
        cell = document.tables[-1].cell(0, 1)
        cell.paragraphs[1].add_run("(Đã ký)")
        cell._tc.remove(cell.paragraphs[2]._p)

    found = checked(whole(letterhead, title, body, unsigned), tmp_path)
    assert said(found, 8, "warning") == ["chưa ghi họ tên người ký"]


def test_a_signature_above_its_recipients_is_read(tmp_path):
    def apart(document: Document) -> None:
        for text in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Người Ký Thử"):
            typed(document.add_paragraph(), text, 14, bold=True).alignment = RIGHT
        typed(document.add_paragraph(), "Nơi nhận:", 12, bold=True, italic=True)
        for text in ("- Như trên;", "- Lưu: VT."):
            typed(document.add_paragraph(), text, 11)

    found = checked(whole(letterhead, title, body, apart), tmp_path)
    assert said(found, 8) + said(found, 8, "warning") + said(found, 9) == []


def test_a_signature_without_recipients_is_found_before_the_annex(tmp_path):
    def signed(document: Document) -> None:
        for text in ("PHÓ GIÁM ĐỐC", "", "Người Ký Thử"):
            typed(document.add_paragraph(), text, 14, bold=True).alignment = RIGHT

    found = checked(whole(letterhead, title, body, signed), tmp_path)
    assert said(found, 8) == ["“PHÓ GIÁM ĐỐC” ký không có ký thay"]
    assert said(found, 9) == ["không thấy “Nơi nhận:”"]


def test_what_follows_the_signature_is_annex(tmp_path):
    def annex(document: Document) -> None:
        typed(document.add_paragraph(), "Bảng kê", 12)
        typed(document.add_paragraph(), "Nơi nhận: kho", 12)

    found = checked(whole(letterhead, title, body, foot, annex), tmp_path)
    assert said(found, 3) == []


def test_an_official_letter_has_no_title(tmp_path):
    def letter(document: Document) -> None:
        letterhead(document)
        left = document.tables[0].cell(0, 0)
        left.paragraphs[-1].runs[0].text = "Số: 07/SNV"
        typed(left.add_paragraph(), "V/v góp ý dự thảo", 12).alignment = CENTRE
        typed(document.add_paragraph(), "Kính gửi: Các phòng", 14).alignment = CENTRE

    assert checked(whole(letter, body, foot), tmp_path).findings == ()


def test_a_submission_has_title_and_addressee(tmp_path):
    def memo(document: Document) -> None:
        title(document)
        document.paragraphs[0].runs[0].text = "TỜ TRÌNH"
        typed(document.add_paragraph(), "Kính gửi: Ban Giám đốc", 14).alignment = CENTRE

    assert checked(whole(letterhead, memo, body, foot), tmp_path).findings == ()


def test_a_sentence_with_a_date_is_not_the_paper_s_date(tmp_path):
    def undated(document: Document) -> None:
        letterhead(document)
        right = document.tables[0].cell(0, 1)
        right._tc.remove(right.paragraphs[-1]._p)

    def dated_body(document: Document) -> None:
        typed(document.add_paragraph(), "Căn cứ Luật ngày 19 tháng 6 năm 2015;", 14)

    found = checked(whole(undated, title, dated_body, foot), tmp_path)
    assert said(found, 7) == ["không thấy địa danh, ngày tháng năm"]


def test_a_paper_without_any_part_gives_one_error_for_each(tmp_path):
    found = checked(whole(body), tmp_path)
    assert {finding.check for finding in found.errors} == {4, 6, 7, 8, 9}
    assert len([finding for finding in found.errors if finding.check != 4]) == 4


def test_capitals_without_a_letterhead_issue_nothing(tmp_path):
    def conference(document: Document) -> None:
        typed(document.add_paragraph(), "TÀI LIỆU HỘI NGHỊ", 14, bold=True).alignment = CENTRE

    found = checked(whole(conference, title, body), tmp_path)
    assert "không thấy tên cơ quan ban hành" in said(found, 4)
    assert said(found, 3) == []


def test_tracked_deletions_are_no_letters_of_the_paper(tmp_path):
    document = whole(letterhead, title, body, foot)
    line = document.paragraphs[-1]
    run = line.add_run("MẬT")._r
    gone = OxmlElement("w:del")
    run.addprevious(gone)
    gone.append(run)
    assert said(checked(document, tmp_path), 15) == []


@pytest.mark.parametrize(
    "file",
    [
        *("bao_cao_mau", "bao_cao_mau_unstyled", "thong_tu_06_2026_bvhttdl"),
        "luat_thi_hanh_an_hinh_su",
    ],
)
@pytest.mark.parametrize("form", ["party", "state"])
def test_real_drafts_are_told_what_they_lack(shared, file, form):
    found = lint(shared / "data" / "drafts" / f"{file}.docx", profile(form))
    assert {1, 4, 6, 7, 8, 9} <= {finding.check for finding in found.errors}
    assert len(found.findings) < 20
    assert not any("cơ quan ban hành:" in finding.found for finding in found.findings)
