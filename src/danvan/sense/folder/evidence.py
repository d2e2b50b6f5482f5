"""The opinions shown under each sentence: its quotes first, then one of each family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.blocks import Evidence, Item, Mark
from danvan.sense.folder.masks import Masks
from danvan.sense.records import Ints
from danvan.sense.words.numbers import print_count

CONTEXT = 120  # code points shown on either side of an opinion

MARKS = {
    "agree": Mark("tán thành", "check", 2),
    "propose": Mark("đề nghị", "plus", 4),
    "object": Mark("không tán thành, ý kiến khác", "cross", 5),
    "question": Mark("câu hỏi", "question", 0),
    "inform": Mark("thông tin", "note", 1),
    "unclear": Mark("chưa rõ thái độ", "dash", 7),
}
HOWS = {
    "anchor": "người gửi chọn mục",
    "officer": "cán bộ tổng hợp xếp mục",
    "cited": "ý kiến nêu rõ mục",
    "matched": "xếp theo nội dung",
    "general": "nói về toàn dự thảo",
    "unplaced": "chưa gắn mục",
}


@dataclass(frozen=True)
class Sources:
    """Columns that evidence is cut from. `first` int64: where each statement's opinions begin in
    `rows`, which holds rows of the opinions table; `submission` int64[o] of each opinion."""

    document: dict[str, Any]
    opinions: pa.Table
    text: pa.Array
    family: Ints
    submission: Ints
    first: Ints
    rows: Ints


def sources(document: dict[str, Any], submissions: pa.Table, opinions: pa.Table) -> Sources:
    named = pa.array([i for s in document["statements"] for i in s["opinion_ids"]], pa.string())
    rows = pc.index_in(named, value_set=opinions["opinion_id"].combine_chunks())
    at = pc.index_in(
        opinions["submission_id"].combine_chunks(),
        value_set=submissions["submission_id"].combine_chunks(),
    )
    sizes = [len(s["opinion_ids"]) for s in document["statements"]]
    return Sources(
        document,
        opinions.combine_chunks(),
        submissions["text"].combine_chunks(),
        codes(submissions["family_id"]),
        at.to_numpy(zero_copy_only=False).astype(np.int64),
        np.cumsum([0, *sizes]),
        rows.to_numpy(zero_copy_only=False).astype(np.int64),
    )


def codes(column: pa.ChunkedArray) -> Ints:
    encoded = column.combine_chunks().dictionary_encode()
    numbers: Ints = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def shown_rows(found: Sources, number: int, most: int) -> tuple[Ints, Ints]:
    """Rows of the opinions table to show for a statement, and how often each one's family spoke."""
    rows = found.rows[found.first[number] : found.first[number + 1]]
    family = found.family[found.submission[rows]]
    quoted = {q["opinion_id"] for q in found.document["statements"][number]["quotes"]}
    ids = found.document["statements"][number]["opinion_ids"]
    lead = np.array([name not in quoted for name in ids])
    order = np.lexsort((np.arange(len(rows)), lead))
    _, first, times = np.unique(family[order], return_index=True, return_counts=True)
    pick = np.argsort(first)[:most]
    return rows[order[first[pick]]], times[pick]


def evidence(
    found: Sources, masks: Masks, number: int, shown: tuple[Ints, Ints], places: dict[str, str]
) -> Evidence:
    """What stands behind a statement; `shown`: what `shown_rows` says of it."""
    total = len(found.document["statements"][number]["opinion_ids"])
    items = tuple(items_of(found, masks, shown, places))
    said = sum(item.repeats for item in items)
    more = ""
    if said < total:
        more = (
            f"Đang hiện {print_count(len(items))} nội dung khác nhau, "
            f"đứng cho {print_count(said)} trong {print_count(total)} ý kiến; "
            "toàn bộ ở tệp opinions.parquet theo mã câu trong synthesis.json."
        )
    return Evidence(total, items, more)


def items_of(
    found: Sources, masks: Masks, shown: tuple[Ints, Ints], places: dict[str, str]
) -> Iterator[Item]:
    names = ("opinion_id", "start", "end", "section_key", "section_how", "stance")
    rows, times = shown
    table = found.opinions.select(names).take(pa.array(rows)).to_pylist()
    at = found.submission[rows].tolist()
    lengths = pc.utf8_length(found.text.take(pa.array(at))).to_pylist()
    for row, text, length, repeats in zip(table, at, lengths, times, strict=True):
        start, end = row["start"], row["end"]
        before = masks.cut(text, max(0, start - CONTEXT), start)
        after = masks.cut(text, end, min(length, end + CONTEXT))
        yield Item(
            id=row["opinion_id"],
            before=f"…{before}" if start > CONTEXT else before,
            quote=masks.cut(text, start, end),
            after=f"{after}…" if length > end + CONTEXT else after,
            place=places[row["section_key"] or row["section_how"]],
            how=HOWS[row["section_how"]],
            stance=MARKS[row["stance"]],
            repeats=int(repeats),
        )
