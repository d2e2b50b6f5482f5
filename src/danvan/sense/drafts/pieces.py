"""Two wordings as pieces that stayed, went and came, grouped as one would mark them by hand.

Paragraphs that stayed whole are set aside; a changed paragraph is compared word by word with the
one that it most resembles, in order. Words are syllables, numbers ("1.200", "12/2024") and signs;
the blanks before a word go with it. A word or two that stayed by chance between greater changes is
shown as changed, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from danvan.sense.drafts.likeness import dice, likely, shingles
from danvan.sense.drafts.order import Pair, chain, shared

Kind = Literal["same", "added", "removed"]

PARAGRAPHS = re.compile(r"\n+|[^\n]+")
WORDS = re.compile(r"\s+|\d+(?:[.,/]\d+)*|(?:[^\W\d_][\u0300-\u036f]*)+|\S")
RESEMBLES = 0.3  # of a paragraph's syllables and pairs: below, it is another paragraph
SLIGHT = 3  # words between two changes that may be swallowed, if the changes are greater


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one kind; never empty."""

    kind: Kind
    text: str


class Atom(NamedTuple):
    """A paragraph or a word, and the blanks before it."""

    lead: str
    core: str


class Change(NamedTuple):
    """What stayed, then what went and what came after it."""

    same: str
    removed: str
    added: str


def atoms(text: str, pattern: re.Pattern[str]) -> list[Atom]:
    """Together they are the text; the last one is empty, with the blanks at the end."""
    found, lead = [], ""
    for match in pattern.finditer(text):
        if match[0].isspace():
            lead += match[0]
        else:
            found.append(Atom(lead, match[0]))
            lead = ""
    return [*found, Atom(lead, "")]


def whole(found: Sequence[Atom]) -> str:
    return "".join(lead + core for lead, core in found)


def gaps(pairs: Sequence[Pair], ends: Pair) -> Iterator[tuple[slice, slice]]:
    """What lies before each pair and after the last, on both sides."""
    edges = [(-1, -1), *pairs, ends]
    for (i, j), (k, m) in pairwise(edges):
        yield slice(i + 1, k), slice(j + 1, m)


def joined(lead: str, other: str, core: str) -> Iterator[Change]:
    """A core that stayed, with the blanks before it."""
    if lead == other:
        yield Change(lead + core, "", "")
    else:
        yield Change("", lead, other)
        yield Change(core, "", "")


def word_changes(before: str, after: str) -> list[Change]:
    left, right = atoms(before, WORDS), atoms(after, WORDS)
    pairs = shared([atom.core for atom in left], [atom.core for atom in right])
    found: list[Change] = []
    for (gone, come), (i, j) in zip(gaps(pairs[:-1], pairs[-1]), pairs, strict=True):
        found.append(Change("", whole(left[gone]), whole(right[come])))
        found += joined(left[i].lead, right[j].lead, left[i].core)
    return readable(grouped(found))


def grouped(found: Sequence[Change]) -> list[Change]:
    """Runs of what stayed and of what changed, by turns."""
    runs: list[Change] = []
    for same, removed, added in found:
        last = runs[-1] if runs else Change("", "", "")
        if runs and (not same or not (last.removed or last.added)):
            runs[-1] = Change(last.same + same, last.removed + removed, last.added + added)
        elif same or removed or added:
            runs.append(Change(same, removed, added))
    return runs


def readable(runs: Sequence[Change]) -> list[Change]:
    """The same runs, without a word or two that stayed between greater changes."""
    found = list(runs[:1])
    for run in runs[1:]:
        last = found[-1]
        if (run.removed or run.added) and slight(run.same, last, run):
            same = run.same
            found[-1] = Change(
                last.same, last.removed + same + run.removed, last.added + same + run.added
            )
        else:
            found.append(run)
    return found


def slight(same: str, last: Change, following: Change) -> bool:
    words = [word for word in WORDS.findall(same) if word[0].isalnum()]
    if not words:
        return "\n" not in same
    around = min(size(last), size(following))
    return len(words) <= SLIGHT and sum(map(len, words)) < around


def size(change: Change) -> int:
    return max(len(change.removed.strip()), len(change.added.strip()))


def resembling(before: Sequence[Atom], after: Sequence[Atom]) -> list[Pair]:
    """Changed paragraphs that go together, in order."""
    if not before or not after:
        return []
    one = shingles([atom.core for atom in before])
    other = shingles([atom.core for atom in after])
    scored = [(i, j, dice(one[i], other[j])) for i, j in likely(one, other)]
    return chain(each for each in scored if each[2] >= RESEMBLES)


def gap_changes(before: Sequence[Atom], after: Sequence[Atom]) -> Iterator[Change]:
    """What became of paragraphs none of which stayed whole."""
    pairs = resembling(before, after)
    ends = (len(before), len(after))
    for at, (gone, come) in enumerate(gaps(pairs, ends)):
        yield Change("", whole(before[gone]), whole(after[come]))
        if at < len(pairs):
            old, new = before[pairs[at][0]], after[pairs[at][1]]
            yield from joined(old.lead, new.lead, "")
            yield from word_changes(old.core, new.core)


def paragraph_changes(before: str, after: str) -> list[Change]:
    left, right = atoms(before, PARAGRAPHS), atoms(after, PARAGRAPHS)
    pairs = shared([atom.core for atom in left], [atom.core for atom in right])
    found: list[Change] = []
    for (gone, come), (i, j) in zip(gaps(pairs[:-1], pairs[-1]), pairs, strict=True):
        found += gap_changes(left[gone], right[come])
        found += joined(left[i].lead, right[j].lead, left[i].core)
    return grouped(found)


def pieces(found: Sequence[Change]) -> tuple[Piece, ...]:
    kinds: tuple[Kind, ...] = ("same", "removed", "added")
    return tuple(
        Piece(kind, text)
        for change in found
        for kind, text in zip(kinds, change, strict=True)
        if text
    )
