"""A citation or a form's label → the section of the draft it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from danvan.sense.drafts.numbers import number_of, roman
from danvan.sense.records import Draft
from danvan.sense.words.fold import fold, nfc

KINDS = ("part", "chapter", "heading", "article", "clause", "point")  # from wide to narrow
WORDS = {
    "phan": "part",
    "chuong": "chapter",
    "muc": "heading",
    "tieu muc": "heading",
    "dieu": "article",
    "khoan": "clause",
    "diem": "point",
}
NAMED = re.compile(
    r"\b(phan|chuong|tieu muc|muc|dieu|khoan|diem)\s+(?:thu\s+)?"
    r"([ivxl]+\b|\d+(?:\.\d+)*[a-z]?\b|[a-z]{1,4}\b)"
)
LEADING = re.compile(
    r"(?:phan|chuong|tieu muc|muc|dieu|khoan|diem)\s+\S+?[.:)\s-]+|[\divxl.]+[.)\s:-]+"
)

Path = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Node:
    """A section as citations see it: its parent's index, what it calls itself, its own number, and
    whether that number is written in Roman letters."""

    parent: int
    kind: str
    number: tuple[str, ...]
    roman: bool


def kind_of(key: str, title: str, number: str) -> str:
    """What a section calls itself, from its key or its heading; "heading" where it does not say."""
    for text in (key.rsplit(".", 1)[-1].replace("-", " "), number, title):
        for word, kind in WORDS.items():
            if fold(nfc(text)).startswith(word + " "):
                return kind
    return "heading"


def is_roman(typed: str) -> bool:
    return bool(roman(fold(nfc(typed)).strip(" .)")))


def typed_number(number: str, title: str) -> str:
    """A section's number as it stands: "Phần IV" and "IV" give "IV"."""
    named = NAMED.match(fold(nfc(number or title)))
    if named:
        return named.group(2)
    return number.strip()


@lru_cache(maxsize=4)
def nodes(draft: Draft) -> tuple[Node, ...]:
    """One node for each section of the draft, in its order."""
    index = {section.key: at for at, section in enumerate(draft.sections)}
    found: list[Node] = []
    for section in draft.sections:
        kind = kind_of(section.key, section.title, section.number)
        parent = index.get(section.parent, -1) if section.parent is not None else -1
        typed = typed_number(section.number, section.title)
        lettered = (
            kind == "point" or re.fullmatch("[a-zđ]", section.number.strip(" .)")) is not None
        )
        number = number_of(typed, letters=lettered)
        found.append(Node(parent, kind, number, is_roman(typed)))
    return tuple(found)


def depth_below(tree: Sequence[Node], at: int, top: int) -> int:
    """How many steps `at` lies below `top` (−1: above the first level); −1 where it does not."""
    steps = 0
    while at != top:
        if at < 0:
            return -1
        at = tree[at].parent
        steps += 1
    return steps


def trail(tree: Sequence[Node], at: int, top: int) -> tuple[str, ...]:
    """The numbers from below `top` down to `at`, one a level: ("3", "4") for IV.3.4 in IV."""
    found: list[str] = []
    while at not in (top, -1):
        found.extend(tree[at].number[-1:])
        at = tree[at].parent
    return tuple(reversed(found))


def calls(node: Node, kind: str, typed: str) -> bool:
    """Whether people may call the section so. An unnamed "I." at the top is also "Phần I"."""
    if kind in ("clause", "point") or node.kind == kind:
        return True
    if kind in ("part", "chapter"):
        return node.kind == "heading" and node.parent == -1
    return kind == "heading" and node.kind != "article" and node.roman and is_roman(typed)


def step(tree: Sequence[Node], top: int, kind: str, typed: str) -> int:
    """The one section below `top` with that number; −1 where none or several bear it.

    A section's own number goes before its trail ("2.1" is first a heading typed "2.1", then the
    first heading of the second part), Roman before Arabic where it is typed so, near before deep.
    """
    number = number_of(typed, letters=kind == "point")
    ranked = []
    for at, node in enumerate(tree):
        depth = depth_below(tree, at, top)
        own = node.number == number
        if depth > 0 and calls(node, kind, typed) and (own or trail(tree, at, top) == number):
            ranked.append(((not own, node.roman != is_roman(typed), node.kind != kind, depth), at))
    best = [at for rank, at in ranked if rank == min(ranked)[0]]
    return only(best)


def resolve(draft: Draft, path: Path) -> int:
    """Index of the section a citation names, or −1.

    `path`: (kind, number as typed), kinds `part chapter heading article clause point page line`, in
    any order. Where the draft's tree ends before the citation does (a clause of an article), the
    narrowest section found is the answer; a number that two sections bear names neither.

    >>> from danvan.sense.records import Section
    >>> one = Section("I", 1, "I", "PHẦN I", None); two = Section("I.2", 2, "2", "Y tế", "I")
    >>> resolve(Draft("", (one, two)), (("heading", "2"), ("part", "một")))
    1
    """
    tree = nodes(draft)
    known = sorted((pair for pair in path if pair[0] in KINDS), key=lambda p: KINDS.index(p[0]))
    article = any(kind == "article" for kind, _ in known)
    top = -1
    for kind, typed in known:
        found = step(tree, top, kind, typed)
        if found < 0 and kind in ("part", "chapter") and not article:
            return -1  # what follows is read inside a part that does not exist
        top = found if found >= 0 else top
    return top


def only(found: Sequence[int]) -> int:
    return found[0] if len(found) == 1 else -1


def plain(text: str) -> str:
    """Letters and digits of a label, folded, single blanks between."""
    return " ".join(re.findall(r"\w+", fold(nfc(text))))


def bare(text: str) -> str:
    """A title without the number in front of it."""
    return plain(LEADING.sub("", fold(nfc(text)).strip(), count=1))


def by_words(draft: Draft, label: str) -> int:
    """The one section whose key or title the label is."""
    keys = [at for at, section in enumerate(draft.sections) if section.key == label.strip()]
    if keys:
        return keys[0]
    wanted = plain(label)
    full = [
        at
        for at, section in enumerate(draft.sections)
        if wanted
        in (plain(section.key), plain(section.title), plain(f"{section.number} {section.title}"))
    ]
    if full or not bare(label):
        return only(full)
    return only(
        [at for at, section in enumerate(draft.sections) if bare(section.title) == bare(label)]
    )


def by_number(draft: Draft, label: str) -> int:
    """ "2.1" as a heading's own number; "I.2.1", or one that no heading bears, from the top."""
    typed = re.match(r"[ivxl]+(?=[\s.):-]|$)|\d[\w.]*|[a-z](?=[.)]|$)", fold(nfc(label)).strip())
    if not typed:
        return -1
    number = number_of(label.strip()[: typed.end()] if "." in label else typed.group())
    tree = nodes(draft)
    own = [at for at, node in enumerate(tree) if node.number == number]
    sure = len(number) > 1 or is_roman(typed.group())  # a bare "4" may be Phần IV or mục 4
    alike = [at for at in own if sure and tree[at].roman == is_roman(typed.group())]
    down = [at for at in range(len(tree)) if trail(tree, at, -1) == number]
    return only(alike) if alike else only(down if sure else own)


def resolve_label(draft: Draft, label: str) -> int:
    """Index of the section named in a form's column: a key, a title, or a number; −1 where unknown.

    >>> from danvan.sense.records import Section
    >>> resolve_label(Draft("", (Section("IV", 1, "IV", "Phần IV. NHIỆM VỤ", None),)), "phần bốn")
    0
    """
    found = by_words(draft, label)
    if found >= 0:
        return found
    named = [(WORDS[word], number) for word, number in NAMED.findall(fold(nfc(label)))]
    return resolve(draft, named) if named else by_number(draft, label)
