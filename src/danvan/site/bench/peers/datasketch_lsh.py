"""Near-duplicate groups by datasketch, as its documentation does them; run in its own environment.

    python datasketch_lsh.py rows.jsonl labels.json threshold hashes bands

Rows are JSON lists of folded syllables. Equal rows are signed and inserted once.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

begun = time.process_time()
from datasketch import MinHash, MinHashLSH  # type: ignore  # noqa: E402

imported = time.process_time()


def find(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def groups(rows: list[list[str]], threshold: float, hashes: int, bands: int) -> list[int]:
    number: dict[tuple[str, ...], int] = {}
    form = [number.setdefault(tuple(row), len(number)) for row in rows]
    sets = [{f"{a} {b}".encode() for a, b in zip(row, row[1:], strict=False)} for row in number]
    lsh = MinHashLSH(num_perm=hashes, params=(bands, hashes // bands))
    signed = MinHash.bulk(sets, num_perm=hashes)
    parent = list(range(len(sets)))
    for text, signature in enumerate(signed):
        if not sets[text]:
            continue
        for other in lsh.query(signature):
            if signature.jaccard(signed[other]) >= threshold:
                parent[find(parent, text)] = find(parent, other)
        lsh.insert(text, signature, check_duplication=False)
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
