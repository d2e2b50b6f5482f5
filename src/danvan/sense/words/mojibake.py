"""UTF-8 that a program read byte by byte as Windows-1252, Latin-1 or Windows-1258, put right.

Own table and not `ftfy`, which does not know Windows-1258 and leaves most texts that were misread
in part. Only signs that Vietnamese texts hold are put right, and only where the text then has
more valid syllables: “XÃ” in capitals and quotes reads as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from danvan.sense.words.syllable import is_syllable

TIMES = 3  # a text may have been misread more than once
PAGES = ("cp1252", "cp1258")
LEAST = {"cp1252": 1, "cp1258": 2}  # sequences: the letter “Ă” in quotes is one of the second

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
QUALITIES = "\u0302\u0306\u031b"  # marks of a letter; with the tones, the marks of NFD
SIGNS = "–—‘’“”„…•‹›€™°²³§«»·×\u00a0\u200b\u200d\ufe0f\ufeff"
SMALL = "đ" + "".join(
    unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in ("", *TONES)
)
KNOWN = frozenset(SMALL + SMALL.upper() + TONES + QUALITIES + SIGNS)
PICTURES = 0x1F000  # emoji stand from here on


def shown_as(byte: int, page: str) -> str:
    """What a byte shows in a code page; one without a sign comes through as a control."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


def bytes_of(page: str) -> dict[str, int]:
    """Sign → byte, the bytes read as Latin-1 among them."""
    return {chr(byte): byte for byte in range(0x80, 0xC0)} | {
        shown_as(byte, page): byte for byte in range(0x80, 0x100)
    }


def signs_of(page: str, low: int, high: int) -> str:
    """The signs of a range of bytes, as a class of a pattern."""
    chosen = (sign for sign, byte in bytes_of(page).items() if low <= byte <= high)
    return f"[{''.join(map(re.escape, sorted(chosen)))}]"


def sequences_of(page: str) -> re.Pattern[str]:
    """Signs that together have the shape of one character in UTF-8."""
    two, three, four, more = (
        signs_of(page, low, high)
        for low, high in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4), (0x80, 0xBF))
    )
    return re.compile(f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}")


BYTES = {page: bytes_of(page) for page in PAGES}
READ = KNOWN.union(*BYTES.values())  # what was misread twice is a misreading after the first pass
SEQUENCES = {page: sequences_of(page) for page in PAGES}
INKED = re.compile(r"[^\x00-@\[-`{-\x7f]+")
AROUND = "–—‘’“”„…•‹›«»\u00a0"
# A grave accent is a byte in Windows-1258: composed with the letter before, it hides a sequence.
HIDDEN = re.compile(f"[àèìòùỳǹẁÀÈÌÒÙỲǸẀ](?={signs_of('cp1258', 0x80, 0xBF)})")
# "à" is the bytes C3 A0; where A0, a no-break space, became a space, "làm" stands as "lÃ m".
LOST = re.compile(r"(\w{0,8})[ÃĂ] (\w{0,8})")


def character_of(found: re.Match[str], page: str) -> str:
    """The character that a sequence was; the sequence where that is none we know."""
    try:
        character = bytes(BYTES[page][sign] for sign in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    known = character in READ or ord(character) >= PICTURES
    return character if known else found[0]


def joined(found: re.Match[str]) -> str:
    """An "à" whose second byte became a space, with or without a blank after it."""
    before, after = found.groups()
    if before.isupper() and after.isupper():  # “XÃ HỘI” in a part that was not misread
        return found[0]
    word = f"{before}à{after}"
    return word if is_syllable(word) else f"{before}à {after}"


def reread(text: str, page: str) -> str:
    """The text with each sequence of a code page as the character it was, in NFC."""
    if page == "cp1258":
        text = HIDDEN.sub(lambda letter: unicodedata.normalize("NFD", letter[0]), text)
    once, times = SEQUENCES[page].subn(lambda found: character_of(found, page), text)
    if times < LEAST[page]:
        return text
    return unicodedata.normalize("NFC", LOST.sub(joined, once))


def share_of_words(text: str) -> float:
    """The share of syllables among all runs of letters and signs, without the signs around them."""
    runs = [bare for run in INKED.findall(text) if (bare := run.strip(AROUND))]
    return round(sum(map(is_syllable, runs)) / len(runs), 6) if runs else 0.0


def readings(text: str) -> Iterator[str]:
    """What the text may have been before it was misread, once or more often."""
    for page in PAGES:
        last = text
        for _ in range(TIMES):
            found = reread(last, page)
            if found == last:
                break
            yield found
            last = found


def repaired(text: str) -> str:
    """The text (NFC) as it was before it was misread, or as it is where it was not.

    >>> repaired("ThÃ´n Ä\\x90á»“ng"), repaired("cấp “XÃ”")
    ('Thôn Đồng', 'cấp “XÃ”')
    """
    if "Ã " not in text and not any(pattern.search(text) for pattern in SEQUENCES.values()):
        return text
    return max([text, *readings(text)], key=share_of_words)
