"""Names of people as a model sees them: the door to underthesea, which works without a network.

Slow (some 100 sentences a second) and 130 MB: it is loaded when first asked, and asked only about
what the rules leave open in texts that are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from danvan.sense.words.fold import fold

Span = tuple[int, int]


class Finder(Protocol):
    """Texts to the spans of each, in code points, that name a person."""

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]: ...


@cache
def model() -> Callable[[str], Any]:
    """The tagger of this process (underthesea ships no types)."""
    tagger: Callable[[str], Any] = import_module("underthesea").ner
    return tagger


def people(texts: Sequence[str]) -> list[list[Span]]:
    """Spans of each text (NFC) that the model takes for a person."""
    return [[*persons(text)] for text in texts]


def persons(text: str) -> Iterator[Span]:
    span: Span | None = None
    for start, end, tag in tagged(text):
        if tag == "I-PER" and span:
            span = span[0], end
            continue
        if span:
            yield span
        span = (start, end) if tag.endswith("-PER") else None
    if span:
        yield span


def tagged(text: str) -> Iterator[tuple[int, int, str]]:
    """The model's words with their places: it moves tone marks and blanks, never a letter."""
    bare, at = fold(text), 0
    for word, _, _, tag in model()(text) if text.strip() else ():
        parts = fold(word).split()
        if not parts or (start := bare.find(parts[0], at)) < 0:
            continue
        at = start
        for part in parts:
            place = bare.find(part, at)
            at = at if place < 0 else place + len(part)
        yield start, at, tag
