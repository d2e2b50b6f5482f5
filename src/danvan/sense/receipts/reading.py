"""The files of a proof read back: whatever they hold, either a proof to check or a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.sense.receipts.files import RECEIPT, ROOTS, Asked, Day, Proved, Sealed

_HASH = re.compile(r"[0-9a-f]{64}")
_TALLEST = 64  # levels of any tree


class Unusable(ValueError):
    """The content is no such file; the message is the rest of a Vietnamese sentence."""


@dataclass(frozen=True)
class Receipt:
    asked: Asked
    day: Day
    previous: str
    chain: str
    proved: tuple[Proved, ...]


@dataclass(frozen=True)
class Roots:
    """`lines`: each day with the chain before it."""

    asked: Asked
    lines: tuple[tuple[Day, str], ...]
    chain: str


def read_receipt(content: object) -> Receipt:
    """Raises Unusable."""
    found = _schema(content, RECEIPT, "tệp biên nhận")
    opinions = _list(found, "opinions")
    if not opinions:
        raise Unusable("không có ý kiến nào; hãy tải lại biên nhận")
    return Receipt(
        _asked(found),
        _day(found),
        _hash(found, "previous"),
        _hash(found, "chain"),
        tuple(_proved(_object(each, "opinions")) for each in opinions),
    )


def read_roots(content: object) -> Roots:
    """Raises Unusable."""
    found = _schema(content, ROOTS, "tệp dấu vân")
    lines = [_object(each, "days") for each in _list(found, "days")]
    days = tuple((_day(line), _hash(line, "previous")) for line in lines)
    return Roots(_asked(found), days, _hash(found, "chain"))


def _schema(content: object, schema: str, name: str) -> Mapping[str, Any]:
    if not isinstance(content, dict) or content.get("schema") != schema:
        raise Unusable(f"không phải {name} ({schema}); hãy chọn đúng tệp đã tải về")
    return content


def _asked(found: Mapping[str, Any]) -> Asked:
    of = _object(found.get("consultation"), "consultation")
    return Asked(_text(of, "slug"), _text(of, "title"), _text(of, "address"))


def _day(found: Mapping[str, Any]) -> Day:
    try:
        day = date.fromisoformat(_text(found, "day"))
    except ValueError:
        raise _broken("day") from None
    return Day(day, _number(found, "size"), _hash(found, "root"))


def _proved(found: Mapping[str, Any]) -> Proved:
    path = _list(found, "path")
    if len(path) > _TALLEST or not all(_is_hash(node) for node in path):
        raise _broken("path")
    texts = ("text", "section", "salt", "replacement", "stance", "change_type")
    sealed = Sealed(
        **{name: _text(found, name) for name in texts}, version=_number(found, "version")
    )
    return Proved(sealed, _number(found, "index"), tuple(map(bytes.fromhex, path)))


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise _broken(name)
    return value


def _number(found: Mapping[str, Any], name: str) -> int:
    value = found.get(name)
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise _broken(name)
    return value


def _hash(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not _is_hash(value):
        raise _broken(name)
    return str(value)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list):
        raise _broken(name)
    return value


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _broken(name)
    return value


def _broken(name: str) -> Unusable:
    return Unusable(f"mục “{name}” thiếu hoặc hỏng; hãy tải lại tệp")
