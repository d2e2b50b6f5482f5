"""The shipped typeface of papers: where it is, how wide it sets a text, which letters it has.

Tinos has the metrics of Times New Roman, so a width measured here holds in Word, too.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from PIL import ImageFont

from danvan.papers.errors import Unreadable

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Tinos"
_EM = 2048  # measured at one pixel a unit of the letters' own grid, so nothing is rounded
_MM = 25.4 / 72  # of a point
_MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = "".join(
    unicodedata.normalize("NFC", vowel + mark) for vowel, mark in product("aăâeêioôơuưy", _MARKS)
)
# The 134 letters that ASCII lacks, both cases, precomposed; the rest of a paper's signs follow.
VIETNAMESE = "".join(sign for sign in f"{_LOWER}đ{_LOWER.upper()}Đ" if not sign.isascii())
_SIGNS = "".join(map(chr, range(0x21, 0x7F))) + "–—“”‘’…×§"


def face(*, bold: bool = False, italic: bool = False) -> Path:
    """The shipped file of a style."""
    style = ("Bold" if bold else "") + ("Italic" if italic else "")
    return FOLDER / f"{FAMILY}-{style or 'Regular'}.ttf"


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Millimetres of `text` on one line at `size` points, without kerning, as Word sets it."""
    pen = _pen(face(bold=bold, italic=italic))
    return float(pen.getlength(unicodedata.normalize("NFC", text))) / _EM * size * _MM


@cache
def _pen(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)


def missing_letters(path: Path) -> str:
    """Which Vietnamese letters and signs of papers the font file has no shape for, in order.

    Raises Unreadable where `path` is no TrueType or OpenType font.
    """
    held = letters(path)
    return "".join(sign for sign in VIETNAMESE + _SIGNS if ord(sign) not in held)


def covers_vietnamese(path: Path) -> bool:
    """Whether a paper in Vietnamese can be set in this font file alone. Raises Unreadable."""
    return not missing_letters(path)


@cache
def letters(path: Path) -> frozenset[int]:
    """The code points that the font file has shapes for. Raises Unreadable.

    Read from its `cmap` table (OpenType 1.9, subtable formats 4 and 12).
    """
    try:
        return frozenset(_mapped(path.read_bytes()))
    except (OSError, struct.error, LookupError) as wrong:
        raise Unreadable(
            path.name, "không phải tệp phông chữ đọc được", "chọn một tệp .ttf hoặc .otf"
        ) from wrong


def _mapped(font: bytes) -> Iterator[int]:
    (tables,) = struct.unpack_from(">4xH", font)
    records = (struct.unpack_from(">4s4xL", font, 12 + 16 * n) for n in range(tables))
    start = dict(records)[b"cmap"]
    (maps,) = struct.unpack_from(">2xH", font, start)
    for n in range(maps):
        (offset,) = struct.unpack_from(">4xL", font, start + 4 + 8 * n)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">6xH", font, at)
    row = f">{twice // 2}H"
    ends, starts, deltas, ranges = (
        struct.unpack_from(row, font, at + 14 + pad + n * twice)
        for n, pad in enumerate((0, 2, 2, 2))
    )
    for n, (low, high) in enumerate(zip(starts, ends, strict=True)):
        for code in range(low, min(high, 0xFFFE) + 1):
            glyph = code + deltas[n]
            if ranges[n]:
                place = at + 16 + 3 * twice + 2 * n + ranges[n] + 2 * (code - low)
                (found,) = struct.unpack_from(">H", font, place)
                glyph = found and found + deltas[n]
            if glyph % 0x10000:
                yield code


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">12xL", font, at)
    for n in range(count):
        low, high, glyph = struct.unpack_from(">3L", font, at + 16 + 12 * n)
        yield from range(low + (not glyph), min(high, 0x10FFFF) + 1)
