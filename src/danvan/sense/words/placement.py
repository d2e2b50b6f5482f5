"""Two ways to write one syllable made alike, letter for letter: xoá and xóa, lý and lí.

Where the mark of an open `oa`, `oe`, `uy` stands is a matter of typing; it moves to the first of
the two letters. After `q` the `u` is no vowel: quý stays. A shadow for matching only; both results
are as long as the text, so an offset into one is an offset into the other.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, product

import numpy as np
import numpy.typing as npt

from danvan.sense.words.fold import PLANE, Points, points_of, text_of

Ints = npt.NDArray[np.int64]

TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng
OPEN = ("oa", "oe", "uy")


def toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


def moves() -> dict[tuple[str, str], tuple[str, str]]:
    """Last two letters as they are → as they should be, in every case of letters."""
    return {
        (glide, toned(vowel, tone)): (toned(glide, tone), vowel)
        for pair in OPEN
        for glide in (pair[0], pair[0].upper())
        for vowel in (pair[1], pair[1].upper())
        for tone in TONES
    }


MOVES = moves()
LAST = sorted({last for _, last in MOVES})  # letters on which an old mark stands
SLOT = np.zeros(PLANE, dtype=np.uint8)  # code point → its place in LAST, from 1; 0 for all others
SLOT[[ord(letter) for letter in LAST]] = np.arange(1, len(LAST) + 1)
GLIDES = sorted({glide for glide, _ in MOVES})
ROW = np.zeros(PLANE, dtype=np.uint8)
ROW[[ord(letter) for letter in GLIDES]] = np.arange(1, len(GLIDES) + 1)
# New glide and new vowel for each pair of letters; 0 where nothing moves.
FRESH = np.zeros((2, len(GLIDES) + 1, len(LAST) + 1), dtype=np.uint32)
for (glide, last), new in MOVES.items():
    FRESH[:, GLIDES.index(glide) + 1, LAST.index(last) + 1] = [ord(letter) for letter in new]
ONSET_Q = (ord("q"), ord("Q"))

SWAP = str.maketrans("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị")
I_OR_Y = re.compile(r"\b(?:[hklmst]|qu)[iìíỉĩịyỳýỷỹỵ]\b")

OLD = re.compile(f"(?<![qQ])[{''.join(GLIDES)}][{''.join(LAST)}](?![^\\W_])")


def placed_at(points: Points, ends: Ints) -> Points:
    """Code points with the marks moved in the words that end before `ends`."""
    last = ends - 1
    last = last[SLOT[np.minimum(points[last], PLANE - 1)] > 0]
    before, onset = np.maximum(last - 1, 0), np.maximum(last - 2, 0)
    row = ROW[np.minimum(points[before], PLANE - 1)]
    fresh = FRESH[:, row, SLOT[points[last]]]
    moved = (fresh[0] > 0) & ~np.isin(points[onset], ONSET_Q)
    out = points.copy()
    out[before[moved]] = fresh[0][moved]
    out[last[moved]] = fresh[1][moved]
    return out


def placed(text: str) -> str:
    """`text` (NFC) with each mark where the new rule puts it; same length, same offsets.

    >>> placed("xoá bỏ thuỷ lợi HOÀ BÌNH quý giá hoàn")
    'xóa bỏ thủy lợi HÒA BÌNH quý giá hoàn'
    """
    ends = np.array([found.end() for found in OLD.finditer(text)], dtype=np.int64)
    return text_of(placed_at(points_of(text), ends)) if len(ends) else text


def spellings(phrase: str) -> list[str]:
    """A phrase in small letters, marked or not, with each way to spell the vowel of lý and lí.

    >>> spellings("quản lý"), spellings("ky thi")
    (['quản lý', 'quản lí'], ['ky thi', 'ki thi'])
    """
    gaps = I_OR_Y.split(phrase)
    words = [(word, word.translate(SWAP)) for word in I_OR_Y.findall(phrase)]
    return [
        "".join(chain(*zip(gaps, chosen, strict=False), gaps[len(words) :]))
        for chosen in product(*words)
    ]
