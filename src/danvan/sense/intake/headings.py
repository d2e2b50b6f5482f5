"""The rows of a sheet that name its columns: on one row or two, wherever the table begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.papers.tables.sheet import Why
from danvan.sense.intake.fields import columns_of, recognised

ORDER = re.compile(r"\(?\s*(\d{1,2}|[a-zA-Z])\s*\)?")
LONGEST_NAME = 40  # letters of a heading that is not the table's own
SURE = 2  # fields in a row that make it the headings, whatever stands below


@dataclass(frozen=True)
class HeadingRows:
    """Rows `first:after` of the sheet are headings, those up to `below` say no more; `names` has
    one heading for each column, "" where none."""

    first: int
    after: int
    below: int
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        """Columns up to the last that has a heading."""
        return max(place for place, name in enumerate(self.names) if name.strip()) + 1

    def kind(self, place: int) -> Why:
        """What a row above the table's own rows is."""
        if place < self.first:
            return "title"
        return "heading" if place < self.after else "order"


def heading_rows(top: Sequence[Sequence[str]]) -> HeadingRows | None:
    """The headings among the first rows of a sheet; None where no column is of opinions."""
    fields = [columns_of(row) for row in top]
    able = [place for place, found in enumerate(fields) if "text" in found]
    if not able:
        return None
    sure = [place for place in able if len(fields[place]) >= SURE]
    first = best = (sure or able)[0]
    names = list(top[best])
    if best and shares_headings(top[best - 1], names):
        first, names = best - 1, stacked(top[best - 1], names)
    after = best + 1
    if after < len(top) and goes_on(top[after], names):
        names = stacked(names, top[after])
        after += 1
    below = after + int(after < len(top) and is_order(top[after]))
    return HeadingRows(first, after, below, tuple(names))


def shares_headings(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row above names fields in columns where this row names none."""
    pairs = zip(upper, lower, strict=True)
    return any(recognised(above) and not recognised(below) for above, below in pairs)


def goes_on(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether the next row is headings, too: it names a field and holds no opinion."""
    held = row[columns_of(headings)["text"]]
    named = recognised(held)
    if held.strip() and not (named and named.field == "text"):
        return False
    return any(recognised(cell) for cell in row if cell.strip())


def stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    return [
        below if recognised(below) or not above.strip() else above
        for above, below in zip(upper, lower, strict=True)
    ]


def is_order(row: Sequence[str]) -> bool:
    """The row "(1) (2) (3)" or "A B 1 2" that stands under headings."""
    held = [cell for cell in row if cell.strip()]
    signs = [ORDER.fullmatch(cell.strip()) for cell in held]
    return (
        len(held) > 1
        and all(signs)
        and len({cell.strip() for cell in held}) == len(held)
        and (held[0].strip(" ()") in ("1", "A", "a") and held[1].strip(" ()") in ("2", "B", "b"))
    )


def is_heading_again(cells: Sequence[str], names: Sequence[str], text: int) -> bool:
    """Whether a row below says the headings once more, as a table over several pages does."""
    if not cells[text] or (cells[text] != names[text].strip() and len(cells[text]) > LONGEST_NAME):
        return False
    same = [(cell, name.strip()) for cell, name in zip(cells, names, strict=True) if cell]
    if all(cell == name for cell, name in same):
        return True
    return all(recognised(cell) for cell, _ in same) and len(columns_of(cells)) >= SURE
