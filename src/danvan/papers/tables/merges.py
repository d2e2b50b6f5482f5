"""Merged cells: what the first holds is true of every row that they span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

NUMBER = re.compile(r"[\d.,]+")
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Span:
    last: int
    column: int
    held: str = ""


@dataclass
class Merges:
    """The spans of a sheet by the row they begin in, and those open at the row being read."""

    starts: dict[int, list[Span]]
    open: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, ranges: Sequence[Range], left: int) -> Merges:
        starts: dict[int, list[Span]] = {}
        for (first, column), (last, _) in ranges:
            if last > first and column >= left:
                starts.setdefault(first, []).append(Span(last, column - left))
        return cls(starts)

    def fill(self, row: list[str], place: int) -> None:
        """Writes into a row what merged cells above it hold."""
        self.open = [span for span in self.open if span.last >= place]
        for span in self.open:
            if span.column < len(row) and not row[span.column]:
                row[span.column] = span.held
        for span in self.starts.pop(place, []):
            held = row[span.column] if span.column < len(row) else ""
            if held and not NUMBER.fullmatch(held):  # a number repeated would count twice
                self.open.append(Span(span.last, span.column, held))
