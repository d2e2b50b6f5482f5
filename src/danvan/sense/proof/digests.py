"""Hashes of what went in and came out that do not depend on the order of rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import pyarrow as pa

ROW = ("submission_id", "text", "weight", "channel", "unit", "group", "received_at")
OPINION = (
    "opinion_id", "start", "end", "section_key", "section_how", "stance", "theme_id", "change_type",
)  # fmt: skip
STEP = 50_000


def rows_of(table: pa.Table, names: Sequence[str]) -> Iterator[bytes]:
    """One digest a row, from the named columns as text."""
    for batch in table.select(names).to_batches(max_chunksize=STEP):
        columns = [batch.column(name).to_pylist() for name in names]
        for row in zip(*columns, strict=True):
            yield sha256("\x1f".join(map(str, row)).encode("utf-8", "surrogatepass")).digest()


def together(digests: Iterable[bytes]) -> str:
    """One hash of a bag of hashes."""
    return sha256(b"".join(sorted(digests))).hexdigest()


def table_digest(opinions: pa.Table) -> str:
    """The hash of the opinions, whatever their order."""
    return together(rows_of(opinions, OPINION))


def input_digests(submissions: pa.Table, rejects: Sequence[tuple[str, str]]) -> list[str]:
    """One hash for each input file, sorted: of its accepted rows and rejected (source, text)."""
    by_file: dict[str, list[bytes]] = {}
    sources = (source for chunk in submissions["source"].chunks for source in chunk.to_pylist())
    for source, digest in zip(sources, rows_of(submissions, ROW), strict=True):
        by_file.setdefault(source.rpartition("#")[0], []).append(digest)
    for source, text in rejects:
        by_file.setdefault(source, []).append(sha256(f"rejected\x1f{text}".encode()).digest())
    return sorted(together(digests) for digests in by_file.values())


def seal(document: dict[str, Any]) -> str:
    """The hash of the whole document without its own seal."""
    made = {name: value for name, value in document["made"].items() if name != "seal"}
    text = json.dumps(document | {"made": made}, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
