"""Telephones, identity papers and bank accounts: chains of digits, read by their own shape and by
the words before and after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from vn_ident import is_valid_cccd

from danvan.sense.redact.hits import Hit, Kind, Sure
from danvan.sense.words.fold import fold

# Digits with light signs between them; the digits of a chain may hold several numbers.
CHAIN = re.compile(r"[+(]{0,2}\d(?:[ .()\-_]{0,3}\d){5,}")
GROUP = re.compile(r"\d+")
WHOLE = 9  # digits from which a group is read by itself
COUNTRY = frozenset({"84", "0084"})
MOST = 19  # digits of the longest number that is looked for

PHONE = re.compile(r"0[2-9]\d{8}|0(?:2\d|1[2689])\d{8}|(?:00)?840?[2-9]\d{8,9}")
CARD = re.compile(r"9704\d{12}(?:\d{3})?")  # a number printed on a bank card
PHONE_CUE = re.compile(
    r"(?:d[ti]|sdt|dien thoai|phone|tel|mobile|hotline|zalo|viber|lien he|goi)\W*$"
)
PASSPORT = re.compile(
    r"(?:(?i:hộ chiếu|ho chieu|passport|bhyt|bảo hiểm y tế)[^\d\n]{0,16}?"
    r"\b([A-Z]{1,2}[ ]?\d[\d ]{5,14}\d)"
    r"|(?<![\w-])([BCKNP]\d{7,8}))(?!\w)"
)
LETTERED = re.compile(r"[A-Z][ ]?\d\d")
PAPER_CUE = re.compile(
    r"(?:cccd|cmnd|cmt|chung minh\w*|can cuoc|dinh danh|giay to|ho chieu|passport|gplx|bang lai"
    r"|bhxh|bhyt|bao hiem|mst|ma so thue|so the|ho khau)[^\d\n]{0,24}$"
)
BANK_CUE = re.compile(r"(?:\bstk|\btk|tai khoan|account|ngan hang|bank)[^\d\n]{0,24}$")
COUNTS = re.compile(  # a number before one of these counts something
    r" ?(?:dong|d|vnd|usd|trieu|ty|ti|nghin|ngan(?! hang)|nguoi|ho|ha|m2|m3|m|km|kg|tan"
    r"|luot|phieu|y kien|can|thue bao|con|cay|lit|kwh|%|\$)(?![a-z])"
)
GOES_ON = re.compile(r"[.,]\d")
CAME_FROM = re.compile(r"\d[.,]$")
AHEAD, BEHIND = 12, 40  # code points that the words around a number are looked for in


class Group(NamedTuple):
    """Digits written together, and where they stand."""

    digits: str
    start: int
    end: int


class Around(NamedTuple):
    """The text about a number, without marks: what stands before and after it."""

    before: str
    after: str

    def is_part(self) -> bool:
        """Whether the number goes on behind or before a point, as in 5.010.100.000.000."""
        return bool(GOES_ON.match(self.after) or CAME_FROM.search(self.before))


def numbers(text: str) -> Iterator[Hit]:
    """Numbers of people in a text in plain signs."""
    for chain in CHAIN.finditer(text):
        if is_decimal(text, chain.start()):
            continue
        yield from in_chain(text, [*groups_of(chain)])
    for met in PASSPORT.finditer(text) if LETTERED.search(text) else ():
        yield Hit(*met.span(met.lastindex or 0), "identity", "sure" if met[1] else "doubtful")


def groups_of(chain: re.Match[str]) -> Iterator[Group]:
    for met in GROUP.finditer(chain.group()):
        yield Group(met.group(), chain.start() + met.start(), chain.start() + met.end())


def is_decimal(text: str, start: int) -> bool:
    """`10,0912345678`: the places behind a decimal comma."""
    return start > 1 and text[start - 1] == "," and text[start - 2].isdigit()


def in_chain(text: str, groups: list[Group]) -> Iterator[Hit]:
    at = 0
    while at < len(groups):
        stop, hit = longest(text, groups, at)
        if hit:
            yield hit
        at = stop


def longest(text: str, groups: list[Group], at: int) -> tuple[int, Hit | None]:
    """The longest number that begins with a group, and where the next may begin."""
    start = groups[at].start
    before = fold(text[max(0, start - BEHIND) : start])
    if is_date(groups[at : at + 3]) and not PHONE_CUE.search(before):
        return at + 3, None
    best: tuple[int, Hit | None] = (at + 1, None)
    for stop in stops(groups, at):
        some = groups[at:stop]
        after = fold(text[some[-1].end : some[-1].end + AHEAD])
        if kind := kind_of(some, Around(before, after)):
            best = stop, Hit(opened(text, start), some[-1].end, *kind)
    if best[1] is None and groups[at].digits == "0" and text[groups[at].end] == ".":
        return at + 2, None  # 0.912345678
    return best


def stops(groups: list[Group], at: int) -> Iterator[int]:
    """Where numbers that begin with a group may end; a group that is a whole number ends there."""
    size = 0
    for stop in range(at + 1, len(groups) + 1):
        digits = groups[stop - 1].digits
        size += len(digits)
        apart = len(digits) > WHOLE and groups[at].digits not in COUNTRY
        if size > MOST or (stop > at + 1 and apart):
            return
        yield stop
        if len(digits) >= WHOLE:
            return


def opened(text: str, start: int) -> int:
    """The start of a number with the plus and the bracket before it."""
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def is_date(groups: list[Group]) -> bool:
    """`14.07.2020`, `2020-07-14`."""
    if len(groups) < 3:
        return False
    lengths = tuple(len(group.digits) for group in groups)
    if lengths[0] == 4:
        groups = groups[::-1]
    day, month, year = (int(group.digits) for group in groups)
    shape = max(lengths) == 4 and sorted(lengths)[1] <= 2
    return shape and 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100


Reading = tuple[Kind, Sure]


def kind_of(some: list[Group], around: Around) -> Reading | None:
    """What a number is: as the words around it say, else as its digits do."""
    if around.after.startswith("/") and around.after[1:2].isalpha():
        return None  # the number of a paper: 123456789/QĐ-UBND
    digits = "".join(group.digits for group in some)
    if kind := by_cue(digits, around) or by_shape(digits, some):
        return kind if kind[0] == "phone" or not around.is_part() else None
    return bare(some, around)


def by_cue(digits: str, around: Around) -> Reading | None:
    if PAPER_CUE.search(around.before) and 8 <= len(digits) <= 13:
        return "identity", "sure"
    if BANK_CUE.search(around.before) and not COUNTS.match(around.after):
        return "account", "sure"
    return None


def by_shape(digits: str, some: list[Group]) -> Reading | None:
    if PHONE.fullmatch(digits) and in_groups(some):
        return "phone", "sure"
    if is_valid_cccd(digits) and in_groups(some):
        return "identity", "sure"
    return ("account", "sure") if CARD.fullmatch(digits) else None


def in_groups(some: list[Group]) -> bool:
    """Whether the digits stand together as people group a number that names somebody."""
    lengths = [len(group.digits) for group in some]
    if len(some) == 2 and some[0].digits == "0":
        return False  # 0.912345678
    if set(lengths) == {2} and counts_up([int(group.digits) for group in some]):
        return False  # 05 06 07 08 09
    return lengths.count(1) <= 1 or set(lengths) == {1}


def counts_up(values: list[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(values))


def bare(some: list[Group], around: Around) -> Reading | None:
    """Many digits in one piece that count nothing: some number of somebody."""
    digits = some[0].digits
    if len(some) > 1 or len(digits) < WHOLE or digits.endswith("000"):
        return None
    if COUNTS.match(around.after) or around.is_part():
        return None
    return ("identity" if len(digits) == WHOLE else "account"), "doubtful"
