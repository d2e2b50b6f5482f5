"""Themes of every cell: sections, then `general`, then `unplaced`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from danvan.sense.features import Echoes, Ranges, Space, apply, echoes, fit, flat
from danvan.sense.records import CLAIM, STANCES, Bytes, Draft, Ints
from danvan.sense.synthesis.forms import Forms, lean, word_set
from danvan.sense.synthesis.reading import Reading
from danvan.sense.themes import (
    AGREEMENT,
    ASPECT,
    MAIN,
    OTHER,
    SMALL,
    Cell,
    CellThemes,
    Floats,
    themes,
)
from danvan.sense.words.tokens import BLOCK, Hashes, Tokens, tokenize

SAMPLE = 30_000  # units the feature space is fitted on
HALF = 64  # dimensions of each half of the space

# A unit made of these alone, and for the draft, agrees and says no more.
AGREEING = word_set(
    """
    toi em chung minh ban than gia dinh ca nhan nhan dan nguoi dan ba con cu tri thon xom to dan
    pho hoi vien dai bieu hoan toan co ban rat nhat tri cao dong y tan thanh ung ho thong nhat
    hoan nghinh voi du thao bao cao van kien chinh tri noi dung cac nhung cua ve va nhu tren da
    neu trong duoc dc la thi ca deu khong ko co y kien gi them khac nua bo sung phan muc chuong
    dieu khoan i ii iii iv v vi vii viii ix x hai ba bon nam 1 2 3 4 5 6 7 8 9 10 nay do toan bo
    het ok a dang uy trinh dai hoi lan thu xix xiii tinh dang bo phieu luot 100 mot dung day roi
    vang da xin hop ly phu tot qua tay gio nhe
    """
)
LOW, HIGH = 7e-5, 9e-4  # share of a cell's texts that make a wording rare but repeated
ORDER = {AGREEMENT: 0, ASPECT: 1, MAIN: 2, SMALL: 3, OTHER: 4}
AGREE = STANCES.index("agree")


@dataclass(frozen=True)
class KeptTheme:
    """A theme as people left it. `key`: the last part of its id; `section`: of a section, `general`
    or `unplaced`; `marked`: what they said of its being a minority view, None where nothing."""

    key: str
    section: str
    label: str
    marked: bool | None = None

    @property
    def id(self) -> str:
        return f"{self.section}/{self.key}"


@dataclass(frozen=True)
class Theme:
    """A theme of a cell: `lane` is the aspect of the whole draft it stands for, else -1. `kept`:
    what people made of it, where they made it."""

    cell: int
    kind: str
    lane: int
    stability: float | None
    kept: KeptTheme | None = None


@dataclass(frozen=True)
class AllThemes:
    """`theme` int64[u] of each unit, an index into `themes`; `vectors` float16[u, d] in `space`."""

    theme: Ints
    themes: tuple[Theme, ...]
    vectors: npt.NDArray[np.float16]
    space: Space


class Choice(Protocol):
    """What themes need of the options."""

    @property
    def themes(self) -> int | None: ...
    @property
    def seed(self) -> int: ...


@dataclass(frozen=True)
class Facts:
    """What is known of each of u units when themes are sought: `aspect` int8[u], -1 for none;
    `words` uint64[u]
    names wordings; `general` is the cell of what speaks of the whole draft."""

    cell: Ints
    stance: Bytes
    objection: Floats
    aspect: npt.NDArray[np.int8]
    words: Hashes
    general: int


def only_agrees(tokens: Tokens, ranges: Ranges, stance: Bytes) -> np.ndarray:
    """Units that agree and say nothing else: bool[u]."""
    held = np.zeros(len(tokens.folded) + 1, dtype=np.int32)
    for at in range(0, len(tokens.folded), BLOCK):
        held[at + 1 : at + 1 + BLOCK] = np.isin(tokens.folded[at : at + BLOCK], AGREEING)
    np.cumsum(held, out=held)
    size = ranges.high - ranges.low
    full = held[ranges.high] - held[ranges.low] == size
    return np.asarray(full & (size > 0) & (stance == AGREE))


def lanes(facts: Facts, tokens: Tokens, ranges: Ranges) -> Ints:
    """-1 to be clustered, 0 agreement, j + 1 the aspect j of the draft as a whole."""
    lane = np.full(len(ranges), -1, dtype=np.int64)
    lane[only_agrees(tokens, ranges, facts.stance)] = 0
    whole = (facts.aspect >= 0) & (facts.cell == facts.general)
    lane[whole] = facts.aspect[whole] + 1
    return lane


def echoed(tokens: Tokens, ranges: Ranges, text: Ints) -> Echoes:
    count = len(np.unique(text))
    low = max(3, round(LOW * count))
    return echoes(tokens, ranges, text, low=low, high=max(8 * low, round(HIGH * count)))


def fitted(draft: Draft, tokens: Tokens, ranges: Ranges, claims: Ints, seed: int) -> Space:
    """The feature space, from a sample of the claims and the draft's own words.

    `claims` int64: one of each wording, in an order that only wordings decide.
    """
    step = max(1, len(claims) // SAMPLE)
    part = ranges[claims[::step]]
    own = lean(
        tokenize(line for s in draft.sections for line in (s.title, *s.text.split("\n")) if line)
    )
    at, _, _ = flat(part)
    folded = np.concatenate([tokens.folded[at], own.folded])
    bounds = np.concatenate([[0], np.cumsum(part.high - part.low), own.first[1:] + len(at)])
    bare = Tokens(bounds.astype(np.int64), own.start[:0], own.end[:0], folded, folded)
    return fit(bare, Ranges(bounds[:-1], bounds[1:]), half=HALF, seed=seed)


def themes_of(
    draft: Draft,
    grouped: Forms,
    reading: Reading,
    ranges: Ranges,
    facts: Facts,
    options: Choice,
    progress: Callable[[str, int, int], None],
) -> AllThemes:
    """The themes of every cell that holds a unit, numbered cell by cell, largest first."""
    progress("features", 0, 1)
    units, tokens = reading.units, grouped.tokens
    _, each = np.unique(facts.words, return_index=True)
    claims = each[units.kind[each] == CLAIM]
    space = fitted(draft, tokens, ranges, claims, options.seed)
    vectors = apply(space, tokens, ranges)
    lane = lanes(facts, tokens, ranges)
    theme = np.zeros(len(ranges), dtype=np.int64)
    found: list[Theme] = []
    cells = np.unique(facts.cell)
    for number, cell in enumerate(cells):
        progress("themes", number, len(cells))
        at = np.flatnonzero(facts.cell == cell)
        heard = echoed(tokens, ranges[at], units.text[at])
        by_words = np.argsort(facts.words[at], kind="stable")  # a text's place decides nothing
        at = at[by_words]
        content = Cell(
            vectors=vectors.vectors,
            at=at,
            unexplained=vectors.unexplained[at],
            echoes=Echoes(heard.share[by_words], heard.group[by_words]),
            stance=facts.stance[at],
            objection=facts.objection[at],
            lane=lane[at],
        )
        made = themes(content, fixed=options.themes, seed=options.seed)
        order = np.array(by_kind_and_size(made))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order)) + len(found)
        theme[at] = place[made.theme]
        found += [Theme(int(cell), made.kinds[t], made.lanes[t], made.stability) for t in order]
    return AllThemes(theme, tuple(found), vectors.vectors, space)


def by_kind_and_size(made: CellThemes) -> list[int]:
    size = np.bincount(made.theme, minlength=len(made.kinds))
    return sorted(
        range(len(made.kinds)),
        key=lambda theme: (ORDER[made.kinds[theme]], made.lanes[theme], -size[theme], theme),
    )
