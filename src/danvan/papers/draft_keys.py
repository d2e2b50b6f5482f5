"""The key of a section: the path of numbers that leads to it (`I.1.2`), or `dieu-5` in a law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from danvan.papers.numbering import Number
from danvan.papers.plain import plain

STEP = "."
AGAIN = "~"
SLUG_WORDS = 6


class Numbered(Protocol):
    @property
    def number(self) -> Number: ...


class Keys:
    """Gives each section of one draft a key of its own, in reading order."""

    def __init__(self, headings: Sequence[Numbered]) -> None:
        kinds = {heading.number.kind for heading in headings}
        self.is_law = "dieu" in kinds or "chuong" in kinds
        self.is_numbered = kinds != {""}
        self.given: set[str] = set()
        self.children: dict[str | None, int] = {}

    def next_key(self, number: Number, title: str, parent: str | None) -> str:
        self.children[parent] = self.children.get(parent, 0) + 1
        key = self.wished(number, title, parent)
        unique, time = key, 1
        while unique in self.given:
            time += 1
            unique = f"{key}{AGAIN}{time}"
        self.given.add(unique)
        return unique

    def wished(self, number: Number, title: str, parent: str | None) -> str:
        if number.kind == "dieu":  # numbered through the whole law
            return f"dieu-{number.parts[0]}"
        if not number.kind:
            own = slug(title) if self.is_numbered else str(self.children[parent])
            return under(parent, [own or str(self.children[parent])])
        if number.kind == "chuong" or (self.is_law and number.kind in ("phan", "muc")):
            step = number.parts[0] if number.kind != "phan" else arabic(number.parts[0])
            return under(parent, [f"{number.kind}-{step}"])
        return under(parent, list(number.parts))


def under(parent: str | None, parts: list[str]) -> str:
    """The path below a parent; a number that already holds the end of that path is not doubled."""
    path = parent.split(STEP) if parent else []
    for length in range(min(len(path), len(parts) - 1), 0, -1):
        if path[-length:] == parts[:length]:
            parts = parts[length:]
            break
    return STEP.join([*path, *parts])


def slug(title: str) -> str:
    """ "Lời nói đầu" → "loi-noi-dau"."""
    return "-".join(re.findall(r"[a-z0-9]+", plain(title))[:SLUG_WORDS])


def arabic(sign: str) -> str:
    """Parts are counted in Roman signs in a report, in Arabic ones in a law's keys."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for sign_here, sign_next in zip(sign, f"{sign[1:]} ", strict=True):
        value = values.get(sign_here, 0)
        total += -value if value < values.get(sign_next, 0) else value
    return str(total)
