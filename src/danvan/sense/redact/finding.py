"""All detectors of one text together, each asked only where it could find anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from danvan.sense.redact.addresses import homes, houses
from danvan.sense.redact.contacts import links, plates
from danvan.sense.redact.hits import Hit, apart
from danvan.sense.redact.names import names
from danvan.sense.redact.numbers import numbers
from danvan.sense.redact.plain import plain
from danvan.sense.redact.wording import UPPER

DIGITS = re.compile(r"\d")
# A capital inside a sentence, two in a row, or a letter with a dot.
NAMES = re.compile(rf"[\w,;:)\"”][ ,;:(“\"'–-]*[{UPPER}]|[{UPPER}]\w{{0,2}}\s?\.")


def found(text: str, more: Iterable[Hit] = ()) -> list[Hit]:
    """What of a text (NFC) is somebody's: spans in code points, in order, none overlapping.

    `more`: what another finder saw, such as a model of names.
    """
    return apart([*seen(text), *more])


def seen(text: str) -> Iterator[Hit]:
    signs = plain(text)
    small = signs.lower()
    if len(small) != len(signs):  # a letter that is two when it is small
        small = signs
    yield from links(signs, small)
    yield from homes(signs, small)
    if DIGITS.search(signs):
        yield from numbers(signs)
        yield from houses(signs, small)
        yield from plates(signs, small)
    if NAMES.search(text):
        yield from names(text)
