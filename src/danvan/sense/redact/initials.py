"""People written by their first letters: "N.T.H.", "bà T.", "anh H"."""

from __future__ import annotations

import re

from danvan.sense.redact.allow import OF_A_BODY, OF_A_PLACE
from danvan.sense.redact.hits import Hit
from danvan.sense.redact.people import CALLINGS, TITLES
from danvan.sense.redact.wording import UPPER, Words

HEAD = rf"(?:Ngh|Ng|Nh|Th|Tr|Ch|Kh|Ph|Gh|Gi|Qu|[{UPPER}])"
DOTS = r"(?:[ ]?\.)*"
SEVERAL = re.compile(rf"(?<![\w./:-])(?:{HEAD}[ ]?\.[ ]?){{1,5}}{HEAD}(?!\w){DOTS}")
ONE = re.compile(rf"(?<![\w./:-])(?:{HEAD}(?!\w|[-/]\w){DOTS}|[{UPPER}]{{2,3}}(?:[ ]?\.)+)")
INSIDE = re.compile(rf"\s*(?:[,)]|[^\W\d_{UPPER}])")
MEDICAL = re.compile(r"Y (?:tế|sĩ|sỹ|bác|tá|khoa|học|dược)", re.IGNORECASE)
NOT_PEOPLE = frozenset(
    """
    tp tpu tư tw ts pgsts gsts thsbs gs pgs ths bs tphcm hcm pv dc us uk usa uae un ai vip tn tt
    kt tm tl tuq ub vv sos who eu bc ct qđ nđ đc ps
    """.split()
)
KINDS = frozenset(
    """
    nhóm loại hạng khu lô điểm khối lớp vitamin phòng tầng mục phần khoa viện dãy cổng virus gan
    block tòa toà án hệ band mẫu bảng câu đáp cột độ trại kho bậc cấp phương nhà số zone ô cảng
    """.split()
)
IS = frozenset({"là"})


def initials(words: Words) -> list[Hit]:
    text = words.text
    found = [hit for met in SEVERAL.finditer(text) if (hit := several(text, met))]
    ones = [
        met for met in ONE.finditer(text) if not any(h.start <= met.start() < h.end for h in found)
    ]
    known = {text[hit.start : hit.end].rstrip(" .")[-1] for hit in found}
    known |= {letter(met) for met in ones if by_itself(text, met)}
    return found + [Hit(*met.span(), "name", "doubtful") for met in ones if letter(met) in known]


def several(text: str, met: re.Match[str]) -> Hit | None:
    letters = re.sub(r"\W", "", met.group()).lower()
    if letters in NOT_PEOPLE:
        return None
    person = after(text, met.start(), TITLES, CALLINGS)
    if not person and after(text, met.start(), OF_A_PLACE, OF_A_BODY):
        return None
    return Hit(*met.span(), "name", "sure" if len(letters) > 2 else "doubtful")


def letter(met: re.Match[str]) -> str:
    return met.group().rstrip(" .")


def by_itself(text: str, met: re.Match[str]) -> bool:
    """A letter after a title; with a dot inside a sentence also without one."""
    if letter(met).lower() in NOT_PEOPLE or MEDICAL.match(text, met.start()):
        return False
    if after(text, met.start(), TITLES, CALLINGS):
        return len(met.group()) == 1 or not text[: met.start()].rstrip()[-1].isupper()
    if after(text, met.start(), OF_A_PLACE | KINDS, OF_A_BODY):
        return False
    goes_on = bool(INSIDE.match(text, met.end()))
    if after(text, met.start(), IS, CALLINGS) and len(met.group()) == 1:
        return goes_on
    return goes_on and met.group().endswith(".") and letter(met) not in {"I", "V", "X"}


def after(text: str, start: int, ones: frozenset[str], pairs: frozenset[str]) -> bool:
    """Whether the word, or the two words, just before belong to these."""
    before = text[max(0, start - 24) : start].lower().split()
    return bool(before) and (before[-1] in ones or " ".join(before[-2:]) in pairs)
