"""Letters of the encodings before Unicode: TCVN3, VNI for Windows, Windows-1258 read as Western.

The tables are our own. TCVN3 (ABC, fonts `.Vn…`) has one byte a letter; its capital fonts (`.Vn…H`)
show small letters as capitals. VNI (fonts `VNI-…`) has a letter and a byte for its marks.
"""

from __future__ import annotations

import re
import unicodedata

TCVN3_LETTERS = "àảãáạ ăằẳẵắặâầẩẫấậ đ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ"
TCVN3_CODES = (
    "B5 B6 B7 B8 B9  A8 BB BC BD BE C6  A9 C7 C8 C9 CA CB  AE  CC CE CF D0 D1  AA D2 D3 D4 D5 D6"
    "  D7 D8 DC DD DE  DF E1 E2 E3 E4  AB E5 E6 E7 E8 E9  AC EA EB EC ED EE  EF F1 F2 F3 F4"
    "  AD F5 F6 F7 F8 F9  FA FB FC FD FE"
)
TCVN3_CAPITALS = dict(zip(range(0xA1, 0xA8), "ĂÂÊÔƠƯĐ", strict=True))
TCVN3 = TCVN3_CAPITALS | dict(
    zip(
        (int(code, 16) for code in TCVN3_CODES.split()),
        TCVN3_LETTERS.replace(" ", ""),
        strict=True,
    )
)

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"
VNI_MARKS = {
    "ù": ACUTE,
    "ø": GRAVE,
    "û": HOOK,
    "õ": TILDE,
    "ï": DOT,
    "â": CIRCUMFLEX,
    "á": CIRCUMFLEX + ACUTE,
    "à": CIRCUMFLEX + GRAVE,
    "å": CIRCUMFLEX + HOOK,
    "ã": CIRCUMFLEX + TILDE,
    "ä": CIRCUMFLEX + DOT,
    "ê": BREVE,
    "é": BREVE + ACUTE,
    "è": BREVE + GRAVE,
    "ú": BREVE + HOOK,
    "ü": BREVE + TILDE,
    "ë": BREVE + DOT,
}
VNI_BASES = {"ô": "ơ", "ö": "ư"}  # these carry a tone byte, too
VNI_SINGLE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}

# The signs of Windows-1252 whose bytes Windows-1258 shows as something else.
WINDOWS_1258 = str.maketrans("ÃÐÕÝãðõýÌÒÞìò", "ĂĐƠƯăđơư" + GRAVE + HOOK + TILDE + ACUTE + DOT)


def vni_pairs() -> dict[str, str]:
    """Letter + mark byte → letter, small and capital; a mark may be small beside a capital."""
    pairs: dict[str, str] = {}
    for base in "aeouyôö":
        for byte, marks in VNI_MARKS.items():
            letter = unicodedata.normalize("NFC", VNI_BASES.get(base, base) + marks)
            if len(letter) == 1:
                pairs[base + byte] = letter
                for pair in (base.upper() + byte.upper(), base.upper() + byte):
                    pairs.setdefault(pair, letter.upper())
    return pairs


def vni_singles() -> dict[str, str]:
    small = VNI_SINGLE | VNI_BASES
    return small | {byte.upper(): letter.upper() for byte, letter in small.items()}


VNI_PAIRS = vni_pairs()
VNI_SINGLES = vni_singles()
VNI_UNIT = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[^\x00-\x7f]")


def from_tcvn3(text: str) -> str:
    """Characters that are TCVN3 bytes → letters."""
    return text.translate(TCVN3)


def from_tcvn3_capitals(text: str) -> str:
    """The same for text in a capital font, where every letter shows as a capital."""
    return from_tcvn3(text).upper()


def from_vni(text: str) -> str:
    """Characters that are VNI bytes → letters."""
    return VNI_UNIT.sub(lambda unit: vni_letter(unit[0]), text)


def vni_letter(unit: str) -> str:
    if len(unit) == 2 and unit not in VNI_PAIRS:
        return vni_letter(unit[0]) + vni_letter(unit[1])
    return VNI_PAIRS.get(unit) or VNI_SINGLES.get(unit, unit)


def from_windows_1258(text: str) -> str:
    """Windows-1258 that was read as Windows-1252 → letters."""
    return unicodedata.normalize("NFC", text.translate(WINDOWS_1258))
