"""Which jobs there are, and the worker's round. A job's work lies in its room's `jobs.py`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from danvan.consultation import jobs as consultation
from danvan.ledger.actions import SYSTEM
from danvan.news import jobs as news
from danvan.site import story
from danvan.site.upkeep import look_at_tables
from danvan.situation import jobs as situation
from danvan.units.models import Unit
from danvan.work import actions
from danvan.work import jobs as work
from danvan.work.actions.jobs import Work
from danvan.work.models import Job

KINDS: Mapping[str, Work] = {
    **work.KINDS,
    **consultation.KINDS,
    **news.KINDS,
    **situation.KINDS,
    story.FINISH: story.finish,
}
EVERY: Mapping[str, timedelta] = {  # what the clock asks for, and how often
    "work.clock": timedelta(hours=1),
    "consultation.mask": timedelta(days=1),
    "consultation.seal": timedelta(hours=6),
    "consultation.retention": timedelta(days=1),
    "news.publish": timedelta(days=1),
    "situation.rounds": timedelta(hours=12),
    **({"consultation.notices": timedelta(hours=6)} if settings.NOTICES else {}),
}
DAILY = "consultation.retention"  # asked for once a day, and never besides
WAITING: Mapping[str, Callable[[], bool]] = {  # and at once, where something waits for it
    "consultation.mask": consultation.masks_wait,
    "news.publish": news.articles_wait,
}
REST = timedelta(seconds=30)  # between two rounds of one kind


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


def is_due(kind: str) -> bool:
    """Whether a round is to be asked for now: its time has come, or something waits for it."""
    last = Job.objects.filter(kind=kind, subject="").order_by("-pk").first()
    if last is None:
        return kind not in WAITING or WAITING[kind]()
    since = timezone.now() - last.asked_at
    if not last.is_over or since < REST:
        return False
    return since >= EVERY[kind] or (kind in WAITING and WAITING[kind]())


def tick() -> None:
    """What the passing of time asks for; called every few seconds by each worker."""
    root = Unit.objects.order_by("pk").first()
    if root is None:
        return
    for kind in EVERY:
        if is_due(kind):
            actions.ask_job(by=SYSTEM, kind=kind, unit=root)
            if kind == "work.clock":
                call_command("prune_db_task_results", min_age_days=1, verbosity=0)
            if kind == DAILY:
                look_at_tables()
    if Job.objects.claimable(timezone.now()).exists() and not DBTaskResult.objects.ready().exists():
        knock.enqueue()
