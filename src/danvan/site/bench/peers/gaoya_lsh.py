"""Near-duplicate groups by gaoya, as its documentation does them; run in its own environment.

    python gaoya_lsh.py rows.jsonl labels.json threshold hashes bands

Rows are JSON lists of folded syllables. Equal rows are signed and inserted once.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

begun = time.process_time()
from gaoya.minhash import MinHashStringIndex  # type: ignore  # noqa: E402

imported = time.process_time()


def find(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def groups(rows: list[list[str]], threshold: float, hashes: int, bands: int) -> list[int]:
    number: dict[tuple[str, ...], int] = {}
    form = [number.setdefault(tuple(row), len(number)) for row in rows]
    documents = [" ".join(row) for row in number]
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=threshold,
        num_bands=bands,
        band_size=hashes // bands,
        analyzer="word",
        ngram_range=(2, 2),
        lowercase=False,
    )
    parent = list(range(len(documents)))
    for text, document in enumerate(documents):
        for other in index.query(document):
            parent[find(parent, text)] = find(parent, other)
        index.insert_document(text, document)
    return [find(parent, text) for text in form]


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    start = time.process_time()
    labels = groups(rows, float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    found = {
        "labels": labels,
        "cpu": time.process_time() - start,
        "import": imported - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
