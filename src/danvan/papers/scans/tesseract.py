"""Recognises the letters of a page's picture with the program Tesseract and its Vietnamese data."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from unicodedata import normalize

from danvan.papers.errors import Unreadable
from danvan.papers.pages.picture import DOTS

PROGRAM = "tesseract"
LANGUAGE = "vie"
UPRIGHT = "osd"  # the data that tells which side is up
TURN = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
MAX_SECONDS = 180  # a page
ASKING = 20  # seconds for the list of languages
WORD = "5"  # the level of a line of the table that is a word
INSTALL = "hãy cài tesseract-ocr và tesseract-ocr-vie rồi chạy lại, hoặc gõ lại thành .docx, .xlsx"


@dataclass(frozen=True)
class Seen:
    """A recognised word: letters, how sure they are (0 to 100), its box in pixels."""

    text: str
    confidence: float
    left: float
    top: float
    width: float
    height: float


def check(file: str) -> None:
    """Raises Unreadable where the program or its Vietnamese data is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        cause = "là ảnh chụp, máy này chưa cài chương trình nhận dạng chữ Tesseract"
        raise Unreadable(file, cause, INSTALL)
    if LANGUAGE not in languages(program):
        cause = f"là ảnh chụp, Tesseract trên máy này chưa có dữ liệu tiếng Việt ({LANGUAGE})"
        raise Unreadable(file, cause, INSTALL)


@cache
def languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run(  # noqa: S603 - found by its name on this machine
            [program, "--list-langs"], capture_output=True, timeout=ASKING, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset((done.stdout + done.stderr).decode("utf-8", "replace").split())


def seen_lines(file: str, page: int, png: bytes) -> list[list[Seen]]:
    """The words of a page, line by line, in the order of reading.

    Raises Unreadable where the program ends without an answer or takes more than three minutes.
    """
    return [*lines_in(answer(file, page, png, ("-l", LANGUAGE, "tsv")))]


def turn_of(file: str, page: int, png: bytes) -> int:
    """By how many degrees, to the right, a page must be turned to stand upright: 0, 90, 180 or 270.

    0 where the program lacks the data to tell.
    """
    if UPRIGHT not in languages(shutil.which(PROGRAM) or PROGRAM):
        return 0
    try:
        said = answer(file, page, png, ("-l", UPRIGHT, "--psm", "0"))
    except Unreadable:  # too few letters to tell
        return 0
    found = TURN.search(said)
    return int(found[1]) if found else 0


def answer(file: str, page: int, png: bytes, options: tuple[str, ...]) -> str:
    command = [*one_thread(), PROGRAM, "stdin", "stdout", "--dpi", str(DOTS), *options]
    try:
        done = subprocess.run(  # noqa: S603 - the words above and nothing of the file's
            command, input=png, capture_output=True, timeout=MAX_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        cause = "chương trình nhận dạng chữ không đọc được trang này"
        raise Unreadable(file, cause, "hãy chụp hoặc quét lại", f"trang {page}") from error
    return done.stdout.decode("utf-8", "replace")


def one_thread() -> tuple[str, ...]:
    """Pages are recognised side by side; threads within a page would only be in each other's way.

    Left out where the system has no `env`: then it is slower, not wrong.
    """
    env = shutil.which("env")
    return (env, "OMP_THREAD_LIMIT=1") if env else ()


def lines_in(table: str) -> Iterator[list[Seen]]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == WORD and (row["text"] or "").strip())
    for _, line in groupby(words, key=place_of):
        found = [word_of(row) for row in line]
        if any(re.search(r"\w", word.text) for word in found):  # else specks of dust
            yield found


def place_of(row: dict[str, str]) -> tuple[str, str, str]:
    return row["block_num"], row["par_num"], row["line_num"]


def word_of(row: dict[str, str]) -> Seen:
    box = (float(row[name]) for name in ("left", "top", "width", "height"))
    return Seen(normalize("NFC", row["text"].strip()), float(row["conf"]), *box)
