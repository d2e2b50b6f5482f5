"""A ruled table in a PDF is read as a table: its rows are rows, whatever lines they are set in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from page_sample import OPINIONS, typeset

from danvan.papers.pages.lattice import lattices_of
from danvan.papers.pages.pdf_rules import Rule
from danvan.papers.pdf_in import read_pdf
from danvan.papers.tables.sheet import Sheet

HEAD = "[STT], [Đơn vị], [Nội dung góp ý]"


def sheets(folder: Path, body: str) -> list[Sheet]:
    return read_pdf(typeset(folder / "a.pdf", "#set par(first-line-indent: 0pt)\n" + body))


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for row in sheet.table.to_pylist()]


def table(*cells: str) -> str:
    return f"#table(columns: (15mm, 40mm, 1fr), {', '.join(cells)})"


def test_cells_hold_their_text_and_nothing_of_their_neighbours(tmp_path: Path) -> None:
    body = table(HEAD, *(f"[{n}], [Xã {n}], [{text}]" for n, text in enumerate(OPINIONS, 1)))
    (sheet,) = sheets(tmp_path, body)
    assert rows(sheet) == [
        ["STT", "Đơn vị", "Nội dung góp ý"],
        *([str(n), f"Xã {n}", text] for n, text in enumerate(OPINIONS, 1)),
    ]
    assert sheet.name == "bảng 1"
    assert not sheet.named


def test_a_cell_over_several_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    cells = "[1], table.cell(rowspan: 2)[Xã Đông], [Một ý.], [2], [Hai ý.], [3], [Xã Tây], [Ba ý.]"
    (sheet,) = sheets(tmp_path, table(HEAD, cells))
    assert [row[1] for row in rows(sheet)[1:]] == ["Xã Đông", "Xã Đông", "Xã Tây"]


def test_a_number_over_several_rows_is_not_counted_again(tmp_path: Path) -> None:
    cells = "table.cell(rowspan: 2)[1.240], [Xã Đông], [Một ý.], [Xã Tây], [Hai ý.]"
    (sheet,) = sheets(tmp_path, table(HEAD, cells))
    assert [row[0] for row in rows(sheet)[1:]] == ["1.240", ""]


def test_a_cell_over_several_columns_is_the_first_one_s(tmp_path: Path) -> None:
    cells = "table.cell(colspan: 3)[Cụm phía Bắc], [1], [Xã Đông], [Một ý.]"
    (sheet,) = sheets(tmp_path, table(HEAD, cells))
    assert rows(sheet)[1:] == [["Cụm phía Bắc", "", ""], ["1", "Xã Đông", "Một ý."]]


def test_a_table_over_several_pages_is_one(tmp_path: Path) -> None:
    """Also its rows that begin on one page and end on the next."""
    long = [" ".join(OPINIONS) + f" Lần {number}." for number in range(1, 25)]
    cells = (f"[{n}], [Xã Đông], [{text}]" for n, text in enumerate(long, start=1))
    (sheet,) = sheets(tmp_path, table(HEAD, *cells))
    assert [row[2] for row in rows(sheet)[1:]] == long
    assert sheet.pages is not None
    assert sheet.pages[0] == 1
    assert sheet.pages[-1] > 2


def test_what_stands_beside_a_table_is_not_in_it(tmp_path: Path) -> None:
    body = "BẢNG TỔNG HỢP\n\n" + table(HEAD, "[1], [Xã Đông], [Một ý.]") + "\n\nNgười lập bảng"
    tabled, rest = sheets(tmp_path, body)
    assert len(rows(tabled)) == 2
    assert rest.guessed, "read as opinions only where no table holds any"
    assert [row[0] for row in rows(rest)] == ["Người lập bảng"]


def test_two_tables_are_two(tmp_path: Path) -> None:
    one = table(HEAD, "[1], [Xã Đông], [Một ý.]")
    first, second = sheets(tmp_path, f"{one}\n\n#v(10mm)\n\n{one}")
    assert rows(first) == rows(second)
    assert (first.name, second.name) == ("bảng 1", "bảng 2")


@pytest.mark.parametrize(
    "body",
    ["#rect(width: 100%)[1\\. Một ý.]", "1\\. #underline[Một ý.]\n\n#line(length: 100%)"],
)
def test_frames_and_underlines_are_no_tables(tmp_path: Path, body: str) -> None:
    (sheet,) = sheets(tmp_path, body)
    assert sheet.table["text"].to_pylist() == ["Một ý."]


@settings(deadline=None)
@given(
    st.lists(st.integers(5, 80), min_size=2, max_size=6),
    st.lists(st.integers(5, 80), min_size=2, max_size=6),
)
def test_every_cell_of_a_full_lattice_is_its_own(wide: list[int], high: list[int]) -> None:
    xs, ys = edges(wide), edges(high)
    level = [Rule(y, xs[0], xs[-1]) for y in ys]
    upright = [Rule(x, ys[0], ys[-1]) for x in xs]
    (lattice,) = lattices_of(level, upright)
    found = {
        lattice.cell_at(x + width / 2, y + height / 2)
        for x, width in zip(xs, wide, strict=False)
        for y, height in zip(ys, high, strict=False)
    }
    assert found == {(row, column) for row in range(len(high)) for column in range(len(wide))}


def edges(sizes: list[int]) -> list[float]:
    places = [10.0]
    for size in sizes:
        places.append(places[-1] + size)
    return places
