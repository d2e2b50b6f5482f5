"""The words of a text with their places, and which of them begin with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# Letters that Vietnamese and its neighbours write at the head of a name.
UPPER = "".join(
    c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and ord(c) not in range(0x370, 0x1E00)
)
ENDS = frozenset('.!?…:;"“”(-–—•*+')  # after these a capital says nothing


@dataclass(frozen=True)
class Words:
    """`word`, `start`, `end`: what each word is and where it stands, in code points."""

    text: str
    word: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def lower(self, at: int) -> str:
        return self.word[at].lower() if 0 <= at < len(self.word) else ""

    def pair(self, at: int) -> str:
        """Two words in a row, in lower case; one where nothing follows it."""
        return f"{self.lower(at)} {self.lower(at + 1)}"

    def together(self, at: int) -> bool:
        """Whether nothing but a blank on one line parts a word from the next."""
        gap = self.text[self.end[at] : self.start[at + 1]]
        return "\n" not in gap and (not gap or gap.isspace())

    def begins(self, at: int) -> bool:
        """Whether a sentence begins here, so that its capital says nothing."""
        if at == 0 or self.word[at - 1] in ENDS:
            return True
        return "\n" in self.text[self.end[at - 1] : self.start[at]]

    def phrase(self, low: int, high: int) -> str:
        return " ".join(self.word[low:high]).lower()


def words_of(text: str) -> Words:
    spans = [met.span() for met in TOKEN.finditer(text)]
    start, end = [low for low, _ in spans], [high for _, high in spans]
    return Words(text, [text[low:high] for low, high in spans], start, end)


def capitalised(words: Words) -> Iterator[tuple[int, int]]:
    """Runs `low, high` of words that begin with a capital and stand side by side."""
    low = -1
    for at, word in enumerate(words.word):
        if not word[0].isupper():
            if low >= 0:
                yield low, at
            low = -1
        elif low < 0:
            low = at
        elif not words.together(at - 1):
            yield low, at
            low = at
    if low >= 0:
        yield low, len(words)


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a list parted by semicolons, each with single blanks."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))
