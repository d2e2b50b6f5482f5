"""Near copies: campaigns with known answers, and the plain near-duplicate job beside its peers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from danvan.sense.families import families
from danvan.sense.records import Families, Ints
from danvan.sense.words.fold import fold, nfc
from danvan.sense.words.tokens import Tokens, tokenize
from danvan.site.bench.figure import Figure
from danvan.site.bench.measure import ONE_THREAD
from danvan.site.bench.peers.environment import environment

PEERS = {"datasketch": "datasketch==2.0.0", "gaoya": "gaoya==0.2.2"}
TIMES = {"datasketch": 10, "gaoya": 5}  # the gates: this many times less CPU
SCRIPTS = Path(__file__).parent / "peers"
SHARE = 0.8  # of a remark's letters found; at most 1 - SHARE of what is found may be others'
FIVE = ["vsfc", "victsd", "visd4sa_train", "visd4sa_dev", "vlsp_hotel"]
THRESHOLD, HASHES, BANDS = 0.7, 100, 20

Truth = list[dict[str, Any]]


@dataclass(frozen=True)
class Forms:
    """Rows folded together: `text` of each form, and `of` int64[rows], the form of each row."""

    text: list[str]
    of: Ints


def run(shared: Path, cache: Path | None = None) -> Iterator[Figure]:
    """`cache`: where the peers' environment is made and kept; without it no peer is run."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (20_000, 100_000):
            for seed in (11, 12):
                load = make_load(shared, Path(folder), rows, seed)
                yield from campaigns(*load, f"make_load.py seed {seed}")
        yield from exact_groups(shared)
        yield from near_job(*make_load(shared, Path(folder), 100_000, 13), cache, Path(folder))


def make_load(shared: Path, folder: Path, rows: int, seed: int) -> tuple[list[str], Truth]:
    out, truth = folder / "load.jsonl", folder / "truth.jsonl"
    sizes = ["--n", str(rows), "--seed", str(seed), "--out", str(out), "--truth", str(truth)]
    program = shared / "data" / "make_load.py"
    subprocess.run([sys.executable, program, *sizes], check=True, capture_output=True)  # noqa: S603
    return [nfc(str(row["text"])) for row in jsonl(out)], jsonl(truth)


def jsonl(path: Path) -> Truth:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def forms_of(rows: Sequence[str]) -> Forms:
    """Rows with the same folded letters and digits are one form, that of the first such row."""
    number: dict[str, int] = {}
    text: list[str] = []
    of = np.empty(len(rows), dtype=np.int64)
    for at, row in enumerate(rows):
        key = "".join(filter(str.isalnum, fold(row)))
        of[at] = number.setdefault(key, len(number))
        if len(number) > len(text):
            text.append(row)
    return Forms(text, of)


def found_families(forms: Forms) -> tuple[Families, Tokens, float]:
    tokens = tokenize(forms.text)
    start = time.process_time()
    neutral = np.zeros(len(forms.text), dtype=np.uint8)
    found = families(tokens, np.bincount(forms.of), neutral)
    return found, tokens, time.process_time() - start


def campaigns(rows: list[str], truth: Truth, data: str) -> Iterator[Figure]:
    """Recall: campaign rows in their campaign's largest family. Unique swallowed: rows of no
    campaign in such a family. Merged: campaigns that share one. Remark: see `recovered`.
    """
    forms = forms_of(rows)
    found, _, cpu = found_families(forms)
    family = found.family[forms.of]
    sent = [at for at, row in enumerate(truth) if row["kind"] == "campaign"]
    split: dict[str, Counter[int]] = defaultdict(Counter)
    for at in sent:
        split[truth[at]["family_id"]][int(family[at])] += 1
    main = {name: counts.most_common(1)[0][0] for name, counts in split.items()}
    recall = sum(family[at] == main[truth[at]["family_id"]] for at in sent) / len(sent)
    own = {int(forms.of[at]) for at in sent}
    others = [at for at in range(len(rows)) if int(forms.of[at]) not in own]
    swallowed = sum(int(family[at]) in main.values() for at in others) / len(others)
    merged = len(main) - len(set(main.values()))
    told = [at for at in sent if truth[at]["remark"]]
    said = sum(recovered(rows[at], truth[at]["remark"], forms, at, found) for at in told)
    n, job = len(rows), "campaigns"
    yield Figure(job, data, n, "recall", recall, "≥ .99", recall >= 0.99)
    yield Figure(job, data, n, "unique swallowed", swallowed, "≤ .001", swallowed <= 0.001)
    yield Figure(job, data, n, "merged", merged, "0", merged == 0)
    share = said / max(len(told), 1)
    yield Figure(job, data, n, "remark recovered", share, "≥ .95", share >= 0.95)
    limit = 5.0 * len(forms.text) / 80_000
    yield Figure(job, data, n, "CPU seconds", cpu, f"≤ {limit:.1f}", cpu <= limit, cpu=cpu)


def recovered(row: str, remark: str, forms: Forms, at: int, found: Families) -> bool:
    """The span found in the row's form covers SHARE of the remark's letters, and little else."""
    form = int(forms.of[at])
    start, end = int(found.remark_start[form]), int(found.remark_end[form])
    begin = row.find(nfc(remark))
    wanted = letters(row, begin, begin + len(nfc(remark)))
    got = letters(forms.text[form], start, end)
    both = len(wanted & got)
    return both >= SHARE * len(wanted) and len(got) - both <= (1 - SHARE) * len(got)


def letters(text: str, start: int, end: int) -> set[int]:
    """Which letters and digits of a text, counted from its first, lie in a span."""
    places = [place for place, character in enumerate(text) if character.isalnum()]
    return {number for number, place in enumerate(places) if start <= place < end}


def exact_groups(shared: Path) -> Iterator[Figure]:
    opinions = shared / "data" / "opinions"
    rows = [row for name in FIVE for row in jsonl(opinions / f"{name}.jsonl")]
    forms = forms_of([nfc(str(row["text"])) for row in rows])
    found, _, cpu = found_families(forms)
    family = {str(row["id"]): int(found.family[forms.of[at]]) for at, row in enumerate(rows)}
    groups = json.loads((opinions / "dup_exact_groups.json").read_text(encoding="utf-8"))
    whole = sum(len({family[str(name)] for name in group}) == 1 for group in groups) / len(groups)
    data = "dup_exact_groups.json"
    yield Figure("exact copies", data, len(rows), "found", whole, "1.0", whole == 1, cpu=cpu)


def near_job(rows: list[str], truth: Truth, cache: Path | None, folder: Path) -> Iterator[Figure]:
    """Groups from raw text, one program after the other, against the generator's families.

    Peers run as documented, which is what the gates compare; and with equal rows taken once.
    """
    texts = folder / "texts.jsonl"
    with texts.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    ours = measure(Path(sys.executable), "own_lsh.py", texts)
    yield from near_figures("", ours, truth, None)
    for name in PEERS if cache else ():
        python = environment(cache or folder, name, [PEERS[name]])
        for options in ([], ["once"]) if python else ():
            theirs = measure(python or Path(), f"{name}_lsh.py", texts, *options)
            yield from near_figures(" ".join([name, *options]), theirs, truth, ours)


def measure(python: Path, script: str, texts: Path, *options: str) -> dict[str, Any]:
    out = texts.with_suffix(".labels.json")
    words = [*(str(number) for number in (THRESHOLD, HASHES, BANDS)), *options]
    command: list[str | Path] = ["env", *ONE_THREAD, python, SCRIPTS / script, texts, out, *words]
    subprocess.run(command, check=True)  # noqa: S603
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def near_figures(
    peer: str, found: dict[str, Any], truth: Truth, ours: dict[str, Any] | None
) -> Iterator[Figure]:
    """B-cubed figures; gates: our F, CPU and memory against a peer that runs as documented."""
    names = [row["family_id"] for row in truth]
    precision, recall, both = b_cubed(found["labels"], names)
    gated = ours is not None and peer in TIMES
    data = f"make_load.py, J ≥ {THRESHOLD}, {HASHES} hashes, {BANDS} bands"

    def figure(metric: str, value: float, gate: str = "", *, good: bool = False) -> Figure:
        cost = (found["cpu"], int(found["memory"]))
        known = good if gate else None
        return Figure("near duplicates", data, len(truth), metric, value, gate, known, peer, *cost)

    yield figure("precision", precision)
    yield figure("recall", recall)
    yield figure("import seconds", found["import"])
    if ours is None:
        yield figure("F", both)
        return
    times, least = found["cpu"] / ours["cpu"], TIMES.get(peer, 0)
    higher = b_cubed(ours["labels"], names)[2] >= both
    yield figure("F", both, "ours no lower" if gated else "", good=higher)
    yield figure("times our CPU", times, f"≥ {least}" if gated else "", good=times >= least)
    memory = found["memory"] / ours["memory"]
    yield figure("times our memory", memory, "≥ 1" if gated else "", good=memory >= 1)


def b_cubed(labels: Sequence[int], names: Sequence[str]) -> tuple[float, float, float]:
    """Mean over rows of the share of a row's group that is of its kind, and of its kind that is in
    its group, and their harmonic mean."""
    both = Counter(zip(labels, names, strict=True))
    group, kind = Counter(labels), Counter(names)
    precision = sum(n * n / group[label] for (label, _), n in both.items()) / len(labels)
    recall = sum(n * n / kind[name] for (_, name), n in both.items()) / len(labels)
    return precision, recall, 2 * precision * recall / (precision + recall)
