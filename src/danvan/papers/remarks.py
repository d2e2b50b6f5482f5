"""Which lines of a paper are remarks, where each begins, and in which office it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan.papers.numbering import Number, parse_number
from danvan.papers.plain import plain
from danvan.papers.speakers import spoken

HEADING = re.compile(
    r"(cac |phan |noi dung |tong hop )*(y kien|gop y|thao luan|phat bieu|tham luan)\b"
)
END = re.compile(
    r"(ket luan|(hoi nghi|cuoc hop|buoi hop|bien ban) (ket thuc|da thong qua|duoc (lap|thong qua))"
    r"|thu ky\b|chu toa\b|nguoi ghi bien ban|noi nhan\b|(phan|phat bieu) ket luan|bieu quyet)"
)
MINUTES = re.compile(r"bien ban\b")
DAY = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s+năm\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
    re.IGNORECASE,
)
BULLET = re.compile(r"[-+*•–—]\s+")
FIRST_LINES = 15  # where a paper says what it is
SHORT = 15  # words of a heading at most
ENDED = (".", "!", "?", ";", ":", "…", "”", '"')


@dataclass(frozen=True)
class Line:
    """A paragraph or line that is not blank; `gap`: a blank line stands before it; `page`: where it
    begins, 0 unknown; `notes`: the footnotes that it refers to."""

    place: int
    text: str
    number: str = ""
    bold: bool = False
    centred: bool = False
    gap: bool = False
    page: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """`place` and `page` of its first line; `taken`: the places of all its lines."""

    place: int
    text: str
    office: str | None = None
    page: int = 0
    taken: tuple[int, ...] = ()


Begins = Callable[[Line], bool]


def is_minutes(lines: Sequence[Line]) -> bool:
    return any(MINUTES.match(plain(line.text)) for line in lines[:FIRST_LINES])


def day_of(lines: Sequence[Line]) -> str:
    """The day of the meeting, as written in its first lines."""
    found = (DAY.search(line.text) for line in lines[:FIRST_LINES])
    return next((day[0] for day in found if day), "")


def remarks_of(lines: Sequence[Line]) -> tuple[list[Remark], bool]:
    """The remarks of a paper, in order, and whether a heading says that they are."""
    opinions = under_heading(lines)
    if opinions is None:
        body = list(lines[title_lines(lines) :])
        begins = beginning(body) or each_block(body) or each_line
        return [plain_remark(group) for group in groups_of(body, begins)], False
    begins = beginning(opinions) or speaking(opinions) or bulleted(opinions) or each_line
    return [spoken_remark(group) for group in groups_of(opinions, begins)], True


def under_heading(lines: Sequence[Line]) -> list[Line] | None:
    """The lines between the heading of the opinions and the conclusion; None without a heading."""
    start = next((n for n, line in enumerate(lines) if opens(line)), None)
    if start is None or not (is_minutes(lines) or start <= FIRST_LINES):
        return None
    body: list[Line] = []
    outer = parse_number(lines[start].text).kind
    for line in lines[start + 1 :]:
        if closes(line, outer):
            break
        body.append(line)
    return body if body or is_minutes(lines) else None  # minutes without a remark have none


def opens(line: Line) -> bool:
    """A heading such as "II. Ý kiến góp ý" or "Ý KIẾN THẢO LUẬN:"."""
    number = parse_number(line.text)
    if not HEADING.match(plain(number.rest)) or len(line.text.split()) > SHORT:
        return False
    marked = number.kind == "roman" or line.bold or line.text.rstrip().endswith(":")
    return (marked or line.text.isupper()) and not (line.bold and line.centred)


def closes(line: Line, outer: str) -> bool:
    number = parse_number(line.text)
    if outer == "roman" and number.kind == "roman" and not line.number:
        return len(line.text.split()) <= SHORT
    return END.match(plain(number.rest)) is not None


def title_lines(lines: Sequence[Line]) -> int:
    """How many lines at the top are a title: centred or bold, or capitals above a list."""
    for count, line in enumerate(lines[:FIRST_LINES]):
        if not (line.centred or line.bold or line.text.isupper()):
            return count
    return 0


def numbered(line: Line) -> Number | None:
    """The line's own number, typed or Word's: 1. 2) 3-."""
    number = parse_number(f"{line.number} {line.text}" if line.number else line.text)
    return number if number.kind == "arabic" and len(number.parts) == 1 else None


def beginning(lines: Sequence[Line]) -> Begins | None:
    """How a numbered list is read, where the lines are one: numbers count up from the start."""
    places = [(line, number) for line in lines if (number := numbered(line))]
    count = [int(number.parts[0]) for _, number in places]
    steps = sum(later == earlier + 1 for earlier, later in pairwise(count))
    if not count or count[0] != 1 or steps < 0.8 * (len(count) - 1):
        return None
    if len(count) == 1 and len(lines) > 1 and lines[0] is not places[0][0]:
        return None
    starts = {line.place for line, _ in places}
    return lambda line: line.place in starts


def speaking(lines: Sequence[Line]) -> Begins | None:
    """Where lines begin with a speaker, each such line begins a remark."""
    starts = {line.place for line in lines if spoken(unmarked(opening(line))).named}
    return (lambda line: line.place in starts) if starts else None


def bulleted(lines: Sequence[Line]) -> Begins | None:
    starts = {line.place for line in lines if BULLET.match(line.text) or line.number == "•"}
    return (lambda line: line.place in starts) if starts else None


def each_block(lines: Sequence[Line]) -> Begins | None:
    """Blocks between blank lines, where lines break in the middle of sentences."""
    inner = [before for before, line in pairwise(lines) if not line.gap]
    broken = sum(not line.text.endswith(ENDED) for line in inner)
    blocks = sum(line.gap for line in lines)
    if not blocks or not inner or broken <= len(inner) / 2:
        return None
    return lambda line: line.gap or line is lines[0]


def each_line(line: Line) -> bool:
    return True


def groups_of(lines: Iterable[Line], begins: Begins) -> list[list[Line]]:
    """Lines from the first of each remark on; those before the first remark are left out."""
    groups: list[list[Line]] = []
    for line in lines:
        if begins(line):
            groups.append([line])
        elif groups and not is_caption(line):
            groups[-1].append(line)
    return groups


def is_caption(line: Line) -> bool:
    """A heading between remarks."""
    short = len(line.text.split()) <= SHORT
    return short and ((line.bold and line.centred) or parse_number(line.text).kind == "roman")


def plain_remark(group: Sequence[Line]) -> Remark:
    return remark(group, opening(group[0]))


def spoken_remark(group: Sequence[Line]) -> Remark:
    """A remark from minutes, where the secretary puts the speaker before the words."""
    said = spoken(unmarked(opening(group[0])), followed=len(group) > 1)
    return remark(group, said.text, said.office)


def remark(group: Sequence[Line], first: str, office: str | None = None) -> Remark:
    """Lines as one remark, each followed by its footnotes; `first` is its first line, as cut."""
    texts = [first, *group[0].notes]
    for line in group[1:]:
        texts += [line.text, *line.notes]
    taken = tuple(line.place for line in group)
    return Remark(group[0].place, joined(texts), office, group[0].page, taken)


def opening(line: Line) -> str:
    """A remark's first line without the number that the list gave it."""
    number = None if line.number else numbered(line)
    return number.rest if number else line.text


def unmarked(text: str) -> str:
    bullet = BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
