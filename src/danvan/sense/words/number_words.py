"""Whole numbers as Vietnamese says them, both ways: “bốn nghìn hai trăm” ↔ 4200."""

from __future__ import annotations

from collections.abc import Sequence

from danvan.sense.words.fold import clean, fold, nfc
from danvan.sense.words.placement import placed

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
LARGEST = 10**12 - 1
MOST = 40  # words of one number
TEN, HUNDRED, GAP, HALF = "mười", "trăm", "linh", "rưỡi"

# Every way to write a word of a number → the word itself.
WORDS = {word: word for word in (*DIGITS, *(name for _, name in SCALES), TEN, HUNDRED, GAP, HALF)}
WORDS |= {"mốt": "một", "tư": "bốn", "lăm": "năm", "nhăm": "năm", "bẩy": "bảy"}
WORDS |= {"mươi": TEN, "chục": TEN, "lẻ": GAP, "ngàn": "nghìn", "tỉ": "tỷ"}
UNMARKED = {fold(word): meant for word, meant in WORDS.items()}


def said(words: Sequence[str]) -> list[str]:
    """Words in small letters as words of a number, "" for each that is none; marks decide where
    there are any."""
    known = UNMARKED if all(word == fold(word) for word in words) else WORDS
    return [known.get(word, "") for word in words]


def digit(word: str) -> int | None:
    return DIGITS.index(word) if word in DIGITS else None


def below_hundred(words: Sequence[str]) -> int | None:
    """ "hai", "mười", "mười hai", "hai mươi", "hai mươi lăm"; None for all else."""
    if len(words) == 1 and words[0] != TEN:
        return digit(words[0])
    tens, unit = (words, "không") if words[-1] == TEN else (words[:-1], words[-1])
    count = 1 if tens == [TEN] else digit(tens[0]) if len(tens) == 2 and tens[1] == TEN else None
    ones = digit(unit)
    return None if not count or ones is None else count * 10 + ones


def below_thousand(words: Sequence[str]) -> int | None:
    if HUNDRED not in words[:2]:
        return below_hundred(words) if words else None
    count, rest = digit(words[0]), words[2:]
    if words[0] == HUNDRED or count is None:
        return None
    more = after(rest, 100, below_hundred(rest) if rest else 0)
    return None if more is None else count * 100 + more


def after(rest: Sequence[str], size: int, value: int | None) -> int | None:
    """What follows a hundred, a thousand …: a lone digit is none, for “một nghìn hai” is 1.200 to
    some and 1.002 to nobody."""
    if not rest:
        return 0
    if rest == [HALF]:
        return size // 2
    if rest[0] == GAP:
        return (digit(rest[1]) or None) if len(rest) == 2 else None
    return None if value is None or (value < 10 and len(rest) == 1) else value


def value_of(words: Sequence[str]) -> int | None:
    """The number of some words of numbers; None where they make none."""
    for size, name in SCALES:
        if name in words:
            at = len(words) - 1 - list(reversed(words)).index(name)
            count, rest = value_of(words[:at]), words[at + 1 :]
            more = after(rest, size, value_of(rest) if rest else 0)
            fits = count and (count < 1000 or size == SCALES[0][0])
            return count * size + more if fits and count and more is not None else None
    return below_thousand(words)


def number_in_words(text: str) -> int | None:
    """The whole number that a text says and nothing else, below a million billion.

    >>> number_in_words("bốn nghìn hai trăm"), number_in_words("mot trieu ruoi")
    (4200, 1500000)
    """
    words = said(placed(clean(nfc(text))).split())
    return value_of(words) if 0 < len(words) <= MOST and all(words) else None


def say_below_thousand(number: int, *, full: bool) -> list[str]:
    """`full`: something was said before, so an empty hundred is named."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = [DIGITS[hundreds], HUNDRED] if hundreds or full else []
    if tens:
        out += [TEN] if tens == 1 else [DIGITS[tens], "mươi"]
    elif ones and out:
        out.append(GAP)
    if ones:
        special = {1: "mốt"} if tens > 1 else {}
        out.append((special | ({5: "lăm"} if tens else {})).get(ones, DIGITS[ones]))
    return out


def say_number(number: int) -> str:
    """A whole number in words, from 0 to below a thousand billion; else ValueError.

    >>> say_number(4205)
    'bốn nghìn hai trăm linh năm'
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    out: list[str] = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            out += [*say_below_thousand(count, full=bool(out)), name]
    if number or not out:
        out += say_below_thousand(number, full=bool(out)) or [DIGITS[0]]
    return " ".join(out)
