"""Numbers of headings as people type them, in one form: "IV", "4", "bốn" and "thứ tư" are "4"."""

from __future__ import annotations

import re

from danvan.sense.words.fold import fold, nfc

SPOKEN = {
    word: str(number)
    for number, words in enumerate(
        (
            "mot nhat",
            "hai nhi",
            "ba",
            "bon tu",
            "nam",
            "sau",
            "bay",
            "tam",
            "chin",
            "muoi",
        ),
        start=1,
    )
    for word in words.split()
}
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
ROMAN_FORM = re.compile(r"(?:x{0,3}|xl|l)(?:ix|iv|v?i{0,3})")


def roman(text: str) -> int:
    """The value of a Roman number below 90, 0 where it is none.

    >>> roman("xiv"), roman("vv")
    (14, 0)
    """
    if not text or not ROMAN_FORM.fullmatch(text):
        return 0
    values = [ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def part_of(text: str) -> str:
    """One component of a number in its plain form: "iv" → "4", "05" → "5", "5a" and "đ" stay."""
    if text in SPOKEN:
        return SPOKEN[text]
    value = roman(text)
    return str(value) if value else text.lstrip("0") or text


def number_of(text: str, *, letters: bool = False) -> tuple[str, ...]:
    """The components of a typed number; with `letters` a single letter is a letter, not Roman.

    >>> number_of("I.2.1"), number_of("thứ tư"), number_of("c)", letters=True)
    (('1', '2', '1'), ('4',), ('c',))
    """
    plain = nfc(text).lower().strip() if letters else fold(nfc(text)).strip()
    spoken = plain.removeprefix("thu ")
    components = [piece for piece in re.split(r"[^\w]+", spoken) if piece]
    if letters and len(components) == 1 and len(components[0]) == 1:
        return (components[0],)
    return tuple(part_of(piece) for piece in components)
