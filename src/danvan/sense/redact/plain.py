"""A text with the digits, blanks and signs that everybody types, code point for code point."""

from __future__ import annotations

import unicodedata

BLANK = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c"
BLANK += "\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u00ad\t"
DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
DOT = "\u2024\u00b7\u2022\u2219\u22c5\u30fb\u3002\uff61\u02d9"
LAST_DIGIT = 0x20000  # no script has digits beyond


def common() -> dict[int, str]:
    """Full-width signs, digits of any script and unusual blanks, each to its plain one."""
    table = {ord(sign): " " for sign in BLANK} | {ord(sign): "-" for sign in DASH}
    table |= {ord(sign): "." for sign in DOT}
    table |= {point: chr(point - 0xFEE0) for point in range(0xFF01, 0xFF5F)}
    for point in range(0x80, LAST_DIGIT):
        if (digit := unicodedata.decimal(chr(point), None)) is not None:
            table[point] = str(digit)
    return table


COMMON = common()
UNUSUAL = frozenset(map(chr, COMMON))


def plain(text: str) -> str:
    """The same text in plain signs; every offset stays where it is.

    >>> plain("０９１２–３４５")
    '0912-345'
    """
    return text.translate(COMMON) if not UNUSUAL.isdisjoint(text) else text
