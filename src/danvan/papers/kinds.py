"""What a file is, told by its content and not by its name; and what is refused at the door."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from danvan.papers.compound import Compound
from danvan.papers.errors import NotOurs, Unreadable

Kind = Literal[
    "csv",
    "jsonl",
    "parquet",
    "xlsx",
    "xls",
    "ods",
    "docx",
    "doc",
    "pdf",
    "image",
    "txt",
    "md",
    "html",
]

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
ENVELOPES = frozenset(  # never plain text
    ".xlsx .xlsm .xlsb .xls .ods .docx .docm .doc .rtf .odt .parquet"
    " .pdf .png .jpg .jpeg .tif .tiff .gif".split()
)
BY_HEAD: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", "parquet"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "doc"),
)
ZIPPED = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOVING = b"GIF8"
LOCKED_WORD = 0x0100  # of the flags at the head of a .doc ([MS-DOC] FibBase, fEncrypted)
ZIP_END, LONGEST_END = b"PK\x05\x06", 22 + 65_535
MAX_DIRECTORY = 2 << 20  # bytes: a list of 10,000 parts takes one million
LOCKED_PART = 1  # of the flags of a part of an archive
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
SHORT_OF = "bị cắt cụt hoặc hỏng"
AGAIN = "hãy lấy lại tệp từ nơi gửi"
KNOWN = ".csv .tsv .xlsx .xls .ods .jsonl .parquet .docx .doc .txt .pdf .png .jpg .tif"


def kind_of(path: Path) -> Kind:
    """The kind of a file; refuses what is missing, empty, locked, too large or of no known kind."""
    head = head_of(path)
    if head.startswith(ZIPPED):
        return zip_kind(path)
    if head.startswith(OLD_OFFICE):
        return old_kind(path)
    if head.startswith(MOVING):
        raise Unreadable(path.name, "là ảnh GIF, không đọc được", "hãy lưu lại thành .png")
    named = (kind for sign, kind in BY_HEAD if head.startswith(sign))
    return next(named, None) or text_kind(path, head)


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
    names = {part.filename for part in zip_parts(path)}
    mime = mime_of(path) if "mimetype" in names else b""
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    other = ".xlsb" if "xl/workbook.bin" in names else ".odt" if b"opendocument" in mime else ""
    raise Unreadable(
        path.name,
        f"là tệp {other}, chưa đọc được" if other else "là tệp nén không phải Word hay Excel",
        "hãy lưu lại thành .xlsx hoặc .docx",
    )


def zip_parts(path: Path) -> list[zipfile.ZipInfo]:
    """What an archive lists. Raises Unreadable: broken, locked, or listing more than it may."""
    try:
        if directory_size(path) > MAX_DIRECTORY:
            raise Unreadable(path.name, "tệp nén có danh mục lớn hơn 2 MB", AGAIN)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error
    if any(part.flag_bits & LOCKED_PART for part in parts):
        raise Unreadable(path.name, "tệp có mật khẩu", "hãy bỏ mật khẩu rồi lưu lại")
    return parts


def directory_size(path: Path) -> int:
    """The bytes of an archive's list of parts, by the record at its end; 0 where there is none."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LONGEST_END, 0))
        tail = file.read()
    at = tail.rfind(ZIP_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def mime_of(path: Path) -> bytes:
    """What an OpenDocument file says that it is."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as part:
            return part.read(100)
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error


def old_kind(path: Path) -> Kind:
    """Files in Microsoft's older envelope: locked ones, .doc and .xls."""
    with path.open("rb") as file:
        envelope = Compound(file)
        names = set(envelope.streams)
        flags = envelope.begins("WordDocument", 12)[10:12]
    if "EncryptedPackage" in names or int.from_bytes(flags, "little") & LOCKED_WORD:
        raise Unreadable(
            path.name, "tệp có mật khẩu", "hãy bỏ mật khẩu trong Word hoặc Excel rồi lưu lại"
        )
    if "WordDocument" in names:
        return "doc"
    if "Workbook" in names or "Book" in names:
        return "xls"
    if not names:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN)
    raise Unreadable(
        path.name, "không phải tệp Word hay Excel", "hãy lưu lại thành .xlsx hoặc .docx"
    )


def text_kind(path: Path, head: bytes) -> Kind:
    suffix = path.suffix.lower()
    if suffix in ENVELOPES:
        raise Unreadable(path.name, f"nội dung không phải tệp {suffix}, {SHORT_OF}", AGAIN)
    if suffix not in BY_SUFFIX:
        raise NotOurs(
            path.name, f"không nhận ra loại tệp “{suffix}”", f"các loại đọc được: {KNOWN}"
        )
    if suffix in (".csv", ".tsv") and head.lstrip().startswith(b'{"'):
        return "jsonl"
    return BY_SUFFIX[suffix]
