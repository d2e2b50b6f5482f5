"""Near-duplicate groups by gaoya, as its documentation does them; run in its own environment.

    python gaoya_lsh.py rows.jsonl labels.json threshold hashes bands [once]

Rows are JSON strings. With "once", equal rows are signed and inserted once; the documentation does
not say to.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
import unicodedata
from pathlib import Path

begun = time.process_time()
from gaoya.minhash import MinHashStringIndex  # type: ignore[import-not-found]  # noqa: E402

imported = time.process_time()


def find(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def groups(rows: list[list[str]], threshold: float, hashes: int, bands: int) -> list[int]:
    documents = [" ".join(row) for row in rows]
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
    return [find(parent, text) for text in range(len(rows))]


def syllables(text: str) -> list[str]:
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.findall(r"[^\W_]+", "".join(c for c in apart if not unicodedata.combining(c)))


def run(texts: list[str], options: list[str]) -> list[int]:
    rows = [syllables(text) for text in texts]
    number = {tuple(row): at for at, row in enumerate(rows)}
    kept = [list(row) for row in number] if options[3:] == ["once"] else rows
    labels = groups(kept, float(options[0]), int(options[1]), int(options[2]))
    if kept is rows:
        return labels
    of = dict(zip(number, labels, strict=True))
    return [of[tuple(row)] for row in rows]


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines]
    start = time.process_time()
    labels = run(texts, sys.argv[3:])
    found = {
        "labels": labels,
        "cpu": time.process_time() - start,
        "import": imported - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
