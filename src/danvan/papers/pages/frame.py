"""How a page is set: between which edges its lines run, and how far apart they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan.papers.pages.page import Page, PageLine

SET = 3  # lines that end at one edge make it the edge of the text …
SHARE = 0.2  # … or so many of the lines
BEYOND = 0.1  # of the lines may run over it
WIDE = 0.7  # of the page: an edge further left is that of lines which happen to be equally long
NEAR = 2.0  # letter heights from that edge
APART = 1.35  # times the usual distance of lines: a paragraph's, not a line's
LARGER = 1.25  # times the height of letters: another kind of text
INDENT = 0.8  # letter heights
ROOM = 0.5  # letter heights beyond the next line's first word: the line was ended on purpose
SAME_ROW = 0.4  # letter heights


@dataclass(frozen=True)
class Frame:
    """`left` and `right` edge of the text, and the usual distance from line to line."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Frame:
        """Of pages of one size, which are set alike. Where their lines end at no common edge, the
        margin is taken to be as wide on the right as on the left."""
        lines = [line for page in pages for line in page.lines]
        if not lines:
            return cls(0.0, 0.0, 0.0)
        left = min(line.left for line in lines)
        size = middle([line.size for line in lines])
        steps = [below.y - line.y for page in pages for line, below in pairwise(page.lines)]
        ends = sorted((line.right for line in lines), reverse=True)
        edge = right_edge(ends, NEAR * size)
        if edge < WIDE * pages[0].width:
            edge = max(ends[0], pages[0].width - left)
        return cls(left, edge, lower([step for step in steps if step > SAME_ROW * size]))

    def is_full(self, line: PageLine, following: PageLine) -> bool:
        """Whether the next line's first word would not have fitted on this line."""
        first = following.text.split(maxsplit=1)[0]
        wide = (following.right - following.left) * (len(first) + 1) / len(following.text)
        return self.right - line.right < wide + ROOM * line.size

    def is_apart(self, line: PageLine, following: PageLine) -> bool:
        """Whether the next line stands apart from this one, or above it."""
        step = following.y - line.y
        return step < 0 or step > APART * self.pitch > 0

    def is_centred(self, line: PageLine) -> bool:
        before, after = line.left - self.left, self.right - line.right
        return min(before, after) > NEAR * line.size and abs(before - after) < NEAR * line.size


def right_edge(ends: Sequence[float], near: float) -> float:
    """The edge at which enough lines end, the furthest first; 0 where there is none."""
    enough = max(SET, round(SHARE * len(ends)))
    for place, end in enumerate(ends[: 1 + int(BEYOND * len(ends))]):
        if place + enough <= len(ends) and end - ends[place + enough - 1] <= near:
            return end
    return 0.0


def is_beside(line: PageLine, following: PageLine) -> bool:
    """Whether two lines are parts of one row."""
    return abs(following.y - line.y) < SAME_ROW * line.size


def middle(numbers: Sequence[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


def lower(numbers: Sequence[float]) -> float:
    """The third lowest of ten: distances of lines, where some are those of paragraphs."""
    return sorted(numbers)[len(numbers) * 3 // 10] if numbers else 0.0
