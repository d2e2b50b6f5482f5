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

DIGITS = re.compile(r"\d")
WIDE = "＠"


def found(text: str, more: Iterable[Hit] = ()) -> list[Hit]:
    """What of a text (NFC) is somebody's: spans in code points, in order, none overlapping.

    `more`: what another finder saw, such as a model of names.
    """
    return apart([*seen(text), *more])


def seen(text: str) -> Iterator[Hit]:
    digits = DIGITS.search(text) is not None
    signs = plain(text) if digits or WIDE in text else text
    small = signs.lower()
    if len(small) != len(signs):  # a letter that is two when it is small
        small = signs
    yield from links(signs, small)
    yield from homes(signs, small)
    if digits:
        yield from numbers(signs)
        yield from houses(signs, small)
        yield from plates(signs, small)
    yield from names(text)
