"""Writes a synthesis beside its place, proves it there, and only then moves it in."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from danvan.papers import report_docx, report_html, workbook
from danvan.papers.blocks import Paper
from danvan.papers.profile import profile
from danvan.sense.folder.appendix import sheets
from danvan.sense.folder.report import Report
from danvan.sense.proof import Fault, input_digests, seal, table_digest, verify
from danvan.sense.proof.folder import FILES, SUMS, write_checksums
from danvan.sense.records import Reject
from danvan.sense.synthesis import Synthesis

Progress = Callable[[str, int, int], None]


class Unproven(Exception):
    """The synthesis did not pass its own proof, and nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{faults[0].where}: {faults[0].what}")
        self.faults = faults


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as `out`, gone afterwards whatever happens."""
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write(
    made: Synthesis,
    rejects: Sequence[Reject],
    out: Path,
    *,
    title: str,
    papers: str,
    notice: str,
    progress: Progress,
) -> dict[str, Any]:
    """Writes all files of the contract into `out`; returns the document as written.

    Raises Unproven where the proof finds a fault: then `out` is as it was before.
    """
    document = completed(made, rejects)
    out = out.resolve()
    with beside(out) as place:
        write_tables(made, rejects, place)
        progress("papers", 0, 2)
        write_reports(
            Report(document, made.submissions, made.opinions, title).paper(notice), papers, place
        )
        progress("papers", 1, 2)
        workbook.write(
            place / "appendix.xlsx", sheets(document, made.submissions, made.opinions, rejects)
        )
        with (place / "synthesis.json").open("w", encoding="utf-8") as target:
            json.dump(document, target, ensure_ascii=False, indent=1)
        progress("proof", 0, 1)
        if faults := verify(place, sealed=False):
            raise Unproven(faults)
        write_checksums(place)
        moved(place, out)
    return document


def completed(made: Synthesis, rejects: Sequence[Reject]) -> dict[str, Any]:
    """The document with what only the whole job knows: rejected rows and hashes."""
    base = made.document["base"]
    base = base | {"rejected": len(rejects), "rows": base["submissions"] + len(rejects)}
    hashes = {
        "inputs": input_digests(made.submissions, [(r.source, r.text) for r in rejects]),
        "opinions": table_digest(made.opinions),
    }
    document = made.document | {"base": base, "made": made.document["made"] | hashes}
    document["made"] |= {"seal": seal(document)}
    return document


def write_tables(made: Synthesis, rejects: Sequence[Reject], place: Path) -> None:
    for name, table in (("submissions", made.submissions), ("opinions", made.opinions)):
        pq.write_table(pa.table(table), place / f"{name}.parquet", compression="zstd")
    with (place / "rejects.csv").open("w", encoding="utf-8-sig", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(("source", "row", "reason", "text"))
        rows.writerows((r.source, r.row, r.reason, r.text) for r in rejects)


def write_reports(paper: Paper, form: str, place: Path) -> None:
    with (place / "report.html").open("w", encoding="utf-8") as page:
        report_html.write(paper, page)
    report_docx.write(paper, place / "report.docx", profile(form))


def moved(place: Path, out: Path) -> None:
    """The finished folder takes the place of `out`; an older synthesis there makes way."""
    place.chmod(0o755)
    if out.exists():
        with beside(out) as old:
            out.rename(old / out.name)
            try:
                place.rename(out)
            except BaseException:
                (old / out.name).rename(out)
                raise
    else:
        place.rename(out)


def taken(out: Path) -> bool:
    """Whether `out` holds something beside a synthesis, which must not be lost with it."""
    if not out.exists():
        return False
    if not out.is_dir():
        return True
    held = {entry.name for entry in out.iterdir()}
    return bool(held) and not {FILES[0], "synthesis.json"} <= held <= {*FILES, SUMS, "report.pdf"}
