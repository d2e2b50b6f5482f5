"""The two files of a proof: the sender's receipt, and the published fingerprints of the days.

A day's tree stands over the submissions entered on that day, in order; its root is the day's
fingerprint (dấu vân). Each day's line also seals the line before it, so that whoever kept one
value of the chain sees when an earlier day is changed. A receipt holds what was said, never who.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from unicodedata import normalize

RECEIPT, ROOTS = "danvan.receipt/1", "danvan.roots/1"
BEFORE_ALL = "0" * 64  # what the first day seals


@dataclass(frozen=True)
class Sealed:
    """What the fingerprint of one submission stands for: all that its sender said.

    `section` is the section's key, "" for the whole draft; `version` the draft's number; `salt` 32
    hexadecimal digits of chance, so that nobody can guess a short text from its fingerprint.
    """

    text: str
    section: str
    version: int
    salt: str
    replacement: str = ""
    stance: str = ""
    change_type: str = ""


@dataclass(frozen=True)
class Proved:
    """A submission with its place in its day's tree; `path` as `tree.path` gives it."""

    sealed: Sealed
    index: int
    path: Sequence[bytes]


@dataclass(frozen=True)
class Day:
    """A line of the published list: `size` leaves under `root`, 64 hexadecimal digits."""

    day: date
    size: int
    root: str


@dataclass(frozen=True)
class Asked:
    """The consultation: its slug and title, and the address where its fingerprints are shown."""

    slug: str
    title: str
    address: str


def content_of(sealed: Sealed) -> bytes:
    """What is hashed for a leaf: JSON as in RFC 8785, texts in composed letters (NFC).

    Raises UnicodeEncodeError where a text holds half a surrogate pair.
    """
    return _canonical(asdict(sealed))


def chained(slug: str, day: Day, previous: str) -> str:
    """The value that seals this day and, through `previous`, all days before it."""
    return sha256(b"\x02" + _canonical({"consultation": slug, **_line(day, previous)})).hexdigest()


def roots_file(asked: Asked, days: Iterable[Day]) -> dict[str, Any]:
    """The published file; `days` in order. "chain" seals the whole list: print it somewhere."""
    lines, previous = [], BEFORE_ALL
    for day in days:
        lines.append(_line(day, previous))
        previous = chained(asked.slug, day, previous)
    return {"schema": ROOTS, "consultation": asdict(asked), "days": lines, "chain": previous}


def receipt_file(asked: Asked, day: Day, previous: str, proved: Iterable[Proved]) -> dict[str, Any]:
    """The sender's file for the submissions of one day; `previous` is the chain before that day."""
    opinions = [
        {**asdict(each.sealed), "index": each.index, "path": [node.hex() for node in each.path]}
        for each in proved
    ]
    return {
        "schema": RECEIPT,
        "consultation": asdict(asked),
        **_line(day, previous),
        "chain": chained(asked.slug, day, previous),
        "opinions": opinions,
    }


def _line(day: Day, previous: str) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "size": day.size,
        "root": day.root,
        "previous": previous,
    }


def _canonical(fields: dict[str, str | int]) -> bytes:
    composed = {k: normalize("NFC", v) if isinstance(v, str) else v for k, v in fields.items()}
    return json.dumps(composed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
