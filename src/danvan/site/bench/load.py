"""Inputs of whole runs: generated loads kept in the cache, and rows stripped of their answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from danvan.site.bench.measure import Spent, measured

Row = dict[str, Any]
DANVAN = (sys.executable, "-m", "danvan")


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(shared: Path, cache: Path, rows: int, seed: int) -> tuple[Path, Path]:
    """The generator's opinions and their truth, made once for each size and seed."""
    out, truth = (cache / f"{kind}-{rows}-{seed}.jsonl" for kind in ("load", "truth"))
    if not (out.is_file() and truth.is_file()):
        cache.mkdir(parents=True, exist_ok=True)
        sizes = ("--n", str(rows), "--seed", str(seed), "--out", str(out), "--truth", str(truth))
        program = shared / "data/make_load.py"
        subprocess.run([sys.executable, program, *sizes], check=True, capture_output=True)  # noqa: S603
    return out, truth


def bare(rows: Iterable[Row], out: Path, fields: Sequence[str] = ("id", "text")) -> Path:
    """Writes the rows with nothing but `fields`: no answer reaches the program measured."""
    with out.open("w", encoding="utf-8") as lines:
        for row in rows:
            kept = {name: row[name] for name in fields if name in row}
            lines.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return out


def synthesized(opinions: Path, out: Path, *options: str | Path) -> Spent:
    """`danvan synthesize` as a user starts it."""
    return measured([*DANVAN, "synthesize", opinions, "--out", out, *options])


def verified(out: Path) -> bool:
    return measured([*DANVAN, "verify", out]).code == 0
