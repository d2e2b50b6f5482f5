"""Opens Office's zip envelopes without trusting what they say of their size."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF

STEP = 1 << 20
MAX_PARTS = 10_000
MAX_UNPACKED = 4 << 30  # bytes, all parts together
SMALL = 20 << 20  # a part below this may pack as well as it likes
MAX_RATIO = 150  # of a larger part: sheets of text pack 4 to 30 times, padding 1,000 times
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


def parts_of(path: Path) -> list[zipfile.ZipInfo]:
    """The archive's directory, once it is shown that what it lists may be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(path.name, "tệp có mật khẩu", "hãy bỏ mật khẩu rồi lưu lại")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise swollen(path)
    for part in parts:
        if part.file_size > max(SMALL, MAX_RATIO * part.compress_size):
            raise swollen(path)
    return parts


def swollen(path: Path) -> Unreadable:
    return Unreadable(
        path.name,
        "tệp nén phình to bất thường khi mở",
        "hãy mở bằng Word hoặc Excel, sao nội dung sang tệp mới rồi lưu lại",
    )


def unpacked(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The true content of a part in steps; refused once it is longer than the directory says."""
    open_ended = copy.copy(part)
    open_ended.file_size = MAX_UNPACKED  # read until the packed stream ends, not where it claims to
    open_ended.CRC = None  # type: ignore[assignment]
    seen = 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open(open_ended) as stream:
            while step := stream.read(STEP):
                seen += len(step)
                if seen > part.file_size:
                    raise swollen(path)
                yield step
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error
    if seen < part.file_size:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN)


def content_of(path: Path, name: str) -> bytes | None:
    """One part as a whole, or None where there is none of that name."""
    for part in parts_of(path):
        if part.filename == name:
            return b"".join(unpacked(path, part))
    return None
