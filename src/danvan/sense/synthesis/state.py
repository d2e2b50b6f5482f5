"""What a synthesis leaves behind, so that what arrives later can be placed by it in seconds.

It holds no text: numbers learned from the opinions, and hashes of what was said word for word.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt
from scipy import sparse

from danvan.sense.features import Floats, Space, unit_length
from danvan.sense.place.applied import ANCHOR, CITED, Learned
from danvan.sense.policy import Policy
from danvan.sense.records import Draft, Ints
from danvan.sense.synthesis.forms import sequence_hash
from danvan.sense.synthesis.opinions import words_hash
from danvan.sense.synthesis.tables import Found, theme_ids
from danvan.sense.themes import OTHER
from danvan.sense.words.tokens import Hashes, mix

FREE = -1  # the cell of those whose sender named no section
STEP = 100_000  # units summed in one go


@dataclass(frozen=True)
class Standing:
    """The t themes of a run.

    `code`: their ids. `kind`: as in `themes`. `cell`, `lane` int64[t]; `centre` float32[t, d]: mean
    of their units, of length one; `size` int64[t]: units.
    """

    code: tuple[str, ...]
    kind: tuple[str, ...]
    cell: Ints
    lane: Ints
    centre: Floats
    size: Ints


@dataclass(frozen=True)
class State:
    """All of it.

    `cells`: keys of the sections, then `general`, `unplaced`; `above`: key of the section over each
    section. `draft`, `policy`: digests of what the run went by. `said` uint64[w], sorted: hashes of
    wordings with the cell they were said in (FREE where nobody named one); `theme` int64[w]: the
    theme each went to. `forms` uint64[f], sorted: hashes of whole texts.
    """

    cells: tuple[str, ...]
    above: tuple[str | None, ...]
    draft: str
    policy: str
    learned: Learned | None
    space: Space
    themes: Standing
    said: Hashes
    theme: Ints
    forms: Hashes


def digest_of(draft: Draft) -> str:
    told = sha256()
    for section in draft.sections:
        told.update(repr(astuple(section)).encode())
    return told.hexdigest()


def with_cell(words: Hashes, cell: Ints | int) -> Hashes:
    """Names a wording in a cell."""
    place = np.asarray(cell, dtype=np.int64) + 2
    with np.errstate(over="ignore"):
        return mix(words + mix(place.astype(np.uint64)))


def state_of(made: Found, learned: Learned | None, policy: Policy) -> State:
    """The state after a run."""
    said, theme = wordings(made)
    forms = np.unique(sequence_hash(made.forms.tokens))
    return State(
        tuple(made.cells),
        tuple(section.parent for section in made.draft.sections),
        digest_of(made.draft),
        sha256(repr(policy).encode()).hexdigest(),
        learned,
        made.themes.space,
        standing(made),
        said,
        theme,
        forms[forms > 0],
    )


def standing(made: Found) -> Standing:
    themes, theme = made.themes.themes, made.themes.theme
    return Standing(
        tuple(theme_ids(made)),
        tuple(one.kind for one in themes),
        np.array([one.cell for one in themes], dtype=np.int64),
        np.array([one.lane for one in themes], dtype=np.int64),
        centres(made.themes.vectors, theme, len(themes)),
        np.bincount(theme, minlength=len(themes)).astype(np.int64),
    )


def centres(vectors: npt.NDArray[np.float16], theme: Ints, count: int) -> Floats:
    """The mean direction of each theme's units: float32[count, d]."""
    total = np.zeros((count, vectors.shape[1]), dtype=np.float64)
    for at in range(0, len(theme), STEP):
        part = theme[at : at + STEP]
        owner = (np.ones(len(part)), (part, np.arange(len(part))))
        total += sparse.csr_matrix(owner, shape=(count, len(part))) @ vectors[at : at + STEP]
    return unit_length(total.astype(np.float32))


def wordings(made: Found) -> tuple[Hashes, Ints]:
    """What was said in each cell, and among those who named none, with the theme it went to: the
    one that most of it went to, the first of equals."""
    cell, theme = made.points.cell, made.themes.theme
    words = words_hash(made.forms.tokens, made.ranges)
    there = words > 0
    free = there & ~np.isin(made.places.how, (ANCHOR, CITED))
    key = np.concatenate([with_cell(words[there], cell[there]), with_cell(words[free], FREE)])
    to = np.concatenate([theme[there], theme[free]])
    order = np.lexsort((to, key))
    key, to = key[order], to[order]
    fresh = np.flatnonzero(starts(key) | starts(to))
    times = np.diff(fresh, append=len(key))
    key, to = key[fresh], to[fresh]
    best = np.lexsort((to, -times, key))
    said, first = np.unique(key[best], return_index=True)
    return said, to[best][first]


def starts(rows: Ints | Hashes) -> npt.NDArray[np.bool_]:
    """Where a row differs from the one before it."""
    return np.concatenate([np.ones(min(len(rows), 1), dtype=bool), rows[1:] != rows[:-1]])


def lookup(state: State, key: Hashes) -> Ints:
    """The theme of each wording that was said before, -1 for none."""
    if not len(state.said):
        return np.full(len(key), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(state.said, key), len(state.said) - 1)
    return np.where(state.said[at] == key, state.theme[at], -1)


def clustered(themes: Standing) -> npt.NDArray[np.bool_]:
    """Themes that hold what is alike: neither lanes nor what fits nowhere."""
    other = np.array([kind == OTHER for kind in themes.kind], dtype=bool)
    return np.asarray((themes.lane < 0) & ~other)
