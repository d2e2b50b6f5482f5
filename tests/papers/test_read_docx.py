"""What an author wrote and kept is read, what was withdrawn is not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document as new_document
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.papers.docx_in import Document, Paragraph, read_docx
from danvan.papers.errors import Unreadable

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(folder: Path, body: str, prologue: str = "") -> Path:
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        xml = f"{prologue}<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    return path


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


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
    with pytest.raises(Unreadable):
        read_docx(written(tmp_path, f"<w:p>{run('&a;')}</w:p>", prologue))


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
