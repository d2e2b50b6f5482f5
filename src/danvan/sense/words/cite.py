"""Places of a document that a text names: "mục I.2", "điểm a khoản 3 Điều 5", "trang 12, dòng 5".

Read on the folded text; a place is a word of place with a number, or numbers in the form I.2.1. A
word of place without a number ("mục tiêu", "phần lớn", "điều này") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan.sense.words.fold import fold

Step = tuple[str, str]
Path = tuple[Step, ...]

PART, CHAPTER, HEADING, ARTICLE = "part", "chapter", "heading", "article"
CLAUSE, POINT, PAGE, LINE = "clause", "point", "page", "line"
RANK = {PART: 0, CHAPTER: 1, HEADING: 2, ARTICLE: 4, CLAUSE: 5, POINT: 6, PAGE: 7, LINE: 8}
SUBHEADING = 3  # "tiểu mục" is a heading inside a heading
KINDS = {
    "phan": PART,
    "chuong": CHAPTER,
    "muc": HEADING,
    "tieu muc": HEADING,
    "dieu": ARTICLE,
    "khoan": CLAUSE,
    "diem": POINT,
    "trang": PAGE,
    "dong": LINE,
}
OUTER = ("phan", "chuong", "muc", "tieu muc")  # may carry a Roman number or a word
ORDINALS = {
    "mot": "1", "nhat": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5",
    "sau": "6", "bay": "7", "tam": "8", "chin": "9", "muoi": "10",
}  # fmt: skip

TRIGGER = re.compile(
    r"ph[ầaẦ]n|m[ụuỤ]c|[đdĐ]i[ềeỀ]u|kho[ảaẢ]n|[đdĐ]i[ểeỂ]m|ch[ưuƯ][ơoƠ]ng|trang|d[òoÒ]ng"
    r"|[IVX]{1,4}\.\d",
    re.IGNORECASE,
)

MEASURE = (
    r"(?![\w%/]|[.,]\d| ?(?:%|phan tram|trieu|ty(?! le)|ti|nghin|ngan|dong|ha|km|m2|m3|met|nguoi"
    r"|ho|thon|nam|thang|ngay|tuan|gio|phut|tr|usd|kg|tan|cai|cay|ban tin|diem phan)\b(?! \d))"
)
ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
WORDS_TOO = ("vi", "xi")  # vì, vị, xi: Roman numbers only where the place ends after them
ENDS_PLACE = (
    r"(?=\s*(?:[,.;:)\]\"/]|$| (?:khoan|dieu|muc|phan|chuong|cua|va|thi|nen|noi|ghi|neu|quy|de"
    r"|can|co|la|trang|tai|trong|ve)\b))"
)
ENDED = re.compile(ENDS_PLACE)
NUMBER = (
    rf"(?:(?P<roman>{ROMAN})(?:\.(?P<tail>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}))?(?![\w%/]|[.,]\d)"
    rf"|(?P<arabic>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}){MEASURE}"
    rf"|(?P<letter>[a-z])(?:\.(?P<after>\d{{1,2}}))?(?!\w){ENDS_PLACE}"
    r"|thu (?P<ordinal>nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)(?!\w)"
    r"|(?P<word>mot|hai|ba|bon|chin|muoi)(?!\w)(?! (?:trieu|ty|nghin|so|tram|phan|y|van de))"
    rf"|(?P<loose>nam|sau|bay|tam)(?!\w)(?=\s*(?:[;:)\]]|$)))"
)
NAMED = re.compile(
    r"(?<!\w)(?<!danh )(?<!hang )(?<!chuyen )(?<!tiet )"
    r"(?P<kind>tieu muc|phan|chuong|muc|dieu|khoan|diem|trang|dong)\s{1,2}(?:so )?\"?" + NUMBER
)
# numbers that stand beside a place without a word of their own
BARE = re.compile(
    rf"(?<![\w.,/])(?P<part>{ROMAN})\.(?P<rest>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?![\w%])"
)
BEFORE = re.compile(
    r"(?<![\w.,/%])(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}),? (?:cua |thuoc |o |trong )?$"
)
AFTER = re.compile(r",? ?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}|\d(?=[:,;]))(?![\w%/]|[.,]\d)")
TITLED = re.compile(r"(?<!\w)(?:muc|phan)(?: \w+){1,5} \((?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\)")
GAP = re.compile(r"[,;]?\s?(?:(?:cua|thuoc|trong|tai|o|-)\s)?\(?$")
FRACTION = re.compile(r"(?:mot|hai|ba|bon|nam) $")
PLACE_NAME = re.compile(r"(?:dia|quan|thoi|so|nhieu|mot|cac|hai|ba|cham|duoc) $")
LINE_TAIL = re.compile(r" (?:tu )?(?:tren|duoi)")


@dataclass(frozen=True)
class Citation:
    """`[start, end)` names a place; `path` goes from the outermost step to the innermost.

    A step is (kind, number): Roman numbers in capitals, Arabic ones with their dots, letters small;
    numbers written as words come as digits.
    """

    start: int
    end: int
    path: Path


@dataclass
class Draught:
    """A citation being read: its steps with their ranks."""

    start: int
    end: int
    steps: list[tuple[int, Step]] = field(default_factory=list)

    def takes(self, step: tuple[int, Step]) -> bool:
        return all(rank != step[0] for rank, _ in self.steps)

    @property
    def path(self) -> Path:
        return tuple(step for _, step in sorted(self.steps, key=lambda ranked: ranked[0]))


def letter_at(text: str, at: int) -> str:
    """ "đ" is another point than "d" where the writer marks them."""
    return "đ" if text[at] in "đĐÐ" else fold(text[at])


def steps_of(text: str, match: re.Match[str]) -> list[tuple[int, Step]]:
    """The steps that one word of place and its number name."""
    name = match["kind"]
    kind = KINDS[name]
    rank = SUBHEADING if name == "tieu muc" else RANK[kind]
    if match["roman"]:
        roman = match["roman"].upper()
        if not match["tail"]:
            return [(rank, (kind, roman))]
        outer = (RANK[PART], (PART, roman))
        return [outer, (RANK[HEADING], (HEADING, match["tail"]))]
    if match["letter"]:
        letter = letter_at(text, match.start("letter"))
        inner = f"{letter}.{match['after']}" if match["after"] else letter
        return [(rank, (kind, inner.upper() if kind == PART else inner))]
    if kind == PART and "." in (match["arabic"] or ""):  # "phần 1.2" is a heading, loosely called
        return [(RANK[HEADING], (HEADING, match["arabic"]))]
    word = match["ordinal"] or match["word"] or match["loose"]
    return [(rank, (kind, ORDINALS[word] if word else match["arabic"]))]


def is_place(folded: str, match: re.Match[str]) -> bool:
    """False for a fraction, for marks at school, for money, for "vì" read as VI."""
    kind = match["kind"]
    before = folded[max(0, match.start() - 8) : match.start()]
    if match["roman"]:
        sure = match["roman"] not in WORDS_TOO or bool(ENDED.match(folded, match.end()))
        return kind in OUTER and sure
    if kind == "phan":
        return not (FRACTION.search(before) and (match["word"] or match["loose"]))
    if kind == "diem":
        return match["letter"] is not None or not PLACE_NAME.search(before)
    return kind in OUTER or not (match["word"] or match["loose"])


def named(text: str, folded: str) -> Iterator[Draught]:
    for match in NAMED.finditer(folded):
        if is_place(folded, match):
            end = match.end()
            yield Draught(match.start(), end, steps_of(text, match))


def bare(folded: str) -> Iterator[Draught]:
    for match in BARE.finditer(folded):
        outer = (RANK[PART], (PART, match["part"].upper()))
        inner = (RANK[HEADING], (HEADING, match["rest"]))
        yield Draught(match.start(), match.end(), [outer, inner])


def titled(folded: str) -> Iterator[Draught]:
    """ "Mục nông nghiệp (3.2)": the title, then the number in brackets."""
    for match in TITLED.finditer(folded):
        yield Draught(match.start(), match.end(), [(RANK[HEADING], (HEADING, match["number"]))])


def disjoint(found: list[Draught]) -> list[Draught]:
    """In order of place; of two that overlap, the one that starts first."""
    kept: list[Draught] = []
    for draught in sorted(found, key=lambda draught: (draught.start, -draught.end)):
        if not kept or draught.start >= kept[-1].end:
            kept.append(draught)
    return kept


def chained(folded: str, found: list[Draught]) -> list[Draught]:
    """Places that follow one another ("mục 2.1, phần I") as one citation."""
    out: list[Draught] = []
    for draught in found:
        last = out[-1] if out else None
        near = last and GAP.fullmatch(folded, last.end, draught.start)
        if last and near and all(last.takes(step) for step in draught.steps):
            last.steps += draught.steps
            last.end = draught.end
        else:
            out.append(draught)
    return out


def completed(folded: str, draught: Draught) -> Draught:
    """With the bare number before or after a part: "3.4 phần IV", "Phần I, 1.4:"."""
    kinds = {step[0] for _, step in draught.steps}
    if PART not in kinds or HEADING in kinds:
        return draught
    low = max(0, draught.start - 20)
    before = BEFORE.search(folded[low : draught.start])
    after = AFTER.match(folded, draught.end)
    if before:
        draught.start = low + before.start("number")
        draught.steps.append((RANK[HEADING], (HEADING, before["number"])))
    elif after:
        draught.end = after.end()
        draught.steps.append((RANK[HEADING], (HEADING, after["number"])))
    return draught


def holds(folded: str, draught: Draught) -> bool:
    """A numbered point or line needs company: "điểm 10" is a mark, "đồng 5" is money."""
    if len(draught.steps) > 1:
        return True
    kind, number = draught.steps[0][1]
    if kind == POINT:
        return not number[0].isdigit()
    return kind != LINE or LINE_TAIL.match(folded, draught.end) is not None


def citations(text: str) -> tuple[Citation, ...]:
    """The places an NFC text names, in order, none overlapping.

    >>> citations("Về điểm a khoản 3 Điều 5")[0].path
    (('article', '5'), ('clause', '3'), ('point', 'a'))
    """
    if not TRIGGER.search(text):
        return ()
    folded = fold(text)
    found = chained(folded, disjoint([*named(text, folded), *bare(folded), *titled(folded)]))
    whole = [completed(folded, draught) for draught in found]
    return tuple(
        Citation(draught.start, draught.end, draught.path)
        for draught in whole
        if holds(folded, draught)
    )
