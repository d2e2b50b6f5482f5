"""Every check of a synthesis folder, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import pyarrow as pa

from danvan.sense.proof import counts, said
from danvan.sense.proof.digests import input_digests, seal, table_digest
from danvan.sense.proof.folder import (
    Folder,
    Unusable,
    altered_files,
    docx_text,
    html_text,
    inked,
    open_folder,
)

__all__ = ["Fault", "Unusable", "verify"]

Check = Callable[[Folder], Iterator[tuple[str, str]]]

BROKEN = (
    LookupError, TypeError, ValueError, AttributeError, OSError, BadZipFile, pa.ArrowException,
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold: `where` names it by id, `what` says it in Vietnamese."""

    where: str
    what: str


def verify(path: Path, *, sealed: bool = True) -> list[Fault]:
    """What is wrong with the synthesis in `path`; an empty list is proof.

    `sealed` is False before the folder is finished, when its checksums are not yet written. Raises
    Unusable where there is no synthesis to check.
    """
    folder = open_folder(path)
    faults = [fault for check in CHECKS for fault in found_by(check, folder)]
    if sealed:
        faults += [Fault(name, "tệp đã bị sửa sau khi ghi") for name in altered_files(path)]
    return faults


def found_by(check: Check, folder: Folder) -> list[Fault]:
    """The faults of one check; content it cannot even read is a fault, too."""
    try:
        return [Fault(*found) for found in check(folder)]
    except BROKEN as wrong:
        cause = f"{type(wrong).__name__}: {' '.join(str(wrong).split())[:120]}"
        what = f"có mục thiếu hoặc sai kiểu nên không đếm lại được ({cause})"
        return [Fault(check.__name__, what)]


def hashes(folder: Folder) -> Iterator[tuple[str, str]]:
    made = folder.document["made"]
    if made.get("inputs") != input_digests(folder.submissions, folder.rejects):
        yield "made.inputs", "nội dung các lượt góp ý không khớp mã băm"
    if made.get("opinions") != table_digest(folder.opinions):
        yield "made.opinions", "bảng ý kiến không khớp mã băm"
    if made.get("seal") != seal(folder.document):
        yield "made.seal", "synthesis.json không khớp mã băm của chính nó"


def papers(folder: Folder) -> Iterator[tuple[str, str]]:
    """Both reports hold every sentence as it was proved; the page quotes its first voice."""
    page = html_text(folder.path / "report.html")
    letters = inked(page)
    paper = " ".join(docx_text(folder.path / "report.docx").split())
    for statement in folder.document["statements"]:
        text = " ".join(statement["text"].split())
        if text not in page:
            yield statement["id"], "câu không có hoặc đã khác trong report.html"
        if text not in paper:
            yield statement["id"], "câu không có hoặc đã khác trong report.docx"
        for quote in statement["quotes"][:1]:
            if inked(f"“{quote['quote']}”{quote['opinion_id']}") not in letters:
                yield statement["id"], "trích dẫn không có hoặc đã khác trong report.html"


CHECKS: tuple[Check, ...] = (
    counts.rows,
    counts.opinions,
    counts.base,
    counts.sections,
    counts.themes,
    said.statements,
    said.quotes,
    hashes,
    papers,
)
