"""Characters that XML and browsers refuse, made visible instead of dropped."""

from __future__ import annotations

import re

# XML 1.0, production 2: everything else cannot stand in a document, escaped or not.
_REFUSED = re.compile(r"[^\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")


def printable(text: str) -> str:
    """`text` with one kind of line end, and a picture (␀ … ␟, ␡, �) for each refused character."""
    if text.isascii() and text.isprintable():
        return text
    return _REFUSED.sub(_picture, _LINE_ENDS.sub("\n", text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
