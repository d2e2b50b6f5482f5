"""One JSON object a line. Arrow reads block by block; a block it refuses is read line by line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.json

from danvan.papers.errors import Unreadable
from danvan.papers.letters import Encoding, Letters, begins_as_utf8, encoding_of, mended
from danvan.papers.tables.sheet import UNREADABLE_LETTERS, Fault, OnRows, Rows, Sheet

BLOCK = 8 << 20  # bytes
MAX_LINE = 64 << 20  # bytes
MAX_KEYS = 500
MAX_DEPTH = 200  # brackets in a line
BOM = b"\xef\xbb\xbf"


@dataclass
class Lines:
    """What has been read so far: blocks of columns, their rows, the lines set aside."""

    file: str
    keys: dict[str, None] = field(default_factory=dict)
    blocks: list[dict[str, pa.Array]] = field(default_factory=list)
    at: list[Rows] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    strings: set[str] = field(default_factory=set)
    seen: int = 0

    def add(self, columns: dict[str, pa.Array], at: Rows) -> None:
        self.keys |= dict.fromkeys(columns)
        if len(self.keys) > MAX_KEYS:
            raise Unreadable(
                self.file, f"có hơn {MAX_KEYS} tên trường", "hãy kiểm tra lại cách xuất tệp"
            )
        self.blocks.append(columns)
        self.at.append(at)

    def table(self) -> pa.Table:
        columns = {
            key: pa.chunked_array(
                [
                    block.get(key, pa.nulls(len(at), pa.string()))
                    for block, at in zip(self.blocks, self.at, strict=True)
                ],
                pa.string(),
            )
            for key in self.keys
        }
        return pa.table(columns)


def read_jsonl(path: Path, letters: Letters, on_rows: OnRows) -> Sheet:
    """Raises Unreadable where not one line is an object."""
    lines = Lines(path.name)
    for block in blocks_of(path, letters):
        read_block(block, lines)
        on_rows(lines.seen)
    at = np.concatenate(lines.at) if lines.at else np.zeros(0, dtype=np.int64)
    if not len(at) and lines.faults:
        first = lines.faults[0]
        raise Unreadable(
            path.name,
            "không phải JSONL (mỗi dòng một đối tượng JSON)",
            'hãy xuất lại, mỗi dòng một {"text": …}',
            f"dòng {first.row}",
        )
    return Sheet(path.name, "", lines.table(), at, named=True, faults=tuple(lines.faults))


def blocks_of(path: Path, letters: Letters) -> Iterator[bytes]:
    """The file's bytes as UTF-8, cut at line ends."""
    encoding = Encoding("utf-8") if begins_as_utf8(path) else encoding_of(path)
    if not encoding.name.startswith("utf-8"):
        raw = path.read_bytes()
        text = raw.decode(encoding.name, "replace") if encoding.name else letters.from_bytes(raw)[0]
        yield text.encode("utf-8", "replace")
        return
    with path.open("rb") as file:
        if file.read(3) != BOM:
            file.seek(0)
        rest = b""
        while block := file.read(BLOCK):
            rest += block
            cut = rest.rfind(b"\n") + 1
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > MAX_LINE:
                raise Unreadable(path.name, "có dòng dài hơn 64 MB", "hãy xuất mỗi ý kiến một dòng")
        if rest:
            yield rest


def read_block(block: bytes, lines: Lines) -> None:
    texts = block.split(b"\n")
    if not texts[-1].strip():
        texts.pop()
    at = np.array([n for n, line in enumerate(texts) if line.strip()], dtype=np.int64)
    columns = by_arrow(block, texts, len(at), lines.strings)
    if columns is None:
        by_line(texts, at + 1 + lines.seen, lines)
    else:
        lines.add(columns, at + 1 + lines.seen)
    lines.seen += len(texts)


def by_arrow(
    block: bytes, texts: list[bytes], rows: int, strings: set[str]
) -> dict[str, pa.Array] | None:
    """The block's columns as strings, or None where that would not be exactly what is written."""
    if is_deep(block, texts) or not all(map(may_be_object, texts)):
        return None
    try:
        block.decode("utf-8")
        strings.update(string_keys(texts))
        schema = pa.schema([(key, pa.string()) for key in sorted(strings)])
        table = pa.json.read_json(
            io.BytesIO(block),
            read_options=pa.json.ReadOptions(block_size=len(block) + 1),
            parse_options=pa.json.ParseOptions(explicit_schema=schema),
        )
    except (pa.ArrowException, ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
        return None
    if table.num_rows != rows or not all(exact(column.type) for column in table.columns):
        return None
    return {
        name: table[name].combine_chunks().cast(pa.string())
        for name in table.column_names
        if not pa.types.is_nested(table[name].type)
    }


def may_be_object(line: bytes) -> bool:
    """Arrow ends the whole process at a line that is only `null`."""
    return line.lstrip()[:1] in (b"{", b"")


def is_deep(block: bytes, texts: list[bytes]) -> bool:
    """Whether a line may nest so deeply that Arrow, one call a level, would crash."""
    brackets = block.count(b"[") + block.count(b"{")
    if brackets <= len(texts) + MAX_DEPTH:
        return False
    return any(line.count(b"[") + line.count(b"{") > MAX_DEPTH for line in texts)


def string_keys(texts: list[bytes]) -> set[str]:
    """Keys that hold text in the first line: Arrow would take some of them for dates."""
    first = next((line for line in texts if line.strip()), b"{}")
    found = json.loads(first)
    if not isinstance(found, dict):
        return set()
    return {key for key, cell in found.items() if isinstance(cell, str)}


def exact(kind: pa.DataType) -> bool:
    """Types whose string is what was written: no floats (1.0, 1e3), no dates made of text."""
    plain = pa.types.is_string(kind) or pa.types.is_int64(kind) or pa.types.is_null(kind)
    return bool(plain or pa.types.is_nested(kind))


def by_line(texts: list[bytes], at: Rows, lines: Lines) -> None:
    rows: list[dict[str, str | None]] = []
    kept: list[int] = []
    for place, line in zip(at.tolist(), (line for line in texts if line.strip()), strict=True):
        row = row_of(line)
        if isinstance(row, dict):
            rows.append(row)
            kept.append(place)
        else:
            lines.faults.append(Fault(place, row, mended(line.decode("utf-8", "replace"))))
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = {key: pa.array([row.get(key) for row in rows], pa.string()) for key in keys}
    lines.add(columns, np.array(kept, dtype=np.int64))


def row_of(line: bytes) -> dict[str, str | None] | str:
    """The cells of one line, or why it cannot be read."""
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return UNREADABLE_LETTERS
    except (ValueError, RecursionError):
        return "dòng không phải JSON hợp lệ"
    if not isinstance(found, dict):
        return "dòng không phải một đối tượng JSON {…}"
    return {mended(key): cell_of(cell) for key, cell in found.items()}


def cell_of(cell: Any) -> str | None:
    if isinstance(cell, str):
        return mended(cell)
    if cell is None or isinstance(cell, list | dict):
        return None
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
