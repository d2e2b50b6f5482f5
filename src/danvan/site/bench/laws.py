"""The engine's laws on the gold texts, through the whole run: what must change no count.

Tenfold: every submission is its own text ten times over, a line each. Shuffled: the rows in another
order. Unmarked: all typed without a mark. Compared are, for each submission, its opinions by
section and stance; for each theme, its size.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from danvan.sense.words.fold import fold
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import Row, bare, rows_of, synthesized, verified

JOB = "laws"
DATA = "gold/opinions.jsonl"


@dataclass(frozen=True)
class Counts:
    """`said`: opinions of a submission by section and stance. `sizes`: opinions of each theme."""

    said: Counter[tuple[str, ...]]
    sizes: Counter[str]
    document: bytes
    proven: bool


def run(shared: Path) -> Iterator[Figure]:
    """What each change of the rows moves; 0 where a law says so (engine.md section 1)."""
    rows = rows_of(shared / "data" / DATA)
    tenfold = [row | {"text": "\n".join([row["text"]] * 10)} for row in rows]
    unmarked = [row | {"text": fold(row["text"])} for row in rows]
    shuffled = random.Random(0).sample(rows, len(rows))  # noqa: S311 - no secret
    draft = shared / "data/gold/draft.md"
    plain, ten, mixed, no_marks = (
        counted(some, draft) for some in (rows, tenfold, shuffled, unmarked)
    )
    zero = "0"
    for metric, value, gate in (
        ("tenfold: opinions moved", moved(plain, ten), zero),
        ("tenfold: places in theme sizes moved", resized(plain, ten), zero),
        ("shuffled: opinions moved", moved(plain, mixed), zero),
        ("shuffled: synthesis.json differs", int(plain.document != mixed.document), zero),
        ("unmarked: opinions moved", moved(plain, no_marks), ""),
        ("runs that do not verify", sum(not c.proven for c in (plain, ten, mixed, no_marks)), zero),
    ):
        good = value == 0 if gate else None
        yield Figure(JOB, DATA, len(rows), metric, float(value), gate, good)


def counted(rows: list[Row], draft: Path) -> Counts:
    """Raises OSError where the run fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        opinions = bare(rows, Path(folder) / "opinions.jsonl")
        spent = synthesized(opinions, out, "--draft", draft)
        if spent.code:
            raise OSError(f"{DATA}: {spent.last}")
        spoken = pq.read_table(out / "opinions.parquet").to_pylist()
        return Counts(
            Counter(
                (o["submission_id"], o["section_key"] or o["section_how"], o["stance"])
                for o in spoken
            ),
            Counter(o["theme_id"] for o in spoken),
            (out / "synthesis.json").read_bytes(),
            verified(out),
        )


def moved(one: Counts, other: Counts) -> int:
    """Opinions of one that the other does not hold, and the other way round."""
    return ((one.said - other.said) + (other.said - one.said)).total()


def resized(one: Counts, other: Counts) -> int:
    """Differences between the sizes of themes, largest with largest."""
    sizes = [sorted(c.sizes.values(), reverse=True) for c in (one, other)]
    longest = max(map(len, sizes))
    padded = [each + [0] * (longest - len(each)) for each in sizes]
    return sum(abs(a - b) for a, b in zip(*padded, strict=True))
