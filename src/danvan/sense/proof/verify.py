"""Every check of a synthesis folder, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pyarrow as pa

from danvan.papers.errors import Unreadable
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
    pdf_pages,
    solid,
)
from danvan.sense.proof.masks import queue, quotes_shown, voices

__all__ = ["Fault", "Unusable", "verify"]

Check = Callable[[Folder], Iterator[tuple[str, str]]]
Statement = dict[str, Any]

BROKEN = (
    LookupError, TypeError, ValueError, AttributeError, OSError, BadZipFile, Unreadable,
    pa.ArrowException,
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
    rejects = [(source, text) for source, text, _ in folder.rejects]
    if made.get("inputs") != input_digests(folder.submissions, rejects):
        yield "made.inputs", "nội dung các lượt góp ý không khớp mã băm"
    if made.get("opinions") != table_digest(folder.opinions):
        yield "made.opinions", "bảng ý kiến không khớp mã băm"
    if made.get("seal") != seal(folder.document):
        yield "made.seal", "synthesis.json không khớp mã băm của chính nó"


def papers(folder: Folder) -> Iterator[tuple[str, str]]:
    """Every report holds each sentence as it was proved, the response table those of its themes."""
    statements = quotes_shown(folder.document["statements"], folder.submissions, folder.masks)
    yield from page(folder, statements)
    yield from typed(folder, "report", statements)
    yield from printed(folder, "report", statements)
    own = [statement for statement in statements if statement["scope"] == "theme"]
    yield from typed(folder, "response", own)
    yield from printed(folder, "response", own)


def masks(folder: Folder) -> Iterator[tuple[str, str]]:
    """What is hidden is hidden everywhere, and nothing else of a text is changed."""
    yield from queue(folder.submissions, folder.masks)
    content = (folder.path / "report.html").read_text(encoding="utf-8")
    yield from voices(content, folder.submissions, folder.opinions, folder.masks)


def page(folder: Folder, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """The page quotes the first voice of each sentence, too."""
    content = html_text(folder.path / "report.html")
    said, quoted = reader(content), reader(inked(content))
    for statement in statements:
        if not said(" ".join(statement["text"].split())):
            yield statement["id"], "câu không có hoặc đã khác trong report.html"
        for quote in statement["quotes"][:1]:
            if not quoted(inked(f"“{quote['quote']}”{quote['opinion_id']}")):
                yield statement["id"], "trích dẫn không có hoặc đã khác trong report.html"


def typed(folder: Folder, name: str, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    said = reader(" ".join(docx_text(folder.path / f"{name}.docx").split()))
    for statement in statements:
        if not said(" ".join(statement["text"].split())):
            yield statement["id"], f"câu không có hoặc đã khác trong {name}.docx"


def printed(
    folder: Folder, name: str, statements: Sequence[Statement]
) -> Iterator[tuple[str, str]]:
    """A printed paper quotes the first voice of each sentence, too."""
    pages = pdf_pages(folder.path / f"{name}.pdf")
    inked_pages = [inked(text) for text in pages]
    said, quoted = reader(solid("".join(pages))), reader("".join(inked_pages))
    for statement in statements:
        words = solid(statement["text"])
        if not said(words) and not goes_on(pages, words):
            yield statement["id"], f"câu không có hoặc đã khác trong {name}.pdf"
        for quote in statement["quotes"][:1]:
            words = inked(solid(f"“{quote['quote']}”"))
            if not quoted(words) and not goes_on(inked_pages, words):
                yield statement["id"], f"trích dẫn không có hoặc đã khác trong {name}.pdf"


def goes_on(pages: Sequence[str], words: str) -> bool:
    """Whether words begin on a page and go on on the next ones, as a cell of a long table does.

    After its part each page but the last has nothing but the answer beside it, which is still to
    be given. Below the head of the next page the rest stands, in one piece or in such parts.
    """
    first = words[:BEGINNING]
    return any(is_told(pages[number:], words) for number, page in enumerate(pages) if first in page)


def is_told(pages: Sequence[str], words: str) -> bool:
    """Whether the words stand on the first page and, where they do not end there, on the next."""
    for page in pages:
        if words in page:
            return True
        fits = longest(page, words)
        beside = page.rpartition(words[:fits])[2] if fits else page
        if inked(beside) not in {"", UNANSWERED}:
            return False
        words = words[fits:]
    return False


def longest(page: str, words: str) -> int:
    """How many of the first signs of `words` stand on the page, in one piece."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
    return low


def reader(whole: str) -> Callable[[str], bool]:
    """Tells whether words stand in `whole`, looking first where the last ones stood."""
    last = 0

    def stands(words: str) -> bool:
        nonlocal last
        at = whole.find(words, last)
        if at < 0:
            at = whole.find(words)
        last = max(at, 0)
        return at >= 0

    return stands


UNANSWERED = inked("Chưa giải trình")  # what stands beside an opinion until it is answered
BEGINNING = 2  # signs of a sentence that stand together on its first page

CHECKS: tuple[Check, ...] = (
    counts.rows,
    counts.opinions,
    counts.base,
    counts.files,
    counts.sections,
    counts.themes,
    said.statements,
    said.quotes,
    hashes,
    papers,
    masks,
)
