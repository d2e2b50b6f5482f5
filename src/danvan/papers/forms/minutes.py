"""Biên bản: what a conference heard and concluded, signed by its secretary and its chair (G4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from danvan.papers.blocks import Block, Heading, Paper, Paragraph, Signature
from danvan.papers.forms.issue import Incomplete, Issue, ended, issued
from danvan.papers.laid_out import in_series
from danvan.papers.profile import Profile


@dataclass(frozen=True)
class Remark:
    """One remark: who made it, by office and never by name, and what was said."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Minutes:
    """`chair` and `secretary` are offices; their names may stay empty until they sign."""

    about: str
    opened: datetime
    closed: datetime
    where: str
    chair: str
    secretary: str
    present: int
    absent: int
    course: tuple[str, ...]
    remarks: tuple[Remark, ...]
    conclusion: tuple[str, ...]
    chair_name: str = ""
    secretary_name: str = ""


def paper(minutes: Minutes, issue: Issue, form: Profile) -> Paper:
    """The minutes as a paper. Raises Incomplete where a part is missing or the hours are wrong."""
    if minutes.closed <= minutes.opened:
        raise Incomplete("Hội nghị kết thúc trước khi bắt đầu; sửa giờ trong biên bản.")
    if not (minutes.chair.strip() and minutes.secretary.strip()):
        raise Incomplete("Biên bản chưa ghi chủ trì hoặc thư ký; điền chức vụ của cả hai.")
    if not minutes.conclusion:
        raise Incomplete("Biên bản chưa có kết luận của chủ trì; ghi kết luận rồi mới ký.")
    laid = Paper(
        title=form.kinds["BB"].title,
        subtitle=minutes.about,
        kind="BB",
        blocks=list(_blocks(minutes, form)),
        signature=Signature(
            ("CHỦ TRÌ",), minutes.chair_name, (), ("THƯ KÝ",), minutes.secretary_name
        ),
    )
    return issued(laid, issue, form)


def _blocks(minutes: Minutes, form: Profile) -> Iterator[Block]:
    yield Heading(1, "THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    for line in (
        f"Thời gian: {_hours(minutes.opened, minutes.closed)}",
        f"Địa điểm: {minutes.where}",
        f"Chủ trì: {minutes.chair}",
        f"Thư ký: {minutes.secretary}",
        f"Có mặt: {minutes.present}; vắng mặt: {minutes.absent}",
    ):
        yield Paragraph(f"{line}.", "item")
    yield Heading(1, "DIỄN BIẾN")
    yield from (Paragraph(line) for line in minutes.course)
    yield Heading(1, "Ý KIẾN PHÁT BIỂU")
    for n, remark in enumerate(minutes.remarks, 1):
        yield Paragraph(f"{in_series('arabic', n, form)} {remark.speaker}: {remark.text}")
    if not minutes.remarks:
        yield Paragraph("Không có ý kiến phát biểu.")
    yield Heading(1, "KẾT LUẬN")
    yield from (Paragraph(line) for line in minutes.conclusion[:-1])
    yield Paragraph(ended(minutes.conclusion[-1], form))


def _hours(opened: datetime, closed: datetime) -> str:
    if opened.date() == closed.date():
        return f"từ {_hour(opened)} đến {_hour(closed)}, ngày {opened:%d/%m/%Y}"
    return f"từ {_hour(opened)} ngày {opened:%d/%m/%Y} đến {_hour(closed)} ngày {closed:%d/%m/%Y}"


def _hour(at: datetime) -> str:
    return f"{at.hour} giờ {at.minute:02}"
