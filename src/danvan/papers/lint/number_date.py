"""Checks 6 and 7: the number with its symbol, and the place with the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from danvan.papers.lint.finding import Finding, Note, Skipped, error, warning
from danvan.papers.lint.letterhead import TOP
from danvan.papers.lint.lines import Line
from danvan.papers.lint.zones import Paper
from danvan.papers.plain import plain
from danvan.papers.profile import Profile
from danvan.papers.symbol import place_date, symbol

EXAMPLE_UNIT = {"party": "BDVTU", "state": "UBND"}
EXAMPLE_DATE = date(2026, 2, 5)
SYMBOL = re.compile(r"(\d+)\s*[-/–]\s*([A-ZĐ][A-Za-zĐđ]*)\s*[-/–]\s*([A-ZĐ0-9-]+)")
DATED = re.compile(r"(.*?)[,;.]?\s*ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d{4})", re.IGNORECASE)
BLANK = re.compile(r"[…_\[]|\.\.")
UNDATED = re.compile(r"ngày\s*tháng|tháng\s*năm|năm\W*$", re.IGNORECASE)


def check_number(paper: Paper) -> Iterator[Note]:
    line, form = paper.head.number, paper.form
    if line is None:
        kind = unnumbered(paper)
        if kind:
            yield Skipped(6, f"{kind} không lấy số riêng")
        else:
            wanted = f"dòng số, ký hiệu dạng “{number_like('', form)}”"
            yield error(6, "không thấy số, ký hiệu", wanted, TOP)
    elif is_blank(line.text):
        yield warning(6, f"chưa ghi số: “{line.text}”", "lấy số khi ban hành", line.where)
    elif not re.fullmatch(form.symbol["pattern"], line.text):
        yield error(6, f"“{line.text}”", f"dạng “{number_like(line.text, form)}”", line.where)
    else:
        yield from zero_before(line, form)


def unnumbered(paper: Paper) -> str:
    """The title of a kind of paper that bears no number of its own; "" for all others."""
    title = plain(paper.head.kind.text) if paper.head.kind else ""
    bare = [kind.title for kind in paper.form.kinds.values() if not kind.numbered]
    return next((kind for kind in bare if title.startswith(plain(kind))), "")


def is_blank(text: str) -> bool:
    """Dots, brackets or nothing at all where the figure is to be written."""
    after = re.sub(r"^\W*\w+\s*:?", "", text)
    return bool(BLANK.search(text)) or not any(map(str.isdigit, after))


def number_like(text: str, form: Profile) -> str:
    """What the number would be in this profile; an example where it cannot be read."""
    found = SYMBOL.search(text)
    number, code, unit = (int(found[1]), found[2], found[3]) if found else (5, "BC", "")
    if code not in form.kinds or not form.kinds[code].numbered:
        number, code, unit = 5, "BC", ""
    return symbol(max(number, 1), code, unit or EXAMPLE_UNIT.get(form.name, "UBND"), form)


def zero_before(line: Line, form: Profile) -> Iterator[Finding]:
    number = re.search(r"\d+", line.text)
    digits = form.symbol["digits"]
    if number and len(number[0]) < digits:
        wanted = f"số nhỏ hơn 10 có số 0 đứng trước: {number[0]:0>{digits}}"
        yield warning(6, f"“{line.text}”", wanted, line.where)


def check_date(paper: Paper) -> Iterator[Note]:
    line, form = paper.head.place_date, paper.form
    if line is None:
        kind = unnumbered(paper)
        if kind:
            yield Skipped(7, f"{kind} ghi ngày ở văn bản mà nó kèm theo")
            return
        wanted = f"dòng địa danh, ngày tháng dạng “{date_like(None, form)}”"
        yield error(7, "không thấy địa danh, ngày tháng năm", wanted, TOP)
        return
    found = DATED.fullmatch(line.text)
    if found is None and (BLANK.search(line.text) or UNDATED.search(line.text)):
        yield warning(7, f"chưa ghi ngày: “{line.text}”", "ghi ngày khi ban hành", line.where)
    elif found is None or not re.fullmatch(form.place_date["pattern"], line.text):
        yield error(7, f"“{line.text}”", f"dạng “{date_like(found, form)}”", line.where)
    elif day_of(found) is None:
        yield error(7, f"“{line.text}”: không có ngày này", "một ngày có thật", line.where)


def day_of(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[4]), int(found[3][:3]), int(found[2][:3]))
    except ValueError:
        return None


def date_like(found: re.Match[str] | None, form: Profile) -> str:
    """The same day as the profile writes it; an example where none can be read."""
    day = day_of(found) if found else None
    place = found[1].strip() if found and day else ""
    return place_date(place or "Bắc Giang", day or EXAMPLE_DATE, form)
