"""Which jobs there are, and the worker's round. A job's work lies in its room's `jobs.py`."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from danvan.ledger.actions import SYSTEM
from danvan.units.models import Unit
from danvan.work import actions
from danvan.work import jobs as work
from danvan.work.models import Job

KINDS: Mapping[str, work.Work] = {**work.KINDS}
EVERY = timedelta(hours=1)  # how often the clock's round is asked for


@task()
def knock() -> None:
    """Runs what waits. Lost, doubled or killed, it harms nothing: the rows that ask remain."""
    with ending_at_once():
        while work.run_next(KINDS, at=timezone.now()):
            pass


@contextmanager
def ending_at_once() -> Iterator[None]:
    """The signal that ends the worker also ends the job under way, which then waits again."""
    usual = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def ended(number: int, frame: FrameType | None) -> None:
        restored()
        if callable(told := usual[signal.Signals(number)]):
            told(number, frame)
        raise work.Ended

    def restored() -> None:
        for number, told in usual.items():
            signal.signal(number, told)

    for number in usual:
        signal.signal(number, ended)
    try:
        yield
    finally:
        restored()


def tick() -> None:
    """What the passing of time asks for; called every few seconds by each worker."""
    root = Unit.objects.order_by("pk").first()
    if root is None:
        return
    last = Job.objects.filter(kind="work.clock").order_by("-pk").first()
    if last is None or (last.is_over and timezone.now() - last.asked_at >= EVERY):
        actions.ask_job(by=SYSTEM, kind="work.clock", unit=root)
        call_command("prune_db_task_results", min_age_days=1, verbosity=0)
    if Job.objects.claimable(timezone.now()).exists() and not DBTaskResult.objects.ready().exists():
        knock.enqueue()
