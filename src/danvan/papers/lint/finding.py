"""What a check of a paper says: a finding with its place, or why the check was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]

# The checks by number, each with the words a clerk knows it by (design/domain.md, section 7).
CHECKS: dict[int, str] = {
    1: "Khổ giấy và lề",
    2: "Phông chữ",
    3: "Cỡ chữ, kiểu chữ",
    4: "Các dòng đầu văn bản",
    5: "Dòng đầu văn bản không bị xuống dòng",
    6: "Số, ký hiệu",
    7: "Địa danh, ngày tháng năm",
    8: "Thẩm quyền và chức vụ người ký",
    9: "Nơi nhận",
    10: "Số trang",
    11: "Mã chữ Unicode dựng sẵn",
    12: "Phông chữ trong PDF",
    13: "Tên văn bản trong PDF",
    14: "Ngôn ngữ của văn bản",
    15: "Dấu chỉ mức độ mật",
}


@dataclass(frozen=True)
class Finding:
    """One fault of a paper: `found` there, `wanted` by the profile, `place` in the reader's words.

    `check` is a number of CHECKS. An error sends the paper back, a warning does not.
    """

    check: int
    severity: Severity
    found: str
    wanted: str
    place: str


@dataclass(frozen=True)
class Skipped:
    """A check, or a part of it, that could not be made, and why."""

    check: int
    reason: str


Note = Finding | Skipped


@dataclass(frozen=True)
class Lint:
    """All findings on one paper, in the order of the checks, and what was left out."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "warning")


def collected(notes: Iterable[Note]) -> Lint:
    """The same fault in many places is one finding that names the first and counts the rest."""
    places: dict[Finding, list[str]] = {}
    skipped: dict[Skipped, None] = {}
    for note in notes:
        if isinstance(note, Skipped):
            skipped[note] = None
        else:
            places.setdefault(replace(note, place=""), []).append(note.place)
    findings = (replace(fault, place=told(dict.fromkeys(at))) for fault, at in places.items())
    order = sorted(findings, key=lambda fault: (fault.check, fault.severity))
    return Lint(tuple(order), tuple(sorted(skipped, key=lambda part: part.check)))


def told(places: Iterable[str]) -> str:
    first, *rest = places
    return f"{first} và {len(rest)} chỗ khác" if rest else first


def error(check: int, found: str, wanted: str, place: str) -> Finding:
    return Finding(check, "error", found, wanted, place)


def warning(check: int, found: str, wanted: str, place: str) -> Finding:
    return Finding(check, "warning", found, wanted, place)
