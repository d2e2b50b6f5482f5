"""Fills an empty database of its own with what a crowd says, and prints what things take."""

from __future__ import annotations

import asyncio
import csv
import json
import logging
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from danvan.consultation import actions
from danvan.consultation.models import Receipt, ShownText, Submission
from danvan.ledger.actions import SYSTEM
from danvan.sense.intake import draft as read
from danvan.sense.receipts.codes import hash_of
from danvan.site import demo, logs
from danvan.site.bench import senders
from danvan.site.bench.measure import resident
from danvan.units.actions import found_unit
from danvan.units.actions.tree import Looks
from danvan.units.models import Officer, RoleAssignment, Tier

HERE = Path(demo.__file__).parent
SLUG, SECTION, SINCE, UNTIL = "do", "I.1", date(2020, 1, 1), date(2099, 1, 1)
ROWS, SECONDS = settings.BENCH_ROWS, settings.BENCH_SECONDS
RATE = 200  # sendings a second
CHUNK, TIMES, MB = 20_000, 40, 1024**2
WORDS = ("va", "và", "đề nghị", "de nghi", '"môi trường"', "rac thai", "du lịch", "khongcotunay")
Measured = tuple[str, int, float, float | None]


def fill() -> Officer:
    """ROWS published texts, a tenth of them on one section, and an analyst who sees them all."""
    tier = Tier.objects.create(code="province", label="Tỉnh", rank=1)
    looks = Looks("Tỉnh")
    unit = found_unit(
        by=SYSTEM, code="do", kind="place", looks=looks, tier=tier, parent=None, on=SINCE
    )
    terms, now = actions.Terms("Góp ý", SINCE, UNTIL), datetime.now(UTC)
    asked = actions.set_up(by=SYSTEM, unit=unit, terms=terms, slug=SLUG)
    draft = read(HERE / "draft.md")
    version = actions.import_version(
        by=SYSTEM, consultation=asked, draft=draft, source="draft.md", sha256="a" * 64, at=now
    )
    actions.publish_version(by=SYSTEM, version=version, at=now)
    actions.open_to_public(by=SYSTEM, consultation=asked, at=now)
    others = [each.key for each in draft.sections if each.key != SECTION]
    chance, said = random.Random(1), texts()  # noqa: S311 - the same crowd each time
    way = actions.Through("web", unit, date(2020, 7, 1), may_publish=True)
    for first in range(0, ROWS, CHUNK):
        lot = [
            actions.Said(
                f"{chance.choice(said)} {chance.choice(said)[:60]}",
                SECTION if number % 10 == 0 else chance.choice(others),
            )
            for number in range(first, min(ROWS, first + CHUNK))
        ]
        with transaction.atomic():
            rows = actions.keep(version=version, said=lot, through=way, at=now)
            shown = (ShownText(submission=row, text=row.text, masks=0) for row in rows)
            ShownText.objects.bulk_create(shown, 1000)
    officer = Officer.objects.create(username="do", full_name="Đo")
    RoleAssignment.objects.create(officer=officer, unit=unit, role="analyst", valid_from=SINCE)
    return officer


def texts() -> list[str]:
    with (HERE / "opinions.csv").open(encoding="utf-8-sig") as lines:
        said = [row["Nội dung góp ý"] for row in csv.DictReader(lines)]
    return [each for each in said if each.strip()]


def p95(times: list[float], share: float = 0.95) -> float:
    """Milliseconds within which such a share of the times lies."""
    return round(1000 * sorted(times)[min(len(times) - 1, int(len(times) * share))], 1)


def spent(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def page(browser: Client, address: str) -> int:
    """Bytes of the page."""
    answer = browser.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return len(answer.content)


def pages(officer: Officer) -> Iterator[Measured]:
    browser, keeper = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    keeper.force_login(officer)
    first, section = Submission.objects.earliest("pk").pk, f"/gop-y/{SLUG}/muc/{SECTION}/"
    size = page(browser, section)
    yield "section page KB", ROWS // 10, round(size / 1024, 1), 100
    for name, before in (("first", ""), ("middle", first + ROWS // 2), ("last", first + 300)):
        address = f"{section}?truoc={before}"
        yield timed(f"section, {name} page p95 ms", ROWS // 10, browser, address, 300)
        address = f"/dieu-hanh/gop-y/{SLUG}/y-kien/?truoc={before}"
        yield timed(f"officers' list, {name} page p95 ms", ROWS, keeper, address, 300)
    for name in ("kiem-duyet", "doi-chieu"):
        address = f"/dieu-hanh/gop-y/{SLUG}/{name}/"
        yield timed(f"officers' {name} p95 ms", ROWS, keeper, address, None)
    for name, order, gate in (("newest first", "", 150), ("best fitting", "hop", 300)):
        for words in WORDS:
            address = f"/gop-y/{SLUG}/tim/?{urlencode({'q': words, 'xep': order})}"
            yield timed(f"search {name}, {words}, p95 ms", ROWS, browser, address, gate)


def timed(name: str, rows: int, browser: Client, address: str, gate: float | None) -> Measured:
    """After a first time that is not counted."""
    page(browser, address)
    return name, rows, p95([spent(lambda: page(browser, address)) for _ in range(TIMES)]), gate


@contextmanager
def served(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`danvan serve` with its processes, all of which are killed together at the end."""
    command = (sys.executable, "-m", "danvan", "serve", "--port", str(port))
    quiet = subprocess.DEVNULL
    site = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if site.poll() is not None:
                raise SystemExit("the site ended")
            time.sleep(0.2)
        yield site
    finally:
        with suppress(ProcessLookupError):
            os.killpg(site.pid, signal.SIGKILL)
        site.wait()


def sendings(kind: str, count: int) -> list[senders.Sending]:
    said = texts()
    if kind == "form":
        return [senders.form(SLUG, SECTION, said[n % len(said)], None) for n in range(count)]
    return [senders.program(SLUG, SECTION, said[n % len(said)]) for n in range(count)]


def sending(kind: str) -> Iterator[Measured]:
    """At the full rate, after a few that warm the site up."""
    port, lot = free_port(), sendings(kind, RATE * SECONDS)
    warm, before = sendings(kind, 100), Submission.objects.count()
    with served(port):
        asyncio.run(senders.at_rate(port, warm, 10))
        asyncio.run(senders.at_rate(port, lot, RATE))
        took, bare = [each.took for each in lot], [each for each in lot if not each.code]
        asyncio.run(senders.at_rate(port, bare, 10))  # as they would, by the same page
    for share in (0.5, 0.95, 0.99):
        gate = 100 if share == 0.99 else None
        yield f"sending by {kind}, p{100 * share:.0f} ms", len(lot), p95(took, share), gate
    yield f"sending by {kind}, without a receipt", len(lot), float(len(bare)), 0
    yield f"sending by {kind}, lost", len(lot), float(lost([*warm, *lot], before)), 0


def killed() -> Iterator[Measured]:
    """The site is killed in the middle, started again, and who saw no receipt sends once more."""
    port, lot, before = free_port(), sendings("form", 400), Submission.objects.count()

    async def kill(site: subprocess.Popen[bytes]) -> None:
        await asyncio.sleep(8)
        os.killpg(site.pid, signal.SIGKILL)

    async def both(site: subprocess.Popen[bytes]) -> None:
        await asyncio.gather(senders.at_rate(port, lot, 25), kill(site))

    with served(port) as site:
        asyncio.run(senders.at_rate(port, sendings_kept := sendings("form", 20), 5))
        asyncio.run(both(site))
    again = [each for each in lot if not each.code]
    with served(port):
        asyncio.run(senders.at_rate(port, again, 10))
    yield "killed in the middle: sent again", len(lot), float(len(again)), None
    yield "killed in the middle: lost", len(lot), float(lost([*sendings_kept, *lot], before)), 0


def lost(lot: list[senders.Sending], before: int) -> int:
    """Receipts shown without their row, and rows without a receipt that somebody was shown."""
    key = settings.RECEIPT_KEY.encode()
    shown = {hash_of(each.code, key): each for each in lot if each.code}
    kept: Counter[str] = Counter()
    hashes = list(shown)
    for first in range(0, len(hashes), 500):
        some = Receipt.objects.filter(code_hash__in=hashes[first : first + 500])
        kept.update(some.values_list("code_hash", flat=True).filter(submissions__isnull=False))
    without = sum(kept[each] != 1 for each in shown)
    beyond = Submission.objects.count() - before - len(shown)
    return without + max(0, beyond)


def export() -> Iterator[Measured]:
    """All published rows as CSV through the site: the highest memory of a process of its own."""
    own = "import django; django.setup(); from danvan.site.bench.crowd import exported; exported()"
    command = (sys.executable, "-c", own)
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    idle, most, seconds, sent = json.loads(done.stdout)
    yield "export to CSV, memory MB", ROWS, round(most / MB, 1), None
    yield "export to CSV, memory beyond an idle page's MB", ROWS, round((most - idle) / MB, 1), 200
    yield "export to CSV s", ROWS, round(seconds, 1), None
    yield "export to CSV, sent MB", ROWS, round(sent / MB, 1), None


def exported() -> None:
    logs.set_up(level=logging.ERROR)
    browser = Client(SERVER_NAME="localhost")
    page(browser, f"/gop-y/{SLUG}/du-lieu/")
    began, idle = time.perf_counter(), resident(os.getpid(), "VmHWM")
    answer = browser.get(f"/gop-y/{SLUG}/du-lieu/y-kien.csv")
    sent = sum(len(piece) for piece in answer.streaming_content)  # type: ignore[attr-defined,misc]
    took, most = time.perf_counter() - began, resident(os.getpid(), "VmHWM")
    sys.stdout.write(json.dumps((idle, most, took, sent)))


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def measure() -> Iterator[Measured]:
    officer = fill()
    yield from pages(officer)
    yield from export()
    connection.close()
    yield from sending("form")
    yield from sending("program")
    yield from killed()


def main() -> None:
    logs.set_up(level=logging.ERROR)
    call_command("migrate", verbosity=0)
    for figure in measure():
        sys.stdout.write(f"{json.dumps(figure, ensure_ascii=False)}\n")
        sys.stdout.flush()
