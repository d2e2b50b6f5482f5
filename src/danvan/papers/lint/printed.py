"""A paper as PDF shows it, read with another program's eyes than the one that set it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from danvan.papers.apart import apart
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.lint.families import family_in_pdf, is_for_signs

READER = "danvan.papers.lint.pdf_reading"
REFUSED = 3  # the exit code with which that module tells why it refuses
MAX_SECONDS = 60


@dataclass(frozen=True)
class Printed:
    """`pages` are texts and `sizes` mm; `fonts` leads from a font's name to whether it is embedded.

    `top` holds the first page's lines, those of two columns apart. `title` and `language` are what
    the file says of itself.
    """

    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    fonts: dict[str, bool]
    top: tuple[str, ...]
    title: str
    language: str

    @property
    def families(self) -> list[str]:
        """The families of letters, without the fonts of signs."""
        named = {family_in_pdf(name) for name in self.fonts}
        return sorted(family for family in named if not is_for_signs(family))

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


def printed(path: Path) -> Printed:
    """Raises Unreadable: locked, broken, more than 2,000 pages, a minute or 1 GB, or a scan."""
    try:
        done = apart(READER, path.resolve(), seconds=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        cause = f"mở quá {MAX_SECONDS} giây chưa xong"
        raise Unreadable(path.name, cause, "hãy xuất lại tệp từ Word") from error
    if done.returncode == REFUSED:
        raise Unreadable(path.name, *json.loads(done.stdout))
    if done.returncode:
        raise Unreadable(path.name, f"tệp {SHORT_OF}, hoặc cần quá 1 GB để mở", AGAIN)
    told = json.loads(done.stdout)
    sizes = tuple((width, height) for width, height in told["sizes"])
    pages, top = tuple(told["pages"]), tuple(told["top"])
    return Printed(pages, sizes, told["fonts"], top, told["title"], told["language"])
