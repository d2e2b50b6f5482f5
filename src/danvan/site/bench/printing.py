"""Seconds to set papers as PDF: a report of 72 pages and more, and that of the demonstration."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from danvan.papers import report_pdf
from danvan.papers.blocks import Evidence, Item, Mark, Paper, Sentence
from danvan.papers.pdf_text import pages
from danvan.papers.profile import profile
from danvan.sense.folder.report import Report
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import synthesized

JOB = "pdf"
DEMO = Path(__file__).parents[1] / "demo"
SIZES = {720: 2, 3_000: 5}  # sentences: seconds; 720 fill 72 pages
REPORT_SECONDS = 2
FORM = "state"


def run(_shared: Path, cache: Path) -> Iterator[Figure]:
    """Pages and wall seconds of `report_pdf.write`, without starting the program."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        out = Path(folder)
        for sentences, most in SIZES.items():
            paper = generated(sentences)
            yield from printed("generated sentences", sentences, paper, most, out)
        paper = demonstration(out / "synthesis")
        data = "report of the demonstration"
        yield from printed(data, sum(1 for _ in paper.blocks), paper, REPORT_SECONDS, out)


def printed(data: str, rows: int, paper: Paper, most: float, out: Path) -> Iterator[Figure]:
    start = time.perf_counter(), time.process_time()
    report_pdf.write(paper, out / "report.pdf", profile(FORM))
    wall, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    yield Figure(JOB, data, rows, "pages", pages(out / "report.pdf"))
    yield Figure(JOB, data, rows, "wall s", wall, f"≤ {most}", wall <= most, cpu=cpu)


def generated(sentences: int) -> Paper:
    """Sentences as long as those of a report, each with eight opinions behind it."""
    mark = Mark("đề nghị", "plus")
    items = tuple(Item(f"bg-{n:04}.1", "", "", "", "", "", mark) for n in range(8))
    said = Evidence(120, items, "")
    text = "Một số ý kiến đề nghị bổ sung số liệu về hạ tầng giao thông (120/1.310 ý kiến; 9,2 %)."
    blocks = [Sentence(f"S{n}", text, "", said) for n in range(sentences)]
    return Paper(title="BÁO CÁO", subtitle="tổng hợp ý kiến góp ý", blocks=blocks, kind="BC")


def demonstration(out: Path) -> Paper:
    """The report of the demonstration's opinions, as `danvan synthesize` makes it."""
    spent = synthesized(DEMO / "opinions.csv", out, "--draft", DEMO / "draft.md")
    if spent.code:
        raise RuntimeError(f"the demonstration cannot be synthesised: {spent.last}")
    document = json.loads((out / "synthesis.json").read_text(encoding="utf-8"))
    submissions, opinions = (
        pq.read_table(out / f"{name}.parquet") for name in ("submissions", "opinions")
    )
    return Report(document, submissions, opinions, "").paper()
