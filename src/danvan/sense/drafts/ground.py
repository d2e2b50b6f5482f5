"""A draft laid out once, so that thousands of quotes can be looked for in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from danvan.sense.records import Draft
from danvan.sense.words.tokens import Tokens, grams, tokenize

EDGE = "\n"  # before and after each text: its first and last words stand at a paragraph's edge, too
BETWEEN = "\uffff"
SPOTS = 100  # places of the same words that are looked at, in reading order


class Ground:
    """The texts of a draft's sections, one after the other, with their words."""

    def __init__(self, draft: Draft) -> None:
        self.keys = [section.key for section in draft.sections]
        self.place = {key: at for at, key in enumerate(self.keys)}
        self.texts = [section.text for section in draft.sections]
        self.whole = "".join(f"{EDGE}{text}{EDGE}{BETWEEN}" for text in self.texts)
        self.starts = [0]
        for text in self.texts:
            self.starts.append(self.starts[-1] + len(text) + 3)

    def span(self, at: int | None) -> tuple[int, int]:
        """Where section `at` lies in `whole`, its edges included; everything for None."""
        return (self.starts[at], self.starts[at + 1]) if at is not None else (0, len(self.whole))

    def located(self, spot: int) -> tuple[int, int]:
        """The section at a spot of `whole`, and the spot in that section's text."""
        at = bisect_right(self.starts, spot) - 1
        return at, spot - self.starts[at] - len(EDGE)

    def spots(self, words: str, low: int, high: int) -> Iterator[int]:
        """Where the words stand in a stretch of `whole`, in order; never over two sections."""
        spot = self.whole.find(words, low, high)
        for _ in range(SPOTS):
            if spot < 0:
                return
            if spot + len(words) < self.starts[bisect_right(self.starts, spot)]:
                yield spot
            spot = self.whole.find(words, spot + 1, high)

    def paragraphs(self, at: int, start: int, end: int) -> list[str]:
        """Those of section `at` that a stretch of its text lies in."""
        starts, paragraphs = self.split[at]
        return paragraphs[bisect_right(starts, start) - 1 : bisect_right(starts, end)]

    @cached_property
    def split(self) -> list[tuple[list[int], list[str]]]:
        """Each section's paragraphs and where they start."""
        parts = [text.split(EDGE) for text in self.texts]
        return [
            ([0, *accumulate(len(part) + len(EDGE) for part in own[:-1])], own) for own in parts
        ]

    @cached_property
    def times(self) -> Counter[tuple[str, str]]:
        """How often each paragraph stands in each section."""
        return Counter(
            (key, paragraph)
            for key, (_, paragraphs) in zip(self.keys, self.split, strict=True)
            for paragraph in paragraphs
        )

    @cached_property
    def tokens(self) -> Tokens:
        return tokenize(self.texts)

    @cached_property
    def words(self) -> list[int]:
        return [int(word) for word in self.tokens.marked]

    @cached_property
    def first(self) -> list[int]:
        """The words of section i are `words[first[i]:first[i + 1]]`."""
        return [int(at) for at in self.tokens.first]

    @cached_property
    def pairs(self) -> dict[int, list[int]]:
        """Two words that follow each other → where the first stands in `words`, rising."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, pair in enumerate(grams(self.tokens.marked, 2).tolist()):
            found[pair].append(at)
        return dict(found)
