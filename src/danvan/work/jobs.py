"""What workers do: the clock's daily round, and the jobs that rows ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

import structlog
from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.translation import gettext

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.models import today
from danvan.work import actions
from danvan.work.actions.jobs import HOLD, TRIES, Progress, Stop, Work
from danvan.work.models import Job

SIGN = HOLD.total_seconds() / 4  # seconds between two signs of life

log = structlog.get_logger("danvan.jobs")


class Deadly(Exception):
    """Each worker that tried the job ended with it."""


class Ended(BaseException):
    """The worker is told to end; no job catches this as a fault of its own."""


def clock_round(job: Job, progress: Progress) -> str:
    """Reminders and recurring tasks of the day."""
    on = today()
    given = actions.repeat(by=SYSTEM, on=on)
    progress("remind", 1, 2)
    told = actions.remind(by=SYSTEM, on=on)
    return gettext("%(given)d nhiệm vụ định kỳ, %(told)d đôn đốc.") % {"given": given, "told": told}


def check_ledger(job: Job, progress: Progress) -> str:
    """Whether every line of the ledger follows from the one before."""
    total = Entry.objects.count()
    fault = Entry.objects.first_fault(lambda done: progress("read", done, total))
    if fault is None:
        return gettext("Chuỗi nhật ký nguyên vẹn: %d dòng.") % total
    return (
        gettext("Chuỗi nhật ký bị sửa hoặc cắt từ dòng số %d. Hãy báo ngay người quản trị.") % fault
    )


KINDS: Mapping[str, Work] = {"work.clock": clock_round, "work.check_ledger": check_ledger}


def run_next(kinds: Mapping[str, Work], *, at: datetime) -> Job | None:
    """Claims one job and runs it to an end; None where none is due."""
    job = actions.claim_job(at=at)
    if job is None:
        return None
    try:
        if job.attempts > TRIES:
            raise Deadly
        work = kinds[job.kind]
        with holding(job) as progress:
            said = work(job, progress)
        actions.finish_job(by=SYSTEM, job=job, said=said)
    except Stop:
        actions.stop_job(by=SYSTEM, job=job)
    except Ended:
        actions.release_job(job=job)
        raise
    except Exception as wrong:
        log.error(
            "job failed", kind=job.kind, job=job.pk, error=type(wrong).__name__, exc_info=True
        )
        said = gettext("Lỗi kỹ thuật (%s); đã ghi lại.") % type(wrong).__name__
        actions.fail_job(by=SYSTEM, job=job, said=said, at=timezone.now())
    return job


@contextmanager
def holding(job: Job) -> Iterator[Progress]:
    """Gives the job's `progress`, and meanwhile keeps the claim from beside: a step may be longer
    than the claim lasts. A worker that is killed keeps nothing any more."""
    over = Event()
    heard = [timezone.now()]

    def tell(stage: str, done: int, total: int) -> None:
        heard[0] = timezone.now()
        actions.beat_job(job=job, stage=stage, done=done, total=total)

    def keep() -> None:
        is_ours = True
        while is_ours and not over.wait(SIGN):
            try:
                is_ours = actions.keep_job(job=job, at=heard[0])
            except DatabaseError:  # the next sign of life may come through
                log.warning("claim not kept", job=job.pk, exc_info=True)
            finally:
                connections.close_all()

    beside = Thread(target=keep, daemon=True)
    beside.start()
    try:
        yield tell
    finally:
        over.set()
        beside.join()
