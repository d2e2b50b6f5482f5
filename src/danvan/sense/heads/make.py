"""Trains the stance head that ships: `python -m danvan.sense.heads.make` rewrites `stance.npz`.

The training text lies beside (`train/`, generated text). What is decided by trial is decided across
its fields of life: each field is judged by machines trained on the others. The same text gives the
same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from danvan.sense.heads.store import pack
from danvan.sense.learn import Floats, Head, fit_and_judge, leaning, macro_f1, one_hot
from danvan.sense.records import CLAIM, STANCES, Ints, Units
from danvan.sense.stance import OBJECT, RECIPE, spans_to_judge
from danvan.sense.words.fold import nfc
from danvan.sense.words.tokens import tokenize

HERE = Path(__file__).parent
LEAST_RECALL = 0.85  # of `object`, across fields; the gate asks .80 of a consultation never seen


@dataclass(frozen=True)
class Lesson:
    """Labelled units: `stance` int64[u] index in STANCES, `field` int64[u] number of the file."""

    texts: list[str]
    units: Units
    stance: Ints
    field: Ints


def lesson(files: Sequence[Path]) -> Lesson:
    """The points of JSONL files (`text`, `points[{start, end, stance}]`), a field for each file."""
    texts: list[str] = []
    rows: list[tuple[int, int, int, int, int]] = []
    for field, file in enumerate(sorted(files)):
        for line in file.read_text(encoding="utf-8").splitlines():
            submission = json.loads(line)
            for point in sorted(submission["points"], key=lambda point: int(point["start"])):
                label = STANCES.index(point["stance"])
                rows.append((len(texts), point["start"], point["end"], label, field))
            texts.append(nfc(submission["text"]))
    text, start, end, stance, field_of = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    kind = np.full(len(rows), CLAIM, dtype=np.uint8)
    units = Units(text, start, end, kind, np.full(len(rows), -1, dtype=np.int64))
    return Lesson(texts, units, stance, field_of)


def worth(truth: Ints, found: Ints) -> float:
    """Macro-F1, less what recall of objections lacks: missing one hides a person's no."""
    recall = float((found[truth == OBJECT] == OBJECT).mean())
    return macro_f1(truth, found) - max(LEAST_RECALL - recall, 0.0)


def train(taught: Lesson, vectors: Floats | None = None) -> tuple[Head, Floats]:
    """A stance head, and the probabilities of each point by machines that never saw its field."""
    tokens = tokenize(taught.texts)
    spans = spans_to_judge(tokens, taught.texts, taught.units, vectors)
    hits = one_hot(taught.stance, len(STANCES))
    head, unseen = fit_and_judge(spans, hits, STANCES, RECIPE, groups=taught.field)
    lean = leaning(unseen, lambda found: worth(taught.stance, found))
    return replace(head, lean=lean), unseen


def main() -> None:
    head, _ = train(lesson(list((HERE / "train").glob("*.jsonl"))))
    (HERE / "stance.npz").write_bytes(pack(head))


if __name__ == "__main__":
    main()
