"""Workers are killed, told to end, and run side by side: each job is done, and done once."""

import contextlib
import signal
import socket
import time
from pathlib import Path

import pytest

LONG_AGO = "2020-01-01 00:00:00+00:00"
# A worker with three more kinds of job. "lâu" waits for a file; "đôn đốc" sends what is due first.
WORKER = """
import django; django.setup()
import pathlib, time
from danvan.site import schedule, working
from danvan.work import jobs

home = pathlib.Path({home!r})

def noted(job, word):
    with (home / "runs.txt").open("a") as runs:
        runs.write(f"{{word}} {{job.subject}}\\n")

def slow(job, progress):
    noted(job, "began")
    while not (home / "go").exists():
        progress("chờ", 1, 2)
        time.sleep(0.05)
    noted(job, "ended")
    return "xong"

def quick(job, progress):
    noted(job, "ended")
    return "xong"

def reminding(job, progress):
    said = jobs.clock_round(job, progress)
    slow(job, progress)
    return said

schedule.KINDS = {{**jobs.KINDS, "lâu": slow, "nhanh": quick, "đôn đốc": reminding}}
working.work()
"""
# A commune, a task of it that is late by a week, and the jobs asked for.
ASKED = """
from datetime import date, timedelta
from danvan.ledger.actions import SYSTEM
from danvan.units.actions import found_unit
from danvan.units.actions.tree import Looks
from danvan.units.models import Tier, today
from danvan.work.actions import Assignment, ask_job, assign

tier = Tier.objects.create(code="commune", label="Xã", rank=3)
unit = found_unit(by=SYSTEM, code="xa", kind="place", looks=Looks("Xã Tân Hưng"), tier=tier,
    parent=None, on=date(2020, 1, 1))
day = today() - timedelta(days=7)
assign(by=SYSTEM, what=Assignment("Báo cáo", unit, due_on=day), on=day)
for number in range({many}):
    ask_job(by=SYSTEM, kind={kind!r}, unit=unit, subject=str(number))
"""


@pytest.fixture
def asked(installation):
    """Asks for jobs: `asked("lâu", 1)`."""
    return lambda kind, many: installation.python(ASKED.format(kind=kind, many=many))


@pytest.fixture
def worker(installation):
    """Starts one: `with worker() as process:`."""
    return lambda: installation.started("-c", WORKER.format(home=str(installation.home)))


def runs(installation) -> list[str]:
    file = Path(installation.home / "runs.txt")
    return file.read_text().split("\n")[:-1] if file.exists() else []


def states(installation, kind: str) -> list[str]:
    return [
        row[0]
        for row in installation.ask("SELECT state FROM work_job WHERE kind={kind}", kind=kind)
    ]


def count(installation, where: str) -> int:
    return installation.ask("SELECT count(*) FROM " + where)[0][0]  # noqa: S608 - our own words


def pass_a_minute(installation) -> None:
    """The hold of a worker that is no more runs out."""
    installation.ask("UPDATE work_job SET claimed_until={at} WHERE state='running'", at=LONG_AGO)


@pytest.mark.parametrize("kind", ["lâu", "đôn đốc"])
def test_the_job_of_a_killed_worker_is_done_by_another_once(
    installation, asked, worker, until, kind
):
    asked(kind, 1)
    with worker() as first:
        until(lambda: runs(installation) == ["began 0"], "the first run")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert states(installation, kind) == ["running"]
    pass_a_minute(installation)
    (installation.home / "go").touch()
    with worker():
        until(lambda: states(installation, kind) == ["done"], "the second run")
        until(lambda: states(installation, "work.clock") == ["done"], "the clock's round")

    assert runs(installation) == ["began 0", "began 0", "ended 0"]
    of = installation.ask("SELECT id FROM work_job WHERE kind={kind}", kind=kind)[0][0]
    assert count(installation, f"ledger_entry WHERE subject='work.Job:{of}'") == 2  # asked, done
    assert count(installation, "work_reminder") == 1
    assert count(installation, "ledger_entry WHERE verb='remind'") == 1
    assert installation.python(WHOLE) == "None"


WHOLE = "from danvan.ledger.models import Entry; print(Entry.objects.first_fault())"


def test_two_workers_share_twenty_jobs(installation, asked, worker, until):
    asked("nhanh", 20)
    with worker(), worker():
        until(lambda: states(installation, "nhanh") == ["done"] * 20, "twenty done")

    assert sorted(runs(installation)) == sorted(f"ended {number}" for number in range(20))
    assert count(installation, "ledger_entry WHERE verb='job_done'") >= 20
    assert installation.python(WHOLE) == "None"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_end_gives_its_job_back(installation, asked, worker, until, told):
    asked("lâu", 1)
    with worker() as process:
        until(lambda: runs(installation) == ["began 0"], "the run")
        began = time.monotonic()
        process.send_signal(told)
        process.wait(20)

    assert time.monotonic() - began < 20
    assert installation.ask("SELECT state, attempts FROM work_job WHERE kind='lâu'") == [
        ("asked", 0)
    ]
    assert runs(installation) == ["began 0"]


def test_an_idle_worker_ends_when_told(installation, until):
    with installation.started("-m", "danvan", "work") as process:
        until(lambda: hears_the_end(process.pid), "the worker's start")
        process.send_signal(signal.SIGTERM)

        assert process.wait(20) == 0
    assert "Traceback" not in installation.said.read_text()


def test_old_results_are_not_kept_for_ever(installation, asked, until):
    asked("lâu", 0)
    with installation.started("-m", "danvan", "work"):
        until(lambda: states(installation, "work.clock") == ["done"], "the clock's round")
        until(lambda: successful(installation) == 1, "its result")
    assert successful(installation) == 1
    installation.ask("UPDATE django_tasks_database_dbtaskresult SET finished_at={at}", at=LONG_AGO)
    installation.ask("UPDATE work_job SET asked_at={at}", at=LONG_AGO)

    installation.python("from danvan.site.schedule import tick; tick()")

    assert successful(installation) == 0


def hears_the_end(pid: int) -> bool:
    """Whether the process has put a handler on SIGTERM."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    caught = next(line.split()[1] for line in lines if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def successful(installation) -> int:
    return count(installation, "django_tasks_database_dbtaskresult WHERE status='SUCCESSFUL'")


def test_the_site_ends_its_worker(installation, port, until):
    with installation.started("-m", "danvan", "serve", "--port", str(port)) as site:
        worker = until(lambda: children(site.pid), "the worker")[0]
        until(lambda: answers(port), "the site")
        site.send_signal(signal.SIGTERM)
        assert site.wait(20) == 0

    assert not Path(f"/proc/{worker}").exists()


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
