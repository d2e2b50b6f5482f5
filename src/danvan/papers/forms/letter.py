"""Công văn: an official letter. It has no title; what it is about stands under its number."""

from __future__ import annotations

from dataclasses import dataclass

from danvan.papers.blocks import Paper, Paragraph
from danvan.papers.forms.issue import Incomplete, Issue, ended, issued
from danvan.papers.profile import Profile


@dataclass(frozen=True)
class Letter:
    """`about` without "V/v"; `text` is its paragraphs, `items` the lines of a list after them."""

    about: str
    addressees: tuple[str, ...]
    text: tuple[str, ...]
    items: tuple[str, ...] = ()
    closing: str = "Trân trọng."


def paper(letter: Letter, issue: Issue, form: Profile) -> Paper:
    """The letter as a paper. Raises Incomplete without an addressee, a matter or a text."""
    if not (letter.addressees and letter.about.strip() and letter.text):
        raise Incomplete("Công văn phải ghi nơi kính gửi, trích yếu và nội dung; điền đủ ba mục.")
    laid = Paper(
        title=form.kinds["CV"].title,
        subtitle=form.title["letter"].format(about=letter.about),
        kind="CV",
        addressees=letter.addressees,
        blocks=[
            *(Paragraph(line) for line in letter.text),
            *(Paragraph(line, "item") for line in letter.items),
            Paragraph(ended(letter.closing, form)),
        ],
    )
    return issued(laid, issue, form)
