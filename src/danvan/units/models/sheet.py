"""The lines of a .csv that somebody hands in: cells by heading, and what could not be read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.utils.translation import gettext

from danvan.papers.letters import is_torn
from danvan.sense.words.fold import nfc

FIRST, LAST = 1800, 2999  # years that a day of ours may lie in
SEPARATORS = ",;\t"
DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<D>\d\d)/(?P<M>\d\d)/(?P<Y>\d{4})")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, and what to do."""

    line: int
    said: str


@dataclass
class Sheet:
    """`rows`: the number of the line in the file, from 2, and its cells by heading.

    `lines`: how many hold anything, read or not.
    """

    lines: int = 0
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, file: Iterable[str], columns: Sequence[str], needed: Sequence[str]) -> Sheet:
        """Reads lines cut at commas, semicolons or tabs; the first one holds the headings."""
        sheet = cls()
        lines = iter(file)
        first = next(lines, "")
        separator = max(SEPARATORS, key=first.count)
        reader = csv.reader(chain([first], lines), delimiter=separator)
        heads = [nfc(cell).strip().lower().removeprefix("\ufeff") for cell in next(reader, [])]
        missing = [name for name in needed if name not in heads]
        if missing:
            said = gettext("Thiếu cột: %s. Dùng tiêu đề như tệp mẫu.") % ", ".join(missing)
            sheet.faults.append(Fault(1, said))
            return sheet
        for line, cells in sheet._cells(reader):
            named = dict(zip(heads, cells, strict=False))
            sheet.rows.append((line, {name: named.get(name, "") for name in columns}))
        return sheet

    def _cells(self, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """Lines that hold something readable."""
        while True:
            line = reader.line_num + 1  # type: ignore[attr-defined]
            try:
                row = next(reader, None)
            except csv.Error:
                said = gettext("Dòng bị hỏng; hãy lưu lại tệp từ bảng tính rồi nhập lại.")
                self.faults.append(Fault(line, said))
                self.lines += 1
                continue
            if row is None:
                return
            cells = [nfc(cell).strip() for cell in row]
            self.lines += any(cells)
            if any("\0" in cell or is_torn(cell) for cell in row):
                said = gettext("Có ký tự hỏng; hãy lưu lại tệp bằng mã UTF-8.")
                self.faults.append(Fault(line, said))
            elif any(cells):
                yield line, cells


def as_date(text: str) -> date:
    """A day as tables or as offices write it, with both digits: 7/1/2025 may be either way round.

    Raises ValueError: the sentence to show.
    """
    said = DAY.fullmatch(text)
    try:
        if said:
            year, month, day = (
                said["y"] or said["Y"],
                said["m"] or said["M"],
                said["d"] or said["D"],
            )
            if FIRST <= int(year) <= LAST:
                return date(int(year), int(month), int(day))
    except ValueError:
        pass
    raise ValueError(gettext("Ngày “%s” không đọc được; ghi theo dạng 2025-07-01.") % text)
