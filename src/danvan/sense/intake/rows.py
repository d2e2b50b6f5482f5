"""Rows of a table as the engine takes them; each is accepted, or rejected with a reason."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.intake.body import INKED, Body
from danvan.sense.intake.cells import channels, counts, days, identities, labels, readable
from danvan.sense.records import WAITING, Reject

SCHEMA = pa.schema(
    [
        ("submission_id", pa.string()),
        ("source", pa.string()),
        ("page", pa.int64()),
        ("text", pa.string()),
        ("weight", pa.int64()),
        ("counted", pa.string()),
        ("people", pa.int64()),
        ("section", pa.string()),
        ("channel", pa.string()),
        ("unit", pa.string()),
        ("group", pa.string()),
        ("received_at", pa.string()),
    ]
)
WRONG = -1
FINE, UNCONFIRMED, NO_TEXT, BAD_COUNT, BAD_PEOPLE = range(5)
REASONS = (
    "",
    WAITING,
    "không có nội dung góp ý",
    "số lượt không phải số nguyên từ 1 trở lên",
    "số người không phải số nguyên",
)

Codes = npt.NDArray[np.int8]


def accepted(body: Body, *, confirmed: bool) -> tuple[pa.Table, list[Reject]]:
    """The rows that can be counted, in the schema; the others with their reason.

    Rows read from a scan count only where `confirmed`.
    """
    size = len(body.at)
    columns = {name: body.table[name] for name in body.table.column_names}
    empty = pa.chunked_array([pa.nulls(size, pa.string())])
    text = readable(columns["text"])
    count = counts(columns["count"], WRONG) if "count" in columns else None
    people = counts(columns["people"], WRONG) if "people" in columns else None
    reasons = reasons_of(text, count, people)
    if body.confidence is not None and not confirmed:
        reasons[(reasons == FINE) & ~np.isnan(body.confidence)] = UNCONFIRMED
    source = pc.binary_join_element_wise(body.label, pa.array(body.at).cast(pa.string()), "#")
    own = identities(columns["id"]) if "id" in columns else empty
    table = pa.table(
        {
            "submission_id": pc.coalesce(own, source),
            "source": source,
            "page": page_numbers(body),
            "text": text,
            "weight": pc.fill_null(count, 1) if count else pa.array(np.ones(size, dtype=np.int64)),
            "counted": counted(count, people, size),
            "people": known(people) if people else pa.nulls(size, pa.int64()),
            "section": labels(columns["section"]) if "section" in columns else empty,
            "channel": channels(columns["channel"]) if "channel" in columns else empty,
            "unit": labels(columns["unit"]) if "unit" in columns else empty,
            "group": labels(columns["group"]) if "group" in columns else empty,
            "received_at": days(columns["received_at"]) if "received_at" in columns else empty,
        },
        SCHEMA,
    )
    refused = [*body.torn, *refusals(table, body, reasons)]
    fine = reasons == FINE
    good = table if fine.all() else table.filter(pa.array(fine))
    return good, sorted(refused, key=lambda reject: int(reject.row))


def page_numbers(body: Body) -> pa.Array:
    """int64: pages from 1; null where a file has none or does not say."""
    if body.pages is None:
        return pa.nulls(len(body.at), pa.int64())
    return pa.array(body.pages, mask=body.pages < 1)


def reasons_of(
    text: pa.ChunkedArray, count: pa.ChunkedArray | None, people: pa.ChunkedArray | None
) -> Codes:
    """For each row the place of its reason in REASONS, FINE where it is accepted: `int8[n]`."""
    reasons: Codes = np.zeros(len(text), dtype=np.int8)
    if people:
        reasons[pc.fill_null(pc.equal(people, WRONG), False).to_numpy()] = BAD_PEOPLE  # noqa: FBT003
    if count:
        reasons[pc.fill_null(pc.less(count, 1), False).to_numpy()] = BAD_COUNT  # noqa: FBT003
    reasons[~pc.match_substring_regex(text, INKED).to_numpy()] = NO_TEXT
    return reasons


def counted(
    count: pa.ChunkedArray | None, people: pa.ChunkedArray | None, size: int
) -> pa.ChunkedArray | pa.Array:
    """Which tally a row carries: of people where that is the only one, else of submissions."""
    if people and not count:
        return pc.if_else(pc.greater(pc.fill_null(people, 0), 0), "people", "submissions")
    return pa.array(["submissions"]).take(pa.array(np.zeros(size, dtype=np.int64)))


def known(people: pa.ChunkedArray) -> pa.ChunkedArray:
    """Nobody is not known, never nobody."""
    return pc.if_else(pc.greater(people, 0), people, pa.scalar(None, pa.int64()))


def refusals(table: pa.Table, body: Body, reasons: Codes) -> list[Reject]:
    places = np.flatnonzero(reasons != FINE)
    texts = table["text"].take(pa.array(places)).to_pylist()
    return [
        Reject(body.label, str(body.at[place]), reason_of(body, int(place), reasons), text)
        for place, text in zip(places, texts, strict=True)
    ]


def reason_of(body: Body, place: int, reasons: Codes) -> str:
    """A scanned row says how sure its letters are; whole percent, never rounded up."""
    if reasons[place] == UNCONFIRMED and body.confidence is not None:
        return f"{WAITING} (độ tin cậy {int(body.confidence[place])} %)"
    return REASONS[reasons[place]]
