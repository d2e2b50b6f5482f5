"""Finds the foot of any official paper: its recipients, and who signs it in whose name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.papers.lint.head import is_capitals
from danvan.papers.lint.lines import Line, columns, joined
from danvan.papers.plain import plain

HEADING = re.compile(r"noi nhan\s*:?")
ITEM = re.compile(r"[-–—+•*]|(?:như trên|như điều|lưu)\b", re.IGNORECASE)
OFFICE = re.compile(
    r"(?:k\s?/?\s?t|t\s?/?\s?m|t\s?/?\s?l|tuq|t\s?/?\s?uq|q)\s?[./]?\s+\S"
    r"|(?:pho |quyen )?(?:truong |bi thu|chu tich|chanh |giam doc|tong |chu nhiem|vien truong"
    r"|bo truong|thu truong|cuc truong|hieu truong|chi huy|doi truong|to truong|chu toa|chu tri"
    r"|thu ky|thuong truc)"
)
SIGNED = re.compile(r"[(\[]?\s*(da ky|ky ten|ky, ghi ro|chu ky).*")
LONGEST_OFFICE = 70  # letters
NEAR = 14  # lines above and below in which a signature typed without a table stands


@dataclass(frozen=True)
class Signer:
    """The lines of one signature: in whose name and as what, and the name, None where blank."""

    office: tuple[Line, ...]
    name: Line | None


@dataclass(frozen=True)
class Foot:
    """`start` and `end` count the lines of the document before the foot and up to its last."""

    heading: Line | None = None
    recipients: tuple[Line, ...] = ()
    signers: tuple[Signer, ...] = ()
    start: int = 0
    end: int = 0


def foot_of(lines: Sequence[Line], begin: int) -> Foot:
    """The foot below line `begin`; without any part where the paper has none."""
    at = next((at for at in range(begin, len(lines)) if is_heading(lines[at])), None)
    if at is not None and lines[at].cell is not None:
        return in_table(lines, at)
    if at is not None:
        return typed_out(lines, at, begin)
    return unaddressed(lines, begin)


def is_heading(line: Line) -> bool:
    if line.text[:1] not in ("N", "n"):  # most lines of a long paper go no further
        return False
    parts = [line] if line.cell else columns(line)
    return any(HEADING.fullmatch(plain(part.text)) for part in parts[:1])


def in_table(lines: Sequence[Line], at: int) -> Foot:
    """Recipients in one column of a table, a signer in each other, or above them."""
    rows = rows_of_table(lines, at)
    column = column_of(lines[at])
    mine = [n for n in rows if column_of(lines[n]) == column and lines[n].text]
    above = [[lines[n] for n in mine if n < at]]
    return Foot(
        lines[at],
        tuple(lines[n] for n in mine if n > at),
        signers([*above, *by_column([lines[n] for n in rows if column_of(lines[n]) != column])]),
        start=min(rows),
        end=max(rows) + 1,
    )


def rows_of_table(lines: Sequence[Line], at: int) -> list[int]:
    """The lines of the table that line `at` stands in."""
    cell = lines[at].cell
    return [
        n for n, line in enumerate(lines) if cell and line.cell and line.cell.table == cell.table
    ]


def by_column(lines: Sequence[Line]) -> list[list[Line]]:
    numbers = sorted({column_of(line) for line in lines})
    return [[line for line in lines if column_of(line) == number] for number in numbers]


def column_of(line: Line) -> int:
    return line.cell.column if line.cell else 0


def typed_out(lines: Sequence[Line], at: int, begin: int) -> Foot:
    """Recipients in the text, with the signature beside them behind tabs, above or below."""
    heading, *_ = columns(lines[at])
    recipients: list[Line] = []
    beside: list[Line] = []
    end = at + 1
    for n in range(at, min(at + 2 * NEAR, len(lines))):
        first, *rest = columns(lines[n]) or [lines[n]]
        indented = lines[n].raw[:1] in ("\t", "\xa0") or lines[n].raw.startswith("    ")
        if first.text and not rest and indented:
            first, rest = lines[at], [first]
        if n > at and ITEM.match(first.text):
            recipients.append(first)
        elif n > at and first.text and not rest:
            break
        beside.extend(rest)
        end = n + 1 if first.text or rest else end
    signer, start = signer_of(beside), at
    if signer is None:
        signer, start, end = nearby(lines, at, end, begin)
    return Foot(heading, tuple(recipients), (signer,) if signer else (), start, end)


def nearby(lines: Sequence[Line], at: int, end: int, begin: int) -> tuple[Signer | None, int, int]:
    """A signature in lines of its own, right above the recipients or right below them."""
    for low, high in ((max(begin, at - NEAR), at), (end, min(end + NEAR, len(lines)))):
        found = [n for n in range(low, high) if is_office(lines[n])]
        if found:
            signer = signer_of([line for line in lines[found[0] : high] if line.text])
            return signer, min(found[0], at), max(end, high if low == end else end)
    return None, at, end


def unaddressed(lines: Sequence[Line], begin: int) -> Foot:
    """Nobody receives it: the last lines that name an office in capitals are the signature."""
    found = [n for n in range(begin, len(lines)) if is_office(lines[n])]
    if not found:
        return Foot(start=len(lines), end=len(lines))
    at = found[-1]
    while at - 1 in found:
        at -= 1
    if lines[at].cell is None:
        end = min(at + NEAR, len(lines))
        return Foot(signers=signers([lines[at:end]]), start=at, end=end)
    rows = rows_of_table(lines, at)
    blocks = by_column([lines[n] for n in rows])
    return Foot(signers=signers(blocks), start=min(rows), end=max(rows) + 1)


def signers(blocks: Sequence[Sequence[Line]]) -> tuple[Signer, ...]:
    return tuple(signer for block in blocks if (signer := signer_of(block)))


def is_office(line: Line) -> bool:
    return (
        len(line.text) <= LONGEST_OFFICE
        and is_capitals(line.text)
        and bool(OFFICE.match(plain(line.text)))
        and (line.cell is not None or line.align in ("center", "right", "end"))
    )


def signer_of(block: Sequence[Line]) -> Signer | None:
    """The lines in capitals at the top are the office, the last line is the name."""
    inked = [line for line in block if line.text and not SIGNED.fullmatch(plain(line.text))]
    office: list[Line] = []
    for line in inked:
        if not is_capitals(line.text) or len(line.text) > LONGEST_OFFICE:
            break
        office.append(line)
    if not office:
        return None
    rest = inked[len(office) :]
    if not rest and len(office) > 1 and not OFFICE.match(plain(office[-1].text)):
        rest = [office.pop()]
    return Signer(tuple(whole(office)), rest[-1] if rest else None)


def whole(office: Sequence[Line]) -> list[Line]:
    """A title that was broken over lines of one paragraph is one title."""
    titles: list[Line] = []
    for line in office:
        goes_on = titles and titles[-1].place == line.place
        if goes_on and not OFFICE.match(plain(line.text)):
            titles[-1] = joined([titles[-1], line])
        else:
            titles.append(line)
    return titles
