"""The linter refuses what is no paper in a sentence, and never falls over one that is broken."""

from __future__ import annotations

import contextlib
import io
import random
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from lint_sample import good, good_bytes

from danvan.papers import report_pdf
from danvan.papers.errors import Unreadable
from danvan.papers.lint import lint
from danvan.papers.profile import profile

FLIPS, PRINTED_FLIPS, RESPELT = 300, 8, 120
VALUES = ["", "-1", "0", "99999999999", "NaN", "inf", "1e5", "x", "٣", "\u200b"]
WORDS = ["MẬT", "\u0301", "Nơi nhận:", "K/T ", "Số", "ngày 99 tháng 99 năm 0000", "T/M", "\t\t"]
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body>&c;</w:body></w:document>"
)


def survives(path: Path, content: bytes) -> bool:
    """Whether the file was read; one that was not is refused in a sentence."""
    path.write_bytes(content)
    with contextlib.suppress(Unreadable):
        lint(path, profile("party"))
        return True
    return False


def flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def respelt(content: bytes, chance: random.Random) -> bytes:
    """The same archive with a value or a text of its XML changed, well-formed as before."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        victim = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = old.read(name)
            new.writestr(name, spoil(part, chance) if name in (victim, MAIN) else part)
    return made.getvalue()


MAIN = "word/document.xml"


def spoil(part: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        pieces = part.decode().split('"')
        pieces[chance.randrange(len(pieces) // 2) * 2 + 1] = chance.choice(VALUES)
        return '"'.join(pieces).encode()
    pieces = part.decode().split(">")
    at = chance.randrange(1, len(pieces))
    pieces[at] = chance.choice(WORDS) + pieces[at][pieces[at].find("<") :]
    return ">".join(pieces).encode()


def test_flipped_bytes_never_bring_it_down(tmp_path):
    chance = random.Random(15)  # noqa: S311 - the same flips each time
    sources = [good_bytes("party"), good_bytes("state")]
    path = tmp_path / "a.docx"
    read = [survives(path, flipped(chance.choice(sources), chance)) for _ in range(FLIPS)]
    assert 0 < sum(read) < FLIPS


def test_flipped_bytes_of_a_pdf_never_bring_it_down(tmp_path):
    chance = random.Random(17)  # noqa: S311 - the same flips each time
    source = report_pdf.pdf(good(profile("party")), profile("party"))
    for _ in range(PRINTED_FLIPS):
        survives(tmp_path / "a.pdf", flipped(source, chance))


def test_strange_values_never_bring_it_down(tmp_path):
    chance = random.Random(16)  # noqa: S311 - the same changes each time
    path = tmp_path / "a.docx"
    read = [survives(path, respelt(good_bytes("state"), chance)) for _ in range(RESPELT)]
    assert sum(read) > RESPELT // 2


@pytest.mark.parametrize("size", [0, 1, 100, 5_000])
def test_a_file_cut_short_is_refused(tmp_path, size):
    assert not survives(tmp_path / "a.docx", good_bytes("party")[:size])


def test_what_is_no_paper_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "a.docx").write_text("Kính gửi", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"a\.docx: nội dung không phải tệp \.docx"):
        lint(tmp_path / "a.docx", profile("party"))
    (tmp_path / "a.txt").write_text("Kính gửi", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"a\.txt: không phải tệp Word .* lưu thành \.docx"):
        lint(tmp_path / "a.txt", profile("party"))
    with pytest.raises(Unreadable, match="không mở được tệp"):
        lint(tmp_path / "b.docx", profile("party"))


def test_an_archive_of_something_else_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(Unreadable):
        lint(tmp_path / "a.docx", profile("party"))


@pytest.mark.parametrize("part", [MAIN, "word/styles.xml", "word/header1.xml"])
def test_entities_and_swelling_parts_are_refused_at_any_place(tmp_path, part):
    for content in (BOMB, b"<a>" + b" " * (40 << 20) + b"</a>"):
        path = tmp_path / "a.docx"
        with (
            zipfile.ZipFile(io.BytesIO(good_bytes("party"))) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, content if name == part else old.read(name))
        with pytest.raises(Unreadable):
            lint(path, profile("party"))
