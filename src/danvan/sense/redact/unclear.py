"""What the rules of names leave open: words made like a name that nothing around them explains.

A model of names may be asked about them; it decides nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from danvan.sense.redact.allow import NATIONS
from danvan.sense.redact.common import NOT_NAMES
from danvan.sense.redact.hits import Hit
from danvan.sense.redact.names import HEADS, KNOWN, of_a_place, stop_of
from danvan.sense.redact.offices import in_office, in_public
from danvan.sense.redact.people import ALONE, GIVEN, SURNAMES
from danvan.sense.redact.wording import Words, capitalised, words_of
from danvan.sense.words.fold import fold

AROUND = 100  # code points on either side that the model is given
ENDS = ".!?…\n"


def unclear(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Runs of capitals outside `hits` that could name somebody, as hits that wait for a model."""
    words = words_of(text)
    taken = [*hits]
    spans = (
        Hit(words.start[low], words.end[high - 1], "name", "doubtful")
        for low, high in capitalised(words)
        if could_name(words, low, high)
    )
    return [span for span in spans if not any(meet(span, hit) for hit in taken)]


def could_name(words: Words, low: int, high: int) -> bool:
    first = words.lower(low)
    if first in NOT_NAMES | NATIONS | HEADS or first not in GIVEN | SURNAMES:
        return False
    heads = ALONE if high - low == 1 else ALONE | SURNAMES
    if words.begins(low) and (words.text.isascii() or first not in heads):
        return False
    if of_a_place(words, low, high) or is_known(words, low, high):
        return False
    if in_office(words, low, high) or in_public(words, low, high):
        return False
    return stop_of(words, low, high) == high


def is_known(words: Words, low: int, high: int) -> bool:
    """Whether a run begins with a place or somebody of history, however its tones are placed."""
    return any(fold(words.phrase(low, low + size)) in KNOWN for size in range(2, high - low + 1))


def meet(one: tuple[int, ...] | Hit, other: tuple[int, ...] | Hit) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def window(text: str, hit: Hit) -> tuple[int, int]:
    """The span of a text to show to a model: the sentence about a run, of bounded length."""
    low, high = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
    before = max(text.rfind(sign, low, hit.start) for sign in ENDS)
    after = [at for sign in ENDS if (at := text.find(sign, hit.end, high)) >= 0]
    return (before + 1 if before >= low else low), min(after, default=high - 1) + 1


def agreed(hit: Hit, low: int, people: Sequence[tuple[int, int]]) -> bool:
    """Whether a model that read from `low` on saw a person where a run stands."""
    return any(meet(hit, (low + start, low + end)) for start, end in people)
