"""Parquet: columns as stored, made strings; read in small steps so that no batch can swell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.tables.sheet import OnRows, Sheet

STEP = 10_000  # rows
MAX_BYTES = 8 << 30
MAX_COLUMNS = 500


def read_parquet(path: Path, on_rows: OnRows) -> Sheet:
    """Raises Unreadable where the file is broken or unpacks to more than 8 GB."""
    try:
        return read_steps(path, on_rows)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(path.name, f"tệp parquet {SHORT_OF}", AGAIN) from error


def read_steps(path: Path, on_rows: OnRows) -> Sheet:
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        wanted = [field.name for field in schema if is_cell(field.type)]
        if len(wanted) > MAX_COLUMNS:
            raise Unreadable(
                path.name, f"có {len(wanted)} cột", f"hãy giữ không quá {MAX_COLUMNS} cột"
            )
        batches: list[pa.RecordBatch] = []
        size = rows = 0
        for batch in file.iter_batches(batch_size=STEP, columns=wanted):
            batches.append(as_strings(batch))
            size += batches[-1].nbytes
            rows += batch.num_rows
            if size > MAX_BYTES:
                raise Unreadable(path.name, "tệp mở ra lớn hơn 8 GB", "hãy chia nhỏ tệp")
            on_rows(rows)
    table = pa.Table.from_batches(batches, pa.schema([(name, pa.string()) for name in wanted]))
    return Sheet(path.name, "", table, np.arange(1, rows + 1, dtype=np.int64), named=True)


def is_cell(kind: pa.DataType) -> bool:
    """A type that reads as one cell of text; lists and bytes do not."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return not (
        pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
    )


def as_strings(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [as_string(column) for column in batch.columns]
    for column in columns:
        column.validate(full=True)  # text that is no UTF-8 is refused here, not later
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def as_string(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        whole = column.cast(pa.int64(), safe=False)
        same = pc.equal(whole.cast(column.type), column)
        return pc.if_else(same, whole.cast(pa.string()), column.cast(pa.string()))
    return column.cast(pa.string())
