"""The shipped typefaces have every Vietnamese letter and set texts as wide as Times New Roman."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from danvan.papers import fonts
from danvan.papers.errors import Unreadable

SHIPPED = sorted(fonts.FOLDER.glob("*.ttf"))
# Measured with the metrics of Times: points, bold, italic, millimetres.
MEASURED = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, 95.7),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False, 88.3),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False, 72.9),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", 16, True, False, 77.8),
    ("BAN TUYÊN GIÁO VÀ DÂN VẬN", 14, True, False, 75.6),
    ("Bắc Giang, ngày 14 tháng 7 năm 2020", 14, False, True, 76.5),
    ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", 13, True, False, 90.6),
]


@pytest.mark.parametrize(("text", "size", "bold", "italic", "mm"), MEASURED)
def test_a_letterhead_line_is_as_wide_as_it_was_measured(
    text: str, size: float, bold: bool, italic: bool, mm: float
) -> None:
    assert fonts.width_mm(text, size, bold=bold, italic=italic) == pytest.approx(mm, abs=0.1)


def test_the_width_of_a_text_is_the_same_however_its_marks_are_written() -> None:
    text = "Ủy ban Mặt trận Tổ quốc"
    assert fonts.width_mm(unicodedata.normalize("NFD", text), 14) == fonts.width_mm(text, 14)


def test_there_are_four_styles_with_their_licence() -> None:
    assert len(SHIPPED) == 4
    assert {fonts.face(bold=b, italic=i) for b in (True, False) for i in (True, False)} == {
        *SHIPPED
    }
    licence = (fonts.FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert "2010, 2012 Google" in licence


def test_the_vietnamese_letters_are_134_beyond_ascii() -> None:
    assert len(set(fonts.VIETNAMESE)) == len(fonts.VIETNAMESE) == 134
    assert all(unicodedata.is_normalized("NFC", letter) for letter in fonts.VIETNAMESE)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_has_every_vietnamese_letter(path: Path) -> None:
    assert fonts.missing_letters(path) == ""
    assert fonts.covers_vietnamese(path)


def test_letters_a_font_lacks_are_named(tmp_path: Path) -> None:
    """The same file with two letters taken out of its map."""
    font = SHIPPED[0].read_bytes()
    tables = {font[12 + 16 * n : 16 + 16 * n] for n in range(font[5])}
    assert b"cmap" in tables
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(without_last_letters(font))
    assert fonts.missing_letters(cut)
    assert not fonts.covers_vietnamese(cut)


def without_last_letters(font: bytes) -> bytes:
    """`font` with the ends of its segments (cmap format 4) from U+1EA0 on cut to nothing."""
    at = next(
        int.from_bytes(font[12 + 16 * n + 8 : 12 + 16 * n + 12])
        for n in range(font[5])
        if font[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    changed = bytearray(font)
    for n in range(int.from_bytes(font[at + 2 : at + 4])):
        table = at + int.from_bytes(font[at + 8 + 8 * n : at + 12 + 8 * n])
        count = int.from_bytes(font[table + 6 : table + 8]) // 2
        for place in range(table + 14, table + 14 + 2 * count, 2):
            if 0x1EA0 <= int.from_bytes(font[place : place + 2]) < 0xFFFF:
                changed[place : place + 2] = bytes(2)
    return bytes(changed)


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\x00\x01\x00\x00" + bytes(40)])
def test_a_file_that_is_no_font_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"x\.ttf: không phải tệp phông chữ"):
        fonts.covers_vietnamese(path)
