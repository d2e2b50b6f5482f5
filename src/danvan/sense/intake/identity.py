"""One id for each submission: the sender's own, else file and row; repeats are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

AGAIN = "~"
CONTENT = (
    "text",
    "weight",
    "counted",
    "people",
    "section",
    "channel",
    "unit",
    "group",
    "received_at",
)


def with_unique_ids(table: pa.Table) -> pa.Table:
    """Where an id repeats, the first by content keeps it, later ones become `<id>~2`, `<id>~3`.

    Ordered by what the rows hold and not by where they stand, so the order of rows changes nothing.
    """
    ids = table["submission_id"]
    tally = pc.value_counts(ids)
    repeated = pc.filter(tally.field("values"), pc.greater(tally.field("counts"), 1))
    if not len(repeated):
        return table
    places = pc.indices_nonzero(pc.is_in(ids, value_set=repeated)).to_pylist()
    rows = table.take(pa.array(places)).to_pylist()
    groups: dict[str, list[tuple[str, int]]] = {}
    for place, row in zip(places, rows, strict=True):
        groups.setdefault(row["submission_id"], []).append((content_hash(row), place))
    taken = set(ids.to_pylist())
    renamed = dict(renames(groups, taken))
    fresh = [renamed.get(place, own) for place, own in enumerate(ids.to_pylist())]
    at = table.schema.get_field_index("submission_id")
    return table.set_column(at, "submission_id", pa.array(fresh, pa.string()))


def renames(groups: dict[str, list[tuple[str, int]]], taken: set[str]) -> Iterator[tuple[int, str]]:
    for own in sorted(groups):
        time = 2
        for _, place in sorted(groups[own])[1:]:
            while f"{own}{AGAIN}{time}" in taken:
                time += 1
            fresh = f"{own}{AGAIN}{time}"
            taken.add(fresh)
            yield place, fresh


def content_hash(row: dict[str, object]) -> str:
    file = str(row["source"]).rpartition("#")[0]
    held = "\x1f".join([*(str(row[name]) for name in CONTENT), file])
    return blake2b(held.encode("utf-8"), digest_size=16).hexdigest()
