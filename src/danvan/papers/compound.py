"""Microsoft's older envelope of .doc, .xls and locked files: the names of its streams.

Only the directory is read, as [MS-CFB] describes it; what stands in a storage below the root (a
worksheet inside a letter) does not tell what the file is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

HEADER = 512  # bytes; sector 0 begins behind it, or behind as much as a sector holds
LAST = 0xFFFFFFFA  # sector numbers from here on are signs, not places
NOBODY = 0xFFFFFFFF
ENTRY = 128  # bytes of a directory entry
STREAM = 2
IN_HEADER = 109  # sectors of the sector table that the header names
MAX_SECTORS = 10_000  # of the directory
MAX_TABLE = 2_048  # sectors of the sector table, enough for 128 MB: what lies beyond is not read


@dataclass(frozen=True)
class Stream:
    """`start`: its first sector; a stream under 4,096 bytes stands elsewhere."""

    start: int
    size: int


@dataclass(frozen=True)
class Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    stream: Stream


@dataclass(frozen=True)
class Compound:
    """A file whose sectors hold streams; a broken one reads as far as it goes."""

    file: BinaryIO

    @cached_property
    def header(self) -> bytes:
        self.file.seek(0)
        return self.file.read(HEADER).ljust(HEADER, b"\0")

    @cached_property
    def sector_size(self) -> int:
        (shift,) = struct.unpack_from("<H", self.header, 30)
        return 1 << shift if shift in (9, 12) else 512

    @cached_property
    def streams(self) -> dict[str, Stream]:
        """The streams at the root, by name."""
        entries = list(self.entries())
        found: dict[str, Stream] = {}
        waiting = [entries[0].child] if entries else []
        seen: set[int] = set()
        while waiting:
            place = waiting.pop()
            if place >= len(entries) or place in seen:
                continue
            seen.add(place)
            entry = entries[place]
            waiting += [entry.left, entry.right]
            if entry.kind == STREAM:
                found[entry.name] = entry.stream
        return found

    def begins(self, name: str, count: int) -> bytes:
        """The first bytes of a stream, at most a sector."""
        stream = self.streams.get(name)
        return self.sector(stream.start)[:count] if stream and stream.size >= 4096 else b""

    def entries(self) -> Iterator[Entry]:
        sector = number_at(self.header, 48)
        seen: set[int] = set()
        while sector < LAST and sector not in seen and len(seen) < MAX_SECTORS:
            seen.add(sector)
            held = self.sector(sector)
            for start in range(0, len(held) - ENTRY + 1, ENTRY):
                yield entry_of(held[start : start + ENTRY])
            sector = self.after(sector)

    def sector(self, number: int) -> bytes:
        if number >= LAST:
            return b""
        self.file.seek((number + 1) * self.sector_size)
        return self.file.read(self.sector_size)

    def after(self, number: int) -> int:
        """The sector that follows in its chain."""
        per = self.sector_size // 4
        table = self.table_sector(number // per)
        return number_at(self.sector(table), number % per * 4)

    def table_sector(self, number: int) -> int:
        """Which sector holds a part of the sector table; the header names the first 109."""
        if number < IN_HEADER:
            return number_at(self.header, 76 + 4 * number)
        if number >= MAX_TABLE:
            return NOBODY
        per = self.sector_size // 4 - 1
        held = self.sector(number_at(self.header, 68))
        for _ in range((number - IN_HEADER) // per):
            held = self.sector(number_at(held, 4 * per))
        return number_at(held, (number - IN_HEADER) % per * 4)


def number_at(held: bytes, place: int) -> int:
    """The number of a sector or entry; the sign for none where the bytes end before it."""
    return int.from_bytes(held[place : place + 4], "little") if len(held) >= place + 4 else NOBODY


def entry_of(raw: bytes) -> Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    name = raw[: min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
    return Entry(name, kind, left, right, child, Stream(start, size))
