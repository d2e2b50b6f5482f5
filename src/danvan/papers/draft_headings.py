"""Which lines of a draft are headings: by markup where there is some, else by number and shape.

In a law only Phần, Chương, Mục and Điều are headings: "1." and "a)" begin clauses. In a report
"1-" and "a)" are headings where they are bold, or, in plain text, short and without a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danvan.papers.draft_lines import DraftLine
from danvan.papers.numbering import UNNUMBERED, Number, parse_number

NAMED = ("phan", "chuong", "muc", "dieu")
MAX_HEADING = 300  # characters
MAX_PLAIN = 160  # characters of a numbered heading in plain text
MAX_TITLE = 250  # characters of a title in a list of titles
SENTENCE_END = (".", ";", ":", ",", "!")
LAW = 2  # this many "Điều n." make a law


@dataclass(frozen=True)
class Heading:
    """Lines `start:end` of the draft are the heading. Smaller `rank`: higher in the tree."""

    start: int
    end: int
    rank: int
    number: Number
    title: str


def headings_of(lines: Sequence[DraftLine]) -> list[Heading]:
    if marked := by_markup(lines):
        return marked
    if numbered := by_number(lines):
        return numbered
    return by_weight(lines)


def title_of(lines: Sequence[DraftLine], headings: Sequence[Heading]) -> str:
    """The top heading of the markup, or the lines at the top that are set or typed as a title."""
    top = next((line for line in lines if line.level == 1), None)
    if top and not any(lines[heading.start] is top for heading in headings):
        return top.text
    words: list[str] = []
    for line in lines[: headings[0].start]:
        if not (line.centred or line.text.isupper() or (line.strong and not line.level)):
            break
        words.append(line.text)
    return " ".join(words)


def by_markup(lines: Sequence[DraftLine]) -> list[Heading]:
    """Headings as marked; a single one at the top without a number is the draft's title."""
    marked = [place for place, line in enumerate(lines) if line.level]
    tops = [place for place in marked if lines[place].level == lines[marked[0]].level]
    if len(tops) == 1 and not parse_number(lines[marked[0]].text).kind:
        marked = marked[1:]
    return [
        Heading(place, place + 1, lines[place].level, parse_number(lines[place].text), title)
        for place in marked
        if (title := joined_title(lines[place].text))
    ]


def joined_title(text: str) -> str:
    """ "Chương I NHỮNG QUY ĐỊNH CHUNG", broken over two lines in print, as "Chương I. NHỮNG …"."""
    number = parse_number(text)
    if number.kind in NAMED and number.rest and not number.rest.startswith("("):
        after = (
            text[text.index(number.shown) + len(number.shown) :] if number.shown in text else "."
        )
        return text if after[:1] in (".", ":", "-", "–") else f"{number.shown}. {number.rest}"
    return text


def by_number(lines: Sequence[DraftLine]) -> list[Heading]:
    """Headings by the number that a line begins with."""
    numbers = [parse_number(line.text) for line in lines]
    law = sum(is_article(number, 0) for number in numbers) >= LAW
    bold = any(
        n.kind and n.kind not in NAMED and line.strong
        for n, line in zip(numbers, lines, strict=True)
    )
    headings: list[Heading] = []
    article = 0
    for place, (number, line) in enumerate(zip(numbers, lines, strict=True)):
        if headings and place < headings[-1].end:
            continue
        if number.kind == "dieu":
            if not is_article(number, article):
                continue
            article = int(number.parts[0].rstrip("abcdefghijklmnopqrstuvwxyzđ"))
        elif not is_heading(number, line, law=law, bold=bold):
            continue
        headings.append(whole(lines, numbers, place))
    return headings


def is_article(number: Number, last: int) -> bool:
    """ "Điều 7. Tên điều" whose number goes on counting; an article quoted in the text does not."""
    if number.kind != "dieu" or not number.rest:
        return False
    return int(number.parts[0].rstrip("abcdefghijklmnopqrstuvwxyzđ")) >= max(last, 1)


def is_heading(number: Number, line: DraftLine, *, law: bool, bold: bool) -> bool:
    if not number.kind or len(line.text) > MAX_HEADING:
        return False
    if number.kind in NAMED:
        return not line.text.rstrip().endswith((";", ","))
    if law:
        return False
    if bold:
        return line.strong
    return len(line.text) <= MAX_PLAIN and not line.text.rstrip().endswith(SENTENCE_END)


def whole(lines: Sequence[DraftLine], numbers: Sequence[Number], place: int) -> Heading:
    """The heading with its title, which may stand on the next lines ("Chương I" / "QUY ĐỊNH")."""
    number = numbers[place]
    end = place + 1
    words: list[str] = []
    if number.kind in NAMED and not number.rest:
        while end < len(lines) and goes_on(lines, numbers, end, first=not words):
            words.append(lines[end].text)
            end += 1
    title = f"{number.shown}. {' '.join(words)}" if words else lines[place].text
    return Heading(place, end, number.rank, number, title)


def goes_on(
    lines: Sequence[DraftLine], numbers: Sequence[Number], place: int, *, first: bool
) -> bool:
    """Whether a line belongs to the heading above it: set or typed like one, and no new heading."""
    line = lines[place]
    if numbers[place].kind in NAMED or len(line.text) > MAX_HEADING:
        return False
    return (
        line.text.isupper()
        or (line.strong and line.centred)
        or (
            first
            and not line.gap
            and not numbers[place].kind
            and not line.text.endswith(SENTENCE_END)
        )
    )


def by_weight(lines: Sequence[DraftLine]) -> list[Heading]:
    """Without any number: short lines in bold, else in capitals; the first of them is the title."""
    for shaped in (is_bold, is_capital):
        places = [place for place, line in enumerate(lines) if shaped(line)]
        places = places[leading(places) :]
        if places and len(places) < len(lines):
            return [Heading(place, place + 1, 1, UNNUMBERED, lines[place].text) for place in places]
    return []


def leading(places: Sequence[int]) -> int:
    """How many of these lines stand together at the very top: they are the title."""
    count = 0
    while count < len(places) and places[count] == count:
        count += 1
    return count


def is_bold(line: DraftLine) -> bool:
    return line.strong and len(line.text) <= MAX_PLAIN


def is_capital(line: DraftLine) -> bool:
    return line.text.isupper() and len(line.text) <= MAX_PLAIN


def is_list_of_titles(lines: Sequence[DraftLine]) -> bool:
    """Two lines or more, all short, hardly one a sentence with a full stop, hardly one numbered."""
    if len(lines) < 2 or any(line.level for line in lines):
        return False
    if any(len(line.text) > MAX_TITLE for line in lines):
        return False
    stopped = sum(line.text.endswith((".", ";", ":")) for line in lines)
    numbered = sum(bool(parse_number(line.text).kind) for line in lines)
    return stopped <= 0.1 * len(lines) and numbered <= 0.1 * len(lines)
