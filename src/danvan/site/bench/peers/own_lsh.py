"""The same job by this package, as a program of its own so that its CPU and memory stand alone.

python own_lsh.py rows.jsonl labels.json threshold hashes bands
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

begun = time.process_time()
from danvan.sense.families import near_duplicates  # noqa: E402
from danvan.sense.words.fold import nfc  # noqa: E402
from danvan.sense.words.tokens import tokenize  # noqa: E402

imported = time.process_time()

if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines]
    start = time.process_time()
    tokens = tokenize(nfc(text) for text in texts)
    labels = near_duplicates(tokens, float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    found = {
        "labels": labels.tolist(),
        "cpu": time.process_time() - start,
        "import": imported - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
