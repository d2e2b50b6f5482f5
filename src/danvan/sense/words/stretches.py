"""A text whose parts are in different old encodings: each maximal stretch is read by its own.

The cheapest way through the words: a word that is no syllable costs one, a change of encoding less
than half of that, so a stretch needs a few words that speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from danvan.sense.words.decoding import DECODERS, RUN, gain, is_word, reads

SWITCH = 0.45  # invalid words that a change of encoding inside a text must spare …
INSIDE = 0.02  # … and a little more inside a sentence
PREFER = 0.001  # for what stands there, of two readings that are equally good
IMPOSSIBLE = 99.0

NATIVE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]")
# Signs that are letters in an old encoding only, beside a letter.
FOREIGN = "äåæçëîïñöøûüþÿßÄÅÆÇËÎÏÑÖØÛÜÞ¨©ª«¬\u00ad®¶·¸¹»¼½¾µ÷×"
MIXED = re.compile(
    f"[a-zA-Zà-ý][{FOREIGN}]|[{FOREIGN}][a-zA-Zà-ý]|ð"
    "|[aeouyAEOUY][ùúõÙÚÕ]|[aâeêioôuyõýAÂEÊIOÔUYÕÝ][òìÌÒÞ]"
)
SENTENCE_END = re.compile(r"[.:;!?\n]")


def costs(run: str) -> list[float]:
    """What a run costs as it stands and in each encoding: 1 where it is no syllable."""
    plain = 0.0 if reads(run) else 1.0
    out = [plain]
    for decode in DECODERS:
        better = decode(run)
        cost = plain if better == run else 1.0 - is_word(better)
        out.append(IMPOSSIBLE if NATIVE.search(run) else cost + PREFER)
    return out


def best_readings(runs: Sequence[str], breaks: Sequence[bool]) -> list[int]:
    """For each run 0 (as it stands) or the number of its decoder, the cheapest way through all.

    `breaks`: whether a sentence or a line ends before the run.
    """
    states = range(len(DECODERS) + 1)
    total = [0.0] * len(states)
    came: list[list[int]] = []
    for run, after_break in zip(runs, breaks, strict=True):
        switch = SWITCH if after_break else SWITCH + INSIDE
        steps = [min(states, key=lambda old: total[old] + switch * (old != new)) for new in states]
        spent = [total[old] + switch * (old != new) for new, old in enumerate(steps)]
        total = [sum(pair) for pair in zip(spent, costs(run), strict=True)]
        came.append(steps)
    state = min(states, key=total.__getitem__)
    path = []
    for steps in reversed(came):
        path.append(state)
        state = steps[state]
    return path[::-1]


def by_stretch(text: str) -> str:
    """A text whose parts are in different encodings: each maximal stretch by its own."""
    runs = list(RUN.finditer(text))
    gaps = [text[left.end() : run.start()] for left, run in pairwise(runs)]
    path = best_readings([run[0] for run in runs], [True, *map(ends_sentence, gaps)][: len(runs)])
    out, last = [], 0
    for state, stretch in groupby(zip(path, runs, strict=True), key=lambda pair: pair[0]):
        held = [run for _, run in stretch]
        decode = DECODERS[state - 1]
        if state and gain([run[0] for run in held], decode).convinces:
            start, stop = held[0].start(), held[-1].end()
            out += [text[last:start], decode(text[start:stop])]
            last = stop
    return "".join([*out, text[last:]])


def ends_sentence(gap: str) -> bool:
    return SENTENCE_END.search(gap) is not None


def is_mixed(text: str) -> bool:
    """Whether several words read in an old encoding only."""
    if not MIXED.search(text):
        return False
    strange = (run for run in RUN.findall(text) if MIXED.search(run) and not reads(run))
    old = (run for run in strange if any(is_word(decode(run)) for decode in DECODERS))
    return next(old, None) is not None and next(old, None) is not None
