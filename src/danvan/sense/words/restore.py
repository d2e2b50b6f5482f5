"""Marks put back on text typed without them: a shadow for comparing meanings, never shown.

Each syllable becomes the likeliest of those that look so without marks, given its neighbours: the
cheapest way through the counts of syllables and of pairs. Letters answer one to one, so an offset
into the shadow is an offset into the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from math import log

import numpy as np
import numpy.typing as npt

from danvan.sense.words.fold import clean, fold, nfc
from danvan.sense.words.placement import placed
from danvan.sense.words.syllable import WORDS, is_folded_syllable, is_syllable

Counts = npt.NDArray[np.int64]

LEAST_LETTERS = 12  # a shorter text may be without marks by chance
LEAST_SHARE = 0.85  # of words that could be syllables: another language is left alone
SMOOTH = 60.0  # how many pairs the single counts stand for, where a pair was never seen
RARE = 0.5  # what a syllable counts that was never seen at all, over as many as there may be
SYLLABLES = 5_000
OTHER, END = "", "."  # before the first syllable and for what is none; after the last
BLANKS = re.compile(" *")


@dataclass(frozen=True)
class Learnt:
    """Counts of v syllables and p pairs: `words` (OTHER and END first), `times` int64[v], `pairs`
    int64[p] (left * v + right, rising), `pair_times` int64[p]."""

    words: tuple[str, ...]
    times: Counts
    pairs: Counts
    pair_times: Counts


def runs_of(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with nothing but blanks between them."""
    run: list[re.Match[str]] = []
    for word in WORDS.finditer(text):
        if run and not BLANKS.fullmatch(text, run[-1].end(), word.start()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def is_unmarked(text: str) -> bool:
    """Whether a text (NFC) is Vietnamese typed without marks."""
    if len(text) < LEAST_LETTERS or clean(text) != fold(text):
        return False
    words = WORDS.findall(text)
    return sum(map(is_folded_syllable, words)) >= LEAST_SHARE * max(len(words), 1)


def counted(texts: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Syllables and pairs in the marked texts among some."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        marked = placed(nfc(text)).lower()
        if clean(marked) == fold(marked):
            continue
        for run in runs_of(marked):
            said = [word[0] if is_syllable(word[0]) else OTHER for word in run]
            row = [OTHER, *said, END]
            single.update(row)
            pairs.update(pairwise(row))
    return single, pairs


def learnt(texts: Iterable[str], documents: Iterable[str]) -> Learnt:
    """The counts of `texts`; what `documents` hold counts once, lest they outvote the texts."""
    single, pairs = counted(texts)
    more, more_pairs = counted(documents)
    single.update(more.keys())
    pairs.update(more_pairs.keys())
    words = (OTHER, END, *sorted(word for word in single if word not in (OTHER, END)))
    number = {word: at for at, word in enumerate(words)}
    coded = {number[left] * len(words) + number[right]: n for (left, right), n in pairs.items()}
    keys = np.array(sorted(coded), dtype=np.int64)
    return Learnt(
        words,
        np.array([single[word] for word in words], dtype=np.int64),
        keys,
        np.array([coded[key] for key in keys.tolist()], dtype=np.int64),
    )


@dataclass(frozen=True)
class Restorer:
    """Puts marks back by what was `learnt`."""

    learnt: Learnt

    @cached_property
    def candidates(self) -> dict[str, list[int]]:
        """Folded syllable → the numbers of the syllables that look so, the commonest first."""
        found: dict[str, list[int]] = {}
        for at in np.argsort(-self.learnt.times, kind="stable").tolist():
            if at > 1:
                found.setdefault(fold(self.learnt.words[at]), []).append(at)
        return found

    @cached_property
    def alone(self) -> list[float]:
        """For each syllable the weight it has after any other."""
        times = self.learnt.times
        share = (times + RARE) / (times.sum() + RARE * 2 * SYLLABLES)
        return [float(value) for value in SMOOTH * share]

    @cached_property
    def after(self) -> list[float]:
        """For each syllable the log of all that follows it, smoothing included."""
        width = len(self.learnt.words)
        seen = np.bincount(
            self.learnt.pairs // width, weights=self.learnt.pair_times, minlength=width
        )
        return [log(total + SMOOTH) for total in seen.tolist()]

    @cached_property
    def together(self) -> dict[int, int]:
        return dict(zip(self.learnt.pairs.tolist(), self.learnt.pair_times.tolist(), strict=True))

    def numbers(self, words: list[str]) -> list[int]:
        """The likeliest syllables of a run of folded words; 0 for a word that is none."""
        width, together, alone = len(self.learnt.words), self.together, self.alone
        total = {0: -self.after[0]}  # the best way to each syllable, less what may follow it
        came: list[dict[int, int]] = []
        for word in [*words, END]:
            steps: dict[int, int] = {}
            fresh: dict[int, float] = {}
            for new in [1] if word == END else self.candidates.get(word, [0]):
                worth = {
                    old: way + log(together.get(old * width + new, 0) + alone[new])
                    for old, way in total.items()
                }
                steps[new] = max(worth, key=worth.__getitem__)
                fresh[new] = worth[steps[new]] - self.after[new]
            came.append(steps)
            total = fresh
        out, at = [], 1
        for steps in reversed(came):
            at = steps[at]
            out.append(at)
        return out[-2::-1]

    def shadow(self, text: str) -> str:
        """`text` (NFC) with marks where it has none at all, else as it is; same length."""
        if not is_unmarked(text):
            return text
        out = list(text)
        for run in runs_of(text):
            found = self.numbers([fold(word[0]) for word in run])
            for word, number in zip(run, found, strict=True):
                for at, letter in zip(count(word.start()), self.learnt.words[number], strict=False):
                    out[at] = letter.upper() if text[at].isupper() else letter
        return "".join(out)
