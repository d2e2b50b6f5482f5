"""The few among the many, end to end: planted objections, statements a majority rejected; and that
no row of any file is lost.

Own theme: at least half of a theme's opinions are planted. Listed: the report shows the opinion, or
another of its family, under a sentence. Reachable: a sentence of `synthesis.json` counts it.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from danvan.site.bench.figure import Figure
from danvan.site.bench.load import bare, load, rows_of, synthesized, verified
from danvan.site.bench.measure import Spent

JOB = "minority"
ROWS, SEEDS = 100_000, (41, 42)
OWN = 0.5  # share of a theme's opinions that are planted
SHOWN = re.compile(r" · ([^·<]+\.\d+)</p></li>")  # what ends an opinion shown in the page
OTHERS = ("polis", "ja_ai_copyright", "heal_michigan")


@dataclass(frozen=True)
class Made:
    """A folder that `danvan synthesize` wrote, read back: rows of its tables and its document."""

    spent: Spent
    submissions: list[dict[str, Any]]
    opinions: list[dict[str, Any]]
    document: dict[str, Any]
    shown: set[str]
    rejected: int
    proven: bool

    def counted(self) -> set[str]:
        """Opinions that some sentence counts."""
        return {name for s in self.document["statements"] for name in s["opinion_ids"]}

    def told(self, opinions: set[str]) -> set[str]:
        """Submissions that these opinions come from."""
        return {o["submission_id"] for o in self.opinions if o["opinion_id"] in opinions}


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    """Every figure beside its gate (engine.md section 6)."""
    for seed in SEEDS:
        yield from planted(shared, cache, seed)
    for name in OTHERS:
        yield from conserved(shared, name)


def made(opinions: Path, out: Path) -> Made:
    """Raises OSError where the run fails."""
    spent = synthesized(opinions, out, "--semantic", "0")
    if spent.code:
        raise OSError(f"{opinions.name}: {spent.last}")
    with (out / "rejects.csv").open(encoding="utf-8-sig", newline="") as lines:
        rejected = sum(1 for _ in csv.DictReader(lines))
    kept, spoken = ["submission_id", "family_id"], ["opinion_id", "submission_id", "theme_id"]
    return Made(
        spent,
        pq.read_table(out / "submissions.parquet", columns=kept).to_pylist(),
        pq.read_table(out / "opinions.parquet", columns=spoken).to_pylist(),
        json.loads((out / "synthesis.json").read_text(encoding="utf-8")),
        set(SHOWN.findall((out / "report.html").read_text(encoding="utf-8"))),
        rejected,
        verified(out),
    )


def figure(one: Made, data: str, metric: str, value: float, gate: float | None) -> Figure:
    """`gate` None is reported only."""
    value = round(value, 4)
    said, good = ("", None) if gate is None else (f"≥ {gate:g}", value >= gate)
    rows = len(one.submissions) + one.rejected
    return Figure(JOB, data, rows, metric, value, said, good, "", one.spent.cpu, one.spent.memory)


def planted(shared: Path, cache: Path, seed: int) -> Iterator[Figure]:
    opinions, truth = load(shared, cache, ROWS, seed)
    needles = {row["id"] for row in rows_of(truth) if row["is_injected"]}
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        one = made(opinions, Path(folder) / "out")
    own, listed = in_own_theme(one, needles), needles & listed_families(one)
    reachable = needles & one.told(one.counted())
    data = f"make_load.py seed {seed}"
    for metric, found, gate in (
        ("planted: own theme or listed", own | listed, 0.95),
        ("planted: own theme", own, None),
        ("planted: listed", listed, None),
        ("planted: reachable", reachable, 1.0),
    ):
        yield figure(one, data, metric, len(found) / len(needles), gate)
    yield figure(one, data, "verifies", float(one.proven), 1)


def in_own_theme(one: Made, needles: set[str]) -> set[str]:
    size = Counter(o["theme_id"] for o in one.opinions)
    mine = Counter(o["theme_id"] for o in one.opinions if o["submission_id"] in needles)
    own = {theme for theme, held in mine.items() if held >= OWN * size[theme]}
    return {o["submission_id"] for o in one.opinions if o["theme_id"] in own} & needles


def listed_families(one: Made) -> set[str]:
    """Submissions of which the page shows an opinion, or one of their family's."""
    family = {s["submission_id"]: s["family_id"] for s in one.submissions}
    members: dict[str, set[str]] = defaultdict(set)
    for submission, name in family.items():
        members[name].add(submission)
    shown = {family[submission] for submission in one.told(one.shown)}
    return set().union(*(members[name] for name in shown))


def conserved(shared: Path, name: str) -> Iterator[Figure]:
    """Rows in = rows out, every row speaks, parts make the whole; polis: who was voted down."""
    rows = rows_of(shared / f"data/opinions/{name}.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        opinions = bare(rows, Path(folder) / f"{name}.jsonl")
        one = made(opinions, Path(folder) / "out")
    data = f"{name}.jsonl"
    yield figure(one, data, "every row conserved", float(conserves(one, len(rows))), 1)
    yield figure(one, data, "verifies", float(one.proven), 1)
    lost = {row["id"] for row in rows if row.get("disagrees", 0) > row.get("agrees", 0)}
    if lost:
        reached = lost & one.told(one.counted())
        yield figure(one, data, "majority-disagreed: reachable", len(reached) / len(lost), 1.0)


def conserves(one: Made, rows: int) -> bool:
    spoke = {o["submission_id"] for o in one.opinions}
    base, count = one.document["base"], len(one.opinions)
    return (
        len(one.submissions) + one.rejected == rows == base["rows"]
        and spoke == {s["submission_id"] for s in one.submissions}
        and sum(s["opinions"] for s in one.document["sections"]) == count == base["opinions"]
        and sum(t["opinions"] for t in one.document["themes"]) == count
    )
