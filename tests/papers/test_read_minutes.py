"""Minutes give one row a remark, with the speaker's office and never the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan.papers.minutes import read_minutes

MINUTES = """BIÊN BẢN
Hội nghị lấy ý kiến, ngày 5 tháng 3 năm 2025
I. Nội dung
1. Chủ trì nêu mục đích.
II. Ý kiến góp ý
1. Đồng chí Nguyễn Văn Mẫu, Bí thư chi bộ thôn Đông: Đề nghị bổ sung số liệu.
2. Bà Trần Thị Thử: Đồng ý với dự thảo.
3. Đại diện Hội Nông dân xã: Cần làm rõ phần II.
Lý do: còn chung chung.
III. Kết luận
Chủ trì tiếp thu.
"""


def remarks(folder: Path, text: str) -> list[dict[str, str | None]]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    rows: list[dict[str, str | None]] = read_minutes(folder / "a.txt")[-1].table.to_pylist()
    return rows


def test_it_works(tmp_path: Path) -> None:
    found = remarks(tmp_path, MINUTES)
    assert [row["text"] for row in found] == [
        "Đề nghị bổ sung số liệu.",
        "Đồng ý với dự thảo.",
        "Cần làm rõ phần II.\nLý do: còn chung chung.",
    ]
    assert {row["channel"] for row in found} == {"conference"}
    assert {row["received_at"] for row in found} == {"ngày 5 tháng 3 năm 2025"}


def test_the_office_is_kept_and_the_name_is_not(tmp_path: Path) -> None:
    found = remarks(tmp_path, MINUTES)
    offices = [row["group"] for row in found]
    assert offices == ["Bí thư chi bộ thôn Đông", None, "Đại diện Hội Nông dân xã"]
    assert not any(name in str(found) for name in ("Mẫu", "Thử", "Nguyễn", "Trần"))


def test_the_place_is_the_line_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINUTES, encoding="utf-8")
    assert read_minutes(tmp_path / "a.txt")[0].at.tolist() == [6, 7, 8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một ý.\nHai ý.\n", ["Một ý.", "Hai ý."]),
        ("1. Một ý\n2) Hai ý\n3- Ba ý\n", ["Một ý", "Hai ý", "Ba ý"]),
        ("1. Một ý\nxuống dòng\n2. Hai ý\n", ["Một ý\nxuống dòng", "Hai ý"]),
        (
            "Ý dài bị\nngắt dòng.\n\nÝ hai cũng\nbị ngắt.\n",
            ["Ý dài bị\nngắt dòng.", "Ý hai cũng\nbị ngắt."],
        ),
        ("Một ý.\n\nHai ý.\n", ["Một ý.", "Hai ý."]),
        ("Anh Nam: nói đúng, tôi đồng ý\nTốt\n", ["Anh Nam: nói đúng, tôi đồng ý", "Tốt"]),
    ],
)
def test_a_plain_list_is_cut_where_its_opinions_begin(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert [row["text"] for row in remarks(tmp_path, text)] == expected
