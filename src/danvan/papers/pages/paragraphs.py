"""Lines of pages joined to paragraphs: a line ends on purpose or because the paper does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from danvan.papers.numbering import parse_number
from danvan.papers.pages.frame import INDENT, LARGER, Frame, is_beside
from danvan.papers.pages.items import Item, item_of
from danvan.papers.pages.page import Page, PageLine, Word
from danvan.papers.remarks import BULLET, ENDED

GLUED = re.compile(r"\S[-–]$")  # "kinh tế-" and "xã hội" are one word, "2 -" and "0" are not


@dataclass(frozen=True)
class Paragraph:
    """`number`: of its item where recognition misread it, so that `text` begins after it.
    `page`: where it begins. `words`: where it was recognised."""

    page: int
    text: str
    number: str = ""
    bold: bool = False
    centred: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A line, its page and how that page is set."""

    line: PageLine
    page: int
    frame: Frame


@dataclass
class Gathered:
    """The lines of one paragraph so far, and the item that the first begins."""

    lines: list[Placed]
    item: Item | None = None

    def paragraph(self) -> Paragraph:
        first = self.lines[0]
        misread = self.item if self.item and not self.item.exact else None
        texts = [placed.line.text for placed in self.lines]
        if misread:
            texts[0] = misread.rest
        return Paragraph(
            page=first.page,
            text=joined(texts),
            number=f"{misread.number}." if misread else "",
            bold=all(placed.line.bold for placed in self.lines),
            centred=all(placed.frame.is_centred(placed.line) for placed in self.lines),
            words=joined_words(placed.line for placed in self.lines),
        )


def paragraphs_of(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """The paragraphs of all pages; one that goes on overleaf stays one."""
    gathered: Gathered | None = None
    last = 0
    for placed in lines_of(pages):
        item = item_of(placed.line, last)
        before = gathered.lines[-1] if gathered else None
        new = before is None or begins(before, placed)
        if item and (new or item.number == last + 1 > 1):
            last = item.number
        elif not new and gathered:
            gathered.lines.append(placed)
            continue
        else:
            item = None
        if gathered:
            yield gathered.paragraph()
        gathered = Gathered([placed], item)
    if gathered:
        yield gathered.paragraph()


def lines_of(pages: Sequence[Page]) -> Iterator[Placed]:
    alike: dict[tuple[float, float], list[Page]] = {}
    for page in pages:
        alike.setdefault((page.width, page.height), []).append(page)
    frames = {size: Frame.of(same) for size, same in alike.items()}
    for page in pages:
        frame = frames[page.width, page.height]
        yield from (Placed(line, page.number, frame) for line in page.lines)


def begins(before: Placed, placed: Placed) -> bool:
    """Whether a line begins a paragraph, by how it and the line before are set."""
    line, above = placed.line, before.line
    if before.page == placed.page:
        if is_beside(above, line):
            return False
        if before.frame.is_apart(above, line):
            return True
    if above.bold != line.bold or not alike(above, line):
        return True
    if not before.frame.is_full(above, line):
        return True
    if is_marked(line.text) and above.text.endswith(ENDED):
        return True
    indent = (line.left - placed.frame.left) - (above.left - before.frame.left)
    return indent > INDENT * line.size and not is_marked(above.text)


def alike(one: PageLine, other: PageLine) -> bool:
    """Whether letters are of one size; recognised ones measure as high as their tallest."""
    sizes = sorted((one.size, other.size))
    return bool(one.words) or sizes[1] <= LARGER * sizes[0]


def is_marked(text: str) -> bool:
    """Whether a line begins as items of lists do: 1. · a) · II. · –"""
    return BULLET.match(text) is not None or bool(parse_number(text).kind)


def joined(texts: Iterable[str]) -> str:
    whole = ""
    for text in texts:
        whole += text if not whole or GLUED.search(whole) else f" {text}"
    return whole


def joined_words(lines: Iterable[PageLine]) -> tuple[Word, ...]:
    """The words as `joined` leaves them: one that was glued is as sure as its weaker half."""
    words: list[Word] = []
    for line in lines:
        fresh = list(line.words)
        if words and fresh and GLUED.search(words[-1].text):
            half = words.pop()
            weaker = min(half.confidence, fresh[0].confidence)
            fresh[0] = Word(half.text + fresh[0].text, weaker)
        words += fresh
    return tuple(words)
