"""Columns of opinions as the engine takes them: readable NFC text, whole numbers, ISO days."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.words.decoding import Decode
from danvan.sense.words.fold import fold
from danvan.sense.words.legacy import DOUBTFUL, LATIN, decoded, decoded_with, encoding_of_text
from danvan.sense.words.numbers import parse_count, parse_day
from danvan.sense.words.stretches import NATIVE

NEIGHBOURS = 3  # cells of one old encoding that speak for the rest of their column

CHANNELS: dict[str, str] = {
    "web": "web website trang-web cong-thong-tin-dien-tu cong-thong-tin truc-tuyen internet mang"
    " online trang-thong-tin-dien-tu qua-mang web-form",
    "conference": "conference hoi-nghi hop cuoc-hop toa-dam hoi-thao tai-hoi-nghi qua-hoi-nghi",
    "letter": "letter van-ban thu thu-van-ban don-thu cong-van buu-dien bang-van-ban thu-tay don"
    " qua-buu-dien",
    "phone": "phone dien-thoai duong-day-nong hotline qua-dien-thoai",
    "sheet": "sheet phieu phieu-gop-y phieu-lay-y-kien phieu-khao-sat bieu-mau phieu-giay",
    "scan": "scan ban-quet ban-chup quet ban-scan phieu-quet",
    "app": "app ung-dung ung-dung-di-dong vneid zalo ung-dung-vneid mobile",
}
WORDS = re.compile(r"[a-z0-9]+")
CHANNEL_OF = {name: channel for channel, names in CHANNELS.items() for name in names.split()}


def channel_of(cell: str) -> str:
    """The contract's name of a channel; a channel that it does not know stays as written."""
    shown = label_of(cell)
    return CHANNEL_OF.get("-".join(WORDS.findall(fold(shown))), shown)


def label_of(cell: str) -> str:
    """A short cell, readable and on one line."""
    return " ".join(decoded(cell).split())


def mapped(
    column: pa.ChunkedArray, change: Callable[[str], str | int | None], kind: pa.DataType
) -> pa.ChunkedArray:
    """A column with each distinct cell changed once; empty cells and "" become null."""
    distinct = pc.unique(column)
    changed = [change(cell) if cell.strip() else None for cell in distinct.to_pylist()]
    fresh = pa.array([None if cell == "" else cell for cell in changed], kind)
    places = pc.index_in(column, value_set=distinct)
    return pa.chunked_array([fresh.take(chunk) for chunk in places.chunks], kind)


def labels(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return mapped(column, label_of, pa.string())


def identities(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Ids as given, in NFC, without blanks around them; null where none is given."""
    trimmed = pc.utf8_trim_whitespace(in_nfc(column))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def channels(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return mapped(column, channel_of, pa.string())


def days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """ISO days; null where no day is written that exists."""
    return mapped(column, parse_day, pa.string())


def counts(column: pa.ChunkedArray, wrong: int) -> pa.ChunkedArray:
    """int64: whole numbers; null where empty, `wrong` where it is no count."""

    def count(cell: str) -> int:
        number = parse_count(label_of(cell))
        return wrong if number is None else number

    return mapped(column, count, pa.int64())


def readable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts as NFC letters, whatever encoding each came in."""
    column = in_nfc(column)
    masks = [suspects_of(chunk) for chunk in column.chunks]
    found: dict[str, Decode | None] = {}
    for chunk, mask in zip(column.chunks, masks, strict=True):
        for text in chunk.filter(mask).to_pylist():
            found.setdefault(text, encoding_of_text(text))
    common = commonest(found)
    better = {text: in_letters(text, decode, common) for text, decode in found.items()}
    chunks = [
        replaced(chunk, mask, [better[text] for text in chunk.filter(mask).to_pylist()])
        for chunk, mask in zip(column.chunks, masks, strict=True)
    ]
    return pa.chunked_array(chunks, pa.string())


def commonest(found: dict[str, Decode | None]) -> Decode | None:
    """The old encoding of several texts of a column."""
    times = Counter(decode for decode in found.values() if decode)
    top = max(times, key=lambda decode: (times[decode], decode.__name__), default=None)
    return top if top and times[top] >= NEIGHBOURS else None


def in_letters(text: str, decode: Decode | None, common: Decode | None) -> str:
    if decode:
        return unicodedata.normalize("NFC", decode(text))
    return unicodedata.normalize("NFC", decoded_with(text, common)) if common else text


def in_nfc(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Composed letters, by Python's tables: Arrow's own normalising leaves letters apart."""
    return pa.chunked_array([chunk_in_nfc(chunk) for chunk in column.chunks], pa.string())


def chunk_in_nfc(chunk: pa.Array) -> pa.Array:
    texts = chunk.to_pylist()
    composed = [unicodedata.normalize("NFC", text) for text in texts]
    changed = [new is not old for new, old in zip(composed, texts, strict=True)]
    fresh = [text for text, other in zip(composed, changed, strict=True) if other]
    return replaced(chunk, pa.array(changed, pa.bool_()), fresh)


def suspects_of(chunk: pa.Array) -> pa.Array:
    """Which texts may be in an old encoding, as a whole or in parts: `bool`."""
    western = pc.match_substring_regex(chunk, LATIN.pattern)
    foreign = pc.and_not(western, pc.match_substring_regex(chunk, NATIVE.pattern))
    return pc.or_(foreign, pc.match_substring_regex(chunk, DOUBTFUL.pattern))


def replaced(chunk: pa.Array, mask: pa.Array, fresh: list[str]) -> pa.Array:
    return pc.replace_with_mask(chunk, mask, pa.array(fresh, pa.string())) if fresh else chunk
