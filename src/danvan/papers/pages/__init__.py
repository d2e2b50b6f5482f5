"""The pages of a PDF or a picture: what is stored in them, and how they look."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan.papers.apart import apart
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.pages.page import StoredCell, StoredLine, StoredPage, StoredTable

__all__ = ["page_picture", "stored_pages"]

OPENED = "danvan.papers.pages.opened"
REFUSED = 3  # the exit code with which that module tells why it refuses


@dataclass(frozen=True)
class Bound:
    """What the process may take: bytes of memory, seconds."""

    memory: int
    seconds: float

    @property
    def shown(self) -> str:
        return f"{self.memory >> 20} MB"


BOUNDS = {
    "read": Bound(300 << 20, 120),
    "picture": Bound(1 << 30, 20),  # an A3 sheet at 600 dots an inch in colour has 210 MB
}


def stored_pages(path: Path) -> list[StoredPage]:
    """Every page of the file, with the lines stored in it.

    Raises Unreadable: locked, broken, more than 2,000 pages or 20 million letters, a picture beyond
    20,000 pixels a side or 75 million in all, more than 300 MB or two minutes to open.
    """
    told = asked(path, "read", 0).decode("utf-8").splitlines()
    return [page_of(json.loads(line)) for line in told]


def page_picture(path: Path, number: int) -> bytes:
    """A page as grey PNG without the file's metadata, a scanned one as upright as its camera says;
    200 dots an inch for pages of a PDF. Raises Unreadable as `stored_pages`, and beyond 1 GB or
    20 seconds."""
    return asked(path, "picture", number)


def page_of(told: dict[str, Any]) -> StoredPage:
    lines = tuple(StoredLine(**line) for line in told["lines"])
    tables = tuple(
        StoredTable(tuple(tuple(cell_of(cell) for cell in row) for row in table["rows"]))
        for table in told["tables"]
    )
    return StoredPage(**told | {"lines": lines, "tables": tables})


def cell_of(told: dict[str, Any]) -> StoredCell:
    return StoredCell(**told | {"lines": tuple(StoredLine(**line) for line in told["lines"])})


def asked(path: Path, order: str, page: int) -> bytes:
    """What the process that opens the file answers."""
    bound = BOUNDS[order]
    place = f"trang {page}" if page else ""
    try:
        done = apart(OPENED, order, path.resolve(), str(page), seconds=bound.seconds)
    except subprocess.TimeoutExpired as error:
        cause = f"mở quá {bound.seconds:g} giây chưa xong"
        raise Unreadable(path.name, cause, "hãy in lại thành PDF mới rồi gửi", place) from error
    if done.returncode == REFUSED:
        raise Unreadable(path.name, *json.loads(done.stdout.splitlines()[-1]))
    if done.returncode:
        cause = f"tệp {SHORT_OF}, hoặc cần quá {bound.shown} để mở"
        raise Unreadable(path.name, cause, AGAIN, place)
    return done.stdout
