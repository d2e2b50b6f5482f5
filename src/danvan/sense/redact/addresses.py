"""Where somebody lives: house numbers in streets and alleys, and what follows "địa chỉ".

A commune or a district alone says nothing about one person and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan.sense.redact.allow import HISTORIC
from danvan.sense.redact.hits import Hit
from danvan.sense.redact.people import SURNAMES
from danvan.sense.redact.wording import UPPER

NUMBER = r"\d{1,4}[A-Za-z]?\d?(?:\s?/\s?\d{1,4}[A-Za-z]?){0,4}(?![\w/])"
NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
LANE = r"(?i:đường|phố|ngõ|ngách|hẻm|kiệt|duong|pho|ngo|ngach|hem|kiet)(?: số| so)?"
WAY = rf"{LANE} (?:{NUMBER}|{NAME})"
VILLAGE = (
    r"(?i:thôn|xóm|tổ|ấp|bản|buôn|khu phố|khu|khối|đội|tổ dân phố|thon|xom|to|ap|ban|khoi|khu pho)"
)
UNIT = (
    r"(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|tp\.?|xa|phuong|thi tran|huyen|quan"
    r"|thi xa|thanh pho|tinh)"
)
THEN = r"(?:\s?[,-]\s?|\s)"
HOUSE = re.compile(
    rf"(?i:\bsố nhà|\bnhà số|\bso nha|\bnha so)\s*:?\s*{NUMBER}(?:{THEN}{WAY})*"
    rf"|(?<!đường )(?<!phố )\b(?i:số|so|nhà|nha|SN) {NUMBER}(?:{THEN}{WAY})+"
    rf"|(?<![\w/])\d{{1,4}}[A-Z]?(?:/\d{{1,4}}[A-Z]?)+{THEN}{WAY}"
)
STREET = re.compile(
    rf"(?:\b(?i:số|so) {NUMBER}|(?<![\w/])\d{{1,4}}[A-Z]?(?:/\d{{1,4}}[A-Z]?)+) ({NAME})"
)
AT_HOME = re.compile(
    r"(?i:địa chỉ|thường trú|tạm trú|hộ khẩu|dia chi|thuong tru|tam tru|ho khau)"
    r"(?i: nhà| tại| ở| o| tai|\s?:| là)*\s"
    rf"((?:(?i:số nhà|số|so nha|so) )?(?:{NUMBER}{THEN}(?:{NAME}{THEN}?)?)?"
    rf"(?:(?:{WAY}|{VILLAGE} (?:{NUMBER}|{NAME})){THEN}?)*(?:{UNIT} (?:{NAME}|\d+){THEN}?)*)"
)
HOUSES = re.compile(r"(?:s[ốo]|nh[àa]|sn)[ :]{0,3}\d|\d ?/ ?\d")
HOMES: tuple[str, ...] = (
    "địa chỉ",
    "thường trú",
    "tạm trú",
    "hộ khẩu",
    "dia chi",
    "thuong tru",
    "tam tru",
    "ho khau",
)
DAY = frozenset("ngày sáng trưa chiều tối đêm hôm ngay sang chieu toi".split())


def houses(text: str, small: str) -> Iterator[Hit]:
    """House numbers with their street; text in plain signs, and the same in small letters."""
    if not HOUSES.search(small):
        return
    yield from (Hit(*met.span(), "address") for met in HOUSE.finditer(text))
    for met in STREET.finditer(text):
        if is_street(met.group(1)) and not day_before(text, met.start()):
            yield Hit(*met.span(), "address", "doubtful")


def homes(text: str, small: str) -> Iterator[Hit]:
    """Addresses that are called so, where they go below the commune."""
    if not any(word in small for word in HOMES):
        return
    for met in AT_HOME.finditer(text):
        if near(met.group(1)):
            end = met.start(1) + len(met.group(1).rstrip(" ,-"))
            yield Hit(met.start(1), end, "address")


def is_street(name: str) -> bool:
    """Whether a street could be called so: after a person."""
    name = name.lower()
    return name in HISTORIC or (" " in name and name.split()[0] in SURNAMES)


def day_before(text: str, start: int) -> bool:
    return (text[:start].lower().split() or [""])[-1] in DAY


def near(where: str) -> bool:
    """Whether an address goes below the commune: a house, a street or a village."""
    return bool(re.match(rf"{NUMBER}{THEN}\w|(?i:số|so)\b|{LANE} |{VILLAGE} ", where))
