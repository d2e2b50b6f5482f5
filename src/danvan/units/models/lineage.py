"""An import of successions, checked as a whole before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext

from danvan.units.models.plan import Span, covers, known_spans
from danvan.units.models.sheet import Fault, Sheet, as_date
from danvan.units.models.tree import UnitSuccession

HEADINGS = ("before", "after", "kind", "share", "on")
DAY = timedelta(days=1)


class Edge(NamedTuple):
    """The unit `before`, or a share of it, goes on in the unit `after` from `on`."""

    before: str
    after: str
    kind: str
    share: Decimal | None
    on: date


@dataclass
class Lineage:
    """What an import of successions would do. Nothing is written while `faults` holds one.

    `edges` are those of the file, with their lines; `kept` those that are there already.
    """

    edges: list[tuple[int, Edge]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    kept: frozenset[tuple[str, str, date]] = frozenset()
    lines: int = 0

    @classmethod
    def of(cls, file: Iterable[str]) -> Lineage:
        """Reads lines of .csv with the columns of HEADINGS, and checks them with what is kept."""
        sheet = Sheet.of(file, HEADINGS, needed=HEADINGS)
        lineage = cls(faults=sheet.faults, lines=sheet.lines)
        for line, given in sheet.rows:
            lineage._read(line, given)
        return lineage._checked()

    @classmethod
    def given(cls, edges: Iterable[Edge | tuple[str, str, str, Decimal | None, date]]) -> Lineage:
        """The same of edges that were read elsewhere; lines count from 2."""
        return cls([(line, Edge(*edge)) for line, edge in enumerate(edges, start=2)])._checked()

    @property
    def fresh(self) -> list[Edge]:
        """The edges that would be new."""
        return [
            edge for _, edge in self.edges if (edge.before, edge.after, edge.on) not in self.kept
        ]

    @property
    def unread(self) -> int:
        """How many lines of the file no succession could be made of."""
        return self.lines - len(self.edges)

    @property
    def count(self) -> int:
        return len(self.edges)

    @property
    def codes(self) -> set[str]:
        return {code for _, edge in self.edges for code in edge[:2]}

    def _read(self, line: int, given: dict[str, str]) -> None:
        text = given["share"].replace(",", ".")
        try:
            share = as_share(text) if text else None
            on = as_date(given["on"])
        except InvalidOperation:
            said = gettext("Phần “%s” không đọc được; ghi số từ 0 đến 1, ví dụ 0.6.")
            self.faults.append(Fault(line, said % given["share"]))
        except ValueError as wrong:
            self.faults.append(Fault(line, str(wrong)))
        else:
            edge = Edge(given["before"], given["after"], given["kind"], share, on)
            self.edges.append((line, edge))

    def _checked(self) -> Lineage:
        kept = list(
            UnitSuccession.objects.values_list("before__code", "after__code", "kind", "share", "on")
        )
        self.kept = frozenset((b, a, on) for b, a, _, _, on in kept)
        there = known_spans(self.codes)
        for line, edge in self.edges:
            self.faults.extend(Fault(line, said) for said in faults_alone(edge, there))
        new = {
            edge: line
            for line, edge in self.edges
            if (edge.before, edge.after, edge.on) not in self.kept
        }
        self.faults.extend(twice(self.edges))
        self.faults.extend(too_much(new, kept))
        self.faults.extend(circles(new, [(b, a) for b, a, *_ in kept]))
        self.faults.sort(key=lambda fault: fault.line)
        return self


def as_share(text: str) -> Decimal:
    """A part of one, to four places. Raises InvalidOperation."""
    share = Decimal(text)
    if not share.is_finite():
        raise InvalidOperation
    return round(share, 4)


def faults_alone(edge: Edge, there: dict[str, list[Span]]) -> Iterator[str]:
    """What is wrong with an edge by itself."""
    unknown = sorted({edge.before, edge.after} - {code for code in there if there[code]})
    if unknown:
        yield gettext("Không có đơn vị mã “%s”; nhập đơn vị đó trước hoặc sửa mã.") % unknown[0]
        return
    if edge.kind not in UnitSuccession.Kind.values:
        yield gettext("Cách “%(kind)s” không có; chọn một trong: %(all)s.") % {
            "kind": edge.kind,
            "all": ", ".join(UnitSuccession.Kind.values),
        }
    if edge.share is not None and not 0 < edge.share <= 1:
        yield gettext("Phần phải lớn hơn 0 và không quá 1.")
    if not covers(there[edge.before], edge.on - DAY, edge.on):
        yield gettext("Đơn vị trước “%s” không tồn tại đến ngày này; hãy sửa ngày.") % edge.before
    if not covers(there[edge.after], edge.on, edge.on + DAY):
        yield gettext("Đơn vị sau “%s” không tồn tại vào ngày này; hãy sửa ngày.") % edge.after


def twice(edges: Iterable[tuple[int, Edge]]) -> Iterator[Fault]:
    """No succession stands in the file two times."""
    first: dict[tuple[str, str, date], int] = {}
    for line, edge in edges:
        seen = first.setdefault((edge.before, edge.after, edge.on), line)
        if seen != line:
            yield Fault(line, gettext("Lặp lại dòng %d; hãy bỏ một dòng.") % seen)


def too_much(
    new: dict[Edge, int], kept: Iterable[tuple[str, str, str, Decimal | None, date]]
) -> Iterator[Fault]:
    """The shares of one unit come to no more than the whole."""
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for before, _, _, share, _ in kept:
        taken[before] += share or 0
    for edge, line in new.items():
        taken[edge.before] += edge.share or 0
        if edge.share and taken[edge.before] > 1:
            said = gettext("Các phần của đơn vị “%s” cộng lại lớn hơn 1; hãy sửa cột share.")
            yield Fault(line, said % edge.before)


def circles(new: dict[Edge, int], kept: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """No unit goes on in itself, directly or through others."""
    onward: dict[str, set[str]] = defaultdict(set)
    for before, after in [*kept, *(edge[:2] for edge in new)]:
        onward[before].add(after)
    for code in on_circles(onward):
        lines = [line for edge, line in new.items() if edge.before == code]
        if lines:
            said = gettext("Kế tiếp vòng tròn: “%s” là đơn vị sau của chính nó; hãy sửa mã.") % code
            yield Fault(lines[0], said)


def on_circles(onward: dict[str, set[str]]) -> set[str]:
    """Units that remain when those without a successor, or predecessor, are taken away in turn."""
    left = {before: set(after) for before, after in onward.items()}
    while True:
        reached = {code for after in left.values() for code in after}
        kept = {b: after & left.keys() for b, after in left.items() if b in reached}
        kept = {b: after for b, after in kept.items() if after}
        if kept == left:
            return set(left)
        left = kept
