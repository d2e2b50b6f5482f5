"""What a file is, is told by its content; what is refused is refused in one sentence."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from compound_sample import FILEPASS, SIGN, book, compound, word

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import kind_of
from danvan.papers.tables import read_tables

SHEET = "application/vnd.oasis.opendocument.spreadsheet"


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def archive(folder: Path, name: str, **parts: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as made:
        for part, text in parts.items():
            made.writestr(part.replace("__", "/"), text)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xls", compound({"WordDocument": word()}), "doc"),
        ("a.doc", compound({"Workbook": book()}), "xls"),
        ("cu.xls", compound({"Book": book()}), "xls"),
        ("thu.doc", b"{\\rtf1\\ansi a}", "doc"),
        ("a.txt", b"%PDF-1.7 ...", "pdf"),
        ("a.csv", b"\x89PNG\r\n\x1a\n...", "image"),
        ("a.docx", b"\xff\xd8\xff\xe0 JFIF", "image"),
        ("a.xlsx", b"II*\0\x08\0\0\0", "image"),
        ("b.xlsx", b"MM\0*\0\0\0\x08", "image"),
        ("a.txt", b"chu", "txt"),
    ],
)
def test_the_content_tells_the_kind_and_not_the_name(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    assert kind_of(put(tmp_path, name, content)) == kind


def test_a_worksheet_inside_a_letter_does_not_make_it_one(tmp_path: Path) -> None:
    letter = compound({"WordDocument": word()}, below={"Workbook": book()})
    assert kind_of(put(tmp_path, "a.doc", letter)) == "doc"
    figures = compound({"Workbook": book()}, below={"WordDocument": word()})
    assert kind_of(put(tmp_path, "a.xls", figures)) == "xls"


def test_a_directory_of_several_sectors_is_read_to_its_end(tmp_path: Path) -> None:
    many = {f"Dòng {n}": b"" for n in range(9)}
    assert kind_of(put(tmp_path, "a.doc", compound(many | {"WordDocument": word()}))) == "doc"


def test_an_open_document_sheet_is_known(tmp_path: Path) -> None:
    assert kind_of(archive(tmp_path, "a.zip", mimetype=SHEET)) == "ods"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", compound({"WordDocument": word(locked=True)}), "có mật khẩu"),
        ("a.xls", compound({"Workbook": book(FILEPASS)}), "có mật khẩu"),
        ("a.xlsx", compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "có mật khẩu"),
        ("a.gif", b"GIF89a....", "GIF"),
        ("a.msg", compound({"__properties_version1.0": b""}), "không phải tệp Word hay Excel"),
        ("cut.doc", SIGN + b"abc", "cắt cụt"),
        ("gia.ods", b"abc", "không phải tệp .ods"),
        ("gia.doc", b"abc", "không phải tệp .doc"),
        ("gia.pdf", b"abc", "không phải tệp .pdf"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(Unreadable, match=words) as refusal:
        read_tables(put(tmp_path, name, content))
    assert str(refusal.value).startswith(name)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, r"\.odt.*\.docx"),
        ({"xl__workbook.bin": ""}, r"\.xlsb.*\.xlsx"),
        ({"a": ""}, "không phải Word hay Excel"),
    ],
)
def test_other_archives_say_what_they_are(
    tmp_path: Path, parts: dict[str, str], words: str
) -> None:
    with pytest.raises(Unreadable, match=words):
        kind_of(archive(tmp_path, "a.zip", **parts))


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"{\\rtf1 a}"])
def test_what_is_no_table_is_refused_as_a_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable, match="không phải bảng"):
        read_tables(put(tmp_path, "a.bin", content))


@given(
    st.binary(max_size=700),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_envelope_is_a_kind_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, damage: list[tuple[int, int]]
) -> None:
    content = bytearray(compound({"WordDocument": word(), "Kho ": b"x"}) + tail)
    for place, value in damage:
        content[8 + place % (len(content) - 8)] = value
    path = put(tmp_path_factory.mktemp("envelope"), "a.doc", bytes(content))
    try:
        assert kind_of(path) in ("doc", "xls")
    except Unreadable as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - both endings are right
