"""When a report can still be changed, and by whom."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from danvan.ledger.models import Actor
from danvan.situation.models.reports import SituationReport
from danvan.situation.models.schedules import LockException, ReportPeriod
from danvan.units.models import Role, Unit, need, refuse
from danvan.units.models.dated import written

State = SituationReport.State
WRITERS = (Role.COLLECTOR, Role.ANALYST, Role.APPROVER, Role.CLERK, Role.ADMIN)


def is_locked(period: ReportPeriod, unit: Unit, on: date) -> bool:
    """Whether the period's last day for changes has passed and no exception of the unit holds."""
    if on <= period.locks_on:
        return False
    held = LockException.objects.filter(period=period, unit=unit, until__gte=on)
    return not held.exists()


def is_closed_to(report: SituationReport, on: date) -> bool:
    """As `is_locked`; but what the tier above returned is open until it is sent again."""
    if report.period is None or report.returned_why:
        return False
    return is_locked(report.period, report.unit, on)


def writable(report: SituationReport, on: date, *, by: Actor) -> SituationReport:
    """The report, held until the transaction ends. Raises ValidationError: handed in, or locked."""
    held = SituationReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    need(by, *WRITERS, path=held.unit.last_path)
    if held.state not in {State.DRAFT, State.RETURNED}:
        said = gettext("Báo cáo đang ở bước “%s”; muốn sửa, hãy để người duyệt trả lại.")
        raise refuse(said % held.get_state_display())
    if held.period is not None and is_closed_to(held, on):
        raise locked(held.period)
    return held


def locked(period: ReportPeriod) -> ValidationError:
    """What is said of a period that can no longer be changed."""
    said = gettext("Kỳ báo cáo đã khóa sau ngày %s; hãy đề nghị cấp trên mở khóa có thời hạn.")
    return refuse(said % written(period.locks_on))
