"""Themes against people's labels, the number of labels known: quality, and steadiness.

The feature space and k-means are fitted on a part of the rows drawn by sha256 of the text; all are
assigned. Twelve runs differ in the seed of k-means; the space is one. Whole run: `danvan synthesize
--themes` on the rows as they are and shuffled; a row's theme is that of its first opinion.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from danvan.sense import features
from danvan.sense import themes as found_themes
from danvan.sense.records import Ints
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import tokenize
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import Row, bare, rows_of, synthesized
from danvan.site.bench.scores import accuracy

JOB = "themes"
SEEDS = 12
WIDE = 50  # themes above which each half of the space has twice the dimensions


@dataclass(frozen=True)
class Labelled:
    """A set with labels. `part`: share of rows to fit on; `gates`: NMI, accuracy, ARI of seeds."""

    name: str
    part: float
    gates: tuple[float, float, float | None]


SETS = (
    Labelled("stackoverflow", 0.25, (0.72, 0.72, 0.85)),
    Labelled("banking77", 0.5, (0.60, 0.40, None)),
)


def run(shared: Path) -> Iterator[Figure]:
    """Every figure of both sets beside its gate (engine.md section 6)."""
    for one in SETS:
        rows = rows_of(shared / f"data/themes/{one.name}.jsonl")
        rows.sort(key=lambda row: hashlib.sha256(row["text"].encode()).digest())
        truth = np.unique([row["label"] for row in rows], return_inverse=True)[1]
        yield from fitted(one, rows, truth)
        yield from whole(one, rows, truth)


def figure(
    one: Labelled, rows: int, metric: str, value: float, gate: float | None, cpu: float
) -> Figure:
    value = round(value, 4)
    said, good = ("", None) if gate is None else (f"≥ {gate:g}", value >= gate)
    return Figure(JOB, f"{one.name}.jsonl", rows, metric, value, said, good, cpu=cpu)


def fitted(one: Labelled, rows: list[Row], truth: Ints) -> Iterator[Figure]:
    start = time.process_time()
    runs = labels(rows, round(len(rows) * one.part), int(truth.max()) + 1)
    cpu = (time.process_time() - start) / SEEDS
    pairs = combinations(runs, 2)
    values = (
        ("NMI, k known", [normalized_mutual_info_score(truth, run) for run in runs]),
        ("accuracy, k known", [accuracy(truth, run) for run in runs]),
        ("ARI between 12 seeds", [adjusted_rand_score(a, b) for a, b in pairs]),
    )
    for (metric, each), gate in zip(values, one.gates, strict=True):
        yield figure(one, len(rows), metric, float(np.mean(each)), gate, cpu)


def labels(rows: list[Row], sample: int, count: int) -> list[Ints]:
    """The theme of every row, once for each seed; the first `sample` rows are fitted on."""
    tokens = tokenize([nfc(row["text"]) for row in rows])
    ranges = features.Ranges(tokens.first[:-1], tokens.first[1:])
    half = 200 if count > WIDE else 100
    space = features.fit(tokens, ranges[slice(0, sample)], half=half)
    vectors = features.apply(space, tokens, ranges).vectors.astype(np.float32)
    fits = (found_themes.fit(vectors[:sample], count, 1000 * seed) for seed in range(SEEDS))
    every = np.arange(len(rows))
    return [found_themes.nearest(vectors, every, centres)[0] for centres in fits]


def whole(one: Labelled, rows: list[Row], truth: Ints) -> Iterator[Figure]:
    count = int(truth.max()) + 1
    mixed = random.Random(0).sample(rows, len(rows))  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        first, cpu = themed(rows, Path(folder) / "a", count)
        second, _ = themed(mixed, Path(folder) / "b", count)
        same = (Path(folder) / "a/synthesis.json").read_bytes()
        same_bytes = same == (Path(folder) / "b/synthesis.json").read_bytes()
    found = np.unique([first.get(row["id"], "") for row in rows], return_inverse=True)[1]
    equal = sum(second.get(name) == theme for name, theme in first.items()) / len(rows)
    nmi = normalized_mutual_info_score(truth, found)
    yield figure(one, len(rows), "labels equal, rows shuffled", equal, 1, cpu)
    yield figure(one, len(rows), "synthesis.json equal, rows shuffled", same_bytes, 1, cpu)
    yield figure(one, len(rows), "NMI, whole run, k known", nmi, None, cpu)


def themed(rows: list[Row], out: Path, count: int) -> tuple[dict[str, str], float]:
    """The theme of each row's first opinion; CPU seconds. Raises OSError where the run fails."""
    opinions = bare(rows, out.with_suffix(".jsonl"))
    opinions = opinions.rename(out.parent / "opinions.jsonl")  # one name: it stands in the document
    spent = synthesized(opinions, out, "--themes", str(count), "--semantic", "0")
    if spent.code:
        raise OSError(f"{out.name}: {spent.last}")
    spoken = pq.read_table(out / "opinions.parquet", columns=["submission_id", "theme_id"])
    pairs = spoken.to_pylist()
    return {row["submission_id"]: row["theme_id"] for row in reversed(pairs)}, spent.cpu
