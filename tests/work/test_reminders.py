"""Owners hear of a deadline once each time, whatever happens to the clock or the worker."""

from datetime import date, timedelta

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.work.actions import close, remind
from danvan.work.actions.clock import OFFSETS
from danvan.work.models import Reminder

DUE = date(2020, 7, 20)


def told() -> list[tuple[int, date]]:
    return sorted(Reminder.objects.values_list("days", "sent_on"))


def test_the_owner_is_told_before_and_after(give, commune):
    give(commune, due_on=DUE)
    for n in range(-10, 12):
        remind(by=SYSTEM, on=DUE + timedelta(days=n))

    assert told() == [(days, DUE + timedelta(days=days)) for days in sorted(OFFSETS)]


def test_a_doubled_tick_tells_nobody_twice(give, commune):
    give(commune, due_on=DUE)

    assert remind(by=SYSTEM, on=DUE - timedelta(days=1)) == 1
    assert remind(by=SYSTEM, on=DUE - timedelta(days=1)) == 0


def test_a_worker_killed_half_way_goes_on_where_it_was(give, commune, monkeypatch):
    """The second reminder's transaction dies; the next tick sends it, and not the first again."""
    from danvan.ledger import actions as ledger

    for n in range(3):
        give(commune, title=f"việc {n}", due_on=DUE)
    real, sent = ledger.write, []

    def dies(**line):
        if len(sent) == 1:
            raise KeyboardInterrupt
        sent.append(line)
        return real(**line)

    monkeypatch.setattr(ledger, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        remind(by=SYSTEM, on=DUE - timedelta(days=1))
    monkeypatch.setattr(ledger, "write", real)

    assert Reminder.objects.count() == 1
    assert remind(by=SYSTEM, on=DUE - timedelta(days=1)) == 2
    assert Reminder.objects.count() == 3


def test_who_was_away_hears_the_latest_only(give, commune):
    """A clock that stood still for a month does not pour out what is long past."""
    give(commune, due_on=DUE)

    remind(by=SYSTEM, on=DUE + timedelta(days=30))

    assert told() == []


def test_a_task_that_is_done_is_left_alone(give, commune):
    task = give(commune, due_on=DUE)
    close(by=SYSTEM, task=task, on=date(2020, 7, 14), report="xong")

    assert remind(by=SYSTEM, on=DUE + timedelta(days=1)) == 0


def test_a_deadline_that_moved_is_told_anew(give, commune):
    task = give(commune, due_on=DUE)
    remind(by=SYSTEM, on=DUE - timedelta(days=1))
    type(task).objects.filter(pk=task.pk).update(due_on=DUE + timedelta(days=10))

    remind(by=SYSTEM, on=DUE + timedelta(days=9))

    assert [days for days, _ in told()] == [-1, -1]
