"""Lines at the head or foot of pages that are not the text's: page numbers, running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from danvan.papers.pages.page import Page, PageLine
from danvan.papers.plain import plain

HEAD, FOOT = 0.07, 0.93  # of the page's height: text begins and ends 20 mm from the edge, at 0.067
MOST_PAGES = 0.6  # of the pages carry the same line; the first page often has none
PAGE_NUMBER = re.compile(r"(?:trang |page )?[-–—(]*\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[-–—)]*")
DIGITS = re.compile(r"\d+")


def without_running(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """The pages without their running lines, and how many of these there were."""
    times = Counter(title for page in pages for title in {*titles(page)})
    repeated = {title for title, count in times.items() if count >= often(len(pages))}
    offsets = Counter(offset for page in pages for _, offset in numbers(page))
    counted = {offset for offset, count in offsets.items() if count >= often(len(pages))}
    bare = [replace(page, lines=tuple(body(page, repeated, counted))) for page in pages]
    return bare, sum(len(page.lines) for page in pages) - sum(len(page.lines) for page in bare)


def often(pages: int) -> float:
    return max(2, MOST_PAGES * pages)


def body(page: Page, repeated: set[str], counted: set[int]) -> Iterator[PageLine]:
    numbered = {line for line, offset in numbers(page) if offset in counted}
    for line in page.lines:
        outside = at_edge(line, page)
        running = outside and (title_of(line) in repeated or page_number(line) is not None)
        if not running and line not in numbered:
            yield line


def titles(page: Page) -> Iterator[str]:
    return (title_of(line) for line in page.lines if at_edge(line, page))


def title_of(line: PageLine) -> str:
    """The line as it is on every page, whatever it counts."""
    return DIGITS.sub("#", plain(line.text))


def numbers(page: Page) -> Iterator[tuple[PageLine, int]]:
    """The page's first and last line where they are a number, and how far that is from the page's
    own."""
    ordered = sorted(page.lines, key=lambda line: line.y)
    for line in {*ordered[:1], *ordered[-1:]}:
        if (number := page_number(line)) is not None:
            yield line, number - page.number


def page_number(line: PageLine) -> int | None:
    found = PAGE_NUMBER.fullmatch(plain(line.text))
    return int(found[1]) if found else None


def at_edge(line: PageLine, page: Page) -> bool:
    return not HEAD * page.height <= line.y <= FOOT * page.height
