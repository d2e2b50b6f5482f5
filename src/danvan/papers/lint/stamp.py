"""Check 15: a paper stamped secret has no place on a machine that is in a network."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from danvan.papers.lint.finding import Finding, error
from danvan.papers.lint.lines import columns
from danvan.papers.lint.typescript import Typescript

# The three marks of the law on state secrets, alone on a line, as a stamp is.
STAMP = re.compile(r"(?:TUYỆT|TỐI)?MẬT")
LETTER = "Ậ"
SIGNS = re.compile(r"[\W_]+")
WANTED = "chỉ soạn và giữ trên máy cách ly; ở đó đặt DANVAN_PROFILE=isolated-lan"


def check_stamp(typescript: Typescript) -> Iterator[Finding]:
    for line in (line for line in typescript.every_line if LETTER in line.text):
        for text in dict.fromkeys([line.text, *(part.text for part in columns(line))]):
            if is_stamp(text):
                yield error(15, f"dấu “{text}”", WANTED, line.where)
    drawn = [typescript.drawn, *(part.drawn for part in typescript.furniture.values())]
    for text in (text for texts in drawn for text in texts):
        if is_stamp(text):
            yield error(15, f"chữ chìm “{text.strip()}”", WANTED, "nền trang")


def is_stamp(text: str) -> bool:
    """Capitals and nothing else, however they are spaced or framed."""
    letters = SIGNS.sub("", unicodedata.normalize("NFC", text))
    return bool(STAMP.fullmatch(letters))
