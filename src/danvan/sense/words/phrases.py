"""Many fixed phrases as one pattern: found in one pass over a folded text, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product

from danvan.sense.words.placement import spellings

BRACES = re.compile(r"\{([^}]*)\}")
Branches = dict[str, "Branches"]
END = ""


def expand(template: str) -> list[str]:
    """Every phrase a template stands for.

    >>> expand("{xin|cho} hỏi")
    ['xin hỏi', 'cho hỏi']
    """
    parts = BRACES.split(template)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]


def tree_of(phrases: Iterable[str]) -> Branches:
    tree: Branches = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[END] = {}
    return tree


def pattern_of(tree: Branches) -> str:
    """The tree as a pattern: its cost grows with the phrase found, not with the list."""
    stops = END in tree
    rest = [re.escape(letter) + pattern_of(tree[letter]) for letter in sorted(tree) if letter]
    if not rest:
        return ""
    body = rest[0] if len(rest) == 1 and not stops else f"(?:{'|'.join(rest)})"
    return f"{body}?" if stops else body


@dataclass(frozen=True)
class Phrases:
    """Phrases with a label each; `pattern` matches whole words only."""

    labels: Mapping[str, str]
    pattern: re.Pattern[str]

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """`(start, end, label)` of each phrase, left to right, none overlapping."""
        labels = self.labels
        for match in self.pattern.finditer(folded):
            yield match.start(), match.end(), labels[match.group()]


def phrases(templates: Mapping[str, Iterable[str]]) -> Phrases:
    """Templates by label, spelt either way (ly, li). A phrase under two labels keeps the first."""
    labels: dict[str, str] = {}
    for label, group in templates.items():
        for phrase in chain.from_iterable(map(expand, group)):
            for spelt in spellings(phrase):
                labels.setdefault(spelt, label)
    return Phrases(labels, re.compile(rf"\b{pattern_of(tree_of(labels))}(?!\w)"))
