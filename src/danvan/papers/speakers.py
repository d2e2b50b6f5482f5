"""The words before a remark that say who spoke: the office is kept, the name is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danvan.papers.plain import plain

LEAD = re.compile(
    r"(?:(?:Ý\s+kiến(?:\s+của)?|Phát\s+biểu(?:\s+của)?|Đồng\s+chí|Đ/c|Đ\.c|Ông|Bà|Anh|Chị|Bác"
    r"|Cô|Chú|Đại\s+biểu|Hội\s+viên)\s*:?\s+)+",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(dai dien|bi thu|pho\b|chu tich|truong\b|giam doc|uy vien|thuong truc|hieu truong|chanh"
    r"|to truong|doi truong|chi hoi|can bo|cong chuc|chuyen vien|ke toan|tham phan|nong dan"
    r"|nguyen\s+(bi thu|chu tich|truong|pho)|hoi (nong dan|phu nu|cuu chien binh)|doan (xa|thanh)"
    r"|ban |mat tran|mttq|hoi vien|dang vien|nguoi dan|cu tri|to dan pho|thon )"
)
NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w.]*(?:\s+[A-ZĐÀ-Ỹ][\w.]*){0,5}")
HEAD = re.compile(r"([^:\n]{3,160}):\s+(?=\S)")
LONGEST = 16  # words of a line that names a speaker and says nothing
SEAM = re.compile(r"\s*[,;(–—]\s*|\s+-\s+")


@dataclass(frozen=True)
class Spoken:
    """What was said, in which office, and whether the words did name a speaker."""

    text: str
    office: str | None = None
    named: bool = False


def spoken(text: str, *, followed: bool = False) -> Spoken:
    """Takes a speaker off the head of a remark. Where more lines follow, a line may be the speaker
    and no more; only a line that names an office is taken for that."""
    found = HEAD.match(text)
    if found and is_speaker(found[1]):
        return Spoken(text[found.end() :], office_of(found[1]), named=True)
    bare = text.rstrip(" :")
    closed = text.rstrip().endswith(":") or len(bare.split()) <= LONGEST
    if followed and closed and is_speaker(bare) and office_of(bare):
        return Spoken("", office_of(bare), named=True)
    return Spoken(text)


def is_speaker(head: str) -> bool:
    """An address ("Đồng chí …", "Bà …") and a name or office, or a name and an office."""
    lead = LEAD.match(head)
    rest = head[lead.end() :] if lead else head
    name = NAME.match(rest)
    if lead:
        return OFFICE.match(plain(rest)) is not None or name is not None
    if plain(rest).startswith("dai dien "):
        return True
    after = SEAM.match(rest, name.end()) if name and " " in name[0] else None
    return after is not None and OFFICE.match(plain(rest[after.end() :])) is not None


def office_of(head: str) -> str | None:
    """The office in a speaker's words; None where only a name stands there."""
    lead = LEAD.match(head)
    rest = (head[lead.end() :] if lead else head).strip()
    if not OFFICE.match(plain(rest)):
        seam = SEAM.search(rest)
        rest = rest[seam.end() :] if seam else ""
    rest = re.sub(r"\s+(phát biểu|cho rằng|đề nghị|có ý kiến|nêu ý kiến|góp ý)\b.*$", "", rest)
    return rest.strip(" )(.;,-–") or None
