"""What a synthesis folder holds, read with the standard library and pyarrow."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FILES = (
    "report.docx", "report.html", "appendix.xlsx", "submissions.parquet", "opinions.parquet",
    "rejects.csv", "synthesis.json",
)  # fmt: skip
SUMS = "checksums.txt"
STEP = 1 << 20


class Unusable(Exception):
    """The folder is no synthesis; the message is one sentence in Vietnamese."""


@dataclass(frozen=True)
class Folder:
    """The parts of a synthesis. `rejects`: (source, text) of each rejected row."""

    path: Path
    document: dict[str, Any]
    submissions: pa.Table
    opinions: pa.Table
    rejects: list[tuple[str, str]]


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
        )
    except (ValueError, pa.ArrowException, OSError, AttributeError, KeyError, csv.Error) as wrong:
        raise Unusable(
            f"{path.name}: có tệp hỏng ({type(wrong).__name__}); hãy chạy lại danvan synthesize."
        ) from wrong


def read_rejects(path: Path) -> list[tuple[str, str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as source:
        return [(row["source"], row["text"]) for row in csv.DictReader(source)]


def checksum(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as source:
        while part := source.read(STEP):
            whole.update(part)
    return whole.hexdigest()


def write_checksums(path: Path) -> None:
    lines = [f"{checksum(path / name)}  {name}\n" for name in FILES]
    (path / SUMS).write_text("".join(lines), encoding="utf-8")


def altered_files(path: Path) -> list[str]:
    """Files whose bytes are not those that were written."""
    if not (path / SUMS).is_file():
        return [SUMS]
    lines = (path / SUMS).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    written = {name: digest for digest, name in pairs}
    return [name for name in FILES if written.get(name) != checksum(path / name)]


def docx_text(path: Path) -> str:
    """The running text of a .docx, one paragraph a line."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml").decode("utf-8")
    content = re.sub(r"</w:p>", "\n", content)
    return html.unescape(re.sub(r"<[^>]+>", "", content))


def inked(text: str) -> str:
    """Letters, digits and quotation marks alone: signs that a page shows otherwise are left out."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "“”")


def html_text(path: Path) -> str:
    """The text of a page with its marks and white space folded to single blanks."""
    content = path.read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", content)).split())
