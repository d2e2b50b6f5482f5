"""Letters without marks, for recognising the fixed words of office papers."""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Lower case, no marks, single spaces.

    >>> plain("BIÊN  BẢN Hội nghị")
    'bien ban hoi nghi'
    """
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return SPACES.sub(" ", bare).strip()
