"""A workbook holds what it was given: nothing cut, nothing computed, nothing lost past a limit."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.papers.blocks import Cell
from danvan.papers.printable import printable
from danvan.papers.workbook import GOES_ON, SheetOut, write


def read(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def one(path: Path, rows: list[list[Cell]], **limits: int) -> list[tuple[object, ...]]:
    write(path / "x.xlsx", [SheetOut("Bảng", ("a", "b"), rows)], **limits)
    return read(path / "x.xlsx")["Bảng"][1:]


def test_texts_are_texts_and_figures_are_figures(tmp_path: Path) -> None:
    rows = one(tmp_path, [["0912", 12], ["https://example.org", 0.5], [None, 10**15]])
    assert rows == [("0912", 12), ("https://example.org", 0.5), (None, "1000000000000000")]


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    write(tmp_path / "x.xlsx", [SheetOut("Bảng", ("a",), [[text]])])
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["Bảng"]["A2"]
    assert cell is not None
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_the_head_is_frozen_filtered_and_texts_wrap(tmp_path: Path) -> None:
    sheet = SheetOut("Bảng", ("a", "b"), [["x", 1]], (40, 8), "Số liệu đến ngày 5/2")
    write(tmp_path / "x.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["Bảng"]
    assert page["A1"].value == "Số liệu đến ngày 5/2"
    assert (page.freeze_panes, page.auto_filter.ref) == ("A3", "A2:B3")
    assert page["A3"].alignment.wrap_text
    assert page.column_dimensions["A"].width == pytest.approx(40, abs=1)


@pytest.mark.parametrize(("count", "sheets"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_a_sheet_that_outgrows_the_limit_goes_on_in_the_next(
    tmp_path: Path, count: int, sheets: list[int]
) -> None:
    rows = ([n] for n in range(count))
    write(tmp_path / "x.xlsx", [SheetOut("Dẫn chứng", ("a",), rows)], sheet_rows=3)
    pages = read(tmp_path / "x.xlsx")
    names = ["Dẫn chứng", "Dẫn chứng (2)", "Dẫn chứng (3)"]
    assert list(pages) == names[: len(sheets)]
    assert [len(page) - 1 for page in pages.values()] == sheets
    assert all(page[0] == ("a",) for page in pages.values())
    assert [row[0] for page in pages.values() for row in page[1:]] == list(range(count))


def test_a_long_text_goes_on_below_and_says_so_and_repeats_no_figure(tmp_path: Path) -> None:
    rows = one(tmp_path, [["id", 7], ["id-2", "x" * 400]], cell_units=200)
    assert rows[0] == ("id", 7)
    assert [row[0] for row in rows[1:]] == ["id-2", "id-2 (tiếp 2/3)", "id-2 (tiếp 3/3)"]
    assert str(rows[1][1]).endswith(GOES_ON)
    write(tmp_path / "y.xlsx", [SheetOut("B", ("a", "b"), [["y" * 40_000, 3]])])
    pieces = read(tmp_path / "y.xlsx")["B"][1:]
    assert [row[1] for row in pieces] == [3, None]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=400))
def test_the_pieces_of_any_text_join_to_the_text(tmp_path: Path, text: str) -> None:
    rows = one(tmp_path, [["id", text]], cell_units=150)
    pieces = [re.sub(r"^\[tiếp \d+/\d+\] ", "", str(row[1])).removesuffix(GOES_ON) for row in rows]
    assert "".join(pieces) == printable(text)
    assert all(len(str(row[1]).encode("utf-16-le")) <= 300 for row in rows)


def test_letters_that_xml_refuses_are_shown(tmp_path: Path) -> None:
    rows = one(tmp_path, [["a\x00b\x1f\x7f\ud800\ufffe", 1]])
    assert rows == [("a␀b␟␡��", 1)]


def test_names_that_excel_refuses_become_names_it_takes(tmp_path: Path) -> None:
    names = ["Phần [I]: a/b?", "'", "Theo mục " + "rất dài " * 6, "Theo mục " + "rất dài " * 6]
    write(tmp_path / "x.xlsx", [SheetOut(name, ("a",), []) for name in names])
    written = list(read(tmp_path / "x.xlsx"))
    assert len({name.casefold() for name in written}) == 4
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in written)
