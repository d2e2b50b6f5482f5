"""What was recognised counts once a person confirms it, beside the picture of its page."""

from __future__ import annotations

import sys
from math import nan
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from page_sample import OPINIONS, listed, saved

from danvan.papers.confirm import FILE_NAME, HEAD, Scanned, write_confirmation
from danvan.papers.confirmed import confirmed_sheets, is_confirmation, says_yes
from danvan.papers.pages.sheets import DOUBTFUL
from danvan.papers.tables import read_tables
from danvan.papers.tables.sheet import Sheet

TEXT, YES = HEAD.index("Nội dung góp ý") + 1, HEAD.index("Xác nhận") + 1


def recognised(
    file: str, texts: list[str], confidence: list[float] | None = None, page: int = 1
) -> Sheet:
    count = len(texts)
    table = pa.table(
        {
            "text": pa.array(texts, pa.string()),
            "group": pa.array([None] * count, pa.string()),
            "channel": pa.array(["scan"] * count, pa.string()),
            "received_at": pa.array([""] * count, pa.string()),
            DOUBTFUL: pa.array(["xã · đường"] * count, pa.string()),
        }
    )
    return Sheet(
        file,
        "",
        table,
        np.arange(3, 3 + count),
        named=True,
        pages=np.full(count, page),
        confidence=np.array(confidence or [91.7] * count),
    )


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(listed(), tmp_path_factory.mktemp("picture") / "phieu.png")


def written(folder: Path, picture: Path, *sheets: Sheet) -> Path:
    write_confirmation(folder, [Scanned(picture, sheet) for sheet in sheets])
    return folder / FILE_NAME


def filled(book: Path, cells: dict[tuple[int, int], str]) -> Path:
    """The workbook once somebody has typed into it; rows count from the first below the head."""
    opened = openpyxl.load_workbook(book)
    page = opened.active
    head = next(cell.row for cell in page["A"] if cell.value == HEAD[0])
    for (row, column), value in cells.items():
        page.cell(head + row, column).value = value
    opened.save(book)
    return book


def read_back(book: Path) -> list[Sheet]:
    return [one for sheet in read_tables(book) for one in confirmed_sheets(sheet)]


# ---------------------------------------------------------------- written


def test_each_recognised_remark_has_a_row_and_each_page_a_picture(
    tmp_path: Path, picture: Path
) -> None:
    book = written(tmp_path, picture, recognised("phieu.png", list(OPINIONS)))
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert "ghi x vào cột “Xác nhận”" in str(rows[0][0])
    assert str(rows[0][0]).count("\n") == 1, "two lines of instructions"
    assert rows[1] == HEAD
    row = dict(zip(HEAD, rows[2], strict=True))
    assert row["Nội dung góp ý"] == OPINIONS[0]
    assert row["Nguồn"] == "phieu.png#3"
    assert row["Độ tin cậy (%)"] == 91
    assert row["Từ cần xem"] == "xã · đường"
    assert row["Xác nhận"] is None
    shown = tmp_path / str(row["Ảnh trang"])
    assert shown == tmp_path / "pages" / "phieu.png-1.png"
    assert shown.read_bytes().startswith(b"\x89PNG")


def test_stored_letters_do_not_wait(tmp_path: Path, picture: Path) -> None:
    mixed = recognised("a.pdf", ["gõ sẵn", "nhận dạng"], [nan, 88.0])
    book = written(tmp_path, picture, mixed)
    assert [one.table["text"].to_pylist() for one in read_back(book)] == [["nhận dạng"]]


def test_nothing_is_written_where_nothing_waits(tmp_path: Path, picture: Path) -> None:
    assert write_confirmation(tmp_path, [Scanned(picture, recognised("a.pdf", ["gõ"], [nan]))]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_a_folder_has_its_picture_beside_the_others(
    tmp_path: Path, picture: Path
) -> None:
    written(tmp_path, picture, recognised("xã Đông/phieu.png", ["một"]))
    assert [one.name for one in (tmp_path / "pages").iterdir()] == ["xã Đông_phieu.png-1.png"]


# ---------------------------------------------------------------- read back


def test_only_rows_with_a_yes_are_confirmed(tmp_path: Path, picture: Path) -> None:
    book = written(tmp_path, picture, recognised("phieu.png", list(OPINIONS)))
    (sheet,) = read_back(filled(book, {(1, YES): "x", (3, YES): "Có", (4, YES): "chưa"}))
    assert sheet.confidence is not None
    assert np.isnan(sheet.confidence).tolist() == [True, False, True, False, False]
    assert sheet.confidence[1] == 91


def test_rows_keep_the_file_and_the_place_they_came_from(tmp_path: Path, picture: Path) -> None:
    one, other = recognised("a.png", ["một", "hai"]), recognised("b/c.png", ["ba"])
    found = read_back(written(tmp_path, picture, one, other))
    assert [(sheet.file, sheet.at.tolist()) for sheet in found] == [
        ("a.png", [3, 4]),
        ("b/c.png", [3]),
    ]
    assert all(sheet.pages is not None and set(sheet.pages.tolist()) == {1} for sheet in found)


def test_the_text_is_what_the_person_left_there(tmp_path: Path, picture: Path) -> None:
    book = written(tmp_path, picture, recognised("phieu.png", ["sai chử"]))
    (sheet,) = read_back(filled(book, {(1, TEXT): "sai chữ", (1, YES): "x"}))
    assert sheet.table.to_pylist() == [
        {"text": "sai chữ", "group": "", "channel": "scan", "received_at": ""}
    ]


def test_a_row_without_its_source_counts_under_the_workbook(tmp_path: Path, picture: Path) -> None:
    book = written(tmp_path, picture, recognised("phieu.png", ["một", "hai"]))
    source = HEAD.index("Nguồn") + 1
    found = read_back(filled(book, {(2, source): "không rõ", (2, YES): "x"}))
    assert [(sheet.file, sheet.at.tolist()) for sheet in found] == [
        ("phieu.png", [3]),
        (FILE_NAME, [4]),
    ]


def test_an_opinion_that_a_person_cut_in_two_counts_twice(tmp_path: Path, picture: Path) -> None:
    """Copying a row and dividing its text is how two opinions read as one are told apart."""
    book = written(tmp_path, picture, recognised("phieu.png", ["một. hai.", "ba"]))
    source = HEAD.index("Nguồn") + 1
    typed = {(1, TEXT): "một.", (3, TEXT): "hai.", (3, source): "phieu.png#3", (3, YES): "x"}
    (sheet,) = read_back(filled(book, typed))
    assert sheet.table["text"].to_pylist() == ["một.", "ba", "hai."]
    assert sheet.at.tolist() == [3, 4, 3]


def test_other_workbooks_are_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung góp ý", "Nguồn"])
    book.active.append([1, "Đồng ý", "web"])
    book.save(tmp_path / "a.xlsx")
    assert [is_confirmation(sheet) for sheet in read_tables(tmp_path / "a.xlsx")] == [False]


@pytest.mark.parametrize("cell", [*"x X v có CÓ Đúng 1 true ✓ co yes".split(), "Đã xác nhận"])
def test_a_yes_may_be_written_in_many_ways(cell: str) -> None:
    assert says_yes(cell)


@pytest.mark.parametrize("cell", ["", " ", "không", "chưa", "0", "false", "?", "xem lại", "bỏ"])
def test_anything_else_is_no_yes(cell: str) -> None:
    assert not says_yes(cell)


LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" \n=+-@"),
    min_size=1,
).filter(str.strip)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(LETTERS | st.integers(29_990, 65_000).map("ý".__mul__), max_size=4))
def test_every_remark_comes_back_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, picture: Path, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    sheet = recognised("phieu.png", texts)
    assert write_confirmation(folder, [Scanned(picture, sheet)]) == len(texts)
    found = read_back(folder / FILE_NAME) if texts else []
    assert [text for one in found for text in one.table["text"].to_pylist()] == texts
