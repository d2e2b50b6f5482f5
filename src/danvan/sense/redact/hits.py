"""What is found of a person in a text, and the mask that stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["name", "phone", "email", "identity", "address", "account", "plate", "link"]
Sure = Literal["sure", "doubtful", "left"]

MASKS: dict[Kind, str] = {
    "name": "[tên]",
    "phone": "[số điện thoại]",
    "email": "[thư điện tử]",
    "identity": "[số giấy tờ]",
    "address": "[địa chỉ]",
    "account": "[số tài khoản]",
    "plate": "[biển số]",
    "link": "[đường dẫn cá nhân]",
}


class Hit(NamedTuple):
    """A span of a text in code points. `sure`: masked without a doubt, masked but doubtful, or left
    to be read (a name with its office)."""

    start: int
    end: int
    kind: Kind
    sure: Sure = "sure"


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order, none touching another: where two overlap they are one, of the kind of the
    longer and as sure as the surer; a hit that is left gives way to one that is masked."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        else:
            kept[-1] = joined(kept[-1], hit)
    return kept


def joined(first: Hit, second: Hit) -> Hit:
    if (first.sure == "left") != (second.sure == "left"):
        masked = second if first.sure == "left" else first
        return Hit(min(first.start, second.start), max(first.end, second.end), *masked[2:])
    longer = first if first.end - first.start >= second.end - second.start else second
    sure: Sure = "sure" if "sure" in (first.sure, second.sure) else first.sure
    return Hit(first.start, max(first.end, second.end), longer.kind, sure)
