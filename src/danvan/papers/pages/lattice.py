"""Ruled tables on a page: which lines cross, and into which cells they cut the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan.papers.pages.pdf_rules import NEAR, Rule, places

MOST = 400  # lines of a page each way: beyond, it is a drawing
LEAST = 3  # lines each way: two rows, two columns

Cell = tuple[int, int]  # row and column from the upper left


@dataclass(frozen=True)
class Lattice:
    """Lines that cross. `xs` and `ys` are where columns and rows begin and end."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    @cached_property
    def xs(self) -> list[float]:
        return places(self.upright)

    @cached_property
    def ys(self) -> list[float]:
        return places(self.level)

    @cached_property
    def anchors(self) -> dict[Cell, Cell]:
        """For each cell the one that it is merged into: its upper left one, itself where alone."""
        anchors: dict[Cell, Cell] = {}
        for cell in ((row, column) for row in range(len(self.ys) - 1) for column in self.columns):
            if cell not in anchors:
                anchors |= dict.fromkeys(self.merged(cell), cell)
        return anchors

    @property
    def columns(self) -> range:
        return range(len(self.xs) - 1)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell in which a place lies, None outside the table."""
        column, row = between(self.xs, x), between(self.ys, y)
        return None if column is None or row is None else self.anchors[row, column]

    def merged(self, cell: Cell) -> set[Cell]:
        """The cells that no line parts from this one."""
        found, waiting = {cell}, [cell]
        while waiting:
            fresh = [one for one in self.open_from(waiting.pop()) if one not in found]
            found |= {*fresh}
            waiting += fresh
        return found

    def open_from(self, cell: Cell) -> Iterator[Cell]:
        row, column = cell
        x = (self.xs[column] + self.xs[column + 1]) / 2
        y = (self.ys[row] + self.ys[row + 1]) / 2
        for step in (0, 1):
            beside, below = column + 2 * step - 1, row + 2 * step - 1
            if beside in self.columns and not parts(self.upright, self.xs[column + step], y):
                yield row, beside
            if 0 <= below < len(self.ys) - 1 and not parts(self.level, self.ys[row + step], x):
                yield below, column


def parts(rules: Sequence[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.covers(place) for rule in rules)


def between(edges: Sequence[float], place: float) -> int | None:
    """Between which two edges a place lies."""
    after = next((number for number, edge in enumerate(edges) if edge > place), 0)
    return after - 1 if after else None


def lattices_of(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    """The tables of a page, from its head down."""
    if not (LEAST <= len(level) <= MOST and LEAST <= len(upright) <= MOST):
        return []
    crossing = {
        number: [place for place, other in enumerate(upright) if cross(rule, other)]
        for number, rule in enumerate(level)
    }
    groups: list[tuple[set[int], set[int]]] = []
    for number, others in crossing.items():
        rows, columns = {number}, {*others}
        for group in [group for group in groups if group[1] & columns]:
            groups.remove(group)
            rows, columns = rows | group[0], columns | group[1]
        groups.append((rows, columns))
    found = [
        Lattice(tuple(level[row] for row in rows), tuple(upright[column] for column in columns))
        for rows, columns in groups
    ]
    tables = [one for one in found if min(len(one.xs), len(one.ys)) >= LEAST]
    return sorted(tables, key=lambda one: one.ys[0])


def cross(level: Rule, upright: Rule) -> bool:
    return upright.covers(level.at) and level.covers(upright.at)
