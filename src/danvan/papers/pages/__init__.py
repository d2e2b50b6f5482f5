"""The pages of a PDF or a picture: what is stored in them, and how they look."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from danvan.papers.apart import apart
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.pages.page import StoredLine, StoredPage

__all__ = ["page_picture", "stored_pages"]

OPENED = "danvan.papers.pages.opened"
REFUSED = 3  # the exit code with which that module tells why it refuses
MAX_SECONDS = 60


def stored_pages(path: Path) -> list[StoredPage]:
    """Every page of the file, with the lines stored in it.

    Raises Unreadable: locked, broken, more than 2,000 pages or 20 million letters, a picture beyond
    20,000 pixels a side or 75 million in all, more than 1 GB or a minute to open.
    """
    told = asked(path, "read", 0).decode("utf-8").splitlines()
    return [page_of(json.loads(line)) for line in told]


def page_picture(path: Path, number: int) -> bytes:
    """A page as grey PNG without the file's metadata, a scanned one as upright as its camera says;
    200 dots an inch for pages of a PDF. Raises Unreadable as `stored_pages`."""
    return asked(path, "picture", number)


def page_of(told: dict[str, object]) -> StoredPage:
    page = StoredPage(**told)  # type: ignore[arg-type]
    lines = tuple(line_of(line) for line in told["lines"])  # type: ignore[attr-defined]
    return StoredPage(page.number, page.width, page.height, page.holds, lines)


def line_of(told: dict[str, object]) -> StoredLine:
    return StoredLine(**told)  # type: ignore[arg-type]


def asked(path: Path, order: str, page: int) -> bytes:
    """What the process that opens the file answers."""
    place = f"trang {page}" if page else ""
    try:
        done = apart(OPENED, order, path.resolve(), str(page), seconds=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        cause = f"mở quá {MAX_SECONDS} giây chưa xong"
        raise Unreadable(path.name, cause, "hãy in lại thành PDF mới rồi gửi", place) from error
    if done.returncode == REFUSED:
        raise Unreadable(path.name, *json.loads(done.stdout.splitlines()[-1]))
    if done.returncode:
        raise Unreadable(path.name, f"tệp {SHORT_OF}, hoặc cần quá 1 GB để mở", AGAIN, place)
    return done.stdout
