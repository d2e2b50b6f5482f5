"""Opinions that arrive after a run, placed by its state: how quickly, and how much as a whole run
would.

Quality: a tenth of the opinions is kept out; the rest makes a run and its state, by which the tenth
is placed; then all make a run. Themes of two runs are matched one to one by the opinions that both
hold. Beside it the same figure for opinions that stood in both runs: nothing placed can do better.
Speed: the state of a run of RUN submissions, its table of wordings filled up with made-up hashes to
what FULL submissions of which no two say the same would leave; read from disk, then used.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow as pa
from scipy.optimize import linear_sum_assignment

from danvan.sense import intake
from danvan.sense.folder.state import read_state, write_state
from danvan.sense.heads.store import shipped
from danvan.sense.policy import Policy
from danvan.sense.records import Draft
from danvan.sense.synthesis import Options, Synthesis, synthesize
from danvan.sense.synthesis.arrivals import arrived
from danvan.sense.synthesis.state import State
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import Row, rows_of

JOB = "placing"
RUN, FULL, NEW = 20_000, 1_000_000, 1_000
SECONDS = 2.0  # gate: reading the state, and placing NEW by it
Opinion = tuple[int, int, str, str | None]  # start, end, section, theme
Pair = tuple[Opinion, Opinion]


def run(shared: Path) -> Iterator[Figure]:
    data = shared / "data"
    draft = intake.draft(data / "gold/draft.md")
    yield from quality("gold/opinions.jsonl", rows_of(data / "gold/opinions.jsonl"), draft)
    real = rows_of(data / "opinions/vsfc.jsonl")
    yield from quality("opinions/vsfc.jsonl", real, Draft())
    texts = [row["text"] for name in ("vsfc", "victsd", "vlsp_hotel")
             for row in rows_of(data / f"opinions/{name}.jsonl")]  # fmt: skip
    yield speed(texts, draft)


def table(rows: Sequence[Row]) -> pa.Table:
    told = {"weight": 1, "counted": "submissions", "source": "x"}
    given = [told | {"submission_id": str(row["id"]), "text": row["text"]} for row in rows]
    return pa.Table.from_pylist(given, intake.SCHEMA)


def synthesised(rows: Sequence[Row], draft: Draft) -> Synthesis:
    options = Options(keeps=True)
    return synthesize(table(rows), draft, Policy(), shipped(), options, lambda *_: None)


def quality(name: str, rows: Sequence[Row], draft: Draft) -> Iterator[Figure]:
    out = [row for row in rows if sha256(f"new {row['id']}".encode()).digest()[0] % 10 == 0]
    new = {str(row["id"]) for row in out}
    before = synthesised([row for row in rows if str(row["id"]) not in new], draft)
    if before.state is None:
        raise ValueError("a run that was asked for a state left none")
    whole = told(synthesised(rows, draft).opinions)
    placed = arrived(before.state, table(out), draft, shipped())
    both = [*pairs(told(before.opinions), whole)]
    held = [*pairs(told(placed), whole)]
    known = matched(both)
    for what, found in (("kept out", held), ("in both runs", both)):
        sections = np.mean([one[2] == two[2] for one, two in found])
        themes = np.mean([known.get(one[3]) == two[3] for one, two in found])
        for metric, value in (("section", sections), ("theme", themes)):
            yield Figure(JOB, name, len(found), f"{metric}, {what}", round(float(value), 4))


def told(opinions: pa.Table) -> dict[str, list[Opinion]]:
    said: dict[str, list[Opinion]] = defaultdict(list)
    for row in opinions.to_pylist():
        place = row["section_key"] or row["section_how"]
        said[row["submission_id"]].append((row["start"], row["end"], place, row["theme_id"]))
    return said


def pairs(some: dict[str, list[Opinion]], whole: dict[str, list[Opinion]]) -> Iterator[Pair]:
    """Each opinion beside the one of the whole run that shares most code points with it."""
    for name, said in some.items():
        for one in said:
            best = max(whole[name], key=lambda other: shared(one, other))
            if shared(one, best) > 0:
                yield one, best


def shared(one: Opinion, two: Opinion) -> int:
    return min(one[1], two[1]) - max(one[0], two[0])


def matched(both: Sequence[Pair]) -> dict[str | None, str | None]:
    """The theme of the whole run that stands for each theme of the one before (Kuhn 1955)."""
    times = Counter((one[3], two[3]) for one, two in both)
    left = sorted({one for one, _ in times if one})
    right = sorted({two for _, two in times if two})
    common = np.array([[times[one, two] for two in right] for one in left])
    return {left[one]: right[two] for one, two in zip(*linear_sum_assignment(-common), strict=True)}


def speed(texts: Sequence[str], draft: Draft) -> Figure:
    rows = [{"id": at, "text": text} for at, text in enumerate(texts[: RUN + NEW])]
    made = synthesised(rows[:RUN], draft)
    if made.state is None:
        raise ValueError("a run that was asked for a state left none")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.npz"
        write_state(filled(made.state), path)
        new, head = table(rows[RUN:]), shipped()
        start = perf_counter()
        arrived(read_state(path), new, draft, head)
        spent = perf_counter() - start
    return Figure(
        JOB, f"{RUN:,} real texts, wordings of {FULL:,}", len(new), "wall (s), state read",
        round(spent, 2), f"≤ {SECONDS:g}", spent <= SECONDS,
    )  # fmt: skip


def filled(state: State) -> State:
    """With as many wordings and texts as FULL submissions of their own words would leave."""
    chance = np.random.default_rng(0)
    times = FULL // RUN
    more = chance.integers(1, 1 << 63, len(state.said) * times).astype(np.uint64)
    said, first = np.unique(np.concatenate([state.said, more]), return_index=True)
    to = np.concatenate([state.theme, chance.integers(0, len(state.themes.code), len(more))])
    forms = chance.integers(1, 1 << 63, len(state.forms) * times).astype(np.uint64)
    forms = np.unique(np.concatenate([state.forms, forms]))
    return replace(state, said=said, theme=to[first], forms=forms)
