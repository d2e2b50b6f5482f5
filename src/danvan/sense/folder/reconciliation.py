"""The sheet "Đối chiếu": what became of every file and every row, and that it all adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from danvan.papers.blocks import Cell
from danvan.papers.workbook import HeadRow, SheetOut
from danvan.sense.folder.masks import Masks, row_name
from danvan.sense.records import Account, FileAccount

NAME = "Đối chiếu"
HEAD = (
    "Tệp", "Loại", "Dòng đã đọc", "Tiếp nhận", "Không nhận", "Trong đó chờ xác nhận",
    "Dòng bỏ qua", "Kết quả",
)  # fmt: skip
WIDTHS = (44, 10, 12, 12, 12, 23, 12, 90)
BLANK: tuple[Cell, ...] = ("",) * len(HEAD)

Row = Sequence[Cell]


def reconciliation(document: dict[str, Any], account: Account, masks: Masks) -> SheetOut:
    """A line for each file and their sum; the sums of the synthesis; each row that was left out."""
    blocks = (files(document, account), sums(document), left_out(account, masks))
    rows = [row for block in blocks for row in (*block, BLANK)]
    return SheetOut(NAME, HEAD, rows[:-1], WIDTHS)


def files(document: dict[str, Any], account: Account) -> Iterator[Row]:
    for one in account.files:
        yield (one.file, one.kind, *figures(one), "; ".join(["đã đọc", *one.notes]))
    for aside in account.set_aside:
        told = "để riêng" if aside.known else "không đọc"
        yield (aside.file, *("",) * 6, f"{told}: {aside.reason}")
    added = tuple(map(sum, zip(*map(figures, account.files), strict=True))) or (0,) * 5
    base = document["base"]
    said = tuple(base[name] for name in ("rows", "submissions", "rejected", "unconfirmed"))
    yield ("Cộng các tệp", "", *added, "")
    yield ("Số liệu chung của báo cáo", "", *said, "", verdict(added[:4], said))


def figures(one: FileAccount) -> tuple[int, int, int, int, int]:
    return one.rows, one.accepted, one.rejected, one.unconfirmed, one.left_out


def verdict(left: object, right: object) -> str:
    return "khớp" if left == right else "KHÔNG KHỚP"


def sums(document: dict[str, Any]) -> Iterator[Row]:
    yield HeadRow(("Phép đối chiếu", "", "Vế trái", "Vế phải", "", "", "", "Kết quả"))
    base = document["base"]
    in_sections = sum(s["opinions"] for s in document["sections"])
    in_themes = sum(t["opinions"] for t in document["themes"])
    own = [s for s in document["statements"] if s["scope"] == "theme"]
    in_sentences = sum(len(s["opinion_ids"]) for s in own)
    read = base["submissions"] + base["rejected"]
    for name, left, right in (
        ("Dòng đã đọc = tiếp nhận + không nhận", base["rows"], read),
        ("Ý kiến = cộng các phần, góp ý chung và chưa gắn mục", base["opinions"], in_sections),
        ("Ý kiến = cộng các nhóm", base["opinions"], in_themes),
        ("Ý kiến = cộng các câu của từng nhóm", base["opinions"], in_sentences),
    ):
        yield (name, "", left, right, "", "", "", verdict(left, right))


def left_out(account: Account, masks: Masks) -> Iterator[Row]:
    """Rows that are no opinions, by name; of many alike the rest in one line."""
    yield HeadRow(("Dòng bỏ qua, không phải ý kiến", "Dòng", *("",) * 5, "Lý do và những chữ đầu"))
    for one in account.files:
        for row in one.named:
            text = masks.other(row_name(row), row.text)
            words = f"{row.reason}: “{text}”" if text else row.reason
            yield (row.source, row.row, *("",) * 5, words)
