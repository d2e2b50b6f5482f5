"""A later deadline: asked for with a reason, decided by somebody else."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import need, refuse
from danvan.work.actions.tasks import WORKERS
from danvan.work.models import Extension, Task


@transaction.atomic
def ask_extension(*, by: Actor, task: Task, on: date, until: date, reason: str) -> Extension:
    """Raises ValidationError: closed, no reason, no later than now, or one is waiting already."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    where = task.owner.last_path
    need(by, *WORKERS, path=where)
    if task.closed_on is not None:
        raise refuse(gettext("Nhiệm vụ đã kết thúc; không cần gia hạn."))
    if until <= max(task.due_on, on):
        raise refuse(gettext("Hạn mới phải sau hạn cũ và sau hôm nay."), "until")
    if not reason.strip():
        raise refuse(gettext("Hãy ghi lý do xin gia hạn."), "reason")
    if task.extensions.waiting().exists():
        raise refuse(gettext("Đã có một đề nghị gia hạn đang chờ quyết định."))
    asked = Extension.objects.create(task=task, until=until, reason=reason.strip(), asked_on=on)
    ledger.write(by=by, verb="ask_extension", of=asked, why=reason, where=where)
    return asked


@transaction.atomic
def decide_extension(*, by: Actor, asked: Extension, on: date, is_granted: bool) -> None:
    """Granted, the task's deadline moves. Raises ValidationError where it is decided already."""
    asked = Extension.objects.select_for_update().select_related("task").get(pk=asked.pk)
    where = asked.task.owner.last_path
    need(by, "approver", path=where)
    if asked.decided_on is not None:
        raise refuse(gettext("Đề nghị này đã được quyết định."))
    asked.decided_on, asked.is_granted = on, is_granted
    asked.save()
    if is_granted:
        Task.objects.filter(pk=asked.task_id).update(due_on=asked.until)
    verb = "grant_extension" if is_granted else "refuse_extension"
    ledger.write(by=by, verb=verb, of=asked, where=where)
