"""Tờ trình: a memo that asks a committee or a leader to decide (P6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from danvan.papers.blocks import Block, Heading, Paper, Paragraph
from danvan.papers.forms.issue import Incomplete, Issue, ended, issued
from danvan.papers.profile import Profile


@dataclass(frozen=True)
class Point:
    """One part of the memo: its heading and its paragraphs."""

    title: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class Submission:
    """`about` follows the title ("về việc …"); `grounds` open it; `request` is what is asked."""

    about: str
    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    points: tuple[Point, ...]
    request: str
    enclosed: tuple[str, ...] = ()


def paper(memo: Submission, issue: Issue, form: Profile) -> Paper:
    """The memo as a paper. Raises Incomplete where nobody is asked, or nothing."""
    if not memo.addressees:
        raise Incomplete("Tờ trình chưa ghi trình cấp nào; điền nơi kính gửi.")
    if not memo.request.strip():
        raise Incomplete("Tờ trình chưa nêu điều xin quyết định; điền phần đề nghị.")
    laid = Paper(
        title=form.kinds["TTr"].title,
        subtitle=memo.about,
        kind="TTr",
        addressees=memo.addressees,
        blocks=list(_blocks(memo, form)),
    )
    return issued(laid, issue, form)


def _blocks(memo: Submission, form: Profile) -> Iterator[Block]:
    yield from (Paragraph(line) for line in memo.grounds)
    for point in memo.points:
        yield Heading(1, point.title.upper())
        yield from (Paragraph(line) for line in point.text)
    yield Paragraph(ended(memo.request, form))
    if memo.enclosed:
        yield Paragraph(f"Gửi kèm: {'; '.join(memo.enclosed)}.", "note")
