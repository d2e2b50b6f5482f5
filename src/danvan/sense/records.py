"""The frozen records that pass between stages. Texts are NFC; offsets count their code points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Stance = Literal["agree", "propose", "object", "question", "inform", "unclear"]
STANCES: tuple[Stance, ...] = ("agree", "propose", "object", "question", "inform", "unclear")

How = Literal["anchor", "cited", "matched", "general", "unplaced", "officer"]
HOWS: tuple[How, ...] = ("anchor", "cited", "matched", "general", "unplaced", "officer")

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

CLAIM, HEADING, SALUTATION, SIGNATURE = 0, 1, 2, 3


@dataclass(frozen=True)
class Section:
    """One node of a draft's tree. `text` is its own text, without its children's."""

    key: str
    level: int
    number: str
    title: str
    parent: str | None
    text: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft document: its sections in reading order; empty where there is none."""

    title: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Units:
    """Candidates for opinions in n texts: u disjoint spans, ordered by text and start.

    `text` int64[u]: index of the text. `start`, `end` int64[u]: code points in it. `kind` uint8[u]:
    CLAIM, HEADING, SALUTATION or SIGNATURE. `under` int64[u]: index of the heading unit that
    governs this unit, or -1. Together the units cover every letter and digit of every text.
    """

    text: Ints
    start: Ints
    end: Ints
    kind: Bytes
    under: Ints

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Families:
    """Near-copies among n texts.

    `family` int64[n]: the index of the family's reference text; a text alone is its own family.
    `remark_start`, `remark_end` int64[n]: the span of the member's own words, both 0 where none.
    """

    family: Ints
    remark_start: Ints
    remark_end: Ints


WAITING = "bản chụp chờ người xác nhận"  # how the reason of an unconfirmed row begins


@dataclass(frozen=True)
class Reject:
    """An input row that could not be read, and why, in the user's language."""

    source: str
    row: str
    reason: str
    text: str = field(default="")

    @property
    def waits(self) -> bool:
        """Read from a scan, and counted once a person confirms it."""
        return self.reason.startswith(WAITING)


@dataclass(frozen=True)
class LeftOut:
    """A row that is no opinion: a total, a caption, a blank. `text` holds its first words."""

    source: str
    row: str
    reason: str
    text: str


@dataclass(frozen=True)
class FileAccount:
    """What became of the rows of one file: those read are `accepted` or `rejected`.

    `unconfirmed` of the rejected wait for a person. `left_out` rows are not among those read;
    `named` says which they are. `notes`: Vietnamese sentences on what else was found.
    """

    file: str
    kind: str
    accepted: int
    rejected: int
    unconfirmed: int = 0
    left_out: int = 0
    named: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return self.accepted + self.rejected


@dataclass(frozen=True)
class SetAside:
    """A file of a folder from which nothing was read; `known`: its kind is one that is read."""

    file: str
    reason: str
    known: bool = True


@dataclass(frozen=True)
class Account:
    """Every file that was given, and what became of it; each list in the order of names."""

    files: tuple[FileAccount, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
