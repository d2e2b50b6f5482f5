"""Recognised words as lines of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from danvan.papers.pages.frame import is_beside, middle
from danvan.papers.pages.page import PageLine, Word
from danvan.papers.scans.tesseract import Seen

MARK = re.compile(r"\(?[\dlIO]{1,3}[.,:;)]?|[-+•*–]")


def page_lines(seen: Sequence[Sequence[Seen]]) -> tuple[PageLine, ...]:
    """The lines in the order of reading, each with its number before it."""
    return tuple(with_their_marks([line_of(words) for words in seen]))


def line_of(words: Sequence[Seen]) -> PageLine:
    return PageLine(
        text=" ".join(word.text for word in words),
        left=min(word.left for word in words),
        right=max(word.left + word.width for word in words),
        y=middle([word.top + word.height for word in words]),
        size=middle([word.height for word in words]),
        words=tuple(Word(word.text, word.confidence) for word in words),
    )


def with_their_marks(lines: Sequence[PageLine]) -> list[PageLine]:
    """Numbers that stand so far from their text that they were taken for a column of their own are
    put before it again."""
    marks = [line for line in lines if MARK.fullmatch(line.text)]
    texts = [line for line in lines if not MARK.fullmatch(line.text)]
    for mark in marks:
        beside = (n for n, line in enumerate(texts) if is_beside(line, mark))
        right = next((n for n in beside if texts[n].left >= mark.right), None)
        if right is None:
            return list(lines)
        texts[right] = before(mark, texts[right])
    return texts


def before(mark: PageLine, line: PageLine) -> PageLine:
    return replace(
        line, text=f"{mark.text} {line.text}", left=mark.left, words=(*mark.words, *line.words)
    )
