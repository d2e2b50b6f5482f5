"""A file made to harm is refused in one sentence that names the limit; nothing of it is run."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import open_sample
import word_sample

from danvan.papers import docx_tree
from danvan.papers.errors import Unreadable
from danvan.papers.minutes import read_minutes
from danvan.papers.tables import Sheet, read_tables

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
MEGABYTE = 1 << 20


def word(folder: Path, inside: str = "Một ý.", prologue: str = "") -> Path:
    return word_sample.written(folder, word_sample.p(inside), prologue=prologue)


def book(folder: Path, inside: str = "Một ý", prologue: str = "") -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        made.add_worksheet().write_column(0, 0, ["Ý kiến", inside])
    if prologue:
        said = part_of(path, "xl/sharedStrings.xml").decode()
        head, rest = said.split("?>", 1)
        changed(path, "xl/sharedStrings.xml", f"{head}?>{prologue}{rest}".replace("&amp;", "&"))
    return path


def sheet(folder: Path, inside: str = "Một ý", prologue: str = "") -> Path:
    cells = (open_sample.row(open_sample.cell(text)) for text in ("Ý kiến", inside))
    return open_sample.written(folder, *cells, prologue=prologue)


Maker = Callable[..., Path]
MAKERS = pytest.mark.parametrize("make", [word, book, sheet])
MAIN = {word: "word/document.xml", book: "xl/worksheets/sheet1.xml", sheet: "content.xml"}


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def changed(path: Path, name: str, content: str | bytes) -> None:
    """The same archive with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = content.encode() if isinstance(content, str) else content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, held in parts.items():
            archive.writestr(part, held)


def read(path: Path) -> list[Sheet]:
    return read_minutes(path) if path.suffix == ".docx" else read_tables(path)


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@MAKERS
@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_declared_entities_are_refused(tmp_path: Path, make: Maker, prologue: str) -> None:
    assert "DOCTYPE" in refusal(make(tmp_path, "&j;", prologue))


def test_entities_in_an_attribute_are_refused(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:rPr><w:rFonts w:ascii="&j;"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    assert "DOCTYPE" in refusal(word_sample.written(tmp_path, body, prologue=LAUGHS))


def test_a_declaration_in_another_part_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/comments.xml", f"{OUTSIDE}<w:comments {word_sample.SPACE}/>")
    assert "DOCTYPE" in refusal(path)


@MAKERS
def test_a_part_that_swells_is_refused_with_the_limit(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    held = part_of(path, MAIN[make])
    changed(path, MAIN[make], held + b" " * (30 * MEGABYTE))
    assert "150 lần" in refusal(path)


@MAKERS
def test_a_part_that_lies_of_its_size_is_refused(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    held = part_of(path, MAIN[make]) + b" " * (30 * MEGABYTE)
    changed(path, MAIN[make], held)
    true, claimed = len(held).to_bytes(4, "little"), (2000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, claimed))
    assert "phình to" in refusal(path)


@MAKERS
def test_many_parts_that_swell_together_are_refused(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"xl/media/{number}.xml", b" " * (18 * MEGABYTE))
    assert "200 MB" in refusal(path)


@MAKERS
def test_too_many_parts_are_refused(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    assert "10.000 phần" in refusal(path)


@MAKERS
def test_a_locked_part_is_refused(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    raw = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(sign)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(sign, at + 1)
    path.write_bytes(bytes(raw))
    assert "mật khẩu" in refusal(path)


@MAKERS
def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path, make: Maker) -> None:
    inner = tmp_path / "sau" / "hon"
    inner.mkdir(parents=True)
    path = make(inner)
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("../../ngoai.txt", str(tmp_path / "tuyet-doi.txt"), "..\\ngoai.txt"):
            archive.writestr(name, "x")
    assert read(path)
    assert sorted(tmp_path.rglob("*.txt")) == []
    assert sorted(inner.iterdir()) == [path]


@MAKERS
def test_macros_are_passed_over(tmp_path: Path, make: Maker) -> None:
    path = make(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xcc" * 5000)
        archive.writestr("Basic/Standard/Module1.xml", "<module>Shell</module>")
    assert "Một ý" in str([found.table.to_pylist() for found in read(path)])


def test_a_formula_is_a_value_and_never_worked_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet()
        page.write_formula(0, 0, '=WEBSERVICE("http://127.0.0.1:9/")', None, "đã lưu")
        page.write_formula(0, 1, "=1+1", None, 7)
    assert read_tables(path)[0].table.to_pylist() == [{"0": "đã lưu", "1": "7"}]


def test_a_text_longer_than_the_limit_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx_tree, "MAX_XML", 1 << 20)
    assert "1 MB" in refusal(word(tmp_path, "dài " * (1 << 18)))


@given(
    st.sampled_from([word, book, sheet]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=6),
    st.floats(0.2, 1),
)
@settings(max_examples=80, deadline=None)
def test_damaged_bytes_raise_nothing_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory,
    make: Maker,
    damage: list[tuple[float, int]],
    length: float,
) -> None:
    path = make(tmp_path_factory.mktemp("bytes"))
    raw = bytearray(path.read_bytes())
    for place, value in damage:
        raw[min(int(place * len(raw)), len(raw) - 1)] ^= value
    path.write_bytes(bytes(raw[: max(int(length * len(raw)), 1)]))
    try:
        read(path)
    except Unreadable as refused:
        assert "\n" not in str(refused)  # noqa: PT017 - both endings are right
