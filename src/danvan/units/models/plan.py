"""An import of units, checked as a whole before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext

from danvan.units.models.sheet import Fault, Sheet, as_date
from danvan.units.models.tree import Kind, Tier, Unit, UnitVersion

COLUMNS = (
    "code",
    "kind",
    "tier",
    "parent",
    "name",
    "short_name",
    "designation",
    "symbol",
    "valid_from",
    "valid_to",
)
LONGEST = {
    "code": 60,
    "name": 250,
    "short_name": 120,
    "designation": 60,
    "symbol": 60,
}
NEVER = date.max
DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Row:
    """One version of a unit as a file says it; `line` is its line there, from 2."""

    line: int
    code: str
    kind: str
    tier: str
    parent: str
    name: str
    short_name: str
    designation: str
    symbol: str
    valid_from: date
    valid_to: date | None

    @property
    def end(self) -> date:
        return self.valid_to or NEVER


@dataclass
class Plan:
    """What an import would do. Nothing is written while `faults` holds one.

    `kept`: the codes of the file that are there already; their rows change nothing.
    """

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    kept: frozenset[str] = frozenset()
    lines: int = 0

    @classmethod
    def of(cls, file: Iterable[str]) -> Plan:
        """Reads lines of .csv with the columns of COLUMNS, and checks them against what is kept."""
        sheet = Sheet.of(file, COLUMNS, needed=COLUMNS[:5])
        plan = cls(faults=sheet.faults, lines=sheet.lines)
        for line, cells in sheet.rows:
            plan._read(line, cells)
        codes = {row.code for row in plan.rows}
        plan.kept = frozenset(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
        plan._check()
        return plan

    @classmethod
    def shipped(cls, name: str) -> Plan:
        """The plan of a file that comes with the program."""
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return cls.of(file)

    @property
    def fresh(self) -> dict[str, Row]:
        """The first row of each unit that would be new."""
        return {row.code: row for row in reversed(self.rows) if row.code not in self.kept}

    @property
    def unread(self) -> int:
        """How many lines of the file no unit could be made of."""
        return self.lines - len(self.rows)

    @property
    def count(self) -> int:
        """How many units the file speaks of."""
        return len({row.code for row in self.rows})

    def hung_under(self) -> set[str]:
        """Codes of the units that are kept, under which the new ones would stand; "" for none."""
        fresh = self.fresh
        return {row.parent for row in self.rows if row.code in fresh} - fresh.keys()

    def _read(self, line: int, given: dict[str, str]) -> None:
        begin, end = given.pop("valid_from"), given.pop("valid_to")
        try:
            valid_from = as_date(begin)
            valid_to = as_date(end) if end else None
        except ValueError as wrong:
            self.faults.append(Fault(line, str(wrong)))
            return
        self.rows.append(Row(line=line, valid_from=valid_from, valid_to=valid_to, **given))

    def _check(self) -> None:
        tiers = set(Tier.objects.values_list("code", flat=True))
        for row in self.rows:
            self.faults.extend(Fault(row.line, said) for said in faults_alone(row, tiers))
        spans = by_code(self.rows)
        for code in spans:
            self.faults.extend(overlaps(spans[code]))
        there = known_spans({row.parent for row in self.rows} - {""})
        for code in spans.keys() - self.kept:
            there[code].extend((row.valid_from, row.end, "") for row in spans[code])
        self.faults.extend(orphans((r for r in self.rows if r.code not in self.kept), there))
        self.faults.extend(circles(self.rows))
        self.faults.sort(key=lambda fault: fault.line)


def faults_alone(row: Row, tiers: set[str]) -> Iterator[str]:
    """What is wrong with a row by itself."""
    if not row.code or not row.name:
        yield gettext("Thiếu mã hoặc tên đơn vị; hãy điền đủ.")
    if row.kind not in Kind.values:
        yield gettext("Loại “%(kind)s” không có; chọn một trong: %(all)s.") % {
            "kind": row.kind,
            "all": ", ".join(Kind.values),
        }
    if row.tier not in tiers:
        yield gettext("Cấp “%(tier)s” không có; chọn một trong: %(all)s.") % {
            "tier": row.tier,
            "all": ", ".join(sorted(tiers)),
        }
    for name, longest in LONGEST.items():
        if len(getattr(row, name)) > longest:
            yield gettext("“%(text)s…” dài quá %(longest)d chữ; hãy viết gọn.") % {
                "text": getattr(row, name)[:30],
                "longest": longest,
            }
    if row.end <= row.valid_from:
        yield gettext("Ngày kết thúc phải sau ngày bắt đầu.")


def by_code(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The versions of each unit, by their first day."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    for versions in found.values():
        versions.sort(key=lambda row: row.valid_from)
    return found


def overlaps(versions: list[Row]) -> Iterator[Fault]:
    """Versions of one unit follow each other under one parent, without overlap or gap."""
    for earlier, later in pairwise(versions):
        if later.valid_from < earlier.end:
            said = gettext("Thời gian chồng lên dòng %d của cùng đơn vị; hãy sửa ngày.")
            yield Fault(later.line, said % earlier.line)
        elif later.parent != earlier.parent:
            said = gettext("Đổi đơn vị cấp trên so với dòng %d; hãy nhập xong rồi dùng “Chuyển”.")
            yield Fault(later.line, said % earlier.line)
        elif later.valid_from > earlier.end:
            said = gettext("Có khoảng trống sau dòng %d của cùng đơn vị; hãy sửa ngày.")
            yield Fault(later.line, said % earlier.line)


Span = tuple[date, date, str]  # the first day, the first day after, the place in the tree


def known_spans(codes: set[str]) -> dict[str, list[Span]]:
    """When units that are kept already exist, and where they stand then."""
    kept = UnitVersion.objects.filter(unit__code__in=codes).order_by("valid_from")
    found: dict[str, list[Span]] = defaultdict(list)
    for code, begin, end, path in kept.values_list("unit__code", "valid_from", "valid_to", "path"):
        found[code].append((begin, end or NEVER, path))
    return found


def last_paths(codes: Iterable[str], spans: Mapping[str, list[Span]]) -> list[str]:
    """Where units stand in the end; "/" for what is no unit: the top of the tree."""
    return [spans[code][-1][2] if spans.get(code) else "/" for code in codes]


def orphans(rows: Iterable[Row], there: Mapping[str, list[Span]]) -> Iterator[Fault]:
    """A unit's parent is there, and in one place, for as long as the unit stands under it."""
    for row in rows:
        if not row.parent:
            continue
        spans = sorted(set(there.get(row.parent, ())))
        if not spans:
            said = gettext("Không có đơn vị cấp trên mã “%s”; thêm nó vào tệp hoặc sửa mã.")
            yield Fault(row.line, said % row.parent)
        elif not covers(spans, row.valid_from, row.end):
            said = gettext("Đơn vị cấp trên “%s” không tồn tại suốt thời gian này; hãy sửa ngày.")
            yield Fault(row.line, said % row.parent)
        elif (
            len({path for first, last, path in spans if first < row.end and last > row.valid_from})
            > 1
        ):
            said = gettext(
                "Đơn vị cấp trên “%s” chuyển chỗ trong thời gian này; hãy ghi ngày bắt đầu sau đó."
            )
            yield Fault(row.line, said % row.parent)


def covers(spans: Iterable[Span], begin: date, end: date) -> bool:
    """Whether the spans, in order, leave no day from `begin` to before `end` out."""
    for first, last, _ in spans:
        if first <= begin < last:
            begin = last
    return begin >= end


def circles(rows: Iterable[Row]) -> Iterator[Fault]:
    """No unit stands above itself."""
    above: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        above[row.code].add(row.parent)
    for row in rows:
        seen, latest = set[str](), {row.parent}
        while latest and row.code not in seen:
            seen |= latest
            latest = {up for code in latest for up in above.get(code, ())} - seen
        if row.code in seen:
            yield Fault(row.line, gettext("Đơn vị “%s” đứng trên chính nó.") % row.code)
