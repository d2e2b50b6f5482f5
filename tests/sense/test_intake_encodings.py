"""A text file says in which encoding it was read, so that a person can see a wrong guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan.papers.minutes import read_minutes
from danvan.papers.tables import read_tables
from danvan.sense.intake.body import Body, body_of
from danvan.sense.words.legacy import OldLetters

SENTENCE = "Đề nghị làm rõ nội dung này và bổ sung số liệu của xã"
TCVN3 = "§Ò nghÞ lµm râ néi dung nµy vµ bæ sung sè liÖu cña x·"
VNI = "Ñeà nghò laøm roõ noäi dung naøy vaø boå sung soá lieäu cuûa xaõ"
WRITTEN = [
    (SENTENCE.encode(), "utf-8"),
    (b"\xef\xbb\xbf" + SENTENCE.encode(), "utf-8"),
    (SENTENCE.encode("utf-16"), "utf-16"),
    (SENTENCE.encode("utf-16-le"), "utf-16"),
    (TCVN3.encode("latin-1"), "tcvn3"),
    (VNI.encode("latin-1"), "vni"),
]


@pytest.mark.parametrize(("raw", "encoding"), WRITTEN, ids=lambda value: str(value)[:12])
def test_a_list_says_its_encoding(tmp_path: Path, raw: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (sheet,) = read_minutes(tmp_path / "a.txt", OldLetters())
    assert (sheet.encoding, sheet.table["text"].to_pylist()) == (encoding, [SENTENCE])


def test_a_table_says_its_encoding(tmp_path: Path) -> None:
    lines = f"Noäi dung goùp yù\n{VNI}\n"
    (tmp_path / "a.csv").write_bytes(lines.encode("latin-1"))
    (sheet,) = read_tables(tmp_path / "a.csv", OldLetters())
    found = body_of(sheet, "a.csv")
    assert isinstance(found, Body)
    assert (found.encoding, found.table["text"].to_pylist()) == ("vni", [SENTENCE])


def test_windows_1258_is_named(tmp_path: Path) -> None:
    marks = {"ề": "ê\u0300", "ị": "i\u0323", "õ": "o\u0303", "ộ": "ô\u0323", "ổ": "ô\u0309"}
    marks |= {"ố": "ô\u0301", "ủ": "u\u0309", "ã": "a\u0303", "ệ": "ê\u0323"}
    raw = "".join(marks.get(letter, letter) for letter in SENTENCE).encode("cp1258")
    (tmp_path / "a.txt").write_bytes(raw)
    (sheet,) = read_minutes(tmp_path / "a.txt", OldLetters())
    assert (sheet.encoding, sheet.table["text"].to_pylist()) == ("windows-1258", [SENTENCE])
