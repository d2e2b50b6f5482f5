"""A job runs once, tells how far it is, can be stopped, is tried again; killed, it is not lost."""

from contextlib import suppress
from datetime import timedelta
from threading import active_count
from time import monotonic, sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from danvan.ledger.actions import SYSTEM
from danvan.work.actions import (
    ask_job,
    beat_job,
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    keep_job,
    release_job,
)
from danvan.work.actions.jobs import HOLD, PATIENCE, TRIES, Stop
from danvan.work.jobs import KINDS, Ended, run_next
from danvan.work.models import Job


@pytest.fixture
def asked(commune):
    return ask_job(by=SYSTEM, kind="thử", unit=commune)


@pytest.fixture
def until():
    """Waits a short while for what another thread does."""

    def wait(true, what):
        end = monotonic() + 10
        while not true():
            assert monotonic() < end, f"never came: {what}"
            sleep(0.01)

    return wait


def later(seconds: float = 0):
    return timezone.now() + timedelta(seconds=seconds)


def test_asking_twice_makes_one_job(commune, asked):
    assert ask_job(by=SYSTEM, kind="thử", unit=commune) == asked


def test_a_job_is_run_once(asked):
    runs = []
    kinds = {"thử": lambda job, progress: runs.append(job.pk) or "xong"}

    assert run_next(kinds, at=later()).pk == asked.pk
    assert run_next(kinds, at=later()) is None

    asked.refresh_from_db()
    assert (runs, asked.state, asked.said) == ([asked.pk], "done", "xong")


def test_two_workers_do_not_hold_the_same_job(asked):
    assert claim_job(at=later()).pk == asked.pk
    assert claim_job(at=later()) is None


def test_a_job_whose_worker_was_killed_is_taken_over(asked):
    first = claim_job(at=later())
    second = claim_job(at=later(HOLD.total_seconds() + 1))

    assert second.pk == first.pk
    assert finish_job(by=SYSTEM, job=first, said="muộn") is False
    assert finish_job(by=SYSTEM, job=second, said="đúng") is True
    asked.refresh_from_db()
    assert asked.said == "đúng"


def test_a_worker_that_lost_its_hold_stops_at_its_next_step(asked):
    first = claim_job(at=later())
    claim_job(at=later(HOLD.total_seconds() + 1))

    with pytest.raises(Stop):
        beat_job(job=first, stage="đọc", done=1, total=2)


@pytest.mark.django_db(transaction=True)
def test_a_step_longer_than_the_hold_keeps_its_job(asked, monkeypatch, until):
    """Although it says nothing, no other worker takes it when the first hold runs out."""
    monkeypatch.setattr("danvan.work.jobs.SIGN", 0.01)
    taken = []

    def silent(job, progress):
        runs_out = job.claimed_until
        until(lambda: Job.objects.get(pk=job.pk).claimed_until > runs_out, "a sign of life")
        taken.append(claim_job(at=runs_out))
        return "xong"

    run_next({"thử": silent}, at=later())

    asked.refresh_from_db()
    assert taken == [None]
    assert (asked.state, asked.attempts) == ("done", 1)


def test_a_step_that_hangs_is_let_go_after_an_hour(asked):
    held = claim_job(at=later())

    assert keep_job(job=held, at=later(-PATIENCE.total_seconds() + 5)) is True
    assert keep_job(job=held, at=later(-PATIENCE.total_seconds())) is False


def test_a_sign_of_life_keeps_nothing_that_another_holds(asked):
    first = claim_job(at=later())
    second = claim_job(at=later(HOLD.total_seconds() + 1))
    until = Job.objects.get(pk=second.pk).claimed_until

    assert keep_job(job=first, at=later()) is False
    assert Job.objects.get(pk=second.pk).claimed_until == until


@pytest.mark.parametrize("end", [ValueError, Ended])
def test_no_sign_of_life_comes_once_the_job_has_ended(asked, end):
    def breaks(job, progress):
        raise end

    before = active_count()
    with suppress(Ended):
        run_next({"thử": breaks}, at=later())

    assert active_count() == before


def test_progress_is_seen_while_it_runs(asked):
    seen = []

    def steps(job, progress):
        progress("đọc", 1, 4)
        found = Job.objects.get(pk=job.pk)
        seen.append((found.stage, found.percent, found.state))
        return ""

    run_next({"thử": steps}, at=later())

    assert seen == [("đọc", 25, "running")]


def test_a_waiting_job_is_cancelled_at_once(asked):
    cancel_job(by=SYSTEM, job=asked)

    assert run_next({"thử": lambda *_: ""}, at=later()) is None
    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_a_running_job_stops_at_its_next_step(asked):
    def steps(job, progress):
        cancel_job(by=SYSTEM, job=job)
        progress("đọc", 1, 4)
        raise AssertionError("went on")

    run_next({"thử": steps}, at=later())

    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_a_failed_attempt_is_tried_again_after_twice_as_long(asked):
    def breaks(job, progress):
        raise OSError("đĩa")

    waits = []
    at = later()
    for _ in range(TRIES):
        run_next({"thử": breaks}, at=at)
        asked.refresh_from_db()
        waits.append(round((asked.not_before - timezone.now()).total_seconds()))
        at = asked.not_before

    assert waits[:4] == [30, 60, 120, 240]
    assert asked.state == "failed"
    assert "OSError" in asked.said
    assert run_next({"thử": breaks}, at=later(10**6)) is None


def test_a_job_that_ends_its_workers_is_given_up(asked):
    for attempt in range(TRIES):
        claim_job(at=later((HOLD.total_seconds() + 1) * attempt))  # and its worker is killed

    run_next({"thử": lambda *_: "xong"}, at=later((HOLD.total_seconds() + 1) * TRIES))

    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == ("failed", TRIES + 1)


def test_a_job_given_back_waits_and_its_attempt_does_not_count(asked):
    release_job(job=claim_job(at=later()))

    again = claim_job(at=later())
    assert (again.pk, again.attempts) == (asked.pk, 1)


def test_a_job_that_another_holds_is_not_given_back(asked):
    first = claim_job(at=later())
    second = claim_job(at=later(HOLD.total_seconds() + 1))

    release_job(job=first)

    second.refresh_from_db()
    assert second.state == "running"


def test_a_kind_that_nobody_knows_fails_in_words(asked):
    run_next({}, at=later())

    asked.refresh_from_db()
    assert asked.state == "asked"
    assert "Lỗi kỹ thuật" in asked.said


def test_a_neighbour_stops_nothing_of_ours(asked, employ, neighbour):
    with pytest.raises(PermissionDenied):
        cancel_job(by=employ("ben", neighbour, "admin"), job=asked)


def test_the_ledger_is_checked_as_a_job(commune):
    job = ask_job(by=SYSTEM, kind="work.check_ledger", unit=commune)

    run_next(KINDS, at=later())

    job.refresh_from_db()
    assert "nguyên vẹn" in job.said


def test_the_clock_s_round_is_asked_for_once_an_hour(commune):
    from danvan.site.schedule import tick

    tick()
    tick()
    assert Job.objects.filter(kind="work.clock").count() == 1
    run_next(KINDS, at=later())
    tick()
    assert Job.objects.filter(kind="work.clock").count() == 1
    Job.objects.update(asked_at=later(-4000))
    tick()
    assert Job.objects.filter(kind="work.clock").count() == 2


def test_fail_says_nothing_for_another(asked):
    first = claim_job(at=later())
    claim_job(at=later(HOLD.total_seconds() + 1))

    assert fail_job(by=SYSTEM, job=first, said="x", at=later()) is False
