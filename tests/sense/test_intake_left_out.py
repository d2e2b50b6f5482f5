"""Rows that are no opinions are left out by name: which row, its first words, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.papers.minutes import read_minutes
from danvan.papers.tables import read_tables
from danvan.sense.intake.body import REASONS, Body, body_of

HEADINGS = "STT,Đơn vị,Nội dung góp ý,Số lượt"


def body(folder: Path, *lines: str) -> Body:
    path = folder / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = body_of(read_tables(path)[0], "a.csv")
    assert isinstance(found, Body)
    return found


def named(found: Body) -> list[tuple[str, str, str]]:
    return [(left.row, left.reason, left.text) for left in found.passed]


def test_it_works(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        "BẢNG TỔNG HỢP,,,",
        HEADINGS,
        "(1),(2),(3),(4)",
        "I. Khối xã phường,,,",
        "1,Xã A,Đồng ý,3",
        ",,,",
        HEADINGS,
        "2,Xã B,Chưa rõ,1",
        "Tổng cộng,,,4",
    )
    assert named(found) == [
        ("1", "dòng đầu đề trên bảng", "BẢNG TỔNG HỢP"),
        ("2", "dòng tên cột", "STT | Đơn vị | Nội dung góp ý | Số lượt"),
        ("3", "dòng số thứ tự của cột", "(1) | (2) | (3) | (4)"),
        ("4", "dòng tên nhóm", "I. Khối xã phường"),
        ("7", "dòng tên cột lặp lại", "STT | Đơn vị | Nội dung góp ý | Số lượt"),
        ("9", "dòng tổng, không tính là ý kiến", "Tổng cộng | 4"),
        ("", "1 dòng trống", ""),
    ]
    assert (found.at.tolist(), found.left_out) == ([5, 8], 7)


@pytest.mark.parametrize(
    "total",
    [
        "Cộng,,,4",
        "39,Tổng cộng,,4",
        "III,Cộng,,4",
        ",Tổng cộng,,4",
        "TỔNG SỐ,,,1.240",
        ",Cộng (I+II),,4",
        ",Tổng số ý kiến góp ý,,4",
        "Tổng cộng,,38 ý kiến,2412",
        "Total,,,4",
        ",,Tổng cộng,4",
    ],
)
def test_a_total_is_known_however_it_is_typed(tmp_path: Path, total: str) -> None:
    found = body(tmp_path, HEADINGS, "1,Xã A,Đồng ý,3", total)
    assert [left.row for left in found.passed if left.reason == REASONS["total"]] == ["3"]
    assert found.at.tolist() == [2]


@pytest.mark.parametrize(
    "opinion",
    [
        "Tổng cộng,Xã A,Đề nghị tính lại số liệu,4",
        "2,Xã A,Cộng đồng dân cư chưa đồng ý,4",
        "2,Xã A,Tổng mức đầu tư quá lớn,4",
        "2,Tổng công ty A,Nhất trí,4",
        "2,Xã A,5 năm là quá dài,4",
        "2,Xã A,30%,4",
        "Cộng,,Không đồng ý,4",
        "2,Đơn vị,Ý kiến: chưa rõ,4",
        "Cộng,,Chung chung,4",
        "Tổng cộng,,5 năm là lâu,4",
    ],
)
def test_a_row_that_says_something_is_never_taken_for_a_total(tmp_path: Path, opinion: str) -> None:
    assert body(tmp_path, HEADINGS, "1,Xã A,Đồng ý,3", opinion).at.tolist() == [2, 3]


def test_a_unit_without_a_text_is_a_row_and_no_total(tmp_path: Path) -> None:
    found = body(tmp_path, HEADINGS, ",Tổng công ty A,,3", ",Cộng đồng thôn B,,1")
    assert found.at.tolist() == [2, 3]  # both will be rejected, which names them


def test_the_first_table_counts_though_a_later_row_names_more(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        "STT,Nội dung góp ý,Ghi chú,Chữ ký",
        "1,Đồng ý,,",
        "STT,Nội dung góp ý,Đơn vị,Số lượt",
        "2,Chưa rõ,,",
    )
    assert found.at.tolist() == [2, 4]
    assert ("3", REASONS["repeat"]) in [(left.row, left.reason) for left in found.passed]


def test_a_row_that_begins_like_a_heading_is_a_row(tmp_path: Path) -> None:
    found = body(tmp_path, "Ý kiến,Số lượt", "Phần,1", "Mục,2")
    assert found.at.tolist() == [2, 3]


def test_many_captions_are_counted_and_every_total_is_named(tmp_path: Path) -> None:
    groups = [line for n in range(150) for line in (f"Nhóm số {n},,,", "1,A,Tốt,1", "Cộng,,,1")]
    found = body(tmp_path, HEADINGS, *groups)
    reasons = [left.reason for left in found.passed]
    assert reasons.count(REASONS["total"]) == 150
    assert reasons.count(REASONS["caption"]) == 100
    assert reasons[-1] == "50 dòng nữa: dòng tên nhóm"
    assert found.left_out == 301


def test_what_minutes_leave_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BIÊN BẢN\nÝ kiến góp ý:\n1. Một ý\n2. Hai ý\nKết luận\n", encoding="utf-8")
    (sheet,) = read_minutes(path)
    found = body_of(sheet, "a.txt")
    assert isinstance(found, Body)
    assert [(left.row, left.text) for left in found.passed] == [
        ("1", "BIÊN BẢN"),
        ("2", "Ý kiến góp ý:"),
        ("5", "Kết luận"),
    ]
    assert {left.reason for left in found.passed} == {REASONS["outside"]}


CELLS = st.sampled_from(
    ["", " ", "1", "Xã A", "Tổng cộng", "Cộng", "Đồng ý", "38", "Nội dung góp ý", "(1)", "(2)"]
)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12))
@settings(max_examples=150, deadline=None)
def test_every_row_is_an_opinion_or_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    lines = [",".join(row) for row in rows]
    found = body(tmp_path_factory.mktemp("law"), HEADINGS, *lines)
    assert len(found.at) + len(found.torn) + found.left_out == 1 + len(rows)
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    assert len([left for left in found.passed if left.row]) == found.left_out - blank
    assert len(found.table) == len(found.at)
