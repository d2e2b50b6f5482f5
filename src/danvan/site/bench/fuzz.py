"""Thousands of damaged files at the door of intake: each is read or refused, none breaks it.

A process of its own reads them one after another; where it falls silent or ends, the try is counted
against the reader and another process goes on.
"""

from __future__ import annotations

import contextlib
import json
import select
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from danvan.sense.intake import Unreadable, read
from danvan.site.bench.damage import damaged
from danvan.site.bench.figure import Figure

JOB = "fuzz"
TRIES = 10_000
SLOW_TRIES = 20  # of each file that starts another program at every try
SLOW = (".xls", ".doc", ".png", ".jpg", ".pdf")
SECONDS = 150  # without an answer: a hang; readers stop their own programs after 60 to 120
COMMAND = (sys.executable, "-m", __name__)

Try = tuple[Path, int]


@dataclass
class Counted:
    """Tries by how they ended, and those that ended otherwise than they may."""

    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Try, str]] = field(default_factory=list)


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    """Counts by how the tries ended; each wrong one is named with its file and seed."""
    counted = tried(tries(shared / "data/office", TRIES))
    total = sum(counted.ended.values())
    for name in ("read", "refused"):
        yield Figure(JOB, "office/ damaged", total, name, counted.ended[name])
    wrong = len(counted.wrong)
    yield Figure(JOB, "office/ damaged", total, "other", wrong, "0", good=not wrong)
    for (file, seed), what in counted.wrong[:20]:
        yield Figure(JOB, f"{file.name} seed {seed}", 1, what, float("nan"), good=False)


def tries(office: Path, count: int) -> list[Try]:
    """`count` tries in all, spread evenly over the files but for the slow ones."""
    files = [path for path in sorted(office.iterdir()) if path.suffix not in (".json", ".py")]
    files = [path for path in files if 0 < path.stat().st_size < 1 << 20]
    slow = [path for path in files if path.suffix in SLOW]
    quick = [path for path in files if path.suffix not in SLOW]
    made = [(path, seed) for path in slow for seed in range(SLOW_TRIES)]
    each = -(-(count - len(made)) // len(quick))
    made += [(path, seed) for seed in range(each) for path in quick]
    return made[:count]


def tried(all_tries: Sequence[Try]) -> Counted:
    counted = Counted()
    at = 0
    while at < len(all_tries):
        at += one_process(all_tries[at:], counted)
    return counted


def one_process(rest: Sequence[Try], counted: Counted) -> int:
    """Tries until the process ends or falls silent; how many of the tries are over."""
    with subprocess.Popen(  # noqa: S603 - this very module
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as reader:
        try:
            for number, (file, seed) in enumerate(rest):
                ending = answer(reader, file, seed)
                counted.ended[ending if ending in ("read", "refused") else "other"] += 1
                if ending not in ("read", "refused"):
                    counted.wrong.append(((file, seed), ending))
                if ending in ("ended", "hangs"):
                    return number + 1
        finally:
            reader.kill()
    return len(rest)


def answer(reader: subprocess.Popen[str], file: Path, seed: int) -> str:
    if reader.stdin is None or reader.stdout is None:
        return "ended"
    with contextlib.suppress(BrokenPipeError):
        reader.stdin.write(json.dumps([str(file), seed]) + "\n")
        reader.stdin.flush()
    ready, _, _ = select.select([reader.stdout], [], [], SECONDS)
    if not ready:
        return "hangs"
    return reader.stdout.readline().strip() or "ended"


def ending(file: Path, seed: int, folder: Path) -> str:
    """Reads one damaged file; what came of it in a word, or the error that got out."""
    path = folder / file.name
    path.write_bytes(damaged(file.read_bytes(), seed))
    try:
        found = read([path], confirmed=True)
    except Unreadable:
        return "refused"
    except BaseException as wrong:  # noqa: BLE001 - every other error is what is looked for
        return f"{type(wrong).__name__}: {str(wrong)[:120]}".replace("\n", " ")
    return "read" if found.read == found.table.num_rows + len(found.rejects) else "rows lost"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            file, seed = json.loads(line)
            sys.stdout.write(ending(Path(file), seed, Path(folder)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
