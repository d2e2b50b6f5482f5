"""What the report says of its sources: files that were set aside, rows that wait for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from danvan.papers.blocks import Block, Paragraph
from danvan.sense.words.numbers import print_count

SHOWN = 50  # files named in the report; the reconciliation sheet names all


def rows_read(base: dict[str, Any]) -> str:
    """How many rows were read, and why some of them stand behind no figure."""
    lost = base["rejected"] - base["unconfirmed"]
    said = (
        f"Đã đọc {print_count(base['rows'])} dòng; "
        f"tiếp nhận {print_count(base['submissions'])} lượt góp ý, "
        f"không đọc được {print_count(lost)} dòng (có danh sách kèm lý do)"
    )
    if base["unconfirmed"]:
        said += (
            f", {print_count(base['unconfirmed'])} dòng đọc từ bản chụp còn chờ người xác nhận "
            "nên chưa tính vào các số dưới đây"
        )
    return f"{said}."


def aside(made: dict[str, Any]) -> Iterator[Block]:
    """The files of a folder from which nothing was read, each with its reason."""
    unread = [one for one in made["set_aside"] if one["known"]]
    if unread:
        count = print_count(len(unread))
        yield Paragraph(f"{count} tệp để riêng, chưa đọc được; cần lấy lại hoặc sửa rồi đọc thêm:")
    for one in unread[:SHOWN]:
        yield Paragraph(f"{one['file']}: {one['reason']}.", "item")
    if len(unread) > SHOWN:
        more = print_count(len(unread) - SHOWN)
        yield Paragraph(f"và {more} tệp nữa, nêu đủ ở trang “Đối chiếu” của phụ lục.", "item")
    if others := [one["file"] for one in made["set_aside"] if not one["known"]]:
        kinds = sorted({PurePosixPath(name).suffix or "không có đuôi" for name in others})
        count = print_count(len(others))
        yield Paragraph(
            f"{count} mục khác trong thư mục không phải tệp ý kiến ({', '.join(kinds)}), không đọc."
        )
