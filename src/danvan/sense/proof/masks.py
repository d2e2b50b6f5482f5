"""Masks once more: that they stand where the queue says, and that papers show nothing under them.

Written apart from the finders: what is hidden is read from `redactions.csv` alone.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

LABELS = (
    "tên", "số điện thoại", "thư điện tử", "số giấy tờ", "địa chỉ", "số tài khoản", "biển số",
    "đường dẫn cá nhân",
)  # fmt: skip
LEFT = "đang để"  # shown as it stands, by rule or by a person's decision
ITEM = re.compile(
    r"<li><p>(?P<before>[^<]*)<mark>(?P<quote>[^<]*)</mark>(?P<after>[^<]*)</p>"
    r'<p class="w">.*? · (?P<id>[^·<]+)</p></li>',
    re.DOTALL,
)

Found = Iterator[tuple[str, str]]


class Mask(NamedTuple):
    """A line of the queue: `words` at `start:end` of a text, and whether papers hide them."""

    start: int
    end: int
    label: str
    words: str
    hidden: bool


Masks = dict[str, list[Mask]]


def read_masks(path: Path) -> Masks:
    """The queue by submission (or rejected row), in the order of the text."""
    found: Masks = {}
    with path.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            mask = Mask(
                int(row["start"] or ""),
                int(row["end"] or ""),
                row["kind"],
                row["words"].removeprefix("“").removesuffix("”"),
                row["sure"] != LEFT,
            )
            name = re.sub(r"^'(?='*[=+\-@\t\r])", "", row["submission_id"])
            found.setdefault(name, []).append(mask)
    return {name: sorted(masks) for name, masks in found.items()}


def shown(text: str, masks: Sequence[Mask], start: int, end: int) -> str:
    """`text[start:end]` as a paper may show it."""
    parts = []
    for mask in masks:
        if mask.hidden and start < mask.end and mask.start < end:
            parts.append(text[start : max(start, mask.start)] + f"[{mask.label}]")
            start = mask.end
    return "".join(parts) + text[start:end]


def queue(submissions: pa.Table, masks: Masks) -> Found:
    """Each line names words that stand in their text, of a known kind, none over another."""
    names = pa.array(masks, pa.string())
    rows = pc.index_in(names, value_set=submissions["submission_id"].combine_chunks())
    for (name, lines), text in zip(
        masks.items(), submissions["text"].take(rows).to_pylist(), strict=True
    ):
        for line in lines:
            if line.label not in LABELS:
                yield name, f"redactions.csv: loại “{line.label}” không có"
            if text is not None and text[line.start : line.end] != line.words:
                yield name, "redactions.csv: chữ ghi không đứng ở vị trí của nó trong ý kiến"
        if any(one.end > other.start for one, other in pairwise(lines)):
            yield name, "redactions.csv: hai chỗ che chồng lên nhau"


def quotes_shown(
    statements: Sequence[dict[str, Any]], submissions: pa.Table, masks: Masks
) -> list[dict[str, Any]]:
    """The statements with their quotes as papers show them."""
    names = [quote_of(quote) for s in statements for quote in s["quotes"]]
    rows = pc.index_in(
        pa.array(names, pa.string()), value_set=submissions["submission_id"].combine_chunks()
    )
    texts = iter(submissions["text"].take(rows).to_pylist())
    told = []
    for statement in statements:
        quotes = []
        for quote in statement["quotes"]:
            text, own = next(texts), masks.get(quote_of(quote), [])
            words = shown(text or "", own, quote["start"], quote["end"])
            quotes.append(quote | {"quote": words})
        told.append(statement | {"quotes": quotes})
    return told


def quote_of(quote: dict[str, Any]) -> str:
    """The submission that a quote is from."""
    return str(quote["opinion_id"]).rpartition(".")[0]


def voices(page: str, submissions: pa.Table, opinions: pa.Table, masks: Masks) -> Found:
    """Each opinion that the page opens is its own text, masked, with what stands around it."""
    items = [
        {name: html.unescape(words) for name, words in met.groupdict().items()}
        for met in ITEM.finditer(page)
    ]
    ids = pa.array([item["id"] for item in items], pa.string())
    at = pc.index_in(ids, value_set=opinions["opinion_id"].combine_chunks())
    some = opinions.select(["submission_id", "start", "end"]).take(at).to_pylist()
    names = pa.array([row["submission_id"] for row in some], pa.string())
    rows = pc.index_in(names, value_set=submissions["submission_id"].combine_chunks())
    texts = submissions["text"].take(rows).to_pylist()
    for item, row, text in zip(items, some, texts, strict=True):
        if text is None or not stands(item, row, text, masks.get(row["submission_id"], [])):
            yield item["id"], "ý kiến mở ra trong report.html không đúng nguyên văn đã che"


def stands(item: dict[str, str], row: dict[str, Any], text: str, masks: Sequence[Mask]) -> bool:
    start, end = row["start"], row["end"]
    return (
        same(shown(text, masks, start, end), item["quote"])
        and follows(shown(text, masks, 0, start)[::-1], item["before"][::-1])
        and follows(shown(text, masks, end, len(text)), item["after"])
    )


def follows(told: str, words: str) -> bool:
    """Whether a text begins with the words, but for the mark of a cut at their end."""
    return told.startswith(words.removesuffix("…")) or inked(told).startswith(inked(words))


def same(told: str, words: str) -> bool:
    return told == words or inked(told) == inked(words)


def inked(text: str) -> str:
    """Letters and digits alone: how a page shows the rest may differ."""
    return "".join(sign for sign in text if sign.isalnum())
