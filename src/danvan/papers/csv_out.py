"""Rows as .csv that a spreadsheet opens with Vietnamese letters and takes for no formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes UTF-8 with its mark; a cell that looks like a formula stands behind an apostrophe.

    Such a cell is what is left once one apostrophe is taken off. Raises what the disk raises.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        sheet = csv.writer(target)
        sheet.writerow(head)
        sheet.writerows([guarded(cell) for cell in row] for row in rows)


class _Line:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Line())


def csv_line(cells: Iterable[object]) -> str:
    """One line with its end, for an export that is streamed; guarded as above."""
    line: str = _WRITER.writerow([guarded(str(cell)) for cell in cells])
    return line


def guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
