"""Tables of text cut at commas, semicolons, tabs or bars; a torn line costs itself and no other."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from danvan.papers.errors import Unreadable
from danvan.papers.letters import Letters, mended, open_writing
from danvan.papers.tables.sheet import CHUNK, Builder, Fault, OnRows, Sheet

SEPARATORS = ",;\t|"
NONE = "\x1f"  # of a table of one column: stands in no text
SAMPLE = 200  # lines looked at to find the separator and the width
MAX_COLUMNS = 500
MAX_CELL = 10_000_000  # characters: an unclosed quote swallows no more than this

csv.field_size_limit(MAX_CELL)  # Python's own limit, 131,072, is shorter than a real letter


@dataclass
class Feed:
    """Lines for the csv reader, able to take back those that it swallowed in vain."""

    lines: Iterator[str]
    again: deque[str] = field(default_factory=deque)
    taken: list[str] = field(default_factory=list)

    def __iter__(self) -> Feed:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.lines)
        self.taken.append(line)
        return line


def records(lines: Iterator[str], separator: str) -> Iterator[list[str] | str]:
    """Rows of cells; a line whose quotes do not fit comes alone, as a string; reading goes on."""
    feed = Feed(lines)
    reader = csv.reader(feed, delimiter=separator, strict=True)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            torn, *rest = feed.taken
            feed.again.extendleft(reversed(rest))
            yield torn.rstrip("\r\n")
            continue
        yield cells


def separator_of(lines: Sequence[str]) -> str:
    """The separator that cuts the lines into the most even rows; the first line decides first."""
    cut = {sep: rows_of(lines, sep) for sep in SEPARATORS}
    able = [sep for sep in SEPARATORS if cut[sep] and len(cut[sep][0]) > 1]
    if not able:  # a title stands alone above the table
        able = [sep for sep in SEPARATORS if evenness(cut[sep][1:]) >= 2 * 0.9]
    return max(able, key=lambda sep: (evenness(cut[sep]), -SEPARATORS.index(sep)), default=NONE)


def rows_of(lines: Sequence[str], separator: str) -> list[list[str]]:
    found = records(iter(lines), separator)
    return [row for row in found if isinstance(row, list) and any(row)]


def evenness(rows: Sequence[Sequence[str]]) -> float:
    """The commonest number of cuts, times the share of rows that have it."""
    if not rows:
        return 0.0
    width, times = Counter(map(len, rows)).most_common(1)[0]
    return (width - 1) * times / len(rows)


def read_delimited(path: Path, letters: Letters, on_rows: OnRows) -> Sheet:
    """Raises Unreadable where the file is no text or has too many columns."""
    with open_writing(path, letters) as writing:
        sample = list(islice(writing.lines, SAMPLE))
        separator = separator_of(sample)
        width = max(map(len, rows_of(sample, separator)), default=1)
        if width > MAX_COLUMNS:
            raise Unreadable(path.name, f"có {width} cột", f"hãy giữ không quá {MAX_COLUMNS} cột")
        feed = chained(sample, writing.lines)
        built = gather(records(feed, separator), width, on_rows)
    faults = tuple(sorted(built.faults, key=lambda fault: fault.row))
    return Sheet(
        path.name,
        "",
        built.table(),
        built.places(),
        named=False,
        delimited=True,
        faults=faults,
        encoding=writing.encoding,
    )


def chained(first: Sequence[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def gather(found: Iterator[list[str] | str], width: int, on_rows: OnRows) -> Builder:
    built = Builder.of(width)
    rows: list[Sequence[str]] = []
    at: list[int] = []
    for place, row in enumerate(found, start=1):
        if isinstance(row, str):
            built.faults.append(Fault(place, "dấu ngoặc kép không khớp", mended(row)))
        elif len(row) > width and any(cell.strip() for cell in row[width:]):
            built.faults.append(Fault(place, too_many(len(row), width), mended(" | ".join(row))))
        elif row:
            rows.append(row)
            at.append(place)
        if len(rows) >= CHUNK:
            built.add(rows, at)
            rows, at = [], []
            on_rows(place)
    built.add(rows, at)
    return built


def too_many(cells: int, width: int) -> str:
    return (
        f"dòng có {cells} ô, bảng chỉ có {width} cột (ô có dấu ngăn cách phải để trong ngoặc kép)"
    )
