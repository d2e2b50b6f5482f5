"""Tables of office files as columns of strings: .csv .tsv .jsonl .parquet .xlsx .xls .ods."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import Kind, kind_of
from danvan.papers.letters import Letters, PlainLetters
from danvan.papers.tables.columns import read_parquet
from danvan.papers.tables.delimited import read_delimited
from danvan.papers.tables.jsonl import read_jsonl
from danvan.papers.tables.old_workbook import read_old_workbook
from danvan.papers.tables.open_workbook import read_open_workbook
from danvan.papers.tables.sheet import Fault, OnRows, Sheet
from danvan.papers.tables.workbook import read_workbook

__all__ = ["Fault", "OnRows", "Sheet", "read_tables"]


BOOKS: dict[Kind, Callable[[Path, OnRows], list[Sheet]]] = {
    "xlsx": read_workbook,
    "xls": read_old_workbook,
    "ods": read_open_workbook,
    "parquet": lambda path, on_rows: [read_parquet(path, on_rows)],
}


def silent(rows: int) -> None:
    """Nobody asked how far the reading is."""


def read_tables(
    path: Path, letters: Letters | None = None, on_rows: OnRows = silent
) -> list[Sheet]:
    """The tables of a file, by its content. `on_rows` hears how many rows are read so far.

    Raises Unreadable: missing, empty, locked, broken, swollen, or no table at all. A row that
    cannot be read is a Fault of its sheet, never an error.
    """
    letters = letters or PlainLetters()
    kind = kind_of(path)
    if kind in BOOKS:
        return BOOKS[kind](path, on_rows)
    if kind == "csv":
        return [read_delimited(path, letters, on_rows)]
    if kind == "jsonl":
        return [read_jsonl(path, letters, on_rows)]
    shown = "là ảnh" if kind == "image" else f"là tệp {kind.upper()}"
    raise Unreadable(path.name, f"{shown}, không phải bảng", "hãy dùng .csv, .xlsx hoặc .jsonl")
