"""Opens Office's zip envelopes without trusting what they say of their size."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, BROKEN, SHORT_OF, zip_parts

STEP = 1 << 20
MAX_PARTS = 10_000
MAX_UNPACKED = 4 << 30  # bytes, all parts together
SMALL = 20 << 20  # a part below this may pack as well as it likes
MAX_RATIO = 150  # of a larger part: sheets of text pack 4 to 30 times, padding 1,000 times
MEDIUM = 200 << 20  # bytes of all parts together, above which
MAX_MEAN = 60  # is what the whole archive may pack
DECLARED = b"<!DOCTYPE"


def parts_of(path: Path) -> list[zipfile.ZipInfo]:
    """The archive's directory, once it is shown that what it lists may be unpacked."""
    parts = zip_parts(path)
    measured(path, parts)
    return parts


def measured(path: Path, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Refuses an archive that says of itself that it swells."""
    if len(parts) > MAX_PARTS:
        raise swollen(path, f"hơn {MAX_PARTS:,} phần".replace(",", "."))
    whole = sum(part.file_size for part in parts)
    if whole > MAX_UNPACKED:
        raise swollen(path, "mở ra lớn hơn 4 GB")
    if whole > max(MEDIUM, MAX_MEAN * path.stat().st_size):
        raise swollen(path, f"mở ra lớn hơn 200 MB và gấp hơn {MAX_MEAN} lần")
    for part in parts:
        if part.file_size > max(SMALL, MAX_RATIO * part.compress_size):
            raise swollen(path, f"một phần lớn hơn 20 MB và gấp hơn {MAX_RATIO} lần khi nén")


def swollen(path: Path, limit: str) -> Unreadable:
    return Unreadable(
        path.name,
        f"tệp nén phình to bất thường khi mở ({limit})",
        "hãy mở bằng Word hoặc Excel, sao nội dung sang tệp mới rồi lưu lại",
    )


def strange(path: Path) -> Unreadable:
    """A part declares a document type: no office program does, attacks by entities must."""
    return Unreadable(
        path.name, "tệp chứa khai báo lạ (DOCTYPE)", "hãy mở bằng Word hoặc Excel rồi lưu lại"
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
                    raise swollen(path, "một phần dài hơn độ dài ghi trong tệp")
                yield step
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN) from error
    if seen < part.file_size:
        raise Unreadable(path.name, f"tệp {SHORT_OF}", AGAIN)


def content_of(path: Path, name: str, limit: int) -> bytes | None:
    """One part as a whole, or None where there is none of that name; refused beyond `limit`."""
    for part in parts_of(path):
        if part.filename == name:
            if part.file_size > limit:
                raise Unreadable(
                    path.name, f"nội dung dài hơn {limit >> 20} MB", "hãy chia nhỏ tệp"
                )
            return b"".join(unpacked(path, part))
    return None
