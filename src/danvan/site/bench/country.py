"""Run on an empty database of its own: fills it with a country, and prints what things take."""

from __future__ import annotations

import json
import logging
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.test import Client

from danvan.ledger.actions import SYSTEM, write
from danvan.ledger.models import FIRST, Entry, Tip
from danvan.site import logs, schedule
from danvan.units import queries as units
from danvan.units.models import Officer, RoleAssignment, Tier, Unit, UnitVersion, today
from danvan.units.models.tree import Versions
from danvan.work.actions import ask_job
from danvan.work.models import Job, Task

SINCE = date(2020, 1, 1)
PROVINCES, COMMUNES = 34, 440  # of each province: 34 × 441 + 1 = 14,995 units
TASKS, LINES, WRITES, JOBS, TIMES = 100_000, 100_000, 500, 200, 40
CHUNK = 5000


def fill() -> Officer:
    """Units, tasks and an analyst of the centre who sees them all, as rows in bulk."""
    tiers = Tier.objects.bulk_create(
        Tier(code=code, label=code, rank=rank)
        for rank, code in enumerate(("central", "province", "commune"))
    )
    spots: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    spots += [(1, (0,)) for _ in range(PROVINCES)]
    spots += [(2, (0, 1 + number % PROVINCES)) for number in range(PROVINCES * COMMUNES)]
    kept = Unit.objects.bulk_create(
        (Unit(code=f"do/{number}", kind="place") for number in range(len(spots))), CHUNK
    )
    UnitVersion.objects.bulk_create(
        (version(number, rank, above, kept, tiers) for number, (rank, above) in enumerate(spots)),
        CHUNK,
    )
    Task.objects.bulk_create((task(number, kept) for number in range(TASKS)), CHUNK)
    officer = Officer.objects.create(username="do", full_name="Đo")
    RoleAssignment.objects.create(officer=officer, unit=kept[0], role="analyst", valid_from=SINCE)
    return officer


def version(
    number: int, rank: int, above: tuple[int, ...], kept: list[Unit], tiers: list[Tier]
) -> UnitVersion:
    line = [kept[place].pk for place in (*above, number)]
    return UnitVersion(
        unit=kept[number],
        parent=kept[above[-1]] if above else None,
        tier=tiers[rank],
        name=f"Đơn vị {number}",
        short_name=f"Đơn vị {number}",
        folded=f"don vi {number}",
        path=f"/{'/'.join(map(str, line))}/",
        valid_from=SINCE,
    )


def task(number: int, kept: list[Unit]) -> Task:
    due_on = today() + timedelta(days=number % 400 - 200)
    closed = {"closed_on": due_on, "outcome": "done", "report": "xong"} if number % 3 else {}
    return Task(
        title=f"Nhiệm vụ {number}",
        folded=f"nhiem vu {number}",
        owner=kept[number % len(kept)],
        product="Báo cáo",
        opened_on=due_on - timedelta(days=30),
        started_on=due_on - timedelta(days=20),
        due_on=due_on,
        first_due_on=due_on,
        **closed,
    )


def chain() -> None:
    """A ledger of LINES lines, each sealed."""
    previous, at, lines = FIRST, datetime(2020, 1, 1, tzinfo=UTC), []
    for number in range(LINES):
        line = Entry(
            at=at, post="Đo", unit_path="/", verb="look", subject=f"do:{number}", previous=previous
        )
        previous = line.hash = line.seal()
        lines.append(line)
    Entry.objects.bulk_create(lines, CHUNK)
    Tip.objects.create(pk=1, hash=previous, length=LINES)


def spent(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


Measured = tuple[str, int, float]


def twice(name: str, rows: int, deed: Callable[[], object]) -> Iterator[Measured]:
    """Median and p95 in milliseconds, after a first time that is not counted."""
    deed()
    times = sorted(1000 * spent(deed) for _ in range(TIMES))
    yield f"{name} median ms", rows, round(statistics.median(times), 1)
    yield f"{name} p95 ms", rows, round(times[int(TIMES * 0.95) - 1], 1)


def measure() -> Iterator[Measured]:
    officer = fill()
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(officer)
    size = Unit.objects.count()
    province = Unit.objects.get(code="do/1")
    whole = units.Filter(on=today(), under=Unit.objects.get(code="do/0").pk)
    yield from twice("tree page", size, lambda: page(browser, "/dieu-hanh/don-vi/"))
    yield from twice(
        "page of one unit", size, lambda: page(browser, f"/dieu-hanh/don-vi/{province.pk}/")
    )
    yield from twice("all below, a page", size, lambda: list(below(officer, whole)[:50]))
    yield from twice("all below, counted", size, lambda: below(officer, whole).count())
    yield from twice("Today page", TASKS, lambda: page(browser, "/dieu-hanh/"))
    chain()
    yield "check of the ledger s", LINES, round(spent(Entry.objects.first_fault), 2)
    took = spent(lambda: [write(by=SYSTEM, verb="look", of=province) for _ in range(WRITES)])
    yield "ledger lines a second", WRITES, round(WRITES / took)
    for number in range(JOBS):
        ask_job(by=SYSTEM, kind="do", unit=province, subject=str(number))
    took = spent(run_all)
    if Job.objects.unfinished().exists():
        raise SystemExit("jobs were left")
    yield "jobs a second", JOBS, round(JOBS / took)


def below(officer: Officer, whole: units.Filter) -> Versions:
    return units.units(officer=officer, asked=whole)


def page(browser: Client, address: str) -> None:
    status = browser.get(address).status_code
    if status != 200:
        raise SystemExit(f"{address}: {status}")


def run_all() -> None:
    schedule.KINDS = {**schedule.KINDS, "do": lambda job, tell: ""}
    schedule.knock.call()


def main() -> None:
    logs.set_up(level=logging.ERROR)
    call_command("migrate", verbosity=0)
    for figure in measure():
        sys.stdout.write(f"{json.dumps(figure, ensure_ascii=False)}\n")
