"""What a synthesis folder holds, read with the standard library and pyarrow."""

from __future__ import annotations

import csv
import html
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from danvan.papers.pdf_text import decoded, page_texts
from danvan.sense.proof.masks import Masks, read_masks

FILES = (
    "report.docx", "report.pdf", "report.html", "response.docx", "response.pdf", "appendix.xlsx",
    "submissions.parquet", "opinions.parquet", "rejects.csv", "redactions.csv", "synthesis.json",
)  # fmt: skip
FILLED = ("redactions.csv", "can-xac-nhan.xlsx")  # in which a person writes after us
SUMS = "checksums.txt"
GUARDED = re.compile(r"'+[=+\-@\t\r]")
STEP = 1 << 20
PILE = re.compile(r"(\w)[\u0300-\u036f]{3,}")


class Unusable(Exception):
    """The folder is no synthesis; the message is one sentence in Vietnamese."""


@dataclass(frozen=True)
class Folder:
    """The parts of a synthesis. `rejects`: (source, text, reason) of each rejected row."""

    path: Path
    document: dict[str, Any]
    submissions: pa.Table
    opinions: pa.Table
    rejects: list[tuple[str, str, str]]
    masks: Masks


def open_folder(path: Path) -> Folder:
    """Reads a synthesis; raises Unusable where a file is missing or cannot be read."""
    if not path.is_dir():
        raise Unusable(f"{path}: không có thư mục này; hãy chỉ đúng thư mục đã ghi bằng --out.")
    for name in FILES:
        if not (path / name).is_file():
            raise Unusable(f"{path.name}/{name}: thiếu tệp; hãy chạy lại danvan synthesize.")
    try:
        with (path / "synthesis.json").open(encoding="utf-8") as source:
            document = json.load(source)
        if document.get("schema") != "danvan.synthesis/1":
            raise ValueError("schema")
        return Folder(
            path,
            document,
            pq.read_table(path / "submissions.parquet"),
            pq.read_table(path / "opinions.parquet"),
            read_rejects(path / "rejects.csv"),
            read_masks(path / "redactions.csv"),
        )
    except (ValueError, pa.ArrowException, OSError, AttributeError, KeyError, csv.Error) as wrong:
        raise Unusable(
            f"{path.name}: có tệp hỏng ({type(wrong).__name__}); hãy chạy lại danvan synthesize."
        ) from wrong


def read_rejects(path: Path) -> list[tuple[str, str, str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as source:
        return [
            (bare(row["source"]), bare(row["text"]), bare(row["reason"]))
            for row in csv.DictReader(source)
        ]


def bare(cell: str | None) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula; a row
    cut short lacks its last cells."""
    cell = cell or ""
    return cell[1:] if GUARDED.match(cell) else cell


def checksum(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as source:
        while part := source.read(STEP):
            whole.update(part)
    return whole.hexdigest()


def write_checksums(path: Path) -> None:
    names = [name for name in dict.fromkeys((*FILES, *FILLED)) if (path / name).is_file()]
    lines = [f"{checksum(path / name)}  {name}\n" for name in names]
    (path / SUMS).write_text("".join(lines), encoding="utf-8")


def altered_files(path: Path) -> list[str]:
    """Files whose bytes are not those that were written."""
    if not (path / SUMS).is_file():
        return [SUMS]
    written = checksums(path)
    return [name for name in FILES if written.get(name) != checksum(path / name)]


def checksums(path: Path) -> dict[str, str]:
    lines = (path / SUMS).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs}


def untouched(path: Path, but: Path | None = None) -> bool:
    """Whether nobody has written since in the files that people fill in, one aside."""
    if not (path / SUMS).is_file():
        return True
    written = checksums(path)
    held = [name for name in FILLED if (path / name).is_file()]
    if but is not None and but.exists():
        held = [name for name in held if not (path / name).samefile(but)]
    return all(written.get(name) == checksum(path / name) for name in held)


def docx_text(path: Path) -> str:
    """The running text of a .docx, one paragraph a line."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml").decode("utf-8")
    content = re.sub(r"</w:p>", "\n", content)
    return html.unescape(re.sub(r"<[^>]+>", "", content))


def pdf_pages(path: Path) -> list[str]:
    """The text of each page of a .pdf without blanks: where its lines end says nothing."""
    return [solid(text) for text in page_texts(path)]


def solid(text: str) -> str:
    """Every sign but what the end of a line may take: blanks, hyphens, signs that are not seen."""
    plain = unicodedata.normalize("NFKC", unstacked(decoded(text)))  # PDFium reads "ﬁ" as two
    return "".join(sign for sign in plain if not (sign.isspace() or taken(sign)))


def unstacked(text: str) -> str:
    """Letters under more marks than any of ours bears, without them: a PDF is read back with such
    a pile in another order, or cut."""
    parts = unicodedata.normalize("NFD", text)
    return PILE.sub(r"\1", parts) if PILE.search(parts) else text


def taken(sign: str) -> bool:
    """Whether a reader of a PDF may leave the sign out."""
    return sign in "-\u2010" or unicodedata.category(sign) == "Cf"


def inked(text: str) -> str:
    """Letters, digits and quotation marks alone: signs that a page shows otherwise are left out."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "“”")


def html_text(path: Path) -> str:
    """The text of a page with its marks and white space folded to single blanks."""
    content = path.read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", content)).split())
