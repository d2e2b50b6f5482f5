"""What a file is, told by its content and not by its name; and what is refused at the door."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from danvan.papers.errors import Unreadable

Kind = Literal["csv", "jsonl", "parquet", "xlsx", "xls", "docx", "txt", "md", "html"]

MAX_FILE = 8 << 30  # bytes
BY_SUFFIX: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
}
ENVELOPES = (".xlsx", ".xls", ".docx", ".parquet")  # never plain text
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
SHORT_OF = "bị cắt cụt hoặc hỏng"
AGAIN = "hãy lấy lại tệp từ nơi gửi"


def kind_of(path: Path) -> Kind:
    """The kind of a file; refuses what is missing, empty, locked, too large or of no known kind."""
    head = head_of(path)
    if head.startswith(b"PK"):
        return zip_kind(path)
    if head.startswith(OLD_OFFICE):
        return old_kind(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(PICTURES):
        raise Unreadable(
            path.name, "là ảnh hoặc PDF, chưa đọc được", "hãy gõ lại thành .docx, .txt hoặc .xlsx"
        )
    return text_kind(path, head)


def head_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise Unreadable(
            path.name, "không mở được tệp", "hãy kiểm tra đường dẫn và quyền đọc"
        ) from error
    if not head.strip():
        raise Unreadable(path.name, "tệp rỗng", "hãy chọn tệp có nội dung")
    if size > MAX_FILE:
        raise Unreadable(path.name, "tệp lớn hơn 8 GB", "hãy chia nhỏ tệp")
    return head


def zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Unreadable(
        path.name, "là tệp nén không phải Word hay Excel", "hãy lưu lại thành .xlsx hoặc .docx"
    )


def old_kind(path: Path) -> Kind:
    """Files in Microsoft's older envelope: locked ones, .doc, and .xls, which can be read."""
    with path.open("rb") as file:
        content = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(
            path.name, "tệp có mật khẩu", "hãy bỏ mật khẩu trong Word hoặc Excel rồi lưu lại"
        )
    if any(name.encode("utf-16-le") + b"\0\0" in content for name in ("Workbook", "Book")):
        return "xls"
    raise Unreadable(path.name, "là định dạng Office cũ (.doc)", "hãy lưu lại thành .docx")


def text_kind(path: Path, head: bytes) -> Kind:
    suffix = path.suffix.lower()
    if suffix in ENVELOPES:
        raise Unreadable(path.name, f"nội dung không phải tệp {suffix}, {SHORT_OF}", AGAIN)
    if suffix not in BY_SUFFIX:
        known = ".csv .tsv .xlsx .jsonl .parquet .docx .txt"
        raise Unreadable(
            path.name, f"không nhận ra loại tệp “{suffix}”", f"các loại đọc được: {known}"
        )
    if suffix in (".csv", ".tsv") and head.lstrip().startswith(b'{"'):
        return "jsonl"
    return BY_SUFFIX[suffix]
