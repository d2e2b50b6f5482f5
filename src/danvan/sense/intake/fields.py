"""Which column of a table is what, by its heading in Vietnamese or English, marked or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from danvan.sense.words.fold import fold
from danvan.sense.words.legacy import decoded

Field = Literal[
    "text", "id", "section", "channel", "unit", "group", "received_at", "count", "people"
]

NAMES: dict[Field, tuple[str, ...]] = {  # the surest first: of two columns the surer one is taken
    "text": (
        "text",
        "noi dung gop y",
        "noi dung y kien gop y",
        "noi dung y kien",
        "y kien gop y",
        "y kien dong gop",
        "y kien tham gia",
        "noi dung tham gia y kien",
        "noi dung dong gop",
        "noi dung tham gia",
        "y kien",
        "gop y",
        "noi dung kien nghi",
        "noi dung phan anh",
        "noi dung de xuat",
        "kien nghi",
        "opinion",
        "comment",
        "comments",
        "comment body",
        "feedback",
        "suggestion",
        "noi dung",
        "content",
        "message",
        "body",
    ),
    "id": (
        "id",
        "submission id",
        "opinion id",
        "ma gop y",
        "ma y kien",
        "ma phieu",
        "ma bien nhan",
        "ma so",
        "ma",
        "so thu tu",
        "stt",
        "so tt",
        "tt",
        "no",
    ),
    "section": (
        "section",
        "section key",
        "phan muc",
        "phan",
        "muc",
        "chuong",
        "dieu",
        "dieu khoan",
        "phan muc dieu",
        "vi tri",
        "vi tri gop y",
        "section title",
    ),
    "channel": (
        "channel",
        "kenh",
        "kenh tiep nhan",
        "kenh gop y",
        "hinh thuc",
        "hinh thuc gop y",
        "hinh thuc tiep nhan",
        "nguon",
        "source",
    ),
    "unit": (
        "unit",
        "don vi",
        "don vi tong hop",
        "don vi tiep nhan",
        "don vi gop y",
        "ten don vi",
        "co quan",
        "co quan don vi",
        "dia phuong",
        "dia ban",
    ),
    "group": (
        "group",
        "doi tuong",
        "nhom doi tuong",
        "doi tuong gop y",
        "nhom",
        "thanh phan",
        "chuc vu",
        "chuc danh",
        "nghe nghiep",
        "contributor group",
    ),
    "received_at": (
        "received at",
        "ngay",
        "ngay nhan",
        "ngay tiep nhan",
        "ngay gop y",
        "ngay thang",
        "thoi gian",
        "dau thoi gian",
        "date",
        "timestamp",
        "received",
        "created at",
    ),
    "count": ("count", "so luot", "so phieu", "so luot gop y", "luot", "so luot y kien", "weight"),
    "people": ("people", "so nguoi", "so nguoi gop y", "so nguoi tham gia", "so cong dan"),
}
LOOSE: dict[Field, re.Pattern[str]] = {
    "text": re.compile(
        r"(cac )?(noi dung (cac )?(gop y|y kien|kien nghi|tham gia|de nghi|de xuat|phan anh)"
        r"|y kien (gop y|dong gop|tham gia|kien nghi|de xuat|cua (ong|ba|anh|chi|ban|dai bieu"
        r"|nguoi dan|cong dan|nhan dan|to chuc|ca nhan|cu tri)|ve|doi voi)"
        r"|gop y (cho|ve|doi voi|cua))\b.*"
    ),
    "section": re.compile(
        r"(phan|muc|dieu|chuong)"
        r"( (phan|muc|dieu|chuong|khoan|diem|so|trong|cua|du thao|gop y))+( .*)?"
    ),
    "channel": re.compile(r"(kenh|hinh thuc) (tiep nhan|gop y|gui|lay y kien).*"),
    "unit": re.compile(r"don vi (gop y|tong hop|tiep nhan|gui|lay y kien|bao cao|cong tac).*"),
    "group": re.compile(r"(nhom )?doi tuong (gop y|tham gia|lay y kien|lam|thuoc).*"),
    "received_at": re.compile(r"(ngay|thoi gian) (nhan|gui|tiep nhan|gop y|lay y kien|thang).*"),
    "count": re.compile(r"so (luot|phieu)\b.*"),
    "people": re.compile(r"so (nguoi|cong dan)\b.*"),
}
ANSWER = re.compile(
    r"\b(tiep thu|giai trinh|tra loi|xu ly|phan hoi|co quan|soan thao|tham muu|tong hop)\b"
)
LETTERS = re.compile(r"[a-z0-9]+")
LOOSELY = 1_000  # worse than any name in the lists
MAX_HEADING = 200  # characters: longer is no heading


@dataclass(frozen=True)
class Recognised:
    """A heading's field, and how sure that is: smaller is surer."""

    field: Field
    rank: int


EXACT: dict[str, Recognised] = {
    name: Recognised(field, rank)
    for field, names in NAMES.items()
    for rank, name in enumerate(names)
}


def recognised(heading: str) -> Recognised | None:
    """The field that a heading names; None where it names none that is read.

    >>> recognised("Nội dung góp ý"), recognised("SỐ LƯỢT"), recognised("Họ và tên")
    (Recognised(field='text', rank=1), Recognised(field='count', rank=1), None)
    """
    if not heading or len(heading) > MAX_HEADING:
        return None
    bare = " ".join(LETTERS.findall(fold(decoded(heading))))
    if found := EXACT.get(bare):
        return found
    for field, pattern in LOOSE.items():
        if pattern.fullmatch(bare) and not ANSWER.search(bare):
            return Recognised(field, LOOSELY)
    return None


def columns_of(headings: Sequence[str]) -> dict[Field, int]:
    """For each field the column that surest holds it; of equals the first."""
    best: dict[Field, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        if found := recognised(heading):
            best[found.field] = min(best.get(found.field, (found.rank, place)), (found.rank, place))
    return {field: place for field, (_, place) in best.items()}
