"""Themes beside BERTopic, neither told how many there are: quality, CPU and memory.

Both run as programs of their own, one thread each, on the same rows, one after the other. CPU is
counted after the imports, which are a figure apart. Texts that BERTopic gives no topic are one
class. It runs with topics of 10 texts and more, as it comes, and of one in a hundred.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from danvan.site.bench.figure import Figure
from danvan.site.bench.load import Row, bare, rows_of
from danvan.site.bench.measure import measured
from danvan.site.bench.peers.environment import environment

JOB = "topics"
DATA = "stackoverflow.jsonl"
SIZES = (10_000, 20_000)
PEER = "BERTopic 0.17.4"
BARE = ("bertopic==0.17.4",)  # without the sentence model it asks for, which nothing here uses
NEEDS = ("umap-learn", "hdbscan", "scikit-learn", "pandas", "plotly", "tqdm", "pyyaml")
SCRIPTS = Path(__file__).parent / "peers"
TIMES, LIGHTER = 5, 2  # gates: this many times less CPU and memory


@dataclass(frozen=True)
class Found:
    """One program's answer: `nmi`, `ari` against the labels; `cpu`, `imports` in seconds."""

    nmi: float
    ari: float
    cpu: float
    imports: float
    memory: int


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    """Every figure of ours and theirs; without the peer's environment, ours alone."""
    rows = rows_of(shared / "data/themes" / DATA)
    rows.sort(key=lambda row: hashlib.sha256(row["text"].encode()).digest())
    python = environment(cache, "bertopic", NEEDS, BARE)
    if python is None:
        yield Figure(JOB, DATA, 0, f"{PEER} cannot be installed, skipped", float("nan"))
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            yield from compared(rows[:size], python, Path(folder))


def compared(rows: list[Row], python: Path | None, folder: Path) -> Iterator[Figure]:
    ours = found(Path(sys.executable), "own_topics.py", rows, folder)
    yield from shown(ours, len(rows), "")
    for least in (10, len(rows) // 100) if python else ():
        theirs = found(Path(str(python)), "bertopic_topics.py", rows, folder, str(least))
        peer = f"{PEER}, {least} and more"
        yield from shown(theirs, len(rows), peer)
        yield from beside(ours, theirs, len(rows), peer)


def found(python: Path, script: str, rows: list[Row], folder: Path, *more: str) -> Found:
    """Runs one program. Raises OSError where it fails."""
    texts, out = bare(rows, folder / "texts.jsonl"), folder / "labels.json"
    out.unlink(missing_ok=True)
    spent = measured([python, SCRIPTS / script, texts, out, *more], one_thread=True)
    if spent.code:
        raise OSError(f"{script}: {spent.last}")
    said = json.loads(out.read_text(encoding="utf-8"))
    names = [row["label"] for row in rows]
    return Found(
        nmi=normalized_mutual_info_score(names, said["labels"]),
        ari=adjusted_rand_score(names, said["labels"]),
        cpu=said["cpu"],
        imports=said["import"],
        memory=spent.memory,
    )


def shown(one: Found, rows: int, peer: str) -> Iterator[Figure]:
    for metric, value in (("NMI", one.nmi), ("ARI", one.ari), ("import s", one.imports)):
        yield Figure(
            JOB, DATA, rows, metric, round(value, 3), peer=peer, cpu=one.cpu, memory=one.memory
        )


def beside(ours: Found, theirs: Found, rows: int, peer: str) -> Iterator[Figure]:
    """Theirs divided by ours for what is spent, ours less theirs for what is gained."""
    ratios = (
        ("times our CPU", theirs.cpu / ours.cpu, TIMES),
        ("times our memory", theirs.memory / ours.memory, LIGHTER),
        ("NMI, ours less theirs", ours.nmi - theirs.nmi, 0),
        ("ARI, ours less theirs", ours.ari - theirs.ari, 0),
    )
    for metric, value, least in ratios:
        yield Figure(JOB, DATA, rows, metric, round(value, 3), f"≥ {least}", value >= least, peer)
