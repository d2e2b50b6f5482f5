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


def guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
