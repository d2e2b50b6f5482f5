"""Writers of SQLite take turns: nobody writes beside another, and who waits too long is told."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError

from danvan.site.sqlite.base import DatabaseWrapper, Turns, turns_of

OTHER = (
    "import sys\n"
    "from danvan.site.sqlite.base import Turns\n"
    "turns = Turns(sys.argv[1])\n"
    "assert turns.take(1)\n"
    "print('writes', flush=True)\n"
    "sys.stdin.readline()\n"
    "turns.give()\n"
)


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """Connections to one file, each for the thread that asks."""
    made = []

    def make(timeout=5):
        name = str(tmp_path / "a.sqlite3")
        options = {"transaction_mode": "IMMEDIATE", "timeout": timeout}
        given = {"NAME": name, "OPTIONS": options, "TIME_ZONE": None, "AUTOCOMMIT": True,
                 "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TEST": {}}  # fmt: skip
        made.append(DatabaseWrapper(given, "a"))
        made[-1].inc_thread_sharing()
        return made[-1]

    with django_db_blocker.unblock():
        yield make
        for one in made:
            one.close()


def begin(connection):
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()


@pytest.mark.parametrize("end", ["_commit", "_rollback", "close"])
def test_when_one_is_done_the_next_begins(opened, end):
    first, second = opened(), opened()
    begin(first)
    began = threading.Event()
    waits = threading.Thread(target=lambda: (begin(second), began.set()))
    waits.start()
    assert not began.wait(0.1)

    getattr(first, end)()
    assert began.wait(5)
    waits.join()
    second._rollback()


def test_who_waits_too_long_is_told(opened):
    first, second = opened(), opened(timeout=0.05)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    first._commit()
    begin(second)


def test_one_that_cannot_begin_keeps_nobody_waiting(opened):
    first, second = opened(), opened()
    begin(first)
    first._rollback()
    first.connection.execute("BEGIN")  # so that another beginning is refused
    with pytest.raises(OperationalError, match="within a transaction"):
        begin(first)
    first.connection.rollback()
    begin(second)


def test_another_process_is_waited_for(tmp_path):
    place = str(tmp_path / "turn")
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, place],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout.readline() == "writes\n"
        turns = Turns(place)
        assert not turns.take(0.05)
        other.stdin.write("\n")
        other.stdin.flush()
        assert turns.take(5)
        turns.give()


def test_a_process_that_is_killed_gives_its_turn_back(tmp_path):
    place = str(tmp_path / "turn")
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline()
        other.kill()
    assert Turns(place).take(1)


def test_many_threads_write_one_after_another(tmp_path):
    turns, inside, most = Turns(str(tmp_path / "turn")), [], []

    def write():
        for _ in range(20):
            assert turns.take(20)
            inside.append(1)
            most.append(len(inside))
            time.sleep(0)
            inside.pop()
            turns.give()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(most) == 160
    assert max(most) == 1


def test_one_file_has_one_queue_in_a_process(tmp_path):
    assert turns_of(str(tmp_path / "a")) is turns_of(str(tmp_path / "a"))
