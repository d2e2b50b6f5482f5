"""The life of a task: assigned, started, closed or dropped, carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold
from danvan.units.models import Unit, need, refuse
from danvan.work.models import Recurrence, Task, WorkingDays

WORKERS = ("collector", "analyst", "approver", "clerk", "editor", "admin")
GIVERS = ("analyst", "approver", "admin")


@dataclass(frozen=True)
class Assignment:
    """What is to be done, by whom, until when: a day, or so many working days from its start."""

    title: str
    owner: Unit
    due_on: date | None = None
    working_days: int | None = None
    partners: Sequence[Unit] = ()
    product: str = ""
    is_key: bool = False

    def deadline(self, opened_on: date) -> date:
        """Raises ValidationError: neither given, or before the task begins."""
        if self.working_days is not None and self.working_days > 0:
            return WorkingDays.known().add(opened_on, self.working_days)
        if self.due_on is None:
            raise refuse(gettext("Hãy ghi hạn: một ngày, hoặc số ngày làm việc."), "due_on")
        if self.due_on < opened_on:
            raise refuse(gettext("Hạn không thể trước ngày giao việc."), "due_on")
        return self.due_on


@transaction.atomic
def assign(
    *,
    by: Actor,
    what: Assignment,
    on: date,
    continues: Task | None = None,
    recurrence: Recurrence | None = None,
) -> Task:
    """A task for its owner from the day `on`.

    Raises ValidationError: no deadline, or a unit that does not exist on that day.
    """
    where = _there(what.owner, on, "owner")
    need(by, *GIVERS, path=where)
    for partner in what.partners:
        _there(partner, on, "partners")
    due_on = what.deadline(on)
    task = Task.objects.create(
        title=what.title.strip(),
        folded=fold(what.title.strip()),
        owner=what.owner,
        product=what.product.strip(),
        is_key=what.is_key,
        opened_on=on,
        due_on=due_on,
        first_due_on=due_on,
        continues=continues,
        recurrence=recurrence,
    )
    task.partners.set(what.partners)
    ledger.write(by=by, verb="assign_task", of=task, where=where)
    return task


@transaction.atomic
def start(*, by: Actor, task: Task, on: date) -> None:
    """Work on it has begun."""
    task = _open(task, on, by=by)
    task.started_on = task.started_on or on
    task.save()
    ledger.write(by=by, verb="start_task", of=task, where=task.owner.last_path)


@transaction.atomic
def close(*, by: Actor, task: Task, on: date, report: str) -> None:
    """It is done. Raises ValidationError: closed already, or nothing said of what came of it."""
    task = _open(task, on, by=by)
    if not report.strip():
        raise refuse(gettext("Hãy ghi kết quả, sản phẩm đã có."), "report")
    task.closed_on, task.outcome, task.report = on, Task.Outcome.DONE, report.strip()
    task.save()
    ledger.write(by=by, verb="close_task", of=task, where=task.owner.last_path)


@transaction.atomic
def drop(*, by: Actor, task: Task, on: date, why: str) -> None:
    """It is no longer fitting. Raises ValidationError without a reason."""
    task = _open(task, on, by=by, roles=GIVERS)
    if not why.strip():
        raise refuse(gettext("Hãy ghi lý do nhiệm vụ không còn phù hợp."), "why")
    task.closed_on, task.outcome, task.report = on, Task.Outcome.DROPPED, why.strip()
    task.save()
    ledger.write(by=by, verb="drop_task", of=task, why=why, where=task.owner.last_path)


@transaction.atomic
def carry_over(*, by: Actor, task: Task, on: date, due_on: date) -> Task:
    """What was not done goes on as a new task of the next period (S55)."""
    drop(by=by, task=task, on=on, why=gettext("Chuyển tiếp sang kỳ sau"))
    what = Assignment(
        title=task.title,
        owner=task.owner,
        due_on=due_on,
        partners=list(task.partners.all()),
        product=task.product,
        is_key=task.is_key,
    )
    return assign(by=by, what=what, on=on, continues=task)


@transaction.atomic
def recur(*, by: Actor, recurrence: Recurrence) -> Recurrence:
    """A task that comes again from now on. Raises ValidationError: day or owner that is none."""
    where = _there(recurrence.owner, recurrence.begins_on, "owner")
    need(by, *GIVERS, path=where)
    if not 1 <= recurrence.day <= 31:
        raise refuse(gettext("Ngày trong kỳ phải từ 1 đến 31."), "day")
    recurrence.save()
    ledger.write(by=by, verb="recur", of=recurrence, where=where)
    return recurrence


@transaction.atomic
def end_recurrence(*, by: Actor, recurrence: Recurrence, on: date) -> Recurrence:
    """It gives no task from `on`; those given stay. Raises ValidationError: it has ended."""
    held = Recurrence.objects.select_for_update().get(pk=recurrence.pk)
    where = held.owner.last_path
    need(by, *GIVERS, path=where)
    last = on - timedelta(days=1)
    if held.ends_on is not None and held.ends_on <= last:
        day = held.ends_on.strftime("%d/%m/%Y")
        raise refuse(gettext("Nhiệm vụ định kỳ này đã thôi sau ngày %s.") % day)
    held.ends_on = last
    held.save()
    ledger.write(by=by, verb="end_recurrence", of=held, where=where)
    return held


def _there(unit: Unit, on: date, field: str) -> str:
    """The unit's path on that day. Raises ValidationError: it does not exist then."""
    found = unit.versions.held(on).first()
    if found is None:
        day = on.strftime("%d/%m/%Y")
        said = gettext("Đơn vị %(unit)s không tồn tại vào ngày %(day)s; hãy chọn đơn vị kế tiếp.")
        raise refuse(said % {"unit": _last_name(unit), "day": day}, field)
    return str(found.path)


def _last_name(unit: Unit) -> str:
    return str(unit.versions.latest("valid_from").name)


def _open(task: Task, on: date, *, by: Actor, roles: Sequence[str] = WORKERS) -> Task:
    """The task, held until the transaction ends. Raises ValidationError where it is closed."""
    held = Task.objects.select_for_update().get(pk=task.pk)
    need(by, *roles, path=held.owner.last_path)
    if held.closed_on is not None:
        day = held.closed_on.strftime("%d/%m/%Y")
        raise refuse(gettext("Nhiệm vụ đã kết thúc ngày %s; không sửa được nữa.") % day)
    return held
