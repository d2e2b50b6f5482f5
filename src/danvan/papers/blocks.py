"""What a paper is made of, before anyone decides whether it becomes .docx, .html or .pdf.

All texts are plain Unicode text: a writer escapes them, and makes unprintable characters visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Cell = str | int | float | None
Icon = Literal["check", "plus", "cross", "question", "note", "dash"]


@dataclass(frozen=True)
class Mark:
    """How a kind of opinion is shown: a word, an icon and a place in the palette (0 to 7)."""

    word: str
    icon: Icon = "dash"
    colour: int = 7


@dataclass(frozen=True)
class Item:
    """One opinion behind a sentence: `quote` is verbatim, `before` and `after` its context.

    `place` says where in the draft it was put, `how` how it got there, both in the reader's words.
    `repeats` is the number of submissions that say the same, this one included.
    """

    id: str
    before: str
    quote: str
    after: str
    place: str
    how: str
    stance: Mark
    repeats: int = 1


@dataclass(frozen=True)
class Evidence:
    """What a sentence counts: `total` opinions, some `shown`; `more` says where others are."""

    total: int
    shown: tuple[Item, ...] = ()
    more: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a part of the paper) to 4.

    `number` is what stands before the text; None leaves it to the format profile, which numbers
    the paper's headings when it is laid out (`papers.laid_out`), "" says that it has none.
    """

    level: int
    text: str
    number: str | None = None

    def shown(self) -> str:
        """The number, where there is one, and the text."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True)
class Paragraph:
    """Running text that counts nothing; `note` is small print, `item` a line of a list."""

    text: str
    style: Literal["body", "note", "item"] = "body"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report that opens its opinions.

    `count_text` is its counts in brackets, "(1.243/1.310 ý kiến; 94,9 %)"; where `text` does not
    hold them, they are written after it. `id` ("S12") is its address in the page.
    """

    id: str
    text: str
    count_text: str
    evidence: Evidence

    def parts(self) -> tuple[str, str, str]:
        """The words before the counts, the counts, and the words after them."""
        if not self.count_text:
            return self.text, "", ""
        before, count, after = self.text.partition(self.count_text)
        if not count:
            return f"{self.text} ", self.count_text, ""
        return before, count, after


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, verbatim, and where they come from."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Table:
    """A table. `widths` are shares of the text's width; a `wide` one stands on a landscape page."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float] = ()
    title: str = ""
    wide: bool = False

    def shares(self) -> list[float]:
        """The columns' widths as parts of 1; equal where none were given."""
        widths = list(self.widths) or [1.0] * len(self.head)
        return [width / sum(widths) for width in widths]


class Bar(NamedTuple):
    """One bar: its label, its length, a short note beside the figure, its place in the palette."""

    label: str
    value: float
    note: str = ""
    colour: int = 0


@dataclass(frozen=True)
class Bars:
    """A picture of bars from zero; the title states the finding, `unit` what is counted."""

    title: str
    rows: Sequence[Bar]
    unit: str

    def description(self) -> str:
        """The picture in words, for those who do not see it."""
        rows = (f"{row.label}: {spelled(row.value)} {row.note}".strip() for row in self.rows)
        figures = "; ".join(rows)
        return f"{self.title}. Đơn vị: {self.unit}. {figures}."


Block = Heading | Paragraph | Sentence | Quote | Table | Bars


@dataclass(frozen=True)
class Signature:
    """The foot of a paper: who receives it, and who signs in what name ("K/T TRƯỞNG BAN").

    Minutes are signed by two: `beside` is the office of the one on the left, `beside_name` theirs.
    """

    office: tuple[str, ...] = ()
    name: str = ""
    recipients: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    beside_name: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper. `blocks` and `annexes` are gone through twice, so they must allow it.

    `title` is the kind of paper in capitals, `subtitle` its abstract; `issuer` the superior body
    and the issuing one; `notice` a mark shown on every page; `annexes` follow the signature.
    `kind` is the paper's type code ("BC"; "" where it has none of the profile's kinds); a letter
    ("CV") shows its abstract under the number and no title. An empty `number` or `place_date` is
    left blank for the clerk. `addressees` follow "Kính gửi:"; `draft` is "Dự thảo lần 2";
    `outline` names the profile's series of heading numbers by level, where not the usual ones;
    `lies` turns the whole paper to landscape, header and all.
    """

    title: str
    subtitle: str
    blocks: Iterable[Block]
    issuer: tuple[str, ...] = ()
    place_date: str = ""
    number: str = ""
    notice: str = ""
    signature: Signature = field(default_factory=Signature)
    annexes: Iterable[Block] = ()
    kind: str = ""
    addressees: tuple[str, ...] = ()
    draft: str = ""
    outline: tuple[str, ...] = ()
    lies: bool = False

    def headings(self) -> Iterable[Heading]:
        """All headings in reading order."""
        for part in (self.blocks, self.annexes):
            if iter(part) is part:
                raise TypeError("a paper's blocks are read twice: give a list, not an iterator")
            yield from (block for block in part if isinstance(block, Heading))


def spelled(value: int | float) -> str:
    """A figure as Vietnamese papers print it: 1243 as "1.243", 100.0 as "100,0", 0.25 as "0,25"."""
    text = f"{value:,.2f}".removesuffix("0") if isinstance(value, float) else f"{value:,}"
    return text.translate({ord(","): ".", ord("."): ","})
