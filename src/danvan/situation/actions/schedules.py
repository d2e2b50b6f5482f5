"""Schedules, the rounds that they open, and exceptions to a round's lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.situation.models import (
    ExpectedReport,
    LockException,
    ReportForm,
    ReportPeriod,
    ReportSchedule,
)
from danvan.situation.models.days import MONTHS, Round, rounds_since
from danvan.units.models import Role, Unit, UnitVersion, need, refuse
from danvan.units.models.dated import written
from danvan.units.models.tree import Kind
from danvan.work.actions.tasks import Assignment, assign
from danvan.work.models import Task, WorkingDays

ASKERS = (Role.ANALYST, Role.APPROVER, Role.ADMIN)


@transaction.atomic
def schedule_reports(*, by: Actor, schedule: ReportSchedule) -> ReportSchedule:
    """Reports that the units of a tier owe from `valid_from` on.

    Raises ValidationError: no such form then, a kind that has no rounds, a tier that is not below,
    or one such schedule holds already.
    """
    path = schedule.unit.version_on(schedule.valid_from).path
    need(by, *ASKERS, path=path)
    form = ReportForm.objects.held(schedule.valid_from).filter(code=schedule.form_code).first()
    if form is None:
        day = written(schedule.valid_from)
        raise refuse(gettext("Không có biểu mẫu này vào ngày %s.") % day, "form_code")
    if form.kind not in MONTHS:
        said = gettext("Báo cáo trực tiếp và báo cáo nhanh gửi khi có việc, không theo lịch.")
        raise refuse(said, "form_code")
    if schedule.tier.rank <= schedule.unit.version_on(schedule.valid_from).tier.rank:
        raise refuse(gettext("Hãy chọn một cấp dưới của đơn vị nhận báo cáo."), "tier")
    schedule.kind = form.kind
    held = ReportSchedule.objects.held(schedule.valid_from).filter(
        unit=schedule.unit, tier=schedule.tier, kind=schedule.kind, topic=schedule.topic
    )
    if held.exists():
        said = gettext("Đã có lịch loại này cho cấp đó; hãy thôi lịch cũ trước.")
        raise refuse(said)
    schedule.save()
    ledger.write(by=by, verb="schedule_reports", of=schedule, where=path)
    return schedule


@transaction.atomic
def end_schedule(*, by: Actor, schedule: ReportSchedule, on: date) -> ReportSchedule:
    """It opens no round from `on`; those open stay. Raises ValidationError: ended, or not begun."""
    held: ReportSchedule = ReportSchedule.objects.select_for_update().get(pk=schedule.pk)
    need(by, *ASKERS, path=held.unit.last_path)
    if held.valid_to is not None and held.valid_to <= on:
        raise refuse(gettext("Lịch này đã thôi từ ngày %s.") % written(held.valid_to))
    if on <= held.valid_from:
        raise refuse(gettext("Lịch này bắt đầu ngày %s.") % written(held.valid_from))
    held.valid_to = on
    held.save()
    ledger.write(by=by, verb="end_schedule", of=held, where=held.unit.last_path)
    return held


def open_periods(
    *, by: Actor, on: date, progress: Callable[[str, int, int], None] | None = None
) -> int:
    """Opens the rounds that have begun by `on`; returns how many. Those that were missed come too,
    and a round exists once: calls may be lost, doubled or stopped between two rounds."""
    worked = WorkingDays.known()
    schedules = [*ReportSchedule.objects.held(on).select_related("unit", "tier")]
    made = 0
    for at, schedule in enumerate(schedules, start=1):
        last = schedule.periods.order_by("-first_on").first()
        for found in rounds_since(schedule, last.last_on if last else None, on, worked):
            made += _open(schedule, found, on, by=by)
        if progress:
            progress("open", at, len(schedules))
    return made


@transaction.atomic
def lift_lock(
    *, by: Actor, period: ReportPeriod, unit: Unit, until: date, reason: str, on: date
) -> LockException:
    """The unit may change its report until the day. Raises ValidationError: a day that is past, no
    reason, or a unit from which nothing is awaited."""
    need(by, *ASKERS, path=period.schedule.unit.last_path)
    if not period.expected.filter(unit=unit).exists():
        raise refuse(gettext("Kỳ này không chờ báo cáo của đơn vị đó."), "unit")
    if until < on:
        raise refuse(gettext("Hãy chọn ngày từ hôm nay trở đi."), "until")
    if not reason.strip():
        raise refuse(gettext("Hãy ghi lý do mở khóa."), "reason")
    made = LockException.objects.create(
        period=period, unit=unit, until=until, reason=reason.strip()
    )
    where = period.schedule.unit.last_path
    ledger.write(by=by, verb="lift_lock", of=made, why=made.reason, where=where)
    return made


@transaction.atomic
def _open(schedule: ReportSchedule, found: Round, on: date, *, by: Actor) -> bool:
    """The round with the units that owe it, fixed as they stand; whether it was new."""
    as_at = max(min(on, found.due_on), schedule.valid_from)
    form = ReportForm.objects.held(as_at).filter(code=schedule.form_code).first()
    where = schedule.unit.versions.held(as_at).values_list("path", flat=True).first()
    if form is None or where is None:
        return False
    period, is_new = ReportPeriod.objects.get_or_create(
        schedule=schedule, first_on=found.first_on, defaults={**vars(found), "form": form}
    )
    if is_new:
        below = UnitVersion.objects.held(as_at).filter(path__under=where, tier=schedule.tier)
        owing = below.filter(unit__kind=Kind.PLACE).select_related("unit").order_by("path")
        ExpectedReport.objects.bulk_create(
            ExpectedReport(
                period=period, unit=each.unit, path=each.path, task=_due(period, each, as_at, by=by)
            )
            for each in owing
        )
        ledger.write(by=by, verb="open_period", of=period, where=where)
    return is_new


def _due(period: ReportPeriod, owing: UnitVersion, on: date, *, by: Actor) -> Task:
    title = f"{period.form.title} {written(period.first_on)}–{written(period.last_on)}"
    due_on = max(period.due_on, on)
    return assign(by=by, what=Assignment(title, owing.unit, due_on), on=on)
