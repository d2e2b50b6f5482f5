"""Where a stretch of a text stands in the same text once what is somebody's own is masked."""

from __future__ import annotations

import re

from danvan.sense.redact import MASKS

MASK = re.compile("|".join(re.escape(mask) for mask in sorted(set(MASKS.values()), key=len)[::-1]))

Stretch = tuple[
    int, int, int
]  # of words that are shown: from where in the text, in the other, size


def marked(text: str, shown: str, start: int, end: int) -> tuple[int, int] | None:
    """The place in `shown` of what stands from `start` to before `end` of `text`; a mask that the
    stretch cuts is in it whole. None where `shown` is not `text` with masks.

    >>> marked("Anh Hùng nói nhiều", "Anh [tên] nói nhiều", 9, 12)
    (10, 13)
    """
    at, stretches = 0, list[Stretch]()
    masks = list(MASK.finditer(shown))
    edges = [0, *(edge for mask in masks for edge in mask.span()), len(shown)]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        words = shown[low:high]
        is_last = high == len(shown)
        found = len(text) - len(words) if is_last else text.find(words, at)
        if found < at or not text.startswith(words, found) or (low == 0 and found > 0):
            return None
        stretches.append((found, low, len(words)))
        at = found + len(words)
    return _start(start, stretches), _end(end, stretches)


def _start(place: int, stretches: list[Stretch]) -> int:
    """Inside a mask: where the mask begins."""
    before = 0
    for own, low, size in stretches:
        if place < own:
            return before
        if place < own + size:
            return low + place - own
        before = low + size
    return before


def _end(place: int, stretches: list[Stretch]) -> int:
    """Inside a mask: where the mask ends."""
    for own, low, size in stretches:
        if place <= own:
            return low
        if place <= own + size:
            return low + place - own
    own, low, size = stretches[-1]
    return low + size
