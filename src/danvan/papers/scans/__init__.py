"""Pictures of pages, read by recognising their letters; a person confirms each row afterwards."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from danvan.papers.errors import Unreadable
from danvan.papers.pages import page_picture
from danvan.papers.pages.page import Page, StoredPage
from danvan.papers.pages.picture import png_of
from danvan.papers.scans.cleaned import cleaned
from danvan.papers.scans.identity_card import refuse_identity_card
from danvan.papers.scans.lines import page_lines
from danvan.papers.scans.tesseract import Seen, check, seen_lines, turn_of

__all__ = ["recognised_pages"]

MAX_PAGES = 500  # pictures in a file: at two seconds a page, a quarter of an hour of one core
UNSURE = 70.0  # of 100: a page on its side or head is read with 42, an upright one with 96
LONG = 3  # letters of a word that has a shape


def recognised_pages(path: Path, pages: Iterable[StoredPage]) -> list[Page]:
    """Those pages of a file, with the lines recognised in their pictures.

    Each core works on a page at a time, so that few pictures are in memory. Raises Unreadable: no
    Tesseract here or without Vietnamese, more than 500 pictures, an identity card, a page on which
    the program fails.
    """
    asked = list(pages)
    if not asked:
        return []
    check(path.name)
    if len(asked) > MAX_PAGES:
        raise Unreadable(
            path.name,
            f"có {len(asked)} trang ảnh chụp, giới hạn là {MAX_PAGES}",
            "hãy chia nhỏ tệp",
        )
    with side_by_side() as pool:
        return list(pool.map(lambda page: recognised(path, page), asked))


@contextmanager
def side_by_side() -> Iterator[ThreadPoolExecutor]:
    """As many threads as cores; what has not begun is dropped once something fails."""
    pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def recognised(path: Path, page: StoredPage) -> Page:
    with Image.open(io.BytesIO(page_picture(path, page.number)), formats=("PNG",)) as stored:
        grey = stored.convert("L")
    sight = Sight(path.name, page.number, cleaned(grey))
    seen = sight.lines()
    if is_awry(seen) and (turn := sight.turn()):
        sight = Sight(path.name, page.number, cleaned(grey.rotate(-turn, expand=True)))
        seen = sight.lines()
    lines = page_lines(seen)
    refuse_identity_card(path.name, page.number, (line.text for line in lines))
    return Page(page.number, *sight.picture.size, lines)


@dataclass(frozen=True)
class Sight:
    """A page's picture as it is shown to the program."""

    file: str
    page: int
    picture: Image.Image

    def lines(self) -> list[list[Seen]]:
        return seen_lines(self.file, self.page, png_of(self.picture))

    def turn(self) -> int:
        return turn_of(self.file, self.page, png_of(self.picture))


def is_awry(seen: Sequence[Sequence[Seen]]) -> bool:
    """Whether the page seems to lie on its side or head: few letters make sense, or words are
    higher than wide."""
    words = [word for line in seen for word in line if len(word.text) >= LONG]
    if not words:
        return True
    sure = sum(word.confidence for word in words) / len(words)
    standing = sum(word.height > word.width for word in words)
    return sure < UNSURE or 2 * standing > len(words)
