"""`appendix.xlsx`: figures, themes, response table, what is not placed, what was rejected, and that
it all adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.blocks import Cell
from danvan.papers.workbook import SheetOut
from danvan.sense.disclose import withheld
from danvan.sense.folder.masks import Masks, row_name
from danvan.sense.folder.reconciliation import reconciliation
from danvan.sense.folder.report import opinions_below, place_name
from danvan.sense.records import STANCES, Account, Reject

STANCE_NAMES = ("Tán thành", "Đề nghị", "Không tán thành", "Hỏi", "Thông tin", "Chưa rõ")
STEP = 1000  # opinions at a time
WITHHELD = "(ẩn, dưới ngưỡng)"


def sheets(
    document: dict[str, Any],
    submissions: pa.Table,
    opinions: pa.Table,
    rejects: Sequence[Reject],
    account: Account,
    masks: Masks | None = None,
) -> Iterator[SheetOut]:
    """The sheets of the appendix, each written as it is made; what they show of texts is masked."""
    masks = masks or Masks(submissions)
    document = masks.shown(document)
    yield by_section(document)
    yield by_theme(document)
    yield response_table(document)
    yield unplaced(submissions, opinions, masks)
    yield SheetOut(
        "Không đọc được",
        ("Tệp", "Dòng", "Lý do", "Nội dung"),
        ((r.source, r.row, r.reason, masks.other(row_name(r), r.text)) for r in rejects),
        (24, 10, 50, 80),
    )
    yield reconciliation(document, account, masks)
    if (units := by_unit(submissions, document["made"]["policy"]["suppress"])) is not None:
        yield units


def by_section(document: dict[str, Any]) -> SheetOut:
    below = opinions_below(document["sections"])
    rows = [
        (s["key"], s["number"], s["title"], s["opinions"], s["submissions"], below[s["key"]])
        for s in document["sections"]
    ]
    head = ("Khóa", "Số", "Phần, mục", "Ý kiến (riêng)", "Lượt góp ý", "Ý kiến (cả mục con)")
    return SheetOut("Theo phần", head, rows, (14, 8, 70, 14, 12, 18))


def by_theme(document: dict[str, Any]) -> SheetOut:
    rows = [
        (
            t["id"], t["section_key"], t["label"], t["opinions"], t["submissions"], t["families"],
            *(t["stances"][s] for s in STANCES), "có" if t["minority"] else "",
        )
        for t in document["themes"]
    ]  # fmt: skip
    head = (
        "Mã nhóm", "Phần", "Nhóm vấn đề", "Ý kiến", "Lượt", "Nội dung khác nhau", *STANCE_NAMES,
        "Thiểu số",
    )  # fmt: skip
    return SheetOut("Nhóm vấn đề", head, rows, (20, 14, 60, 10, 10, 12, *[12] * 6, 10))


def response_table(document: dict[str, Any]) -> SheetOut:
    """Four columns, the last to be filled by the drafting body."""
    places = {s["key"]: place_name(s) for s in document["sections"]}
    rows = (
        (
            f"{places[s['section_key']]}\n[{s['id']}]",
            "",
            s["text"] + "".join(f"\n“{q['quote']}” [{q['opinion_id']}]" for q in s["quotes"]),
            "",
        )
        for s in document["statements"]
    )
    head = (
        "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    )  # fmt: skip
    return SheetOut("Tiếp thu, giải trình", head, rows, (36, 24, 90, 50))


def unplaced(submissions: pa.Table, opinions: pa.Table, masks: Masks) -> SheetOut:
    """Every opinion that no section was found for, with the three nearest, for people to place."""
    table = opinions.filter(pc.equal(opinions["section_how"], "unplaced"))
    at = pc.index_in(
        table["submission_id"].combine_chunks(),
        value_set=submissions["submission_id"].combine_chunks(),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for low in range(0, len(table), STEP):
            some = at.slice(low, STEP).to_pylist()
            masks.read([some])
            for row, text in zip(table.slice(low, STEP).to_pylist(), some, strict=True):
                near = ", ".join(row["section_top3"])
                words = masks.cut(text, row["start"], row["end"])
                yield row["opinion_id"], words, near, row["stance"]

    head = ("Mã ý kiến", "Nội dung", "Ba mục gần nhất", "Thái độ")
    return SheetOut("Chưa gắn mục", head, rows(), (18, 100, 30, 12))


def by_unit(submissions: pa.Table, threshold: int) -> SheetOut | None:
    """Submissions by unit and channel; small cells are withheld, and enough others to hide them."""
    if submissions["unit"].null_count == len(submissions):
        return None
    table = pa.table(
        {
            "unit": pc.fill_null(submissions["unit"], "Chưa ghi"),
            "channel": pc.fill_null(submissions["channel"], "Chưa ghi"),
        }
    )
    units = sorted(table["unit"].unique().to_pylist())
    channels = sorted(table["channel"].unique().to_pylist())
    counts = np.zeros((len(units), len(channels)), dtype=np.int64)
    for row in table.group_by(["unit", "channel"]).aggregate([([], "count_all")]).to_pylist():
        counts[units.index(row["unit"]), channels.index(row["channel"])] = row["count_all"]
    hidden = withheld(counts, threshold)
    rows = [
        (name, *(WITHHELD if h else int(n) for n, h in zip(line, hide, strict=True)))
        for name, line, hide in zip(units, counts, hidden, strict=True)
    ]
    note = f"Ô có dưới {threshold} lượt được ẩn, cùng một ô khác để không tính ngược được."
    return SheetOut("Theo đơn vị", ("Đơn vị", *channels), rows, (40, *[14] * len(channels)), note)
