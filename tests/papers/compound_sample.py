"""Microsoft's older envelope, written by hand: one sector table, one directory, whole sectors."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(streams: dict[str, bytes], below: dict[str, bytes] | None = None) -> bytes:
    """A file of streams at the root; `below`: streams in a storage of the root."""
    below = below or {}
    table, content = [TABLE, END], b""
    entries = [entry("Root Entry", 5, child=1, start=END)]
    names = [*streams, *(["Kho"] if below else []), *below]
    for place, name in enumerate(names, start=1):
        if name == "Kho":
            entries.append(entry(name, 1, child=place + 1))
            continue
        held = (streams | below)[name]
        size = max(-(-len(held) // SECTOR), 8)  # shorter streams stand elsewhere
        sibling = place + 1 if place < len(names) and place != len(streams) + bool(below) else FREE
        entries.append(entry(name, 2, right=sibling, start=len(table), size=size * SECTOR))
        table += [*range(len(table) + 1, len(table) + size), END]
        content += held.ljust(size * SECTOR, b"\0")
    directory = b"".join(entries)
    directories = -(-len(directory) // SECTOR)
    if directories > 1:  # the directory goes on behind the streams
        table[1] = len(table)
        table += [*range(len(table) + 1, len(table) + directories - 1), END]
        content += directory[SECTOR:].ljust((directories - 1) * SECTOR, b"\0")
    assert len(table) <= SECTOR // 4
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header() + sectors + directory[:SECTOR].ljust(SECTOR, b"\0") + content


def header() -> bytes:
    fixed = SIGN + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    places = struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return (fixed + places + struct.pack("<I", 0)).ljust(SECTOR, b"\xff")


def entry(
    name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int = 0, size: int = 0
) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, right, child)
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", start, size)


def word(*, locked: bool = False) -> bytes:
    """The head of a .doc's main stream, as Word 97 and later write it."""
    return struct.pack("<HHHHHH", 0xA5EC, 0x00C1, 0, 0, 0, 0x0100 if locked else 0)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def book(*records: bytes) -> bytes:
    """A .xls's main stream: its beginning, then records."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + b"".join(records)


FILEPASS = record(0x002F, struct.pack("<HHHI", 1, 1, 1, 0).ljust(54, b"\0"))
