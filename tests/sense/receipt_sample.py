"""Three days of a consultation with their published list, and a receipt of the second day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from danvan.sense.receipts.files import (
    BEFORE_ALL,
    Asked,
    Day,
    Proved,
    Sealed,
    chained,
    content_of,
    receipt_file,
    roots_file,
)
from danvan.sense.receipts.tree import leaf, levels, path_in, root_of

ASKED = Asked("van-kien-xix", "Dự thảo văn kiện Đại hội XIX", "https://gopy.example/ket-qua/")
SAID = [
    Sealed(f"Đề nghị bổ sung số liệu thứ {n}.", "II.3" if n % 2 else "", 1, f"{n:032x}")
    for n in range(20)
]
DAYS, KEPT = [], {}
for _n, _size in enumerate((3, 11, 6), start=13):
    _first = sum(day.size for day in DAYS)
    _day = date(2020, 7, _n)
    KEPT[_day] = levels([leaf(content_of(each)) for each in SAID[_first : _first + _size]])
    DAYS.append(Day(_day, _size, root_of(KEPT[_day]).hex()))


def receipt(*places: int) -> dict[str, Any]:
    """The file of whoever sent the submissions at these places of the second day."""
    kept = KEPT[DAYS[1].day]
    proved = [Proved(SAID[3 + n], n, path_in(kept, n)) for n in places or (4, 5)]
    made = receipt_file(ASKED, DAYS[1], chained(ASKED.slug, DAYS[0], BEFORE_ALL), proved)
    return as_read(made)


def roots(days: list[Day] = DAYS, asked: Asked = ASKED) -> dict[str, Any]:
    return as_read(roots_file(asked, days))


def as_read(content: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the disk."""
    read: dict[str, Any] = json.loads(json.dumps(content))
    return read
