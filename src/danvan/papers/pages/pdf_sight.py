"""Whether a page's letters can be taken as stored, or must be recognised from its picture.

Stored letters do not count where they are invisible (some other program's recognition beneath a
scan), where they are a stamp on a scan, or where the file does not say which letters they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from danvan.papers.pages.page import Holds

MOST = 0.5  # of the page's area: a picture so large is the page
STAMP = 200  # letters: what an electronic stamp and a page number come to
LOOKED_AT = 200  # objects on the page that are looked at
BLANK = re.compile(r"\s+")
UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
ILLEGIBLE = 0.2  # share of letters of which the file does not say what they are


def holds(page: pypdfium2.PdfPage, text: str) -> Holds:
    """What a page is taken to hold, `text` being its stored letters."""
    if not raw.FPDFPage_CountObjects(page.raw):
        return "nothing"
    count = len(BLANK.sub("", text))
    if not count or len(UNKNOWN.findall(text)) > ILLEGIBLE * count:
        return "picture"
    drawn = list(islice(page.get_objects(max_depth=2), LOOKED_AT))
    hidden = not any(is_shown(one) for one in drawn if one.type == raw.FPDF_PAGEOBJ_TEXT)
    return "picture" if (hidden or count < STAMP) and is_scan(page, drawn) else "text"


def is_shown(text: pypdfium2.PdfObject) -> bool:
    mode: int = raw.FPDFTextObj_GetTextRenderMode(text.raw)
    return mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def is_scan(page: pypdfium2.PdfPage, drawn: Sequence[pypdfium2.PdfObject]) -> bool:
    """Whether pictures cover most of the page; a scan may be stored in strips."""
    width, height = page.get_size()
    covered = 0.0
    for one in drawn:
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = one.get_bounds()
            covered += float(abs(right - left) * abs(top - bottom))
    return covered >= MOST * float(width * height)
