"""The measured head of a paper: how wide its columns are and where its lines break, by rule.

Nothing is left to the program that opens the paper: a line that would wrap is broken here, between
words and at the places the profile prefers, so Word, LibreOffice and Typst set the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.papers.blocks import Paper
from danvan.papers.fonts import width_mm
from danvan.papers.phrases import addressed
from danvan.papers.printable import printable
from danvan.papers.profile import Profile, Zone

SLACK = 0.5  # millimetres between the widest line and its column
_LEAST = 50.0  # millimetres that the issuer's column keeps


@dataclass(frozen=True)
class Line:
    """Text of one zone, already broken: `lines` are set one under the other at `size` points."""

    zone: str
    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        """The words without their breaks."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class Letterhead:
    """Two columns of `columns` mm: issuers left, party or country right, then number and date.

    Lengths of rules are millimetres, 0 for none. `left_low` and `right_low` are the second row.
    """

    columns: tuple[float, float]
    left: tuple[Line, ...]
    left_rule: float
    right: tuple[Line, ...]
    right_rule: float
    left_low: tuple[Line, ...]
    right_low: tuple[Line, ...]


def letterhead(paper: Paper, form: Profile) -> Letterhead:
    """The head of a laid-out `paper`: no line is wider than its column."""
    columns = _columns(paper, form)
    left = [*_issuers(paper.issuer, form, columns[0])]
    right = [
        fitted(key, form.zones[key].text, form, columns[1])
        for key in ("country", "motto")
        if key in form.zones
    ]
    shape = form.letterhead
    left_rule = shape["issuer_rule"] * width(left[-1], form) if left else 0.0
    if shape["under_issuer"] and left:
        left.append(Line("issuer", (shape["under_issuer"],), form.zones["issuer"].size))
    return Letterhead(
        columns=columns,
        left=tuple(left),
        left_rule=left_rule,
        right=tuple(right),
        right_rule=min(shape["rule"] * width(right[-1], form), columns[1]),
        left_low=tuple(_under_issuers(paper, form, columns[0])),
        right_low=(fitted("place_date", paper.place_date, form, columns[1]),),
    )


@dataclass(frozen=True)
class Title:
    """The kind of paper, its abstract and what stands under it; `rule` is in mm, 0 for none."""

    lines: tuple[Line, ...]
    rule: float


def heading(paper: Paper, form: Profile) -> Title:
    """The title of a laid-out `paper`; a letter has none, its abstract stands under the number."""
    kind, shape = form.kinds.get(paper.kind), form.title
    if kind and kind.letter:
        return Title((), 0.0)
    room = (form.page.lying() if paper.lies else form.page).text_width
    lines = [fitted("kind", paper.title, form, room)]
    if paper.subtitle:
        lines.append(fitted("abstract", paper.subtitle, form, room * shape["share"]))
    rule = min(shape["rule"] * width(lines[-1], form), room)
    if shape["under"]:
        lines.append(Line("abstract", (shape["under"],), form.zones["abstract"].size))
    return Title(tuple(lines), rule)


def addressees(paper: Paper, form: Profile) -> tuple[float, tuple[str, ...]]:
    """The lines "Kính gửi: …" of a paper, and how many mm they begin from the left margin.

    The lines stand one under the other, and together in the middle.
    """
    lines = tuple(printable(line) for line in addressed(paper.addressees, form))
    zone, page = form.zones["addressee"], form.page.lying() if paper.lies else form.page
    widest = max((measured(line, zone, zone.size) for line in lines), default=0.0)
    return max(page.text_width - widest, 0.0) / 2, lines


def _columns(paper: Paper, form: Profile) -> tuple[float, float]:
    """The profile's columns, the right one as much wider as a long name of a place needs."""
    page = form.page.lying() if paper.lies else form.page
    share = page.text_width / form.page.text_width
    left, right = (column * share for column in form.letterhead["columns"])
    zone = form.zones["place_date"]
    needed = measured(paper.place_date, zone, zone.sizes[0]) + SLACK
    taken = min(max(needed - right, 0.0), max(left - _LEAST, 0.0))
    return left - taken, right + taken


def _issuers(issuer: Sequence[str], form: Profile, room: float) -> Iterable[Line]:
    for n, name in enumerate(issuer, 1):
        yield fitted("issuer" if n == len(issuer) else "superior", name, form, room)


def _under_issuers(paper: Paper, form: Profile, room: float) -> Iterable[Line]:
    """The number; under it what a draft says of itself, and the abstract of a letter."""
    kind = form.kinds.get(paper.kind)
    yield fitted("symbol", paper.number, form, room)
    if kind and kind.letter and paper.subtitle:
        yield fitted("letter_abstract", paper.subtitle, form, room)
    if paper.draft:
        yield fitted("draft", paper.draft, form, room)


def fitted(key: str, text: str, form: Profile, room: float) -> Line:
    """`text` in `room` mm: one line at the largest tolerated size, else broken at the usual one."""
    zone = form.zones[key]
    text = " ".join(printable(text).split())
    if zone.capitals:
        text = text.upper()
    sizes = [zone.size, *(size for size in _smaller(zone))]
    for size in sizes:
        if measured(text, zone, size) + SLACK <= room:
            return Line(key, (text,), size)
    return Line(key, _broken(text, zone, form, room), zone.size)


def _smaller(zone: Zone) -> Iterable[float]:
    size = zone.size - 0.5
    while size >= zone.sizes[0]:
        yield size
        size -= 0.5


def measured(text: str, zone: Zone, size: float) -> float:
    """Millimetres of `text` in the zone's letters at `size` points."""
    return width_mm(text, size, bold=zone.bold, italic=zone.italic)


def width(line: Line, form: Profile) -> float:
    """Millimetres of the widest of the line's lines, which a rule under it follows."""
    zone = form.zones[line.zone]
    return max(measured(text, zone, line.size) for text in line.lines)


def _broken(text: str, zone: Zone, form: Profile, room: float) -> tuple[str, ...]:
    """The fewest lines; among those the best places to break; among those the most even lines."""
    words = [part for word in text.split() for part in _pieces(word, zone, room)]
    costs = _costs(words, form)
    best: list[tuple[int, float, float, int]] = [(0, 0.0, 0.0, 0)]  # of the first n words
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            free = room - SLACK - measured(" ".join(words[start:end]), zone, zone.size)
            if free < 0:
                break
            lines, places, uneven, _ = best[start]
            ways.append((lines + 1, places + costs[start], uneven + free * free, start))
        best.append(min(ways))
    found, end = [], len(words)
    while end:
        start = best[end][3]
        found.append(" ".join(words[start:end]))
        end = start
    return tuple(reversed(found))


def _costs(words: Sequence[str], form: Profile) -> list[float]:
    """What it costs to begin a line with each word: nothing before a unit's name, much within."""
    said = [word.upper() for word in words]
    costs = [0.0] + [1.0] * (len(said) - 1)
    for phrase in form.letterhead["break_before"]:
        for n, _ in _places(phrase.split(), said):
            costs[n] = 0.0
    for phrase in form.letterhead["unbroken"]:
        for n, after in _places(phrase.split(), said):
            costs[n + 1 : after] = [4.0] * (after - n - 1)
    return costs


def _places(phrase: Sequence[str], words: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Where `phrase` stands among `words`: first and after last."""
    size = len(phrase)
    for n in range(len(words) - size + 1):
        if words[n : n + size] == phrase:
            yield n, n + size


def _pieces(word: str, zone: Zone, room: float) -> Iterable[str]:
    """The word; cut between letters where it alone is wider than the column."""
    while measured(word, zone, zone.size) + SLACK > room and len(word) > 1:
        most = len(word) - 1
        while most > 1 and measured(word[:most], zone, zone.size) + SLACK > room:
            most -= 1
        yield word[:most]
        word = word[most:]
    yield word
