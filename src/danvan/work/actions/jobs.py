"""The life of a job: asked for, claimed, heard of, ended; killed anywhere, not lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import Unit, need
from danvan.work.models import Job

HOLD = timedelta(seconds=60)  # a worker not heard of for so long has lost its claim
PATIENCE = timedelta(hours=1)  # a step that says nothing for so long is taken to hang
TRIES = 5
CANCELLERS = ("analyst", "approver", "admin")
Progress = Callable[[str, int, int], None]  # told of the stage, how much is done, of how much
Work = Callable[[Job, Progress], str]  # does the job and says what came of it
FIRST_WAIT = timedelta(seconds=30)  # doubled after each attempt that failed


class Stop(Exception):
    """The job is to end now: somebody asked for it, or another worker holds it."""


@transaction.atomic
def ask_job(*, by: Actor, kind: str, unit: Unit, subject: str = "") -> Job:
    """A row that asks; where the same is waiting or running already, that one."""
    at = timezone.now()
    job, is_new = Job.objects.unfinished().get_or_create(
        kind=kind, unit=unit, subject=subject, defaults={"asked_at": at, "not_before": at}
    )
    if is_new:
        ledger.write(by=by, verb="ask_job", of=job, where=unit.last_path)
    return job


@transaction.atomic
def cancel_job(*, by: Actor, job: Job) -> None:
    """Waiting, it ends at once; running, at its next step."""
    where = job.unit.last_path
    need(by, *CANCELLERS, path=where)
    at = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.ASKED)
    if not waiting.update(state=Job.State.CANCELLED, ended_at=at):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(is_cancel_asked=True)
    ledger.write(by=by, verb="cancel_job", of=job, where=where)


def claim_job(*, at: datetime) -> Job | None:
    """The next job due, held by whoever called; None where there is none.

    Of two workers that reach for the same row, the conditional update lets one through.
    """
    for job in Job.objects.claimable(at)[:10]:
        claim = uuid4().hex
        held = Job.objects.claimable(at).filter(pk=job.pk, claim=job.claim)
        if held.update(
            state=Job.State.RUNNING,
            claim=claim,
            claimed_until=at + HOLD,
            attempts=job.attempts + 1,
        ):
            return Job.objects.get(pk=job.pk)
    return None


def beat_job(*, job: Job, stage: str, done: int, total: int) -> None:
    """Tells how far the job is and keeps the claim. Raises Stop where it is to end."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    until = timezone.now() + HOLD
    kept = mine.filter(is_cancel_asked=False).update(
        claimed_until=until, stage=stage[:120], done=done, total=total
    )
    if not kept:
        raise Stop


def keep_job(*, job: Job, at: datetime) -> bool:
    """The worker lives, although the job's step has nothing to tell yet: the claim is kept.

    False where it is lost, or the step has hung for PATIENCE since `at`, when it was last heard of.
    """
    now = timezone.now()
    if now - at >= PATIENCE:
        return False
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    return bool(mine.update(claimed_until=now + HOLD))


def release_job(*, job: Job) -> None:
    """Its worker is told to end: the job waits again, and the attempt does not count."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    mine.update(state=Job.State.ASKED, claim="", attempts=job.attempts - 1)


@transaction.atomic
def finish_job(*, by: Actor, job: Job, said: str = "") -> bool:
    """It is done. False, and nothing written, where the claim was lost meanwhile."""
    return _end(job, Job.State.DONE, said, by=by)


@transaction.atomic
def stop_job(*, by: Actor, job: Job) -> bool:
    """It ended because somebody asked for it."""
    return _end(job, Job.State.CANCELLED, "", by=by)


@transaction.atomic
def fail_job(*, by: Actor, job: Job, said: str, at: datetime) -> bool:
    """The attempt failed: it is tried again later, each time after twice as long, five times."""
    if job.attempts >= TRIES:
        return _end(job, Job.State.FAILED, said, by=by)
    wait = FIRST_WAIT * 2 ** (job.attempts - 1)
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    if not mine.update(state=Job.State.ASKED, not_before=at + wait, said=said):
        return False
    ledger.write(by=by, verb="retry_job", of=job, where=job.unit.last_path)
    return True


def _end(job: Job, state: str, said: str, *, by: Actor) -> bool:
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    if not mine.update(state=state, said=said, ended_at=timezone.now()):
        return False
    ledger.write(by=by, verb=f"job_{state}", of=job, where=job.unit.last_path)
    return True
