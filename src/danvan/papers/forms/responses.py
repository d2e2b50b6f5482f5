"""Bản tổng hợp ý kiến, tiếp thu, giải trình: every opinion beside its answer, and their count.

The four columns are the same in three practices that do not know of each other (domain.md, A1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from danvan.papers.blocks import Block, Cell, Heading, Paper, Paragraph, Table, spelled
from danvan.papers.forms.issue import Incomplete, Issue, ended, issued
from danvan.papers.profile import Profile

Disposition = Literal["agrees", "accepted", "partly", "explained", "unanswered", "escalated"]
TITLE = "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH"
WORDS: dict[Disposition, str] = {
    "agrees": "Thống nhất với dự thảo",
    "accepted": "Tiếp thu",
    "partly": "Tiếp thu một phần",
    "explained": "Giải trình (không tiếp thu)",
    "unanswered": "Chưa giải trình",
    "escalated": "Cần xin ý kiến lãnh đạo",
}
REASONED: frozenset[Disposition] = frozenset({"partly", "explained"})
HEADS = {
    "four": (
        "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN",
        "CHỦ THỂ GÓP Ý",
        "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    ),
    "three": ("NỘI DUNG GÓP Ý", "NƠI GÓP Ý, SỐ Ý KIẾN", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"),
}
WIDTHS = {"four": (3, 3, 6, 5), "three": (7, 3, 6)}


@dataclass(frozen=True)
class Answer:
    """What the drafting body does with an opinion, chosen by it and never read out of `text`."""

    disposition: Disposition
    text: str = ""

    def printed(self) -> str:
        """The disposition in words, and the text after it."""
        words = WORDS[self.disposition]
        return f"{words}. {self.text.strip()}" if self.text.strip() else f"{words}."


@dataclass(frozen=True)
class Response:
    """A row: where it belongs, who said it, what, and the answer; it stands for `opinions`."""

    group: str
    subject: str
    content: str
    answer: Answer
    opinions: int = 1


@dataclass(frozen=True)
class ResponseTable:
    """`about` follows the title; how many `bodies` and `persons` were asked, None where unknown.

    `received` are submissions (lượt góp ý), `opinions` the opinions in them: the rows add up to it.
    """

    about: str
    received: int
    opinions: int
    rows: Sequence[Response]
    bodies: int | None = None
    persons: int | None = None
    columns: Literal["four", "three"] = "four"


def paper(table: ResponseTable, issue: Issue, form: Profile) -> Paper:
    """The table as a paper that lies on its side, header and all.

    Raises Incomplete where the rows do not add up to the opinions received, and where an opinion is
    refused, or accepted in part, without a reason (A5).
    """
    counted = sum(row.opinions for row in table.rows)
    if counted != table.opinions:
        raise Incomplete(
            f"Bảng có {spelled(counted)} ý kiến, khác {spelled(table.opinions)} ý kiến đã nêu; "
            "bổ sung các ý kiến còn thiếu hoặc sửa số đã nêu."
        )
    for n, row in enumerate(table.rows, 1):
        _check(n, row)
    laid = Paper(
        title=TITLE,
        subtitle=table.about,
        kind="BTH",
        outline=("arabic",),
        lies=True,
        blocks=list(_blocks(table, form)),
    )
    return issued(laid, issue, form)


def counts(rows: Sequence[Response]) -> dict[Disposition, int]:
    """Opinions by disposition, all six, in the order they are printed."""
    found: Counter[Disposition] = Counter()
    for row in rows:
        found[row.answer.disposition] += row.opinions
    return {disposition: found[disposition] for disposition in WORDS}


def _check(n: int, row: Response) -> None:
    if row.opinions < 1:
        raise Incomplete(f"Dòng {n} không đứng cho ý kiến nào; ghi số ý kiến từ 1 trở lên.")
    if row.answer.disposition in REASONED and not row.answer.text.strip():
        raise Incomplete(
            f"Dòng {n} ghi “{WORDS[row.answer.disposition]}” nhưng chưa nêu lý do; "
            "viết nội dung giải trình rồi mới công bố."
        )


def _blocks(table: ResponseTable, form: Profile) -> Iterator[Block]:
    yield Heading(1, "Số cơ quan, tổ chức, cá nhân được lấy ý kiến và số ý kiến nhận được")
    yield Paragraph(_asked(table))
    yield Heading(1, "Kết quả tiếp thu, giải trình")
    yield Table(
        HEADS[table.columns], [_row(row, table.columns) for row in table.rows],
        WIDTHS[table.columns],
    )  # fmt: skip
    yield Paragraph(ended(_closing(table), form))


def _asked(table: ResponseTable) -> str:
    asked = [
        f"{spelled(number)} {noun}"
        for number, noun in ((table.bodies, "cơ quan, tổ chức"), (table.persons, "cá nhân"))
        if number is not None
    ]
    received = (
        f"nhận được {spelled(table.received)} lượt góp ý với {spelled(table.opinions)} ý kiến."
    )
    if asked:
        return f"Đã gửi lấy ý kiến {' và '.join(asked)}; {received}"
    return received[0].upper() + received[1:]


def _row(row: Response, columns: str) -> tuple[Cell, ...]:
    if columns == "four":
        return row.group, row.subject, row.content, row.answer.printed()
    where = f"{row.group} ({spelled(row.opinions)} ý kiến)"
    return row.content, where, row.answer.printed()


def _closing(table: ResponseTable) -> str:
    found = counts(table.rows)
    parts = "; ".join(f"{WORDS[name].lower()}: {spelled(n)}" for name, n in found.items())
    return f"Cộng {spelled(sum(found.values()))} ý kiến, trong đó: {parts}"
