"""Excel's old .xls, read in a process of its own: a forged one makes the library abort."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import python_calamine as calamine

from danvan.papers.apart import apart, hold_memory
from danvan.papers.errors import Unreadable
from danvan.papers.tables.sheet import OnRows, Sheet, cells_sheet
from danvan.papers.tables.workbook import broken, locked, sheets_of

MAX_FILE = 64 << 20  # bytes
MAX_MEMORY = 4 << 30  # bytes of the reading process
MAX_SECONDS = 120
LOCKED = 3  # what the process says of a password when it ends


def read_old_workbook(path: Path, on_rows: OnRows) -> list[Sheet]:
    """Every sheet with at least one cell. Raises Unreadable: locked, broken or too large."""
    if path.stat().st_size > MAX_FILE:
        raise Unreadable(path.name, "tệp .xls lớn hơn 64 MB", "hãy lưu lại thành .xlsx")
    try:
        done = apart(__name__, path.resolve(), seconds=MAX_SECONDS)
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise broken(path) from error
    if done.returncode == LOCKED:
        raise locked(path)
    if found is None:
        raise broken(path)
    sheets = [cells_sheet(path.name, name, rows, at) for name, rows, at in found]
    on_rows(sum(len(sheet.at) for sheet in sheets))
    return sheets


def tell(path: Path) -> None:
    """What the reading process writes: name, rows of cells and row numbers of each sheet."""
    hold_memory(MAX_MEMORY)
    try:
        sheets = sheets_of(path, lambda rows: None)
    except calamine.PasswordError:
        sys.exit(LOCKED)
    told = [
        (sheet.name, [list(row.values()) for row in sheet.table.to_pylist()], sheet.at.tolist())
        for sheet in sheets
    ]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    tell(Path(sys.argv[1]))
