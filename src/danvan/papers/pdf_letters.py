"""Texts as the shipped typeface can show them: nothing vanishes, nothing runs off the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from danvan.papers import fonts
from danvan.papers.printable import printable

Words = str | list[str]

_WIDEST = 3 * 25.4 / 72  # millimetres that a sign may take for each point of its size
_INVISIBLE = (
    "\u200b-\u200d\u2060\u00ad\ufe00-\ufe0f\ufeff"  # they only shape what stands around them
)
# Blanks where a line surely ends if it must; before "." or after "(" it may not (Unicode, UAX #14).
_SURE = re.compile("(?<![(\\[{“‘«‹\"'”’»›\\s])[ \u2002-\u200b\u3000]+(?=[\\w(\\[{“‘«])|\n")
_PART = re.compile("[^ \u00a0\u2002-\u200b\u3000]*[ \u00a0\u2002-\u200b\u3000]*")
_LONG_DASHES = "⸺⸻"  # so long that PDFium reads the line in another order
_TOGETHER = 3  # letters of a piece
_PILE = re.compile("([\u0300-\u036f]{8})[\u0300-\u036f]+")


def shown(text: str) -> str:
    """`text` with each run of signs that the typeface lacks written as its codes: "[U+1F44D]".

    A tab becomes a wide blank; what is read from right to left is written as codes, too. Of a pile
    of marks on one letter the first few are: the codes of hundreds would fill pages.
    """
    if text.isascii() and text.isprintable():
        return text
    return _lacking().sub(_codes, printable(text).replace("\t", "\u2003"))


@cache
def _lacking() -> re.Pattern[str]:
    faces = sorted(fonts.FOLDER.glob("*.ttf"))
    held = frozenset.intersection(*(fonts.letters(face) for face in faces))
    plain = sorted(code for code in held if _plain(chr(code)))
    ranges = "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in _runs(plain))
    missing = f"[^\n{_INVISIBLE}{ranges}]"
    return re.compile(f"{missing}(?:{missing}|[{_INVISIBLE}])*")


def _plain(sign: str) -> bool:
    """Whether the sign stands where it is read: alone, from left to right.

    Marks that no letter could be composed with (after NFC) come out of a PDF in any order.
    """
    turns = unicodedata.bidirectional(sign) in {"R", "AL", "AN"}
    return unicodedata.category(sign)[0] not in "CM" and not turns and sign not in _LONG_DASHES


def _runs(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending codes as ranges without gaps."""
    low = high = -1
    for code in codes:
        if code != high + 1:
            if low >= 0:
                yield low, high
            low = code
        high = code
    yield low, high


def _codes(found: re.Match[str]) -> str:
    signs = _PILE.sub(r"\1", found.group())
    return f"[{' '.join(f'U+{ord(sign):04X}' for sign in signs)}]"


def breakable(
    text: str, room: float, size: float, *, bold: bool = False, italic: bool = False
) -> Words:
    """`text`; where one of its words is wider than `room` mm, in pieces that may part anywhere.

    The pieces are the text itself, cut: no hyphen and no invisible sign is put between.
    """

    def fits(word: str) -> bool:
        if len(word) * size * _WIDEST <= room:
            return True
        return fonts.width_mm(word, size, bold=bold, italic=italic) <= room

    if fits(text):
        return text
    pieces: list[str] = []
    done = start = 0
    for end, after in _seams(text):
        if not fits(text[start:end]):
            pieces.append(text[done:start])
            for part in _PART.findall(text[start:end]):
                pieces += [part] if fits(part) else _clusters(part)
            done = end
        start = after
    return [piece for piece in (*pieces, text[done:]) if piece] if pieces else text


def _seams(text: str) -> Iterator[tuple[int, int]]:
    """Where a word ends and where the next begins, at last the end of the text."""
    for seam in _SURE.finditer(text):
        yield seam.span()
    yield len(text), len(text)


def _clusters(word: str) -> Iterator[str]:
    """A few letters each, with the marks that sit on them."""
    start = 0
    for n in range(1, len(word)):
        if n - start >= _TOGETHER and unicodedata.category(word[n])[0] not in "MC":
            yield word[start:n]
            start = n
    yield word[start:]
