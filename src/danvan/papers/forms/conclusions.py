"""Thông báo kết luận: the conclusions of a conference, each with who does it and by when (G5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from danvan.papers.blocks import Block, Paper, Paragraph
from danvan.papers.forms.issue import Incomplete, Issue, ended, issued
from danvan.papers.laid_out import in_series
from danvan.papers.profile import Profile


@dataclass(frozen=True)
class Conclusion:
    """What is to be done: `lead` does it with `joint`, by `due`, and hands over `product`."""

    work: str
    lead: str
    due: date | None
    joint: tuple[str, ...] = ()
    product: str = ""

    def sentence(self) -> str:
        """The line as it is printed."""
        joint = f", phối hợp với {', '.join(self.joint)}," if self.joint else ""
        due = f"{self.due:%d/%m/%Y}" if self.due else ""
        product = f"; sản phẩm: {self.product}" if self.product else ""
        return f"{self.lead} chủ trì{joint} {self.work}; hoàn thành trước ngày {due}{product}."


@dataclass(frozen=True)
class Notice:
    """`about` follows the title; `opening` tells of the conference and what it found."""

    about: str
    opening: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]
    closing: str


def paper(notice: Notice, issue: Issue, form: Profile) -> Paper:
    """The notice as a paper.

    Raises Incomplete for a conclusion without lead, date or work: nobody could be held to it.
    """
    if not notice.conclusions:
        raise Incomplete("Thông báo chưa có kết luận nào; ghi ít nhất một việc.")
    for n, line in enumerate(notice.conclusions, 1):
        _check(n, line)
    laid = Paper(
        title=form.kinds["TB"].title,
        subtitle=notice.about,
        kind="TB",
        blocks=list(_blocks(notice, form)),
    )
    return issued(laid, issue, form)


def _check(n: int, line: Conclusion) -> None:
    missing = [
        name
        for name, there in (
            ("nội dung việc", line.work.strip()),
            ("đơn vị chủ trì", line.lead.strip()),
            ("thời hạn", line.due),
        )
        if not there
    ]
    if missing:
        raise Incomplete(f"Kết luận {n} chưa ghi {' và '.join(missing)}; điền đủ rồi mới ban hành.")


def _blocks(notice: Notice, form: Profile) -> Iterator[Block]:
    yield from (Paragraph(line) for line in notice.opening)
    for n, line in enumerate(notice.conclusions, 1):
        yield Paragraph(f"{in_series('arabic', n, form)} {line.sentence()}")
    yield Paragraph(ended(notice.closing, form))
