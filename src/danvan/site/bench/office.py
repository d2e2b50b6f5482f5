"""Awkward office files against what they should give, letters of scans, seconds of long files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from danvan.papers import report_pdf, workbook
from danvan.papers.blocks import Block, Heading, Paper, Paragraph
from danvan.papers.profile import profile
from danvan.sense.intake import Intake, Unreadable, read
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import load, rows_of

JOB = "office"
Expected = dict[str, Any]

ROWS, ROW_SECONDS = 50_000, 3
LINES, PAGES, PAGE_SECONDS = 1_000, 70, 2  # so many lines fill so many pages
LETTERS_WRONG = 0.01  # of the letters of a scan
SEED = 41


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    """Files whose rows, rejects and texts are right; error of text recognition; seconds."""
    yield from files(shared / "data/office")
    texts = [row["text"] for row in rows_of(load(shared, cache, ROWS, SEED)[0])]
    yield seconds("xlsx, rows", ROW_SECONDS, long_workbook(cache, texts))
    yield seconds("pdf, pages", PAGE_SECONDS, long_pdf(cache, texts))


def files(office: Path) -> Iterator[Figure]:
    listed = sorted(office.glob("*.expected.json"))
    wrong = []
    for path in listed:
        expected: Expected = json.loads(path.read_text(encoding="utf-8"))
        file = office / expected["file"]
        found = taken(file)
        if expected.get("needs") and isinstance(found, Intake):
            yield letters(file.name, expected, found)
        if what := difference(expected, found):
            wrong.append(Figure(JOB, file.name, 1, f"sai: {what}", float("nan"), good=False))
    right, every = len(listed) - len(wrong), len(listed)
    yield Figure(JOB, "office/", every, "files right", right, f"{every}", right == every)
    yield from wrong


def taken(file: Path) -> Intake | Unreadable:
    try:
        return read([file], confirmed=True)
    except Unreadable as cause:
        return cause


def difference(expected: Expected, found: Intake | Unreadable) -> str:
    """What is not as expected, or nothing."""
    if isinstance(found, Unreadable):
        return "" if not expected["ok"] else found.cause
    rows = found.table.num_rows
    if not expected["ok"]:
        return "" if rows == expected.get("may_accept") else f"{rows} rows read, should be refused"
    if rows != expected["accepted"]:
        return f"{rows} rows, not {expected['accepted']}"
    if [reject.row for reject in found.rejects] != [str(row["row"]) for row in expected["rejects"]]:
        return "rejects"
    texts = found.table["text"].to_pylist()
    if expected.get("needs"):
        return "" if share_wrong(texts, expected["texts"]) <= LETTERS_WRONG else "letters"
    return "" if texts == expected["texts"] else "texts"


def letters(name: str, expected: Expected, found: Intake) -> Figure:
    """How many letters of a scan were recognised wrongly."""
    texts = found.table["text"].to_pylist()
    wrong = share_wrong(texts, expected["texts"])
    gate = f"≤ {LETTERS_WRONG}"
    return Figure(
        JOB, name, len(texts), "character error", wrong, gate, good=wrong <= LETTERS_WRONG
    )


def share_wrong(found: list[str], wanted: list[str]) -> float:
    """Edits between two lists of texts, on one line each, by the letters wanted."""
    one, two = (" ".join(" ".join(texts).split()) for texts in (found, wanted))
    return edits(one, two) / max(len(two), 1)


def edits(one: str, two: str) -> int:
    """Insertions, deletions and replacements that make one text the other (Levenshtein)."""
    above = list(range(len(two) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, other in enumerate(two, 1):
            changed = above[column - 1] + (letter != other)
            line.append(min(above[column] + 1, line[-1] + 1, changed))
        above = line
    return above[-1]


def seconds(what: str, most: int, file: Path) -> Figure:
    """The time from a file to rows in the schema, without starting the program."""
    start = time.perf_counter(), time.process_time()
    found = read([file])
    wall, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    pages = pc.max(found.table["page"]).as_py()
    count = pages or found.table.num_rows
    good = wall <= most and count >= (PAGES if pages else ROWS)
    return Figure(JOB, what, count, "seconds", wall, f"≤ {most}", good, cpu=cpu)


def made_once(file: Path, make: Callable[[Path], None]) -> Path:
    if not file.is_file():
        part = file.with_name(f"part-{file.name}")
        make(part)
        part.replace(file)
    return file


def long_workbook(cache: Path, texts: list[str]) -> Path:
    head = ("Mã", "Nội dung góp ý", "Đơn vị", "Số lượt")
    rows = ((f"m{at}", text, f"Xã {at % 200}", 1 + at % 3) for at, text in enumerate(texts))
    sheet = workbook.SheetOut("Góp ý", head, rows)
    return made_once(cache / f"office-{ROWS}.xlsx", lambda path: workbook.write(path, [sheet]))


def long_pdf(cache: Path, texts: list[str]) -> Path:
    """A list of opinions in print, a little longer than the gate asks."""

    def make(path: Path) -> None:
        lines = enumerate(texts[:LINES], 1)
        blocks: list[Block] = [Heading(1, "Ý kiến góp ý")]
        blocks += [Paragraph(f"{at}. {' '.join(text.split())}") for at, text in lines]
        paper = Paper(
            title="BIÊN BẢN",
            subtitle="Ý kiến góp ý",
            issuer=("UBND XÃ A",),
            place_date="",
            number="",
            blocks=blocks,
            kind="BB",
        )
        report_pdf.write(paper, path, profile("state"))

    return made_once(cache / f"office-{PAGES}.pdf", make)
