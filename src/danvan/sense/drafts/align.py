"""The stable key of each section of a new version: whose continuation it is.

A section continues the one whose words it carries; its number, parent and place decide between
equals and lift what is in doubt. So a Part inserted before others renumbers them and changes no
key; a retitled section is known by its text, a rewritten one by its title in the same place; a
moved one keeps its key under its new parent. Of a split section the part that carries most of its
words keeps the key, the others get new ones; merged sections go on under the key of the one that
gave most, and the other keys end. A key that has ended is never given again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from danvan.sense.drafts.likeness import Shingles, alike, dice, likely, name_of, shingles
from danvan.sense.records import Draft, Section
from danvan.sense.words.fold import fold

AGAIN = "~"
TEXT, NAME = 0.65, 0.35  # what each says where both sections have text
HALF_BARE = 0.7  # what a name says where only one of two has text
SAME_PARENT, SAME_NUMBER = 0.15, 0.10
LEAST_WORDS = 0.30  # below it no number and no parent makes one section another's continuation
FLOORS = (0.9, 0.8, 0.7, 0.6, 0.5)  # the surest first: they tell the parents of the rest
CLEAR = 0.05  # lead over the runner-up that needs no tie-break
BESIDE = 2  # steps among siblings that are looked at besides the nearest in words
TWINS = 8  # sections of one name looked at for each


@dataclass(frozen=True)
class Version:
    """One version's sections, each with its words, its parent's place (-1: none) and children."""

    sections: tuple[Section, ...]
    names: list[Shingles]
    texts: list[Shingles]
    numbers: list[str]
    parent: list[int]
    children: dict[int, list[int]]


def version_of(draft: Draft) -> Version:
    place = {section.key: at for at, section in enumerate(draft.sections)}
    parent = [place.get(section.parent or "", -1) for section in draft.sections]
    children: dict[int, list[int]] = defaultdict(list)
    for at, above in enumerate(parent):
        children[above].append(at)
    return Version(
        draft.sections,
        shingles([name_of(section) for section in draft.sections]),
        shingles([section.text for section in draft.sections]),
        [fold(section.number) for section in draft.sections],
        parent,
        dict(children),
    )


class Pairing:
    """Sections of two versions paired one to one, the surest first."""

    def __init__(self, before: Version, after: Version) -> None:
        self.before, self.after = before, after
        self.onward: dict[int, int] = {-1: -1}
        self.back: dict[int, int] = {-1: -1}
        self.said: dict[tuple[int, int], float] = {}
        self.open = {*likely(both(before), both(after)), *twins(before, after)}
        self.open |= self.around(-1, -1)

    def around(self, i: int, j: int) -> set[tuple[int, int]]:
        """Pairs that a pair makes worth asking about: their children in order, their parents."""
        mine, theirs = self.before.children.get(i, []), self.after.children.get(j, [])
        found = {
            (child, theirs[other])
            for at, child in enumerate(mine)
            for other in range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(theirs)))
        }
        if i >= 0:
            found.add((self.before.parent[i], self.after.parent[j]))
        return found

    def words(self, i: int, j: int) -> float:
        """How alike the sections' own words are: 0 to 1."""
        if (i, j) not in self.said:
            name = dice(self.before.names[i], self.after.names[j])
            one, other = self.before.texts[i], self.after.texts[j]
            if one and other:
                name = NAME * name + TEXT * alike(one, other)
            elif one or other:
                name *= HALF_BARE
            self.said[i, j] = name
        return self.said[i, j]

    def carried(self, i: int, j: int) -> float:
        """The share of their children that were paired with each other; 0 where one has none."""
        mine, theirs = self.before.children.get(i, []), self.after.children.get(j, [])
        gone = sum(self.after.parent[self.onward[child]] == j for child in mine if self.kept(child))
        return gone / max(len(mine), len(theirs)) if mine and theirs else 0.0

    def kept(self, i: int) -> bool:
        return self.onward.get(i, -1) >= 0

    def score(self, i: int, j: int) -> float:
        words = self.words(i, j)
        if not self.before.texts[i] and not self.after.texts[j]:
            words = max(words, (words + self.carried(i, j)) / 2)
        if words < LEAST_WORDS:
            return 0.0
        above = self.before.parent[i]
        parent = self.onward.get(above, -2) == self.after.parent[j]
        number = self.before.numbers[i] != "" and self.before.numbers[i] == self.after.numbers[j]
        return words + SAME_PARENT * parent + SAME_NUMBER * number

    def scored(self, floor: float) -> list[tuple[float, int, int]]:
        """The free pairs at or above a floor, best first; equal ones by nearness in order."""
        self.open = {(i, j) for i, j in self.open if i not in self.onward and j not in self.back}
        found = [(round(self.score(i, j), 6), i, j) for i, j in self.open]
        return sorted(
            (each for each in found if each[0] >= floor),
            key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2]),
        )

    def take(self, pairs: list[tuple[int, int]]) -> None:
        for i, j in pairs:
            if i not in self.onward and j not in self.back:
                self.onward[i], self.back[j] = j, i
                self.open |= self.around(i, j)

    def run(self) -> dict[int, int]:
        """Place in the new version → place in the former one."""
        for floor in FLOORS:
            while pairs := clear(self.scored(floor)):
                self.take(pairs)
            while pairs := [(i, j) for _, i, j in self.scored(floor)]:
                self.take(pairs)
        return {j: i for j, i in self.back.items() if j >= 0}


def both(version: Version) -> list[Shingles]:
    return [name | text for name, text in zip(version.names, version.texts, strict=True)]


def twins(before: Version, after: Version) -> Iterator[tuple[int, int]]:
    """Sections of the very same name, for each the nearest few in order."""
    there: dict[Shingles, list[int]] = defaultdict(list)
    for j, name in enumerate(after.names):
        there[name].append(j)
    for i, name in enumerate(before.names):
        same = there.get(name, [])
        at = sum(j < i for j in same)
        yield from ((i, j) for j in same[max(at - TWINS, 0) : at + TWINS])


def clear(scored: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs that are each other's best by a clear lead over every other."""
    mine: dict[int, list[float]] = defaultdict(list)
    theirs: dict[int, list[float]] = defaultdict(list)
    for score, i, j in scored:
        mine[i].append(score)
        theirs[j].append(score)
    return [(i, j) for score, i, j in scored if leads(score, mine[i]) and leads(score, theirs[j])]


def leads(score: float, others: list[float]) -> bool:
    """`others` are best first and hold the score itself."""
    return score == others[0] and (len(others) == 1 or score - others[1] >= CLEAR)


def new_key(wished: str, taken: set[str], times: dict[str, int]) -> str:
    key = wished
    while key in taken:
        times[wished] = times.get(wished, 1) + 1
        key = f"{wished}{AGAIN}{times[wished]}"
    return key


def keyed(before: Draft, after: Draft, used: Collection[str] = ()) -> Draft:
    """`after` with the keys of the sections of `before` that its sections continue, one to one.

    `before` carries stable keys, `after` those its reader gave; each draft's keys are unique. A
    section that continues none keeps its reader's key where no version had it, else gets it with
    "~2", "~3" …; `used` are the keys of all earlier versions, those of `before` need not be in it.
    Deterministic; near-linear in the number of sections.
    """
    continued = Pairing(version_of(before), version_of(after)).run()
    taken = {*used, *(section.key for section in before.sections)}
    times: dict[str, int] = {}
    keys: dict[str, str] = {}
    sections = []
    for j, section in enumerate(after.sections):
        old = continued.get(j)
        key = new_key(section.key, taken, times) if old is None else before.sections[old].key
        taken.add(key)
        keys[section.key] = key
        sections.append(replace(section, key=key))
    return Draft(after.title, tuple(parented(section, keys) for section in sections))


def parented(section: Section, keys: dict[str, str]) -> Section:
    return replace(section, parent=keys.get(section.parent) if section.parent else None)
