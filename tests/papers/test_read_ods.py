"""An OpenDocument workbook gives the same sheets as an Excel one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from open_sample import COVERED, cell, number, row, written

from danvan.papers.errors import Unreadable
from danvan.papers.tables import read_tables


def rows(path: Path) -> list[list[str]]:
    return [list(row.values()) for row in read_tables(path)[0].table.to_pylist()]


def test_it_works(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(cell("BẢNG TỔNG HỢP", columns_spanned=3), COVERED, COVERED),
        row(cell(columns_repeated=16384), repeated=2),
        row(cell("STT"), cell("Nội dung góp ý"), cell("Số lượt")),
        row(number(1), cell("Một ý"), number(1240.0)),
        row(cell(columns_repeated=16384), repeated=1_048_000),
    )
    (sheet,) = read_tables(path)
    assert (sheet.name, sheet.at.tolist()) == ("Ý kiến", [1, 4, 5])
    assert rows(path) == [
        ["BẢNG TỔNG HỢP", "", ""],
        ["STT", "Nội dung góp ý", "Số lượt"],
        ["1", "Một ý", "1240"],
    ]


def test_a_merged_cell_holds_for_the_rows_it_spans(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(cell("x", columns_repeated=2), cell("y")),
        row(cell("Xã Đông", rows_spanned=2), cell("7", rows_spanned=2), cell("a")),
        row(COVERED, COVERED, cell("b")),
        row(cell(columns_repeated=2), cell("c")),
    )
    held = [["Xã Đông", "7", "a"], ["Xã Đông", "", "b"], ["", "", "c"]]
    assert rows(path)[1:] == held  # a number is not repeated: it would count twice


def test_rows_that_stand_for_several_are_all_there(tmp_path: Path) -> None:
    path = written(tmp_path, row(cell("giống", columns_repeated=2), repeated=3), row(cell("hết")))
    assert read_tables(path)[0].at.tolist() == [1, 2, 3, 4]
    assert rows(path)[:3] == [["giống", "giống"]] * 3


def test_a_password_is_named(tmp_path: Path) -> None:
    locked = '<m:file-entry><m:encryption-data m:checksum="x"/></m:file-entry>'
    with pytest.raises(Unreadable, match="có mật khẩu"):
        read_tables(written(tmp_path, row(cell("a")), manifest=locked))


@pytest.mark.parametrize(
    "wide",
    [
        row(cell("x", columns_repeated=1000), repeated=1_000_000),
        row(cell("x")) + row(cell(columns_repeated=9), repeated=9_000_000) + row(cell("y") * 9),
        row(cell("x")) + row(repeated=9_999_999_999) + row(cell("y")),
        row(cell("x"), cell(columns_repeated=9_999_999_999), cell("y")),
    ],
)
def test_a_sheet_too_wide_to_lay_out_is_refused(tmp_path: Path, wide: str) -> None:
    with pytest.raises(Unreadable, match="triệu"):
        read_tables(written(tmp_path, wide))


def test_a_declaration_of_entities_is_refused(tmp_path: Path) -> None:
    prologue = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_tables(written(tmp_path, row(cell("&a;")), prologue=prologue))


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_no_xml_raises_anything_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory, inside: str
) -> None:
    path = written(tmp_path_factory.mktemp("xml"), inside.encode("utf-8", "replace").decode())
    try:
        read_tables(path)
    except Unreadable as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - both endings are right
