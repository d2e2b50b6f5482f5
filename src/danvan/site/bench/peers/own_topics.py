"""The same job by this package, as a program of its own so that its CPU and memory stand alone.

    python own_topics.py texts.jsonl labels.json

All of a cell's themes, the residual pass included; every stance neutral, nothing told beforehand.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

begun = time.process_time()
import numpy as np  # noqa: E402

from danvan.sense.features import Ranges, apply, echoes, fit  # noqa: E402
from danvan.sense.themes import Cell, themes  # noqa: E402
from danvan.sense.words.fold import nfc  # noqa: E402
from danvan.sense.words.tokens import tokenize  # noqa: E402

imported = time.process_time()


def topics(texts: list[str]) -> list[int]:
    tokens = tokenize([nfc(text) for text in texts])
    ranges, count = Ranges(tokens.first[:-1], tokens.first[1:]), len(texts)
    points = apply(fit(tokens, ranges), tokens, ranges)
    cell = Cell(
        vectors=points.vectors,
        at=np.arange(count),
        unexplained=points.unexplained,
        echoes=echoes(tokens, ranges, np.arange(count), low=3, high=24),
        stance=np.zeros(count, dtype=np.uint8),
        objection=np.zeros(count, dtype=np.float32),
        lane=np.full(count, -1, dtype=np.int64),
    )
    return [int(theme) for theme in themes(cell).theme]


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    start = time.process_time()
    labels = topics(texts)
    found = {
        "labels": labels,
        "cpu": time.process_time() - start,
        "import": imported - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
