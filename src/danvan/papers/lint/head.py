"""Finds the parts at the head of any official paper: by what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from danvan.papers.lint.lines import Line, columns, joined
from danvan.papers.plain import plain

HEAD = 60  # inked lines in which a head is looked for
LIKE = 0.85  # how alike two lines of letters are that mean to be the same
COUNTRIES = ("dangcongsanvietnam", "conghoaxahoichunghiavietnam")
MOTTO = "doclaptudohanhphuc"
NUMBER = re.compile(r"so ?(?::| (?=[\d.…_/\[-]))")
DATED = re.compile(r"(?!can cu|thuc hien|\()[^;]{0,50}\bngay\b.{0,8}\bthang\b.{0,8}\bnam\b.{0,8}")
MATTER = re.compile(r"v/v\b|ve viec\b|\(?v/v")
ADDRESSEE = "kinh gui"
RULE = re.compile(r"[-–—_=*.\s]+")
NUMBERED = re.compile(r"([IVX]+|\d+|[a-zđA-Z])\s*[-.)/]")
MOST_ABSTRACT = 5  # lines


@dataclass(frozen=True)
class Head:
    """The head's parts, None or () where they are not found.

    `country` is the party's or the country's name with the `country_lines` lines it was typed on.
    `kind` is the paper's title, `matter` a letter's abstract. `tabbed`: columns were typed with
    tabs. `end` counts the lines of the document that belong to the head.
    """

    country: Line | None = None
    country_lines: int = 0
    motto: Line | None = None
    issuers: tuple[Line, ...] = ()
    number: Line | None = None
    place_date: Line | None = None
    kind: Line | None = None
    abstract: tuple[Line, ...] = ()
    matter: Line | None = None
    addressee: Line | None = None
    tabbed: bool = False
    end: int = 0

    @property
    def is_letter(self) -> bool:
        """A công văn bears no title: it says what it is about under its number, and to whom."""
        return self.kind is None and (self.matter is not None or self.addressee is not None)


def squeezed(text: str) -> str:
    """Letters alone, without marks: what is left when spacing and signs are forgotten."""
    return re.sub(r"[^a-z]", "", plain(text))


def likeness(text: str, model: str) -> float:
    """1.0 for the same letters, 0.0 for other lines."""
    letters = squeezed(text)
    if not 0.7 < (len(letters) + 1) / len(model) < 1.4:
        return 0.0
    ratio = SequenceMatcher(None, letters, model, autojunk=False).ratio()
    return ratio if ratio >= LIKE else 0.0


def is_like(text: str, model: str) -> bool:
    return likeness(text, model) > 0


def is_capitals(text: str) -> bool:
    return text == text.upper() and sum(map(str.isalpha, text)) >= 3


def head_of(lines: Sequence[Line], kinds: Sequence[str]) -> Head:
    """The head of a paper; `kinds` are the titles that papers bear ("BÁO CÁO")."""
    near = [at for at, line in enumerate(lines) if line.text][:HEAD]
    title = title_at(lines, near, kinds)
    letter = next((at for at in near if plain(lines[at].text).startswith(ADDRESSEE)), None)
    end = next((at for at in (title, letter) if at is not None), len(lines))
    before = [at for at in near if at < end]
    typed = [(at, piece) for at in before for piece in pieces(lines[at])]
    found = letterhead([piece for _, piece in typed])
    anchors = {id(part) for part in (found.country, found.motto, found.number, found.place_date)}
    last = max((at for at, piece in typed if id(piece) in anchors), default=-1)
    tabbed = any(len(columns(lines[at])) > 1 for at in before if lines[at].cell is None)
    found = replace(found, tabbed=tabbed and last >= 0, end=last + 1)
    if title is None:
        return replace(found, addressee=None if letter is None else lines[letter])
    abstract = abstract_below(lines, title)
    end = abstract_end(lines, title, abstract)
    return replace(
        found,
        kind=lines[title],
        abstract=abstract,
        addressee=None if letter is None else lines[letter],
        end=max(end, last + 1),
    )


def pieces(line: Line) -> list[Line]:
    """A line of a table as it is; one outside, as the columns that tabs make of it."""
    return [line] if line.cell else columns(line)


def title_at(lines: Sequence[Line], near: Sequence[int], kinds: Sequence[str]) -> int | None:
    """The line that says what the paper is: a known kind, else the first capitals in the middle."""
    known = tuple(plain(kind) for kind in kinds)
    names = [at for at in near if is_capitals(lines[at].text) and not is_letterhead(lines[at].text)]
    for at in names:
        if plain(lines[at].text).startswith(known) and is_prominent(lines[at]):
            return at
    if any(plain(lines[at].text).startswith(ADDRESSEE) for at in near):
        return None
    outside = (at for at in names if lines[at].cell is None and lines[at].align == "center")
    return next((at for at in outside if not NUMBERED.match(lines[at].text)), None)


def is_prominent(line: Line) -> bool:
    return line.align == "center" or all(piece.look.bold for piece in line.inked)


def is_letterhead(text: str) -> bool:
    return any(is_like(text, model) for model in (*COUNTRIES, MOTTO))


def letterhead(typed: list[Line]) -> Head:
    country, count = country_in(typed)
    number = first(typed, lambda line: bool(NUMBER.match(plain(line.text))))
    return Head(
        country=country,
        country_lines=count,
        motto=first(typed, lambda line: is_like(line.text, MOTTO)),
        number=number,
        place_date=first(typed, lambda line: bool(DATED.fullmatch(plain(line.text)))),
        matter=matter_in(typed),
        issuers=issuers_in(typed, country, number),
    )


def matter_in(typed: Sequence[Line]) -> Line | None:
    """What a letter is about, "V/v …", as one line where its paragraph was broken."""
    found = first(typed, lambda line: bool(MATTER.match(plain(line.text))))
    rows = [line for line in typed if found is not None and line.place == found.place]
    return joined(rows) if rows else None


def first(lines: Sequence[Line], is_it: Callable[[Line], bool]) -> Line | None:
    return next((line for line in lines if is_it(line)), None)


def country_in(typed: Sequence[Line]) -> tuple[Line | None, int]:
    """The party's or the country's name, also where it was typed on two lines or three."""
    best, found, lines = 0.0, None, 0
    for count in (1, 2, 3):
        for at in range(len(typed) - count + 1):
            rows = typed[at : at + count]
            text = " ".join(row.text for row in rows)
            like = max(likeness(text, model) for model in COUNTRIES)
            if like > best:
                best, found, lines = like, joined(rows), count
    return found, lines


def issuers_in(
    typed: Sequence[Line], country: Line | None, number: Line | None
) -> tuple[Line, ...]:
    """The issuing bodies: capitals of the left column, above the number.

    Without either mark of a letterhead, capitals at the top are something else.
    """
    if country is None and number is None:
        return ()
    found = []
    for line in typed:
        if line is number:
            break
        beside = country is not None and in_same_cell(line, country)
        if is_capitals(line.text) and not is_letterhead(line.text) and not beside:
            found.append(line)
    return tuple(found)


def in_same_cell(line: Line, other: Line) -> bool:
    if line.cell is None or other.cell is None:
        return False
    return (line.cell.table, line.cell.column) == (other.cell.table, other.cell.column)


def abstract_below(lines: Sequence[Line], title: int) -> tuple[Line, ...]:
    """What stands under the title in its own style: centred or bold, up to the rule or the text."""
    found: list[Line] = []
    for line in lines[title + 1 : title + 1 + MOST_ABSTRACT]:
        ends = not line.text or RULE.fullmatch(line.text) or plain(line.text).startswith(ADDRESSEE)
        if ends or line.cell is not lines[title].cell or not is_abstract(line):
            break
        found.append(line)
    return tuple(found)


def is_abstract(line: Line) -> bool:
    if NUMBERED.match(line.text) or line.align not in ("center", "left", "both"):
        return False
    return line.align == "center" or all(piece.look.bold for piece in line.inked)


def abstract_end(lines: Sequence[Line], title: int, abstract: Sequence[Line]) -> int:
    """Where the text begins: after title, abstract and the rule under them."""
    end = title + 1 + len(abstract)
    while end < len(lines) and RULE.fullmatch(lines[end].text or "-"):
        end += 1
    return end
