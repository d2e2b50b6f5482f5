"""Numbers of a list as printed, also those that recognition misread: "9," · "l0." · "1O)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danvan.papers.numbering import parse_number
from danvan.papers.pages.page import PageLine

LOOKS_LIKE = str.maketrans("lI|!iOoQSsBZzgq", "111110005582299")
MISREAD = re.compile(r"\(?([\dlI|!iOoQSsBZzgq]{1,3})([.,:;)]|\.\))\s*")
SKIPPED = 2  # a number may be missed, not two


@dataclass(frozen=True)
class Item:
    """What a line begins with: a list's number, `exact` where it stands there as such; `rest` is
    the text after it."""

    number: int
    rest: str
    exact: bool = True


def item_of(line: PageLine, last: int) -> Item | None:
    """The item that a line begins, `last` being the number before; None where it begins none.

    A number that is not the next belongs to the sentence: "thua 2 -" and below it "0. Đội khách".
    """
    found = exact(line.text)
    if found and (found.number == 1 or last < found.number <= last + SKIPPED):
        return found
    return misread(line, last) if line.words else None


def exact(text: str) -> Item | None:
    number = parse_number(text)
    if number.kind != "arabic" or len(number.parts) != 1:
        return None
    return Item(int(number.parts[0]), number.rest)


def misread(line: PageLine, last: int) -> Item | None:
    """The next number of the list in signs that look like it; a single letter is none."""
    found = MISREAD.match(line.text)
    if not found or (len(found[1]) < 2 and not found[1].isdigit()):
        return None
    looks = found[1].translate(LOOKS_LIKE)
    rest = line.text[found.end() :]
    return Item(last + 1, rest, exact=False) if looks == str(last + 1) and rest else None
