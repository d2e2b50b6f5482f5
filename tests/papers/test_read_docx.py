"""What an author wrote and kept is read, what was withdrawn is not."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as new_document
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from word_sample import SPACE, p, run, written

from danvan.papers.docx_in import Document, Paragraph, read_docx
from danvan.papers.errors import Unreadable
from danvan.papers.minutes import read_minutes


def only(document: Document) -> Paragraph:
    (paragraph,) = document.paragraphs
    return paragraph


def test_tracked_insertions_stay_and_deletions_go(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>bỏ </w:delText><w:t>nữa </w:t></w:r></w:del>"
    moved = f"<w:moveFrom>{run('dời ')}</w:moveFrom>"
    body = f"<w:p>{run('giữ ')}<w:ins>{run('thêm ')}</w:ins>{deleted}{moved}{run('hết')}</w:p>"
    assert only(read_docx(written(tmp_path, body))).text == "giữ thêm hết"


def test_a_row_deleted_under_tracking_goes(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('x')}</w:p></w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr></w:tbl>"
    (grid,) = read_docx(written(tmp_path, body)).grids
    assert grid.rows == (("x",),)


def test_tables_are_flattened_in_order(tmp_path: Path) -> None:
    paper = new_document()
    paper.add_paragraph("trước")
    table = paper.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "một", "hai"
    paper.add_paragraph("sau")
    paper.save(str(tmp_path / "a.docx"))
    document = read_docx(tmp_path / "a.docx")
    assert [p.text for p in document.paragraphs] == ["trước", "một", "hai", "sau"]
    assert [p.place for p in document.paragraphs] == [1, 2, 3, 4]


def test_words_own_numbers_are_counted(tmp_path: Path) -> None:
    paper = new_document()
    for text in ("một", "hai"):
        paper.add_paragraph(text, style="List Number")
    paper.add_paragraph("thường")
    paper.save(str(tmp_path / "a.docx"))
    numbers = [p.number for p in read_docx(tmp_path / "a.docx").paragraphs]
    assert numbers == ["1.", "2.", ""]


def test_weight_place_and_font_are_kept(tmp_path: Path) -> None:
    paper = new_document()
    paragraph = paper.add_paragraph()
    paragraph.alignment = 1
    part = paragraph.add_run("TÊN")
    part.bold, part.font.name = True, ".VnTimeH"
    paper.save(str(tmp_path / "a.docx"))
    found = only(read_docx(tmp_path / "a.docx"))
    assert (found.bold, found.centred, found.font) == (True, True, ".VnTimeH")


def test_a_declaration_of_entities_is_refused(tmp_path: Path) -> None:
    prologue = '<!DOCTYPE d [<!ENTITY a "aaaa">]>'
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_docx(written(tmp_path, p("&a;"), prologue=prologue))


def test_headers_and_footers_are_read_and_are_no_opinions(tmp_path: Path) -> None:
    parts = {"header1": p("ĐẢNG BỘ XÃ A"), "header2": p(""), "footer1": p("trang 1")}
    path = written(tmp_path, p("Một ý."), **parts)
    document = read_docx(path)
    assert (document.header, document.footer) == (("ĐẢNG BỘ XÃ A",), ("trang 1",))
    (sheet,) = read_minutes(path)
    assert sheet.table["text"].to_pylist() == ["Một ý."]


def test_a_footnote_is_read_with_the_remark_that_refers_to_it(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    cell = f"<w:tbl><w:tr><w:tc>{p('ô', end)}</w:tc></w:tr></w:tbl>"
    path = written(
        tmp_path,
        p("1. Sai số liệu", mark, ".") + p("thêm câu") + p("2. Hai ý") + cell,
        footnotes=f'<w:footnote w:id="2">{p(" Theo báo cáo tháng 3.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("cuối")}</w:endnote>',
    )
    grid, sheet = read_minutes(path)
    assert sheet.table["text"].to_pylist() == [
        "Sai số liệu.\nTheo báo cáo tháng 3.\nthêm câu",
        "Hai ý",
    ]
    assert grid.table["0"].to_pylist() == ["ô\ncuối"]


def test_a_note_on_withdrawn_words_goes_with_them(tmp_path: Path) -> None:
    gone = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    notes = f'<w:footnote w:id="2">{p("bỏ")}</w:footnote>'
    assert only(read_docx(written(tmp_path, p("giữ", gone), footnotes=notes))).notes == ()


def test_pictures_are_told_because_their_letters_are_not_read(tmp_path: Path) -> None:
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</w:drawing></w:r>"
    )
    (sheet,) = read_minutes(written(tmp_path, p("Một ý.", picture)))
    assert sheet.notes == ("1 ảnh hoặc tệp nhúng trong văn bản không được đọc chữ.",)


def test_merged_cells_are_read_once_and_hold_for_their_rows(tmp_path: Path) -> None:
    paper = new_document()
    table = paper.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "rộng"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Xã A"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "1.240"
    paper.save(str(tmp_path / "a.docx"))
    (grid,) = read_docx(tmp_path / "a.docx").grids
    held = (("rộng", "", ""), ("Xã A", "", "1.240"), ("Xã A", "", ""))
    assert grid.rows == held  # a number is not repeated: it would count twice


def test_a_document_with_macros_is_read_and_they_are_not(tmp_path: Path) -> None:
    path = written(tmp_path, p("Một ý."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xcc" * 5000)
    path = path.rename(tmp_path / "a.docm")
    assert only(read_docx(path)).text == "Một ý."
    assert len(read_minutes(path)) == 1


def test_isos_own_names_and_numbered_parts_are_known(tmp_path: Path) -> None:
    strict = SPACE.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
    )
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        body = f"<w:document {strict}><w:body>{p('Một ý.')}</w:body></w:document>"
        archive.writestr("word/document2.xml", body)
    assert [sheet.table["text"].to_pylist() for sheet in read_minutes(path)] == [["Một ý."]]


@given(st.binary(max_size=300))
@settings(max_examples=30, deadline=None)
def test_no_xml_raises_anything_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("xml"), body.decode("latin-1"))
    try:
        read_docx(path)
    except Unreadable as refusal:
        assert str(refusal)  # noqa: PT017 - both endings are right
