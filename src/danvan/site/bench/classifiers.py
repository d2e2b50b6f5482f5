"""Classifiers against gates: themes, stance, aspects and key points of open sets, and our gold.

Figures are of a split no choice was made on; what is chosen (leans, thresholds) is chosen on inner
folds of the training part. Most sets are for research only: nothing of them is kept.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from danvan.sense import features
from danvan.sense.heads.make import lesson, train
from danvan.sense.heads.store import shipped
from danvan.sense.learn import (
    Flags,
    Floats,
    Head,
    Recipe,
    Spans,
    apply,
    decide,
    fit,
    fit_and_judge,
    leaning,
    macro_f1,
    one_hot,
    whole,
)
from danvan.sense.records import STANCES, Ints
from danvan.sense.stance import OBJECT, stance
from danvan.sense.words.fold import clean, fold, nfc
from danvan.sense.words.tokens import tokenize
from danvan.site.bench.figure import Figure
from danvan.site.bench.key_points import key_points

Row = dict[str, Any]
Gain = Callable[[list[str], Ints, Ints], float]
Sight = Callable[[Sequence[str]], Spans]

JOB = "classify"
FOLDS = 5
MANY = Recipe(cost=0.2, exclusive=False, marked=True)
MANY_FOLDS = 3  # inner folds where there are a hundred classes
SENTENCE = ".,?!:;"
VECTOR = 0.5  # weight of a space beside word and character blocks of length one


def rows_of(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def number_of(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16)


def normal(text: str) -> str:
    """The text as a split key: marked words in lower case, nothing between them."""
    return " ".join("".join(c if c.isalnum() else " " for c in clean(nfc(text))).split())


@dataclass(frozen=True)
class Split:
    """Rows to learn from and rows to report on; `group` int64: rows judged together in training."""

    taught: list[Row]
    asked: list[Row]
    group: Ints


def split_by(rows: list[Row], field: str) -> Split:
    """A fifth of the keys is asked, and the rest falls into inner folds by another hash."""
    keys = [normal(row[field]) if field == "text" else row[field] for row in rows]
    asked = [number_of(key) % 5 == 0 for key in keys]
    group = [
        number_of("inner " + key) % FOLDS for key, out in zip(keys, asked, strict=True) if not out
    ]
    return Split(
        [row for row, out in zip(rows, asked, strict=True) if not out],
        [row for row, out in zip(rows, asked, strict=True) if out],
        np.array(group, dtype=np.int64),
    )


def shape_of(text: str) -> list[float]:
    """How long a text is, and how often it uses each sign and a digit."""
    words = np.log1p(len(text.split()))
    marks = [np.log1p(text.count(sign)) for sign in SENTENCE]
    digits = np.log1p(sum(c.isdigit() for c in text))
    return [words, words * words / 4, digits, *marks]


def spans_in(texts: Sequence[str]) -> Spans:
    composed = [nfc(text) for text in texts]
    shapes = np.array([shape_of(text) for text in composed], dtype=np.float32)
    return replace(whole(tokenize(composed), composed), extra=0.3 * shapes)


def sight_of(texts: Sequence[str]) -> Sight:
    """Spans with the vectors of a space fitted on `texts` beside their shape."""
    taught = spans_in(texts)
    space = features.fit(taught.tokens, features.Ranges(taught.lo, taught.hi))

    def see(texts: Sequence[str]) -> Spans:
        spans = spans_in(texts)
        points = features.apply(space, spans.tokens, features.Ranges(spans.lo, spans.hi))
        vectors = VECTOR * points.vectors.astype(np.float32)
        return replace(spans, extra=np.hstack([np.asarray(spans.extra), vectors]))

    return see


def gated(data: str, metric: str, value: float, rows: int, gate: float | None = None) -> Figure:
    if gate is None:
        return Figure(JOB, data, rows, metric, round(value, 4))
    return Figure(JOB, data, rows, metric, round(value, 4), f"≥ {gate}", round(value, 4) >= gate)


def recall(truth: Ints, found: Ints, k: int) -> float:
    return float((found[truth == k] == k).mean())


# ------------------------------------------------------------------------- one class a text


@dataclass(frozen=True)
class Answer:
    """Classes asked for and found, as numbers of `classes`; found on texts without marks too."""

    classes: list[str]
    truth: Ints
    found: Ints
    unmarked: Ints


def numbers_of(rows: list[Row], label: str, classes: list[str]) -> Ints:
    return np.array([classes.index(str(row[label])) for row in rows], dtype=np.int64)


@dataclass(frozen=True)
class Shown:
    """Labelled spans, and which of them are judged together."""

    spans: Spans
    truth: Ints
    group: Ints
    classes: list[str]


def learned(shown: Shown, recipe: Recipe, gain: Gain) -> Head:
    hits = one_hot(shown.truth, len(shown.classes))
    head, unseen = fit_and_judge(shown.spans, hits, shown.classes, recipe, groups=shown.group)
    return replace(
        head, lean=leaning(unseen, lambda found: gain(shown.classes, shown.truth, found))
    )


def told(usual: Head, plain: Head, texts: list[str], see: Sight) -> Ints:
    """The class of each text: by `plain` where nobody typed a mark, else by `usual`."""
    spans = see(texts)
    bare = np.array([clean(text) == fold(text) for text in texts])
    by_usual, by_plain = (decide(apply(head, spans), head.lean) for head in (usual, plain))
    return np.where(bare, by_plain, by_usual)


def answer(split: Split, label: str, recipe: Recipe, gain: Gain, see: Sight = spans_in) -> Answer:
    """Learns `label` from the taught rows, leans on their inner folds, answers the asked rows.

    Where the recipe reads the marks, a second head that does not answers the texts without any.
    """
    classes = sorted({str(row[label]) for row in split.taught})
    texts = [row["text"] for row in split.taught]
    shown = Shown(see(texts), numbers_of(split.taught, label, classes), split.group, classes)
    plain = learned(shown, replace(recipe, folded=True, marked=False), gain)
    usual = learned(shown, recipe, gain) if recipe.marked else plain
    asked = [nfc(row["text"]) for row in split.asked]
    truth = numbers_of(split.asked, label, classes)
    unmarked = [fold(text) for text in asked]
    found, bare = (told(usual, plain, typed, see) for typed in (asked, unmarked))
    return Answer(classes, truth, found, bare)


def all_even(_: list[str], truth: Ints, found: Ints) -> float:
    return macro_f1(truth, found)


def themes_gain(classes: list[str], truth: Ints, found: Ints) -> float:
    """Macro-F1 and accuracy together, less what recall of the smallest class lacks of .52."""
    missed = max(0.52 - recall(truth, found, classes.index("khac")), 0.0)
    return macro_f1(truth, found) + float((truth == found).mean()) - missed


def stance_gain(classes: list[str], truth: Ints, found: Ints) -> float:
    """Macro-F1, less what recall of the negative class lacks of .96."""
    return macro_f1(truth, found) - max(0.96 - recall(truth, found, classes.index("tieu_cuc")), 0.0)


def vsfc(file: Path) -> Iterator[Figure]:
    split = split_by(rows_of(file), "text")
    n = len(split.asked)
    marks = Recipe(naive=True, cost=0.1, balance=0.5, characters=0.5, folded=False, marked=True)
    theme = answer(split, "theme", marks, themes_gain)
    accuracy = float((theme.truth == theme.found).mean())
    yield gated("vsfc theme", "accuracy", accuracy, n, 0.87)
    yield gated("vsfc theme", "macro-F1", macro_f1(theme.truth, theme.found), n, 0.77)
    other = recall(theme.truth, theme.found, theme.classes.index("khac"))
    yield gated("vsfc theme", "recall of khac", other, n, 0.50)
    yield loss("vsfc theme", theme, n)
    view = answer(split, "stance", Recipe(naive=True, cost=0.2, balance=0.5), stance_gain)
    yield gated("vsfc stance", "macro-F1", macro_f1(view.truth, view.found), n, 0.79)
    negative = recall(view.truth, view.found, view.classes.index("tieu_cuc"))
    yield gated("vsfc stance", "recall of negative", negative, n, 0.95)
    yield loss("vsfc stance", view, n)


def loss(data: str, given: Answer, rows: int) -> Figure:
    """What macro-F1 loses when the asked texts are typed without marks."""
    lost = round(macro_f1(given.truth, given.found) - macro_f1(given.truth, given.unmarked), 4)
    return Figure(JOB, data, rows, "macro-F1 lost without marks", lost, "≤ 0.02", lost <= 0.02)


def victsd(file: Path) -> Iterator[Figure]:
    split = split_by(rows_of(file), "section_title")
    n = len(split.asked)
    useful = answer(split, "constructive", Recipe(cost=0.1, marked=True), all_even)
    yield gated("victsd constructive", "macro-F1", macro_f1(useful.truth, useful.found), n, 0.78)
    marks = Recipe(cost=0.2, balance=1.0, characters=0.3, folded=False, marked=True)
    see = sight_of([row["text"] for row in split.taught])
    domain = answer(split, "domain", marks, all_even, see)
    yield gated("victsd domain", "macro-F1", macro_f1(domain.truth, domain.found), n, 0.62)


# ----------------------------------------------------------------------- any number of classes


def sample_f1(truth: Flags, found: Flags) -> float:
    """Mean over texts of the F1 between its classes and those found; 1 where both are empty."""
    both = (truth & found).sum(axis=1)
    either = truth.sum(axis=1) + found.sum(axis=1)
    return float(np.where(either > 0, 2 * both / np.maximum(either, 1), 1.0).mean())


def likeliest_sets(chance: Floats) -> Flags:
    """For each text the set of likeliest classes whose expected F1 is best, never empty."""
    falling = -np.sort(-chance, axis=1)
    size = np.arange(1, chance.shape[1] + 1)
    expected = 2 * np.cumsum(falling, axis=1) / (size + chance.sum(axis=1, keepdims=True))
    taken = expected.argmax(axis=1) + 1
    rank = np.argsort(np.argsort(-chance, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(rank < taken[:, None])


def sets_of(rows: list[Row], labels: Callable[[Row], set[str]], classes: list[str]) -> Flags:
    held = [labels(row) for row in rows]
    return np.array([[name in names for name in classes] for names in held], dtype=bool)


@dataclass(frozen=True)
class Chances:
    """Classes of the asked rows: `chance` f32[n, k] and the truth bool[n, k]."""

    classes: list[str]
    chance: Floats
    truth: Flags

    @property
    def f1(self) -> float:
        return sample_f1(self.truth, likeliest_sets(self.chance))


def many(split: Split, labels: Callable[[Row], set[str]]) -> Chances:
    """Chances of each class for the asked rows, calibrated on inner folds."""
    classes = sorted(set().union(*(labels(row) for row in split.taught)))
    truth = sets_of(split.taught, labels, classes)
    spans = spans_in([row["text"] for row in split.taught])
    head = fit(spans, truth, classes, MANY, groups=split.group % MANY_FOLDS)
    chance = apply(head, spans_in([row["text"] for row in split.asked]))
    return Chances(classes, chance, sets_of(split.asked, labels, classes))


def shared_out(aspect: Chances, parts: Chances) -> Chances:
    """Chances of "aspect polarity" from those of the aspect, shared by the polarities' own."""
    of = np.array([aspect.classes.index(name.split()[0]) for name in parts.classes])
    total = np.zeros(aspect.chance.shape, dtype=np.float32)
    np.add.at(total.T, of, parts.chance.T)
    share = parts.chance / np.maximum(total[:, of], 1e-4)
    return replace(parts, chance=np.asarray(aspect.chance[:, of] * share, dtype=np.float32))


def aspects(row: Row) -> set[str]:
    return {name for name, _ in row["aspects"]}


def aspects_with_polarity(row: Row) -> set[str]:
    return {f"{name} {polarity}" for name, polarity in row["aspects"]}


def span_aspects(row: Row) -> set[str]:
    return {label.split("#")[0] for _, _, label in row["labels"]}


def hotel(file: Path) -> Iterator[Figure]:
    split = split_by(rows_of(file), "text")
    n = len(split.asked)
    named, judged = many(split, aspects), many(split, aspects_with_polarity)
    yield gated("vlsp_hotel aspects", "sample-F1", named.f1, n, 0.75)
    both = shared_out(named, judged).f1
    yield gated("vlsp_hotel aspects and polarity", "sample-F1", both, n, 0.68)


def phones(file: Path) -> Iterator[Figure]:
    taught = rows_of(file)
    group = np.array([number_of("inner " + normal(row["text"])) % FOLDS for row in taught])
    split = Split(taught, rows_of(file.with_name("visd4sa_dev.jsonl")), group.astype(np.int64))
    value = many(split, span_aspects).f1
    yield gated("visd4sa aspects", "sample-F1", value, len(split.asked), 0.80)


def arguments(file: Path) -> Iterator[Figure]:
    rows = rows_of(file)
    asked = [row for row in rows if number_of(row["question"]) % 5 == 0]
    taught = [row for row in rows if number_of(row["question"]) % 5 != 0]
    found = key_points(taught, asked)
    n = len(found.first_right)
    yield gated("kpa_train", "P@1 to key point", float(found.first_right.mean()), n, 0.47)
    auc = float(roc_auc_score(found.has_none, -found.score))
    yield gated("kpa_train", 'AUC of "none" (goal)', auc, len(found.score), 0.70)


# ------------------------------------------------------------------------------------- stance


def gold(file: Path) -> Iterator[Figure]:
    """Trained on `stance/` alone."""
    head, _ = train(lesson(list((file.parents[1] / "stance").glob("*.jsonl"))))
    given = lesson([file])
    found = stance(head, tokenize(given.texts), given.texts, given.units)
    n, named = len(given.stance), found.stance.astype(np.int64)
    yield gated("gold stance", "macro-F1", macro_f1(given.stance, named), n, 0.72)
    objects = given.stance == OBJECT
    yield gated("gold stance", "recall of object", recall(given.stance, named, OBJECT), n, 0.80)
    held = float(found.possible_objection[objects].mean())
    yield gated("gold stance", "objections in a queue of 25 %", held, n, 0.95)
    precise = float(objects[named == OBJECT].mean())
    yield gated("gold stance", "precision of object", precise, n)
    seen = found.possible_objection | (named == STANCES.index("unclear")) | (named == OBJECT)
    yield gated(
        "gold stance", "objections named, unclear or queued", float(seen[objects].mean()), n
    )


# ------------------------------------------------------------------------------------- speed


def speed() -> Iterator[Figure]:
    """Spans of 34 words a second on one core, by the head that ships, words drawn by chance."""
    words = np.array(
        [f"{a}{b}" for a in ("th", "ng", "đ", "kh", "tr") for b in ("ông", "uyện", "ể", "ai")]
    )
    draws = np.random.default_rng(0).integers(0, len(words), (20_000, 34))
    texts = [" ".join(line) for line in words[draws]]
    head = shipped()
    spans = replace(
        whole(tokenize(texts), texts), extra=np.zeros((len(texts), len(head.extra)), np.float32)
    )
    begin = time.process_time()
    apply(head, spans)
    spent = time.process_time() - begin
    yield gated(
        "shipped stance head", "34-word spans a second", len(texts) / spent, len(texts), 20_000
    )


SETS: tuple[tuple[str, Callable[[Path], Iterator[Figure]]], ...] = (
    ("opinions/vsfc.jsonl", vsfc),
    ("opinions/victsd.jsonl", victsd),
    ("opinions/vlsp_hotel.jsonl", hotel),
    ("opinions/visd4sa_train.jsonl", phones),
    ("opinions/kpa_train.jsonl", arguments),
    ("gold/opinions.jsonl", gold),
)


def run(shared: Path) -> Iterator[Figure]:
    """Every figure; a set that is not there is named and skipped."""
    for name, measure in SETS:
        file = shared / "data" / name
        if file.exists():
            yield from measure(file)
        else:
            yield Figure(JOB, name, 0, "set is missing, skipped", float("nan"))
    yield from speed()
