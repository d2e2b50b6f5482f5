"""A page as lines with their places, whether its letters were stored or recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Holds = Literal["text", "picture", "nothing"]
Run = tuple[str, str]  # letters, and the name of their font


@dataclass(frozen=True)
class Word:
    """A recognised word; `confidence` from 0 to 100."""

    text: str
    confidence: float


@dataclass(frozen=True)
class PageLine:
    """One printed line. `y`: its base, downwards from the page's upper edge; `size`: the height of
    its letters; all in one unit for the page. `words`: where it was recognised."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Page:
    """`number` from 1; `lines` in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...] = ()


@dataclass(frozen=True)
class StoredLine:
    """A line as a PDF stores it: `runs` of letters that may be of an old encoding."""

    runs: tuple[Run, ...]
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True)
class StoredCell:
    """A cell of a table, from its `left` to its `right` border. `held`: it is merged into the one
    above it, whose lines it repeats."""

    left: float
    right: float
    lines: tuple[StoredLine, ...]
    held: bool = False


@dataclass(frozen=True)
class StoredTable:
    """A ruled table on a page: rows of cells, all rows equally long."""

    rows: tuple[tuple[StoredCell, ...], ...]


@dataclass(frozen=True)
class StoredPage:
    """A page of a file; where it `holds` a picture, its letters must be recognised. `lines` are
    those beside its `tables`."""

    number: int
    width: float
    height: float
    holds: Holds
    lines: tuple[StoredLine, ...] = ()
    tables: tuple[StoredTable, ...] = ()
