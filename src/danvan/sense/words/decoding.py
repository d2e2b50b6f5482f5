"""What a decoding does to the words of a text: the test that says whether it is right.

A word speaks for a decoding where it is a syllable after and was none before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from danvan.sense.words.codes import from_tcvn3, from_vni, from_windows_1258
from danvan.sense.words.syllable import WORDS, is_syllable

Decode = Callable[[str], str]

DECODERS: tuple[Decode, ...] = (from_tcvn3, from_vni, from_windows_1258)

RISE = 0.25  # share of valid syllables that decoding must add among the words it changes …
WRONG = 0.20  # … and leave wrong there; names in English are no words that it changes

MICRO = re.compile("µ[a-zA-Z]{1,2}")  # µm, µg
RUN = re.compile(r"(?:[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7])+")  # signs that may be letters, too
# What no readable word has: a sign inside it, or a capital after a small letter.
ODD = re.compile("[a-zà-ý][A-ZÀ-Þµ]|[a-zA-Z][¨©ª«¬\u00ad®¶·¸¹¼½¾]|[¡-§¨©ª«¬\u00ad®¶¸¹¼½¾][a-zA-Z]")


@dataclass(frozen=True)
class Gain:
    """Of the words that a decoding changes: how many, how many are valid before and after, how many
    became valid, and whether one of them looks like no word as it stands."""

    words: int
    before: int
    after: int
    won: int
    odd: bool

    @property
    def convinces(self) -> bool:
        """Two words at least speak for it, and hardly one against it: people mistype."""
        wrong = self.words - self.after
        rises = self.after - self.before >= RISE * self.words
        if not rises or wrong > max(WRONG * self.words, 1):
            return False
        return self.won > 1 + wrong or (
            not wrong and self.won == 1 and (self.odd or self.words > 1)
        )


def is_word(letters: str) -> bool:
    """A syllable in one of the ways to write it: small, capital, or with a capital first; in
    capitals a marked letter may be small, for TCVN3 has no other."""
    if not is_syllable(letters):
        return False
    plain = "".join(letter for letter in letters if letter.isascii())
    return letters[1:] == letters[1:].lower() or letters.isupper() or plain.isupper()


def reads(run: str) -> bool:
    """Whether a run of letters and signs reads as it stands; what holds no letter does."""
    return MICRO.fullmatch(run) is not None or all(map(is_word, WORDS.findall(run)))


def gain(runs: Sequence[str], decode: Decode) -> Gain:
    """What a decoding does to some runs."""
    changed = [
        (run, better) for run in runs if WORDS.search(run) and (better := decode(run)) != run
    ]
    fine = [reads(run) for run, _ in changed]
    valid = [is_word(letters) for _, letters in changed]
    won = sum(now and not then for then, now in zip(fine, valid, strict=True))
    odd = any(ODD.search(run) for run, _ in changed)
    return Gain(len(changed), sum(fine), sum(valid), won, odd)
