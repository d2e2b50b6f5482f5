"""Whole runs of `danvan synthesize` on generated loads, without the semantic option."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from danvan.site.bench.figure import Figure
from danvan.site.bench.load import load, synthesized, verified

JOB = "whole run"
GB = 1024**3
SIZES = {100_000: (60, 2), 1_000_000: (480, 4)}  # rows: seconds of wall time, GB of memory
SEED = 41


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    """Wall time, CPU and memory at each size, and whether the result verifies."""
    for rows in SIZES:
        yield from whole_run(shared, cache, rows)


def whole_run(shared: Path, cache: Path, rows: int) -> Iterator[Figure]:
    opinions, _ = load(shared, cache, rows, SEED)
    data, (seconds, size) = f"make_load.py seed {SEED}", SIZES[rows]
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        out = Path(folder) / "out"
        spent = synthesized(opinions, out, "--semantic", "0")
        if spent.code:
            yield Figure(JOB, data, rows, f"failed: {spent.last}", float("nan"), "", good=False)
            return
        proven = verified(out)
    cost = ("", spent.cpu, spent.memory)
    memory = round(spent.memory / GB, 2)
    yield Figure(
        JOB, data, rows, "wall s", spent.wall, f"≤ {seconds}", spent.wall <= seconds, *cost
    )
    yield Figure(JOB, data, rows, "memory GB", memory, f"≤ {size}", memory <= size, *cost)
    yield Figure(JOB, data, rows, "verifies", float(proven), "1", proven)
