"""`redactions.csv`: what was masked in the papers, for a person to decide, and their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from danvan.papers.csv_out import write_csv
from danvan.papers.errors import Unreadable
from danvan.papers.tables import read_tables
from danvan.sense.folder.masks import Decisions, Found, row_name
from danvan.sense.records import Reject
from danvan.sense.redact import MASKS, Decision, Kind, Sure
from danvan.sense.words.fold import fold, nfc

NAME = "redactions.csv"
HEAD = ("submission_id", "start", "end", "kind", "sure", "words", "context", "decision")
PRIVATE = ("submissions.parquet", "synthesis.json", "rejects.csv", NAME)  # unmasked: the office's
SURE: dict[Sure, str] = {"sure": "chắc chắn", "doubtful": "cần xem", "left": "đang để"}
KINDS: dict[str, Kind] = {mask.strip("[]"): kind for kind, mask in MASKS.items()}
HIDE, KEEP = "che", "để"
ASIDE = 60  # code points of the text on either side of the words
FIRST: dict[Sure, int] = {"doubtful": 0, "left": 1, "sure": 2}  # what a person reads first
SAID = {"che": True, "an": True, "de": False, "giu": False}
REMEDY = f"hãy ghi “{HIDE}” hoặc “{KEEP}”, hoặc để trống"


def write(found: Iterable[Found], decisions: Decisions, place: Path) -> None:
    """The queue, into the folder `place`: what is doubtful first, then by submission and offset."""
    rows = sorted(found, key=lambda one: (FIRST[one.hit.sure], one.submission_id, one.hit.start))
    write_csv(place / NAME, HEAD, (line(one, decisions) for one in rows))


def line(one: Found, decisions: Decisions) -> tuple[str, ...]:
    start, end, kind, sure = one.hit
    said = [d for d in decisions.get(one.submission_id, ()) if (d.start, d.end) == (start, end)]
    decision = (HIDE if said[0].hide else KEEP) if said else ""
    words = one.text[start:end]
    before, after = one.text[max(0, start - ASIDE) : start], one.text[end : end + ASIDE]
    context = " ".join(f"…{before}⟦{words}⟧{after}…".split())
    about = (MASKS[kind].strip("[]"), SURE[sure], f"“{words}”", context, decision)
    return one.submission_id, str(start), str(end), *about


def read(path: Path, submissions: pa.Table, rejects: Sequence[Reject]) -> Decisions:
    """The decisions of a queue that a person filled in, by submission or rejected row.

    Those about texts that are not here any more are left out. Raises Unreadable: no queue, a
    decision that says nothing, or words that do not stand where their line says.
    """
    rows = [row for row in rows_of(path) if row.decision]
    texts = texts_of({row.name for row in rows}, submissions, rejects)
    decisions: dict[str, list[Decision]] = {}
    for row in rows:
        place = f"dòng {row.number}"
        if fold(row.decision) not in SAID:
            raise Unreadable(path.name, f"không hiểu “{row.decision}”", REMEDY, place)
        known = texts.get(row.name, [])
        found = [one for one in known if stands(row, one[1])]
        if known and not found:
            cause = "chữ ghi trong dòng không đứng ở vị trí ấy của ý kiến"
            remedy = "hãy dùng tệp của chính các ý kiến này và chỉ sửa cột decision"
            raise Unreadable(path.name, cause, remedy, place)
        for name, text in found[:1]:
            decisions.setdefault(name, []).append(decision(row, text))
    return decisions


@dataclass(frozen=True)
class Line:
    """A line of a filled queue as it was typed. `number` as a person counts it."""

    number: int
    name: str
    start: int
    end: int
    kind: str
    words: str
    decision: str


def rows_of(path: Path) -> Iterator[Line]:
    """Raises Unreadable where the file is no queue or a place in it is no number."""
    for sheet in read_tables(path):
        columns = [column.to_pylist() for column in sheet.table.columns]
        rows = [[(cell or "").strip() for cell in row] for row in zip(*columns, strict=True)]
        heads = [at for at, row in enumerate(rows) if {"submission_id", "decision"} <= {*row}]
        if heads:
            yield from lines_of(
                path, rows[heads[0]], rows[heads[0] + 1 :], sheet.at[heads[0] + 1 :]
            )
            return
    wanted = f"hãy dùng tệp {NAME} do danvan synthesize ghi ra"
    raise Unreadable(path.name, "không có cột submission_id và decision", wanted)


def lines_of(
    path: Path, head: list[str], rows: list[list[str]], at: Iterable[int]
) -> Iterator[Line]:
    for number, cells in zip(map(int, at), rows, strict=True):
        row = dict(zip(head, cells, strict=False))
        try:
            start, end = int(float(row["start"])), int(float(row["end"]))
        except (KeyError, ValueError):
            cause, remedy = "cột start hoặc end không phải số", "hãy lấy lại tệp gốc"
            raise Unreadable(path.name, cause, remedy, f"dòng {number}") from None
        name, words = row["submission_id"].removeprefix("'"), row.get("words", "").strip("“”")
        decision = row["decision"].strip('“”". ')
        yield Line(number, name, start, end, row.get("kind", ""), words, decision)


def texts_of(
    names: set[str], submissions: pa.Table, rejects: Sequence[Reject]
) -> dict[str, list[tuple[str, str]]]:
    """For each name the texts it may mean: a program may have dropped the zeros before it."""
    wanted = names | {name.lstrip("0") for name in names}
    ids = [name.as_py() for name in submissions["submission_id"]]
    held = [(name, at) for at, name in enumerate(ids) if {name, name.lstrip("0")} & wanted]
    texts = [(name, submissions["text"][at].as_py()) for name, at in held]
    texts += [(row_name(one), one.text) for one in rejects if row_name(one) in names]
    found: dict[str, list[tuple[str, str]]] = {}
    for name, text in texts:
        for key in {name, name.lstrip("0")}:
            found.setdefault(key, []).append((name, text))
    return found


def stands(row: Line, text: str) -> bool:
    """Whether the words of a line stand at its place, spreadsheets' changes to numbers aside."""
    return 0 <= row.start < row.end <= len(text) and core(text[row.start : row.end]) == core(
        row.words
    )


def core(words: str) -> str:
    kept = "".join(sign for sign in nfc(words) if sign.isalnum())
    return kept.lstrip("0") if kept.isdigit() else kept


def decision(row: Line, text: str) -> Decision:
    kind = KINDS.get(row.kind, "name")
    return Decision(row.start, row.end, text[row.start : row.end], kind, SAID[fold(row.decision)])
