"""Writes a synthesis beside its place, proves it there, and only then moves it in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from danvan.papers import report_docx, report_html, report_pdf, workbook
from danvan.papers.blocks import Paper
from danvan.papers.confirm import PICTURES, Scanned, write_confirmation
from danvan.papers.csv_out import write_csv
from danvan.papers.forms.issue import Issue
from danvan.papers.laid_out import laid_out
from danvan.papers.profile import Profile, profile
from danvan.sense.folder import redactions
from danvan.sense.folder.appendix import sheets
from danvan.sense.folder.masks import Decisions, Masks
from danvan.sense.folder.report import Report
from danvan.sense.folder.responses import response_paper
from danvan.sense.folder.state import NAME as STATE
from danvan.sense.folder.state import write_state
from danvan.sense.proof import Fault, input_digests, seal, table_digest, verify
from danvan.sense.proof.folder import FILES, FILLED, SUMS, untouched, write_checksums
from danvan.sense.records import Account, Reject
from danvan.sense.synthesis import Synthesis

Progress = Callable[[str, int, int], None]
BLANK = Issue(  # what the office fills in
    issuer=("[CƠ QUAN CẤP TRÊN]", "[CƠ QUAN BAN HÀNH]"),
    unit="…",
    place="[Địa danh]",
    office="[CHỨC VỤ NGƯỜI KÝ]",
)


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


@dataclass(frozen=True)
class Wanted:
    """How the papers are made out: the `title` of the draft, the profile, a `notice` for each page,
    and what people decided about masked words, as `redactions.read` gives it; `waiting` are the
    scans of which some rows wait for a person."""

    title: str
    papers: str
    notice: str = ""
    decisions: Decisions = field(default_factory=dict)
    waiting: Sequence[Scanned] = ()


def write(
    made: Synthesis,
    rejects: Sequence[Reject],
    out: Path,
    *,
    account: Account,
    wanted: Wanted,
    progress: Progress,
) -> dict[str, Any]:
    """Writes all files of the contract into `out`; returns the document as written.

    Raises Unproven where the proof finds a fault: then `out` is as it was before.
    """
    document = completed(made, rejects, account)
    out = out.resolve()
    with beside(out) as place:
        write_tables(made, rejects, place)
        form = profile(wanted.papers)
        masks = Masks(made.submissions, wanted.decisions)
        both = papers_of(document, made, form, masks, wanted)
        write_papers(*both, form, place, progress)
        pages = sheets(document, made.submissions, made.opinions, rejects, account, masks)
        workbook.write(place / "appendix.xlsx", pages)
        redactions.write(masks.queue(), wanted.decisions, place)
        write_confirmation(place, wanted.waiting)
        with (place / "synthesis.json").open("w", encoding="utf-8") as target:
            json.dump(document, target, ensure_ascii=False, indent=1)
        progress("proof", 0, 1)
        if faults := verify(place, sealed=False):
            raise Unproven(faults)
        write_checksums(place)
        if made.state is not None:  # no part of what is proved: it changes no figure
            write_state(made.state, place / STATE)
        keep_private(place)
        moved(place, out)
    return document


def completed(made: Synthesis, rejects: Sequence[Reject], account: Account) -> dict[str, Any]:
    """The document with what only the whole job knows: files, rejected rows and hashes."""
    base = made.document["base"]
    base = base | {
        "rows": base["submissions"] + len(rejects),
        "rejected": len(rejects),
        "unconfirmed": sum(reject.waits for reject in rejects),
    }
    hashes = {
        "inputs": input_digests(made.submissions, [(r.source, r.text) for r in rejects]),
        "opinions": table_digest(made.opinions),
        **as_data(account),
    }
    document = made.document | {"base": base, "made": made.document["made"] | hashes}
    document["made"] |= {"seal": seal(document)}
    return document


def as_data(account: Account) -> dict[str, list[dict[str, Any]]]:
    """The files in `synthesis.json`: sums and no row numbers, which would tell the rows' order."""
    files = [
        {
            "file": one.file,
            "kind": one.kind,
            "rows": one.rows,
            "accepted": one.accepted,
            "rejected": one.rejected,
            "unconfirmed": one.unconfirmed,
            "left_out": one.left_out,
            "notes": list(one.notes),
        }
        for one in account.files
    ]
    aside = [asdict(one) for one in account.set_aside]
    return {"files": files, "set_aside": aside}


def write_tables(made: Synthesis, rejects: Sequence[Reject], place: Path) -> None:
    for name, table in (("submissions", made.submissions), ("opinions", made.opinions)):
        pq.write_table(pa.table(table), place / f"{name}.parquet", compression="zstd")
    head = ("source", "row", "reason", "text")
    write_csv(place / "rejects.csv", head, ((r.source, r.row, r.reason, r.text) for r in rejects))


def papers_of(
    document: dict[str, Any], made: Synthesis, form: Profile, masks: Masks, wanted: Wanted
) -> tuple[Paper, Paper]:
    """The report, and the table in which the drafting body will answer it."""
    tables = (made.submissions, made.opinions)
    issue = replace(BLANK, notice=wanted.notice)
    report = Report(document, *tables, wanted.title, masks).paper(wanted.notice)
    shown = masks.shown(document)
    response = response_paper(
        shown, *tables, title=wanted.title, answers={}, issue=issue, form=form
    )
    return laid_out(report, form), laid_out(response, form)


def write_papers(
    report: Paper, response: Paper, form: Profile, place: Path, progress: Progress
) -> None:
    """The report to click through, and both papers to edit and to print."""
    steps: list[Callable[[], None]] = [lambda: write_page(report, place / "report.html")]
    for name, paper in (("report", report), ("response", response)):
        steps += [
            partial(report_docx.write, paper, place / f"{name}.docx", form),
            partial(report_pdf.write, paper, place / f"{name}.pdf", form),
        ]
    for done, step in enumerate(steps):
        progress("papers", done, len(steps) + 1)
        step()
    progress("papers", len(steps), len(steps) + 1)


def write_page(report: Paper, path: Path) -> None:
    with path.open("w", encoding="utf-8") as page:
        report_html.write(report, page)


def write_waiting(waiting: Sequence[Scanned], out: Path) -> int:
    """Writes what a person needs to confirm scans into `out`, whole or not at all; how many rows.

    Raises what the disk raises, and Unreadable where a scan can no longer be opened.
    """
    out = out.resolve()
    with beside(out) as place:
        count = write_confirmation(place, waiting)
        if count:
            keep_private(place)
            moved(place, out)
    return count


def keep_private(place: Path) -> None:
    """What shows texts as they were received is for the owner's eyes alone."""
    for name in (*redactions.PRIVATE, *FILLED, PICTURES):
        if (place / name).exists():
            (place / name).chmod(0o700 if name == PICTURES else 0o600)


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


def taken(out: Path, carried: Path | None = None) -> bool:
    """Whether `out` holds something beside a synthesis, which must not be lost with it: another
    file, or a person's words in a file of ours, but for `carried`, which the new one takes over."""
    if not out.exists():
        return False
    if not out.is_dir():
        return True
    held = {entry.name for entry in out.iterdir()}
    ours = {FILES[0], "synthesis.json"} <= held <= {*FILES, *FILLED, PICTURES, SUMS, STATE}
    return bool(held) and not (ours and untouched(out, carried))
