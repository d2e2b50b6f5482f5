"""Comments in a Word document: their words and what they hang on; never who wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from danvan.papers.docx_styles import W

BEGINS, ENDS = W + "commentRangeStart", W + "commentRangeEnd"
REFERS = W + "commentReference"
MARKS = {BEGINS, ENDS, REFERS}
LONGEST = 300  # characters of the words a comment hangs on
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Element: TypeAlias = etree._Element


@dataclass(frozen=True)
class Comment:
    """`anchor`: the words of the document that it hangs on, the first 300 characters; `place` and
    `page` of the paragraph where they begin, 0 where it hangs on none; `day`: ISO, "" unknown.

    A comment that is settled, or that answers another, is a comment as any other.
    """

    text: str
    anchor: str = ""
    place: int = 0
    page: int = 0
    day: str = ""


@dataclass
class Anchor:
    place: int
    page: int
    words: str = ""


@dataclass
class Anchors:
    """Gathers the words that comments hang on, as the text goes by."""

    by_id: dict[str, Anchor] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def meet(self, mark: Element, place: int, page: int) -> None:
        """A mark of a comment: where it begins, where it ends, or where its number stands."""
        name = mark.get(W + "id", "")
        self.by_id.setdefault(name, Anchor(place, page))
        if mark.tag == BEGINS:
            self.open.add(name)
        else:
            self.open.discard(name)

    def say(self, text: str) -> None:
        """Words of the document, for every comment that hangs on them."""
        for name in list(self.open) if text else ():
            anchor = self.by_id[name]
            anchor.words = (anchor.words + text)[:LONGEST]
            if len(anchor.words) == LONGEST:
                self.open.remove(name)

    def comment(self, node: Element, text: str) -> Comment:
        at = self.by_id.get(node.get(W + "id", ""), Anchor(0, 0))
        day = DAY.match(node.get(W + "date", ""))
        return Comment(text, " ".join(at.words.split()), at.place, at.page, day[0] if day else "")
