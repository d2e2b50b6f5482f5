"""The words beside a place, held against those that stood beside a quote."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")


class Near(NamedTuple):
    """Code points beside a place that stood beside the quote, and the words they make up."""

    signs: int
    words: int


def count(text: str) -> int:
    """Words of a text."""
    return len(WORD.findall(text))


def touched(whole: str, start: int, prefix: str, exact: str, suffix: str) -> Near | None:
    """The quote's neighbours that touch it at a place; None where the place is part of a word.

    `whole` goes on before and after the place.
    """
    end = start + len(exact)
    if cuts(whole[start - 1], exact[0], prefix[-1:]) or cuts(whole[end], exact[-1], suffix[:1]):
        return None
    left = shared_end(prefix, whole[max(start - len(prefix), 0) : start])
    right = shared_start(suffix, whole[end : end + len(suffix)])
    return Near(len(left) + len(right), count(left) + count(right))


def cuts(beside: str, last: str, stood: str) -> bool:
    """Whether a letter beside the quote goes on its last word, where none did."""
    return beside.isalnum() and last.isalnum() and not stood.isalnum()


def shared_start(one: str, other: str) -> str:
    """What both begin with, without a word in which they part."""
    size = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    if size == len(one):
        return one
    parts = one[size].isalnum() or other[size : size + 1].isalnum()
    while parts and size and one[size - 1].isalnum():
        size -= 1
    return one[:size]


def shared_end(one: str, other: str) -> str:
    return shared_start(one[::-1], other[::-1])[::-1]


def signs_before(text: str) -> str:
    """What a text has before its first word."""
    return "".join(takewhile(lambda sign: not sign.isalnum(), text))


def signs_after(text: str) -> str:
    """What a text has after its last word."""
    return signs_before(text[::-1])[::-1]
