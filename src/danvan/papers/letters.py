"""From stored bytes to lines of letters; old encodings are left to whoever knows the language."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from danvan.papers.errors import Unreadable

BLOCK = 1 << 20
MAX_LEGACY = 200 << 20  # bytes of a file whose encoding must be guessed as a whole
TORN = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


class Letters(Protocol):
    """Knows the encodings of a language older than Unicode."""

    def from_bytes(self, raw: bytes) -> tuple[str, str]:
        """The text of bytes that are no UTF-8, and the name of their encoding."""

    def from_run(self, text: str, font: str) -> str:
        """The text of a run of a document set in `font` ("" where unknown)."""


class PlainLetters:
    """Knows none."""

    def from_bytes(self, raw: bytes) -> tuple[str, str]:
        return raw.decode("utf-8", "replace"), "utf-8"

    def from_run(self, text: str, font: str) -> str:
        return text


@dataclass(frozen=True)
class Encoding:
    """`name` as Python knows it, "" where it must be guessed; `torn`: some bytes are not in it."""

    name: str
    torn: bool = False

    @property
    def shown(self) -> str:
        """The name without what only a decoder asks: "utf-8-sig" is UTF-8, "utf-16-le" UTF-16."""
        return "-".join(self.name.split("-")[:2])


def encoding_of(path: Path) -> Encoding:
    """UTF-8 or UTF-16 by the file's content. A few bad bytes do not make it another encoding."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig", torn=not is_utf8(path))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16")
    if (nuls := head.count(0)) and not (nuls < len(head) // 8 and is_utf8(path)):
        return bare_utf16(path, head, nuls)
    if is_utf8(path):
        return Encoding("utf-8")
    return Encoding("utf-8", torn=True) if mostly_utf8(path) else Encoding("")


def bare_utf16(path: Path, head: bytes, nuls: int) -> Encoding:
    """UTF-16 without its mark: half of the bytes of plain letters are zero, all on one side."""
    odd = head[1::2].count(0)
    if nuls >= len(head) // 8 and max(odd, nuls - odd) >= 0.9 * nuls:
        return Encoding("utf-16-le" if odd * 2 > nuls else "utf-16-be")
    raise Unreadable(
        path.name, "đây không phải tệp chữ", "hãy lưu lại thành .csv (UTF-8), .xlsx hoặc .docx"
    )


def is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def begins_as_utf8(path: Path) -> bool:
    """Whether the first million bytes are UTF-8, so that the rest can be judged as it is read."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


def mostly_utf8(path: Path) -> bool:
    """Whether most lines with more than ASCII in them are UTF-8."""
    good = bad = 0
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good > bad


@dataclass(frozen=True)
class Writing:
    """A text file's lines with their line ends, and the encoding they are written in."""

    lines: Iterator[str]
    encoding: str


@contextmanager
def open_writing(path: Path, letters: Letters) -> Iterator[Writing]:
    """A text file, read as its content asks; bytes outside its encoding become surrogates."""
    encoding = encoding_of(path)
    if not encoding.name:
        text, name = guessed(path, letters)
        yield Writing(io.StringIO(text, newline=""), name)
        return
    errors = "surrogateescape" if encoding.name.startswith("utf-8") else "replace"
    with path.open(encoding=encoding.name, errors=errors, newline="") as file:
        yield Writing(file, encoding.shown)


@contextmanager
def open_lines(path: Path, letters: Letters) -> Iterator[Iterator[str]]:
    """The lines alone."""
    with open_writing(path, letters) as writing:
        yield writing.lines


def guessed(path: Path, letters: Letters) -> tuple[str, str]:
    if path.stat().st_size > MAX_LEGACY:
        raise Unreadable(
            path.name, "tệp quá lớn và không phải mã UTF-8", "hãy lưu lại bằng mã UTF-8"
        )
    return letters.from_bytes(path.read_bytes())


def is_torn(text: str) -> bool:
    """Whether some of its bytes could not be read as letters."""
    return TORN.search(text) is not None


def mended(text: str) -> str:
    """The text with a sign in place of what could not be read."""
    return TORN.sub(REPLACEMENT, text)
