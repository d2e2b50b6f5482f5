"""Text from before Unicode, read as letters: which encoding, and for which stretch of the text.

The font of a run decides, else the test of valid syllables on the words that a decoding changes.
Decoding is part of reading; what is readable as it stands is never touched.
"""

from __future__ import annotations

import re
import unicodedata

from danvan.sense.words.codes import from_tcvn3, from_tcvn3_capitals, from_vni
from danvan.sense.words.decoding import DECODERS, RISE, RUN, Decode, gain
from danvan.sense.words.mojibake import SEQUENCES, repaired
from danvan.sense.words.stretches import MIXED, NATIVE, by_stretch, is_mixed
from danvan.sense.words.syllable import WORDS, share_of_syllables

READS = 0.50  # share of all words that must be syllables once decoded …
MANY = 5  # … unless so many words became valid
SOME_RISE = 0.10  # enough in a column where other cells are in that encoding
APART = 0.05  # share of syllables that reading a text in parts must add to one reading for all
A_FEW = 3  # words of a run that may say no to its font

LATIN = re.compile("[\u00a1-\u00ff]")
# A tone before the circumflex or the breve of its letter: no letter in Unicode.
ASTRAY = re.compile("[\u00c0-\u1ef9][\u0302\u0306]")
# Whether a text with Vietnamese letters should be looked at, too; also for Arrow's expressions.
DOUBTFUL = re.compile("|".join(p.pattern for p in (MIXED, ASTRAY, *SEQUENCES.values())))


def is_suspect(text: str) -> bool:
    """Western letters and not one that only Vietnamese has: it may be an old encoding."""
    return LATIN.search(text) is not None and NATIVE.search(text) is None


def whole_in(text: str, decode: Decode) -> bool:
    """Whether a text without a Vietnamese letter is in one old encoding throughout."""
    runs = RUN.findall(text)
    gained = gain(runs, decode)
    share = share_of_syllables(decode(text))
    if gained.convinces:
        return gained.won >= MANY or share >= READS
    return gained.won > 0 and share == 1 and len(runs) > 1  # “Néi dung” over a column


def encoding_of_text(text: str) -> Decode | None:
    """How to read a text (NFC) in an old encoding, or None where it reads as it stands."""
    if composed(text) != text:
        return composed
    if repaired(text) != text:
        return repaired
    ways = [way for way in DECODERS if is_suspect(text) and whole_in(text, way)]
    if is_mixed(text):
        ways.append(by_stretch)
    shares = [round(share_of_syllables(way(text)), 6) - APART * (way is by_stretch) for way in ways]
    best = ways[shares.index(max(shares))] if ways else None
    return best if best and best(text) != text else None


def decoded_with(text: str, decode: Decode) -> str:
    """The text in an encoding that its neighbours have, where that makes it better."""
    if not is_suspect(text):
        return text
    better = decode(text)
    return better if share_of_syllables(better) >= share_of_syllables(text) + SOME_RISE else text


def composed(text: str) -> str:
    """The text in NFC, with marks in the order in which they make a letter."""
    text = unicodedata.normalize("NFC", text)
    if not ASTRAY.search(text):
        return text
    return unicodedata.normalize("NFC", ASTRAY.sub(mark_before_tone, text))


def mark_before_tone(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", found[0][0])
    return parts[0] + found[0][1] + parts[1:]


def decoded(text: str) -> str:
    """The text as NFC letters, whatever encoding it came in.

    >>> decoded("Ñeà nghò laøm roõ")
    'Đề nghị làm rõ'
    """
    text = composed(text)
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

    def from_bytes(self, raw: bytes) -> tuple[str, str]:
        """Bytes that are no UTF-8: the reading with most valid syllables, and its encoding."""
        latin = raw.decode("latin-1")
        windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
        choices = {
            "windows-1258": windows,
            "windows-1252": raw.decode("cp1252", "replace"),
            "tcvn3": from_tcvn3(latin),
            "vni": from_vni(latin),
        }
        name = max(choices, key=lambda name: round(share_of_syllables(choices[name]), 6))
        return choices[name], name

    def from_run(self, text: str, font: str) -> str:
        """A run in an old font, unless its letters are Unicode already."""
        decode = by_font(font)
        if decode is None or NATIVE.search(text):
            return text
        letters = unicodedata.normalize("NFC", decode(text))
        if len(WORDS.findall(text)) < A_FEW:
            return letters
        worse = share_of_syllables(letters) <= share_of_syllables(text) - RISE
        return text if worse else letters
