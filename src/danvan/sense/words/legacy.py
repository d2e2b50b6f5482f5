"""Text from before Unicode: TCVN3, VNI for Windows, Windows-1258, and UTF-8 read as cp1252.

The tables are our own. TCVN3 (ABC, fonts `.Vn…`) has one byte a letter; its capital fonts (`.Vn…H`)
show small letters as capitals. VNI (fonts `VNI-…`) has a letter and a byte for its marks. Decoding
is part of reading; a text that is readable as it stands is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from danvan.sense.words.syllable import share_of_syllables

Decode = Callable[[str], str]

RISE = 0.25  # share of valid syllables that decoding must add …
ENOUGH = 0.70  # … and reach: English names in a text keep it below 1
SOME_RISE = 0.10  # enough in a column where other cells are in that encoding

LATIN = re.compile("[\u00a1-\u00ff\u0152-\u017e\u2013-\u20ac]")
NATIVE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]")

TCVN3_LETTERS = "àảãáạ ăằẳẵắặ âầẩẫấậ đ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ"
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
CONTROLS = range(0x80, 0xA0)  # bytes that came through as Latin-1


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


def from_mojibake(text: str) -> str:
    """UTF-8 that was read as cp1252 or Latin-1, put right; raises UnicodeError where it was not."""
    raw = bytearray()
    for letter in text:
        raw += bytes([ord(letter)]) if ord(letter) in CONTROLS else letter.encode("cp1252")
    return raw.decode("utf-8")


DECODERS: tuple[Decode, ...] = (from_tcvn3, from_vni)


def is_mojibake(text: str) -> bool:
    """Whether the text is UTF-8 read as cp1252: no other text comes apart into valid UTF-8."""
    try:
        return share_of_syllables(from_mojibake(text)) >= share_of_syllables(text)
    except UnicodeError:
        return False


def is_suspect(text: str) -> bool:
    """Western letters and not one that only Vietnamese has: it may be an old encoding."""
    return LATIN.search(text) is not None and NATIVE.search(text) is None


def encoding_of_text(text: str) -> Decode | None:
    """The old encoding of a text (NFC), or None where it reads as it stands."""
    if not is_suspect(text):
        return None
    if is_mojibake(text):
        return from_mojibake
    raw = share_of_syllables(text)
    if raw > 1 - RISE:
        return None
    readings = [(round(share_of_syllables(decode(text)), 6), decode) for decode in DECODERS]
    share, decode = max(readings, key=lambda reading: reading[0])
    return decode if share >= raw + RISE and share >= ENOUGH else None


def decoded_with(text: str, decode: Decode) -> str:
    """The text in an encoding that its neighbours have, where that makes it better."""
    if not is_suspect(text):
        return text
    try:
        better = decode(text)
    except UnicodeError:
        return text
    return better if share_of_syllables(better) >= share_of_syllables(text) + SOME_RISE else text


def decoded(text: str) -> str:
    """The text as NFC letters, whatever encoding it came in.

    >>> decoded("Ñeà nghò laøm roõ")
    'Đề nghị làm rõ'
    """
    text = unicodedata.normalize("NFC", text)
    decode = encoding_of_text(text)
    return unicodedata.normalize("NFC", decode(text)) if decode else text


def by_font(font: str) -> Decode | None:
    """The decoder that a font's name asks for."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return from_tcvn3_capitals if name.endswith("h") else from_tcvn3
    return from_vni if name.startswith("vni") else None


class OldLetters:
    """What readers of files ask: the letters of bytes and of runs in old fonts."""

    def from_bytes(self, raw: bytes) -> str:
        """Bytes that are no UTF-8: the reading with most valid syllables."""
        latin = raw.decode("latin-1")
        windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
        western = raw.decode("cp1252", "replace")
        choices = [windows, western, from_tcvn3(latin), from_vni(latin)]
        return max(
            choices, key=lambda text: (round(share_of_syllables(text), 6), -choices.index(text))
        )

    def from_run(self, text: str, font: str) -> str:
        """A run in an old font, unless its letters are Unicode already."""
        decode = by_font(font)
        if decode is None or NATIVE.search(text):
            return text
        return unicodedata.normalize("NFC", decode(text))
