"""What the passing of days brings about: tasks that come again, and reminders, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.work.actions.tasks import Assignment, assign
from danvan.work.models import Recurrence, Reminder, Task, WorkingDays

OFFSETS = (-7, -1, 1, 7)  # days before and after the deadline on which its owner is told
LATE_BY = 3  # a reminder missed for longer than this is not sent any more: the next one speaks
AHEAD = timedelta(days=31)  # how far ahead of its deadline a task that comes again is given


def remind(*, by: Actor, on: date) -> int:
    """Tells owners of deadlines near and past; returns how many reminders were new.

    Each is a row that can exist once, so ticks may be lost, doubled or killed half-way.
    """
    return sum(_send(task, days, on, by=by) for days in OFFSETS for task in _to_remind(days, on))


def _to_remind(days: int, on: date) -> Iterator[Task]:
    first = on - timedelta(days=days + LATE_BY)
    last = on - timedelta(days=days)
    sent = Reminder.objects.filter(task=OuterRef("pk"), days=days, due_on=OuterRef("due_on"))
    waiting = Task.objects.open().filter(due_on__range=(first, last)).filter(~Exists(sent))
    return waiting.select_related("owner").iterator(chunk_size=500)


@transaction.atomic
def _send(task: Task, days: int, on: date, *, by: Actor) -> bool:
    told, is_new = Reminder.objects.get_or_create(
        task=task, days=days, due_on=task.due_on, defaults={"sent_on": on}
    )
    if is_new:
        ledger.write(by=by, verb="remind", of=told, where=task.owner.last_path)
    return is_new


def repeat(*, by: Actor, on: date) -> int:
    """Gives the tasks of recurrences that fall due within a month; returns how many were new."""
    calendar = WorkingDays.known()
    rules = Recurrence.objects.held(on).select_related("owner").iterator(chunk_size=500)
    return sum(
        _give(rule, due_on, on, by=by)
        for rule in rules
        for due_on in rule.due_days(on, on + AHEAD, calendar)
    )


@transaction.atomic
def _give(rule: Recurrence, due_on: date, on: date, *, by: Actor) -> bool:
    Recurrence.objects.select_for_update().get(pk=rule.pk)
    if rule.tasks.filter(first_due_on=due_on).exists():
        return False
    if not rule.owner.versions.held(on).exists():
        return False  # the unit is no more: its successor gets its own rule
    what = Assignment(title=rule.title, owner=rule.owner, due_on=due_on, product=rule.product)
    assign(by=by, what=what, on=min(on, due_on), recurrence=rule)
    return True
