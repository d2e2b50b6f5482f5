"""Quoted words of one version, found again in another: never lost, never put where they are not.

A quote keeps its words and 32 code points on either side (the W3C's text quote selector) and the
section in which it stood. The same words are looked for first. They count as the same place only
with their neighbours, or where they are many: "phát triển kinh tế" stands on every page. Words that
were lightly edited are known by what is left of them and by their neighbours. Where the version
that was quoted is at hand, too, words that stood where they stand beside the quoted ones already
then are known for twins, however alike. What is found by none of this is gone: the opinion then
stands with the version it was given on, beside the old wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from danvan.sense.drafts.ground import EDGE, Ground
from danvan.sense.drafts.neighbours import (
    count,
    shared_end,
    shared_start,
    signs_after,
    signs_before,
    touched,
)
from danvan.sense.drafts.reworded import Pattern, patterns, reworded
from danvan.sense.records import Draft, Section

How = Literal["exact", "moved", "reworded"]

CONTEXT = 32  # code points kept on either side
ENOUGH = 8  # words of a quote and of its neighbours that are the same: a place, not a phrase
WHOLE = 4  # words in another section, where all neighbours in the paragraph are the same


@dataclass(frozen=True)
class Quote:
    """`exact` stood at code point `start` of the section's text, between `prefix` and `suffix`.

    With `exact` empty it speaks of the section as a whole.
    """

    section_key: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


@dataclass(frozen=True)
class Place:
    """Code points `[start, end)` of a section's text; "exact" is in the quote's own section, the
    same words in another are "moved". (0, 0) for a section as a whole."""

    section_key: str
    start: int
    end: int
    how: How


def quote_of(section: Section, start: int, end: int) -> Quote:
    """The quote of code points `[start, end)` of the section's text.

    Raises ValueError where that is no stretch of the text. An empty stretch is the whole section.
    """
    text = section.text
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no stretch of a text of {len(text)}: {start} to {end}")
    if start == end:
        return Quote(section.key, "")
    prefix, suffix = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    return Quote(section.key, text[start:end], prefix, suffix, start)


def find(quote: Quote, draft: Draft, former: Draft | None = None) -> Place | None:
    """Where the quote stands in another version with stable keys; None where it does not.

    `former` is the version that was quoted: with it, twins of the quoted words are told from them.
    """
    return find_all([quote], draft, former)[0]


def find_all(
    quotes: Iterable[Quote], draft: Draft, former: Draft | None = None
) -> tuple[Place | None, ...]:
    """A place, or None, for each quote (all of version `former`) in its order; drafts read once.

    Tried in turn, the first that holds:
    1. the words between the same neighbours of their paragraph, in their section; then elsewhere,
       where these are WHOLE words together;
    2. the words in their section, then elsewhere, where ENOUGH words are the same together with
       the neighbours that touch them; elsewhere some must;
    3. reworded in their section (`reworded.py` states how alike);
    4. the words elsewhere, where they are ENOUGH by themselves; then reworded elsewhere.
    Of several places the one with most of its neighbours, then the nearest. With `former`, no
    place in a paragraph that stood in that section before, unless it is the quoted one.
    """
    ground, quoted = Ground(draft), Ground(former) if former else None
    searches = [Search(quote, ground, quoted) for quote in quotes]
    found = [search.same_words() for search in searches]
    lost = [at for at, place in enumerate(found) if place is None and searches[at].quote.exact]
    asked = [searches[at].quote for at in lost]
    words = patterns([(quote.prefix, quote.exact, quote.suffix) for quote in asked])
    for at, pattern in zip(lost, words, strict=True):
        found[at] = searches[at].changed_words(pattern)
    return tuple(found)


class Search:
    """The search for one quote."""

    def __init__(self, quote: Quote, ground: Ground, former: Ground | None) -> None:
        self.quote, self.ground, self.former = quote, ground, former
        self.home = ground.place.get(quote.section_key)
        self.own = count(quote.exact)
        self.quoted = self.quoted_paragraphs()

    def quoted_paragraphs(self) -> frozenset[str]:
        """Those of the former version that the quote stood in; none where it did not stand so."""
        quote, former = self.quote, self.former
        at = former.place.get(quote.section_key) if former else None
        if former is None or at is None or quote.start < 0:
            return frozenset()
        if not former.texts[at].startswith(quote.exact, quote.start):
            return frozenset()
        return frozenset(former.paragraphs(at, quote.start, quote.start + len(quote.exact)))

    def same_words(self) -> Place | None:
        """Steps 1 and 2."""
        if not self.quote.exact:
            return None if self.home is None else Place(self.quote.section_key, 0, 0, "exact")
        left, right = self.neighbours()
        sentence = left + self.quote.exact + right
        return (
            self.here(sentence, len(left))
            or (self.best(None, sentence, len(left)) if count(sentence) >= WHOLE else None)
            or self.here(self.quote.exact, least=ENOUGH)
            or self.best(None, self.quote.exact, least=ENOUGH, touching=1)
        )

    def changed_words(self, pattern: Pattern) -> Place | None:
        """Steps 3 and 4."""
        return (
            (self.edited(pattern, self.home) if self.home is not None else None)
            or (self.best(None, self.quote.exact) if self.own >= ENOUGH else None)
            or self.edited(pattern, None)
        )

    def neighbours(self) -> tuple[str, str]:
        """What stood before and after in the quote's own paragraph, with the paragraph's edge
        where the context reaches it."""
        quote = self.quote
        _, edge, left = quote.prefix.rpartition(EDGE)
        if edge or quote.start <= len(quote.prefix):
            left = EDGE + left
        right, edge, _ = quote.suffix.partition(EDGE)
        if edge or len(quote.suffix) < CONTEXT:
            right += EDGE
        return left, right

    def here(self, words: str, shift: int = 0, least: int = 0) -> Place | None:
        return self.best(self.home, words, shift, least) if self.home is not None else None

    def best(
        self, at: int | None, words: str, shift: int = 0, least: int = 0, touching: int = 0
    ) -> Place | None:
        """Of the places of `words` in section `at`, or in all, the one with most neighbours, then
        the nearest; those with fewer words than asked for are none."""
        quote, found = self.quote, []
        for spot in self.ground.spots(words, *self.ground.span(at)):
            near = touched(self.ground.whole, spot + shift, quote.prefix, quote.exact, quote.suffix)
            section, start = self.ground.located(spot + shift)
            enough = near and near.words >= touching and self.own + near.words >= least
            if near and enough and not self.is_twin(section, start, start + len(quote.exact)):
                far = abs(section - (self.home or 0))
                found.append((-near.signs, far, abs(start - quote.start), section, start))
        if not found:
            return None
        *_, section, start = min(found)
        how: How = "exact" if section == self.home else "moved"
        return Place(self.ground.keys[section], start, start + len(quote.exact), how)

    def edited(self, pattern: Pattern, at: int | None) -> Place | None:
        """The quote as reworded, with the signs at its ends that are still there."""
        for section, start, end in reworded(self.ground, pattern, at):
            text = self.ground.texts[section]
            start -= len(shared_end(signs_before(self.quote.exact), text[:start]))
            end += len(shared_start(signs_after(self.quote.exact), text[end:]))
            if not self.is_twin(section, start, end):
                return Place(self.ground.keys[section], start, end, "reworded")
        return None

    def is_twin(self, at: int, start: int, end: int) -> bool:
        """Whether a place stood in the former version already, besides the quoted one."""
        if self.former is None or not self.quoted:
            return False
        key = self.ground.keys[at]
        own = self.quoted if at == self.home else frozenset[str]()
        return all(
            paragraph not in own
            and self.former.times[key, paragraph] >= self.ground.times[key, paragraph]
            for paragraph in self.ground.paragraphs(at, start, end)
        )
