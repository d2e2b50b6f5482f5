"""Checks 12 and 13: the .pdf beside a paper, and what a .pdf alone tells."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typst

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import good, said, written

from danvan.papers import fonts, report_pdf
from danvan.papers.errors import Unreadable
from danvan.papers.lint import Lint, lint
from danvan.papers.profile import profile

FORMS = pytest.mark.parametrize("form", ["party", "state"])
TITLE = "THÔNG BÁO\nkết luận hội nghị giao ban"
# A page in a font that every reader brings itself and no file holds.
BARE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 39>>stream
BT /F 14 Tf 72 700 Td (THONG BAO) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/%s>>endobj
trailer<</Root 1 0 R>>
"""


def beside(folder: Path, form: str, words: str, *, sheet: str = "a4", face: str = "Tinos") -> Lint:
    """What is said of the good paper with this .pdf beside it."""
    text = words.replace("\n", "\\\n")
    source = f'#set page(paper: "{sheet}")\n#set text(font: "{face}", lang: "vi")\n{text}'
    path = written(folder, form)
    path.with_suffix(".pdf").write_bytes(
        typst.compile(source.encode(), font_paths=[fonts.FOLDER], ignore_system_fonts=True)
    )
    return lint(path, profile(form))


@FORMS
def test_our_own_pdf_passes_beside_its_docx_and_alone(tmp_path, form):
    path = written(tmp_path, form)
    report_pdf.write(good(profile(form)), path.with_suffix(".pdf"), profile(form))
    found = lint(path, profile(form))
    assert (found.findings, found.skipped) == ((), ())
    alone = lint(path.with_suffix(".pdf"), profile(form))
    assert alone.findings == ()
    assert {part.check for part in alone.skipped} == {1, 2, 3, 8, 9, 10}


def test_without_a_pdf_its_checks_are_named_as_skipped(tmp_path):
    found = lint(written(tmp_path, "party"), profile("party"))
    assert [part.check for part in found.skipped] == [12, 13]
    assert "party.pdf" in found.skipped[0].reason


def test_a_font_that_is_not_in_the_file_is_an_error(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(BARE.replace(b"%s", b"Times-Roman"))
    assert said(lint(path, profile("state")), 12) == [
        "phông “Times-Roman” không nhúng trong tệp",
        "không lấy ra được chữ có dấu nào",
    ]


def test_a_second_family_is_an_error(tmp_path):
    mixed = TITLE + '\n#text(font: "Libertinus Serif")[chữ lạ]'
    found = beside(tmp_path, "party", mixed)
    assert said(found, 12) == ["nhiều họ phông: LibertinusSerif, Tinos"]


def test_another_family_is_an_error(tmp_path):
    found = beside(tmp_path, "state", TITLE, face="Libertinus Serif")
    assert said(found, 12) == ["phông LibertinusSerif"]


def test_letters_in_pieces_are_an_error(tmp_path):
    found = beside(tmp_path, "state", "TH ÔNG B ÁO\nkết luận hội nghị giao ban")
    assert said(found, 13) == ["tên văn bản lấy ra bị rời chữ"]


def test_another_paper_s_pdf_is_an_error(tmp_path):
    found = beside(tmp_path, "party", "THÔNG BÁO\nvề việc khác")
    assert said(found, 13) == ["không thấy tên văn bản trong chữ của PDF"]


def test_a_title_that_runs_over_lines_is_whole(tmp_path):
    found = beside(tmp_path, "party", "THÔNG BÁO\nkết luận hội\nnghị giao ban")
    assert said(found, 13) == []


def test_a_fixed_line_wrapped_in_the_pdf_is_an_error(tmp_path):
    found = beside(tmp_path, "party", f"ĐẢNG CỘNG\nSẢN VIỆT NAM\n{TITLE}")
    assert said(found, 5) == ["“ĐẢNG CỘNG SẢN VIỆT NAM” bị xuống dòng trong party.pdf"]


def test_a_pdf_that_cannot_be_read_is_an_error_of_the_paper(tmp_path):
    path = written(tmp_path, "party")
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.7 nothing")
    assert said(lint(path, profile("party")), 12) == ["tệp PDF bị cắt cụt hoặc hỏng"]


@FORMS
def test_a_pdf_alone_is_checked_for_sheet_and_head(tmp_path, form):
    beside(tmp_path, form, TITLE, sheet="us-letter")
    found = lint(tmp_path / f"{form}.pdf", profile(form))
    assert said(found, 1) == ["khổ giấy 215,9 × 279,4 mm"]
    assert {finding.check for finding in found.errors} == {1, 4, 6, 7}


def test_a_stamp_in_a_pdf_is_found_on_any_page(tmp_path):
    beside(tmp_path, "party", f"{TITLE}\n#pagebreak()\nTỐI MẬT")
    path = tmp_path / "party.pdf"
    assert said(lint(path, profile("party")), 15) == ["dấu “TỐI MẬT”"]
    assert said(lint(path, profile("party"), isolated=True), 15) == []


def test_a_scan_has_no_letters_and_is_refused(tmp_path):
    beside(tmp_path, "party", "#rect()")
    with pytest.raises(Unreadable, match="bản quét"):
        lint(tmp_path / "party.pdf", profile("party"))
