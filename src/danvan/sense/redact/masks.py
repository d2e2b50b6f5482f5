"""A text as it may be read: what is somebody's own gives way to its mask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from danvan.sense.redact.hits import MASKS, Hit, Kind, apart


class Decision(NamedTuple):
    """What a person decided about `words`, which stand at `start:end` of one text."""

    start: int
    end: int
    words: str
    kind: Kind
    hide: bool


def masked(text: str, hits: Iterable[Hit], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with masks for its hits, in order; one that the span cuts is masked whole.

    >>> masked("Anh Hùng nói", [Hit(4, 8, "name")])
    'Anh [tên] nói'
    """
    end = len(text) if end is None else end
    parts, at = [], start
    for hit in hits:
        if hit.sure != "left" and hit.start < end and hit.end > start:
            parts += [text[at : max(at, hit.start)], MASKS[hit.kind]]
            at = min(hit.end, end)
    return "".join([*parts, text[at:end]])


def dotted(text: str, hits: Iterable[Hit]) -> str:
    """The text with a dot for each code point of a hit: no word in it is somebody's."""
    for hit in hits:
        text = text[: hit.start] + "." * (hit.end - hit.start) + text[hit.end :]
    return text


def decided(hits: Iterable[Hit], decisions: Sequence[Decision]) -> list[Hit]:
    """The hits of one text after what people decided: they add, confirm and set free."""
    said = {(one.start, one.end): one for one in decisions}
    kept = []
    for hit in hits:
        one = said.get((hit.start, hit.end))
        kept.append(hit if one is None else hit._replace(sure="sure" if one.hide else "left"))
    known = {(hit.start, hit.end) for hit in kept}
    own = (one for one in decisions if one.hide and (one.start, one.end) not in known)
    return apart([*kept, *(Hit(one.start, one.end, one.kind) for one in own)])
