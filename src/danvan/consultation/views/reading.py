"""A draft as it is read: parts of a page, headings in order, paragraphs that know their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.consultation.models import Section

LONG = 40_000  # characters of a draft on one page; some fifteen sheets of paper
DEEPEST = 6  # heading of HTML


@dataclass(frozen=True)
class Paragraph:
    """`start`: where its words begin in the section's text, in code points."""

    start: int
    words: str


@dataclass(frozen=True)
class Part:
    """A section as it stands on a page; `heading`: 2 at the top of the draft, to 6."""

    section: Section
    heading: int
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Line:
    """A line of the table of contents: `page` is where its section stands, from 1."""

    section: Section
    depth: int
    page: int


def paragraphs(text: str) -> list[Paragraph]:
    found, start = [], 0
    for words in text.split("\n"):
        if words.strip():
            found.append(Paragraph(start, words))
        start += len(words) + 1
    return found


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends, and with the whole of each word that it begins in."""
    start, end = min(start, len(text)), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and start and text[start - 1 : start + 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return start, end


def depths(sections: Iterable[Section]) -> dict[str, int]:
    """How many sections stand over each, by its key."""
    found: dict[str, int] = {}
    for section in sections:
        found[section.key] = found.get(section.parent_key, -1) + 1
    return found


def parts(sections: Sequence[Section], depth: dict[str, int], top: int = 2) -> list[Part]:
    return [
        Part(each, min(depth[each.key] + top, DEEPEST), paragraphs(each.text)) for each in sections
    ]


def contents(sections: Sequence[Section]) -> list[Line]:
    """A short draft stands on one page; a long one has a page for each part at its top, and such
    a part, where it is long itself, goes on with one of its sections on another page."""
    depth, lines = depths(sections), []
    is_long = sum(_length(each) for each in sections) > LONG
    page, size = 1, 0
    for section in sections:
        deep = depth[section.key]
        if is_long and size and (deep == 0 or (size > LONG and deep <= 2)):
            page, size = page + 1, 0
        size += _length(section)
        lines.append(Line(section, deep, page))
    return lines


def _length(section: Section) -> int:
    """Of the text, as the query counted it, and of the heading: one without text counts, too."""
    return int(getattr(section, "length", 0) or 0) + len(section.title)
