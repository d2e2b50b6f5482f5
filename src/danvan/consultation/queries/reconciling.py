"""Whether the counts add up: by channel, by unit, by section and by file, each with its parts.

Four counts, never mixed: submissions (rows), those they stand for, people where known, and
positions counted without texts. What is received is counted, replaced by a correction, hidden as
spam, or left out by the counting policy; nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any

from django.db.models import Case, CharField, Count, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import (
    Channel,
    Consultation,
    CountingRule,
    Hiding,
    Intake,
    PositionTally,
    Submission,
)
from danvan.consultation.models.submissions import Submissions
from danvan.consultation.queries.counting import policy_of
from danvan.consultation.queries.intake import sections
from danvan.units.models import Officer, UnitVersion

COUNTED, REPLACED, SPAM = "counted", "replaced", "spam"
Treatment = CountingRule.Treatment
STATES = {
    COUNTED: _("Được tính"),
    REPLACED: _("Đã thay bằng bản sửa"),
    SPAM: _("Ẩn vì quảng cáo, rác"),
    Treatment.REFERENCE.value: _("Chỉ tham khảo, theo quy tắc tính đếm"),
    Treatment.LEFT_OUT.value: _("Không tính, theo quy tắc tính đếm"),
}
SUMMED = {  # the first four of Sums, in their order
    "n_rows": Count("pk"),
    "n_tallied": Sum("count"),
    "n_people": Sum("people"),
    "n_known": Count("people"),
}
UNASSIGNED = _("chưa phân loại")


@dataclass(frozen=True)
class Sums:
    """`rows` submissions, that stand for `tallied`; `people` behind `known` of them; `positions`
    counted without texts."""

    rows: int = 0
    tallied: int = 0
    people: int = 0
    known: int = 0
    positions: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Sums) -> Sums:
        return Sums(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Part:
    """A line of a table: `below` is what the units under it add to its own."""

    label: str
    own: Sums
    depth: int = 0
    below: Sums = Sums()

    @property
    def total(self) -> Sums:
        return self.own + self.below


@dataclass(frozen=True)
class Check:
    """Two numbers that must be one."""

    label: str
    whole: int
    parts: int

    @property
    def holds(self) -> bool:
        return self.whole == self.parts


@dataclass(frozen=True)
class Reconciliation:
    """`received` = the sum of `states`; `counted` = that of each table. `emptied` of those counted
    have no text any more, by reason. `files`: rows read = accepted + rejected."""

    received: Sums
    states: list[Part]
    counted: Sums
    emptied: list[Part]
    channels: list[Part]
    units: list[Part]
    sections: list[Part]
    files: list[Intake]
    checks: list[Check]

    @property
    def adds_up(self) -> bool:
        return all(check.holds for check in self.checks)


Cell = dict[str, Any]
Key = tuple[Any, ...]
KEYS = ("unit", "channel", "section_key", "removed")


def reconciliation(*, officer: Officer, consultation: Consultation) -> Reconciliation:
    """Of what the officer's units and those below brought in."""
    rules = policy_of(consultation=consultation, officer=officer).rules
    texts = Submission.objects.visible_to(officer).filter(consultation=consultation)
    tallies = PositionTally.objects.visible_to(officer).filter(consultation=consultation)
    cells = [*_of_texts(texts), *_of_tallies(tallies)]
    for cell in cells:
        if cell["state"] == COUNTED:
            cell["state"] = rules[cell["channel"]]
    titles = dict(sections(officer=officer, consultation=consultation).values_list("key", "title"))
    counted = [cell for cell in cells if cell["state"] == COUNTED]
    files = list(_files(officer=officer, consultation=consultation))
    states = _parts(cells, lambda cell: cell["state"], STATES)
    tables = {
        _("theo kênh"): _parts(counted, lambda cell: cell["channel"], dict(Channel.choices)),
        _("theo đơn vị"): _by_unit(counted, officer, consultation),
        _("theo mục của dự thảo"): _parts(counted, lambda cell: cell["section_key"], titles),
    }
    received = _received(texts, tallies)
    total = _total(cell["sums"] for cell in counted)
    removed = dict(Submission.Removed.choices)
    channels, units, by_section = tables.values()
    return Reconciliation(
        received=received,
        states=states,
        counted=total,
        emptied=_parts([c for c in counted if c["removed"]], lambda c: c["removed"], removed),
        channels=channels,
        units=units,
        sections=by_section,
        files=files,
        checks=[*_checks(received, states, total, tables), *_file_checks(files)],
    )


def _of_texts(texts: Submissions) -> Iterable[Cell]:
    """Those left out are few and looked up one by one; the rest of each sum is counted."""
    hidden = Hiding.objects.in_force().filter(reason=Hiding.Reason.SPAM)
    replaced = texts.replaced()
    spam = texts.filter(pk__in=hidden.order_by().values("submission")).standing()
    left = {REPLACED: _grouped(replaced), SPAM: _grouped(spam)}
    for key, sums in _grouped(texts).items():
        rest = sums
        for state, found in left.items():
            if key in found:
                yield _cell(key, state, found[key])
                rest -= found[key]
        if rest.rows:
            yield _cell(key, COUNTED, rest)


def _cell(key: Key, state: str, sums: Sums) -> Cell:
    return {**dict(zip(KEYS, key, strict=True)), "state": state, "sums": sums}


def _grouped(texts: Submissions) -> dict[Key, Sums]:
    found = texts.order_by().values(*KEYS).annotate(**SUMMED).values_list(*KEYS, *SUMMED)
    sizes = len(KEYS)
    return {row[:sizes]: Sums(*(number or 0 for number in row[sizes:])) for row in found}


def _of_tallies(tallies: Any) -> Iterable[Cell]:
    state = Case(
        When(corrected_by__isnull=False, then=Value(REPLACED)),
        default=Value(COUNTED),
        output_field=CharField(),
    )
    keys = ("state", "channel", "unit", "section_key")
    for cell in tallies.order_by().annotate(state=state).values(*keys).annotate(n=Sum("count")):
        yield {**cell, "removed": "", "sums": Sums(positions=cell.pop("n"))}


def _received(texts: Submissions, tallies: Any) -> Sums:
    """Asked for anew, without looking at how anything counts."""
    of_texts = texts.order_by().aggregate(**SUMMED)
    positions = tallies.order_by().aggregate(n=Sum("count"))["n"] or 0
    return replace(Sums(*(of_texts[name] or 0 for name in SUMMED)), positions=positions)


def _total(sums: Iterable[Sums]) -> Sums:
    return sum(sums, Sums())


def _parts(cells: Iterable[Cell], key: Callable[[Cell], str], labels: dict[str, Any]) -> list[Part]:
    """A line for each label that has something, in their order; what has none comes last."""
    found: dict[str, Sums] = defaultdict(Sums)
    for cell in cells:
        known = key(cell) if key(cell) in labels else ""
        found[known] += cell["sums"]
    rest = found.pop("", None)
    parts = [Part(str(labels[name]), found[name]) for name in labels if name in found]
    return [*parts, Part(str(UNASSIGNED), rest)] if rest else parts


def _by_unit(cells: Iterable[Cell], officer: Officer, consultation: Consultation) -> list[Part]:
    """Every unit that brought something in, each with what those below it add (C6)."""
    own: dict[int, Sums] = defaultdict(Sums)
    for cell in cells:
        own[cell["unit"]] += cell["sums"]
    shown = {*own, consultation.unit_id} if own else own
    versions = UnitVersion.objects.visible_to(officer).filter(unit__in=shown)
    latest = {version.unit_id: version for version in versions.order_by("valid_from")}
    parts: list[Part] = []
    above: list[tuple[str, int]] = []  # paths over the unit, and the places of their parts
    for version in sorted(latest.values(), key=lambda version: version.path):
        above = [pair for pair in above if version.path.startswith(pair[0])]
        mine = own[version.unit_id]
        for _path, place in above:
            parts[place] = replace(parts[place], below=parts[place].below + mine)
        parts.append(Part(version.name, mine, len(above)))
        above.append((version.path, len(parts) - 1))
    return parts


def _files(*, officer: Officer, consultation: Consultation) -> Any:
    known = Intake.objects.visible_to(officer).filter(consultation=consultation)
    return known.annotate(kept=Count("submissions")).order_by("-pk")


def _checks(
    received: Sums, states: list[Part], counted: Sums, tables: dict[Any, list[Part]]
) -> Iterable[Check]:
    parts = _total(part.own for part in states)
    said = _("%s: đã nhận = được tính + các dòng còn lại")
    texts, positions = _("Lượt góp ý"), _("Lượt ý kiến")
    yield Check(said % texts, received.rows, parts.rows)
    yield Check(said % _("Cộng dồn"), received.tallied, parts.tallied)
    yield Check(said % positions, received.positions, parts.positions)
    for name, table in tables.items():
        part = _total(one.own for one in table)
        yield Check(f"{texts} {name}", counted.rows, part.rows)
        yield Check(f"{positions} {name}", counted.positions, part.positions)


def _file_checks(files: list[Any]) -> Iterable[Check]:
    said = _("%s: dòng nhận có trong sổ")
    for file in files:
        yield Check(said % file.source, file.accepted, file.kept)
