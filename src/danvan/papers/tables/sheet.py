"""The table that every reader returns: columns of strings, and where each row stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from danvan.papers.letters import is_torn, mended

Rows = npt.NDArray[np.int64]
Confidence = npt.NDArray[np.float64]
OnRows = Callable[[int], None]
CHUNK = 20_000  # rows read between two reports of progress
UNREADABLE_LETTERS = "có ký tự hỏng, không đọc được"


@dataclass(frozen=True)
class Fault:
    """A row that is there but cannot be read. `row` as a person counts it in the file."""

    row: int
    reason: str
    text: str


Why = Literal["title", "heading", "order", "total", "caption", "repeat", "outside", "draft"]

NAMED = 100  # rows of one kind that are named; of more only the number is told
WORDS = 12  # of a row that is named


@dataclass(frozen=True)
class Passed:
    """A row or paragraph that is no opinion: where it stands, why, and its first words."""

    row: int
    why: Why
    text: str


def passed(rows: Iterable[tuple[int, str]], why: Why) -> tuple[Passed, ...]:
    """The first rows (number, text) of those that are left out for one reason."""
    return tuple(Passed(row, why, first_words(text)) for row, text in islice(rows, NAMED))


def first_words(text: str) -> str:
    words = text.split(maxsplit=WORDS)
    return " ".join(words[:WORDS])[:120] + ("…" if len(words) > WORDS else "")


@dataclass(frozen=True)
class Sheet:
    """One table of a file.

    `table`: n rows, all columns `string`; "" and null both mean an empty cell. `at` int64[n]: the
    row's number as a person counts it in the file, from 1; 0 of a comment that hangs on no
    paragraph. `named`: the column names are headings; otherwise headings stand somewhere among the
    rows and columns are named "0", "1", …
    `delimited`: cells were cut at a separator, so a cell too many means a torn row.
    `guessed`: rows that are opinions only if no other table of the file holds any.
    `pages` int64[n]: each row's page, from 1, where the file has pages. `confidence` float64[n]:
    how sure text recognition is of each row, 0 to 100; such rows count once a person confirms them.
    `encoding`: how a text file was read ("windows-1258"), "" where its kind says it.
    `passed`: what stands beside the table and is no row of it, `passed_over` how many that are in
    all; `notes`: Vietnamese sentences on what of the file was not read.
    """

    file: str
    name: str
    table: pa.Table
    at: Rows
    named: bool
    delimited: bool = False
    guessed: bool = False
    faults: tuple[Fault, ...] = ()
    pages: Rows | None = None
    confidence: Confidence | None = None
    encoding: str = ""
    passed: tuple[Passed, ...] = ()
    passed_over: int = 0
    notes: tuple[str, ...] = ()


def string_columns(rows: Sequence[Sequence[str]], width: int) -> list[pa.Array]:
    """Columns of rows; short rows end in empty cells, cells beyond `width` are dropped.

    Raises UnicodeEncodeError where a cell holds bytes that are no letters.
    """
    even = [
        row if len(row) == width else [*row, *[""] * (width - len(row))][:width] for row in rows
    ]
    if not even:
        return [pa.array([], pa.string()) for _ in range(width)]
    return [pa.array(column, pa.string()) for column in zip(*even, strict=True)]


def cells_sheet(file: str, name: str, rows: Sequence[Sequence[str]], at: Sequence[int]) -> Sheet:
    """Rows of cells, all equally long, as a sheet without headings of its own."""
    built = Builder.of(len(rows[0]) if rows else 0)
    built.add(list(rows), list(at))
    faults = tuple(built.faults)
    return Sheet(file, name, built.table(), built.places(), named=False, faults=faults)


@dataclass
class Builder:
    """Gathers rows of cells into chunks of columns, and sets torn rows aside."""

    width: int
    chunks: list[pa.RecordBatch]
    at: list[Rows]
    faults: list[Fault]

    @classmethod
    def of(cls, width: int) -> Builder:
        return cls(width, [], [], [])

    def add(self, rows: list[Sequence[str]], at: list[int]) -> None:
        try:
            columns = string_columns(rows, self.width)
        except UnicodeEncodeError:
            rows, at = self.without_torn(rows, at)
            columns = string_columns(rows, self.width)
        names = [str(place) for place in range(self.width)]
        self.chunks.append(pa.RecordBatch.from_arrays(columns, names=names))
        self.at.append(np.array(at, dtype=np.int64))

    def without_torn(
        self, rows: list[Sequence[str]], at: list[int]
    ) -> tuple[list[Sequence[str]], list[int]]:
        kept: list[Sequence[str]] = []
        places: list[int] = []
        for row, place in zip(rows, at, strict=True):
            if any(map(is_torn, row)):
                self.faults.append(Fault(place, UNREADABLE_LETTERS, mended(" | ".join(row))))
            else:
                kept.append(row)
                places.append(place)
        return kept, places

    def table(self) -> pa.Table:
        schema = pa.schema([(str(place), pa.string()) for place in range(self.width)])
        return pa.Table.from_batches(self.chunks, schema)

    def places(self) -> Rows:
        return np.concatenate(self.at) if self.at else np.zeros(0, dtype=np.int64)
