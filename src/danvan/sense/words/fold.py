"""Two shadows of a text, code point for code point: `fold` strips the marks, `clean` keeps them.

Both have exactly the length of the (NFC) text, so an offset into a shadow is an offset into the
text. Shadows serve matching only; what a citizen wrote is never changed.
"""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.uint32]

PLANE = 0x10000  # the tables cover the basic plane; the rare rest is looked up one by one
DASHES = "‐‑‒–—―−"
SINGLE_QUOTES = "‘’‚‛′`´"
DOUBLE_QUOTES = "“”„‟″«»"
BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"
LOOKALIKES = {"Ð": "đ", "Ɖ": "đ", "ð": "đ", "ɖ": "đ"}


def lower_point(character: str) -> str:
    lowered = LOOKALIKES.get(character) or character.lower()
    if character in DASHES:
        return "-"
    if character in SINGLE_QUOTES:
        return "'"
    if character in DOUBLE_QUOTES:
        return '"'
    if character in BLANKS:
        return " "
    return lowered if len(lowered) == 1 else character


def fold_point(character: str) -> str:
    """The letter without its Latin marks; a mark of another script (a Japanese ゛) stays."""
    lowered = lower_point(character)
    if lowered == "đ":
        return "d"
    parts = unicodedata.normalize("NFD", lowered)
    latin = [c for c in parts if not 0x0300 <= ord(c) <= 0x036F]
    return latin[0] if len(latin) == 1 and len(parts) > 1 else lowered


CLEAN = np.array([ord(lower_point(chr(point))) for point in range(PLANE)], dtype=np.uint32)
FOLD = np.array([ord(fold_point(chr(point))) for point in range(PLANE)], dtype=np.uint32)


def points_of(text: str) -> Points:
    """The code points of a text, as `uint32[len(text)]`."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(points: Points) -> str:
    return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def shadow(points: Points, table: Points) -> Points:
    """Each code point through a table; those beyond the basic plane stay as they are."""
    small = points < PLANE
    if small.all():
        return table[points]
    return np.where(small, table[np.where(small, points, 0)], points)


def nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """`text` (NFC) in lower case without Vietnamese marks; same length, same offsets.

    >>> fold("Đồng ý, HOÀ bình")
    'dong y, hoa binh'
    """
    return text_of(shadow(points_of(text), FOLD))


def clean(text: str) -> str:
    """`text` (NFC) in lower case with plain quotes, dashes and blanks; offsets stay the same."""
    return text_of(shadow(points_of(text), CLEAN))


assert sys.maxunicode == 0x10FFFF  # noqa: S101 - offsets count code points, not UTF-16 units
