"""The gold consultation through the whole run: themes, sections and stances of its points.

`danvan synthesize` with the draft gets the texts alone. A point is looked up by the opinion of its
submission that shares most code points with it; where none shares one, the point is missed: a theme
of its own, no section, no stance.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from danvan.sense.words.fold import nfc
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import Row, bare, rows_of, synthesized, verified
from danvan.site.bench.scores import b_cubed, macro_f1

JOB = "gold, whole run"
DATA = "gold/opinions.jsonl"
FIELDS = ("id", "text", "group", "channel")
ELSEWHERE = {"general": "general", "off": "unplaced"}  # gold's word: how the opinion was placed

Point = dict[str, Any]
Pairs = list[tuple[Point, Point | None]]


def run(shared: Path) -> Iterator[Figure]:
    """Every figure of the whole run beside its gate (engine.md section 6)."""
    rows = rows_of(shared / "data" / DATA)
    with tempfile.TemporaryDirectory() as folder:
        opinions, out = bare(rows, Path(folder) / "opinions.jsonl", FIELDS), Path(folder) / "out"
        spent = synthesized(opinions, out, "--draft", shared / "data/gold/draft.md")
        if spent.code:
            raise OSError(f"{DATA}: {spent.last}")
        pairs = matched(rows, pq.read_table(out / "opinions.parquet").to_pylist())
        proven = verified(out)
    for metric, value, gate in (
        ("verifies", float(proven), 1),
        ("points met by an opinion", sum(bool(met) for _, met in pairs) / len(pairs), None),
        *themes(pairs),
        *sections(pairs),
        *stances(pairs),
    ):
        said, good = ("", None) if gate is None else (f"≥ {gate:g}", round(value, 4) >= gate)
        yield Figure(
            JOB, DATA, len(pairs), metric, round(value, 4), said, good, "", spent.cpu, spent.memory
        )


def matched(rows: list[Row], spoken: list[Point]) -> Pairs:
    said: dict[str, list[Point]] = defaultdict(list)
    for opinion in spoken:
        said[opinion["submission_id"]].append(opinion)
    return [
        (point, closest(row["text"], point, said[row["id"]]))
        for row in rows
        for point in row["points"]
    ]


def closest(text: str, point: Point, said: list[Point]) -> Point | None:
    """The opinion that shares most code points with the point, the first of equals."""
    start, end = (len(nfc(text[: point[edge]])) for edge in ("start", "end"))
    shared = [min(end, one["end"]) - max(start, one["start"]) for one in said]
    best = max(range(len(said)), key=lambda at: (shared[at], -at), default=-1)
    return said[best] if best >= 0 and shared[best] > 0 else None


Scores = Iterator[tuple[str, float, float | None]]


def themes(pairs: Pairs) -> Scores:
    """Themes live inside a section, the codebook's do not: also scored where both agree on it."""
    truth = [point["theme"] for point, _ in pairs]
    found = [met["theme_id"] if met else at for at, (_, met) in enumerate(pairs)]
    for name, value in zip("PRF", b_cubed(truth, found), strict=True):
        yield f"themes, B-cubed {name}", value, 0.55 if name == "F" else None
    inside = [f"{where(met)} {theme}" for theme, (_, met) in zip(truth, pairs, strict=True)]
    yield "themes inside a found section, B-cubed F", b_cubed(inside, found)[2], None
    yield (
        "the found section alone, B-cubed F",
        b_cubed(truth, [where(m) for _, m in pairs])[2],
        None,
    )
    split = [f"{point['section']} {point['theme']}" for point, _ in pairs]
    yield "the right themes split by section, B-cubed F", b_cubed(truth, split)[2], None


def where(met: Point | None) -> str:
    return place(met) if met else ""


def place(met: Point) -> str:
    return str(met["section_key"] or met["section_how"])


def sections(pairs: Pairs) -> Scores:
    """R@1 and R@3 by the ranking, abstaining aside; right among those given a section."""
    there = [(point, met) for point, met in pairs if point["section"] not in ELSEWHERE]
    bare = [(point, met) for point, met in there if not point["cited"]]
    for name, some, gates in (("un-cited", bare, (0.62, 0.80)), ("all", there, (None, None))):
        for least, gate in zip((1, 3), gates, strict=True):
            hits = sum(point["section"] in ranked(met)[:least] for point, met in some)
            yield f"section R@{least}, {name} points", hits / len(some), gate
    given = [(point, met) for point, met in pairs if met and met["section_key"]]
    right = sum(point["section"] == met["section_key"] for point, met in given if met)
    yield "right among those given a section", right / len(given), 0.90
    yield "given a section", len(given) / len(pairs), None
    kept = sum(
        where(met) == ELSEWHERE.get(point["section"], point["section"]) for point, met in pairs
    )
    yield "section, general or unplaced right", kept / len(pairs), None


def ranked(met: Point | None) -> list[str]:
    """Sections the opinion may be on, the likeliest first."""
    if met is None:
        return []
    first = [met["section_key"]] if met["section_key"] else []
    return [*first, *(key for key in met["section_top3"] if key not in first)]


def stances(pairs: Pairs) -> Scores:
    truth = [point["stance"] for point, _ in pairs]
    found = [met["stance"] if met else "" for _, met in pairs]
    yield "stance, macro-F1", macro_f1(truth, found), 0.72
    objects = [met for point, met in pairs if point["stance"] == "object"]
    hits = sum(met is not None and met["stance"] == "object" for met in objects)
    yield "stance, recall of object", hits / len(objects), 0.80
