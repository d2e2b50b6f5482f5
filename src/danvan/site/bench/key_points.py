"""Which key point an argument makes, or none: word and letter overlap, then what the others say.

All arguments of a question and side are read together: what the question itself says is taken out,
then each key point is widened by the arguments that fit it best. Constants were chosen on the
questions that are not asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

Row = dict[str, Any]
Numbers = npt.NDArray[np.float64]
Side = tuple[str, str]

SHARP, WIDER = 10.0, 1.0
ENDING = re.compile(r"(ing|ed|es|s|ly|ment|tion|al|e|y)$")
SHORTEST_STEM = 5


@dataclass(frozen=True)
class Found:
    """`first_right` bool[m]: for arguments with a key point. `score`, `has_none` [n]: for all."""

    first_right: npt.NDArray[np.bool_]
    score: Numbers
    has_none: npt.NDArray[np.bool_]


def stems(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    return " ".join(ENDING.sub("", word) if len(word) >= SHORTEST_STEM else word for word in words)


def sides(rows: Sequence[Row]) -> dict[Side, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row["question"], row["stance"]].append(row)
    return dict(sorted(found.items()))


def points_of(rows: Sequence[Row]) -> list[str]:
    return sorted({point for row in rows for point in row["themes"]})


class Overlap:
    """Texts as rows of length one: word stems beside letters 3–5."""

    def __init__(self, texts: Sequence[str]) -> None:
        words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self.words = words.fit([stems(text) for text in texts])
        self.letters = letters.fit(texts)

    def rows(self, texts: Sequence[str]) -> Numbers:
        words = self.words.transform([stems(text) for text in texts])
        return np.asarray(normalize(hstack([words, self.letters.transform(texts)])).toarray())


def without(usual: Numbers, rows: Numbers) -> Numbers:
    return np.asarray(normalize(rows - np.outer(rows @ usual, usual)))


def fits(arguments: Numbers, points: Numbers) -> Numbers:
    """How well each argument fits each key point, f64[n, p]."""
    usual = normalize(arguments.mean(axis=0, keepdims=True))[0]
    said, asked = without(usual, arguments), without(usual, points)
    first = said @ asked.T
    share = np.exp((first - first.max(axis=1, keepdims=True)) * SHARP)
    share *= np.maximum(first.max(axis=1), 0)[:, None] / share.sum(axis=1, keepdims=True)
    return np.asarray(first + WIDER * said @ normalize(share.T @ said).T)


def traits(fit: Numbers, overlap: Numbers, rows: Sequence[Row]) -> Numbers:
    """What tells whether an argument makes any key point: f64[n, 6]."""
    ordered = -np.sort(-fit, axis=1)
    second = ordered[:, min(1, fit.shape[1] - 1)]
    length = np.log1p([len(row["text"].split()) for row in rows])
    best = overlap.max(axis=1)
    return np.column_stack(
        [ordered[:, 0], ordered[:, 0] - second, fit.mean(axis=1), best, length, length**2]
    )


@dataclass(frozen=True)
class Held:
    """One side of a question, its key points, and how its arguments fit them."""

    rows: list[Row]
    points: list[str]
    fit: Numbers
    traits: Numbers


def read(rows: Sequence[Row], overlap: Overlap) -> list[Held]:
    found = []
    for arguments in sides(rows).values():
        points = points_of(arguments)
        if not points:
            continue
        said, asked = (
            overlap.rows(texts) for texts in ([row["text"] for row in arguments], points)
        )
        fit = fits(said, asked)
        found.append(Held(arguments, points, fit, traits(fit, said @ asked.T, arguments)))
    return found


def key_points(taught: Sequence[Row], asked: Sequence[Row]) -> Found:
    """The likeliest key point of each asked argument; `taught` teaches when there is none."""
    everything = [row["text"] for row in (*taught, *asked)]
    overlap = Overlap([*everything, *points_of([*taught, *asked])])
    lessons, exam = read(taught, overlap), read(asked, overlap)
    some = np.array([bool(row["themes"]) for side in lessons for row in side.rows])
    machine = LogisticRegression(max_iter=1000).fit(np.vstack([s.traits for s in lessons]), some)
    right = [
        side.points[int(best)] in row["themes"]
        for side in exam
        for row, best in zip(side.rows, side.fit.argmax(axis=1), strict=True)
        if row["themes"]
    ]
    return Found(
        np.array(right),
        np.concatenate([machine.decision_function(side.traits) for side in exam]),
        np.array([not row["themes"] for side in exam for row in side.rows]),
    )
