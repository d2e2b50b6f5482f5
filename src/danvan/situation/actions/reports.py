"""A report's way: submitted, signed by somebody else, sent, received or returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor, Entry
from danvan.situation.models import (
    ExpectedReport,
    Figure,
    ReportForm,
    ReportKind,
    ReportText,
    SentVersion,
    SituationReport,
)
from danvan.situation.models.checks import faults
from danvan.situation.models.contents import content_of, seal_of
from danvan.situation.models.locks import WRITERS, writable
from danvan.situation.models.lower import Lower, lower_of
from danvan.situation.models.rollup import Span, Total, rollup_to_send
from danvan.units.models import Officer, Role, Unit, need, refuse
from danvan.work.actions.tasks import Assignment, assign, close

State = SituationReport.State
MENDED_IN = 3  # working days in which a returned report comes back
LONGEST = 500  # characters of a reason


@transaction.atomic
def submit_situation(*, by: Actor, report: SituationReport, on: date) -> None:
    """Hands it to who signs. Raises ValidationError: locked, or what its checks found."""
    held = writable(report, on, by=by)
    if found := faults(held):
        raise refuse(" ".join(each.said for each in found))
    _step(held, State.SUBMITTED, "submit_situation", by=by)


@transaction.atomic
def sign_situation(*, by: Actor, report: SituationReport, without: Sequence[Unit] = ()) -> None:
    """Raises ValidationError: not submitted, `by` submitted it, or lower units have not sent theirs
    and are not named in `without`."""
    held = _held(report, State.SUBMITTED)
    need(by, Role.APPROVER, path=held.unit.last_path)
    if _submitted(by, held):
        raise refuse(gettext("Ông/bà đã trình báo cáo này; người khác phải ký."))
    given = {unit.pk for unit in without}
    absent = [unit for unit in lower_of(held).missing if unit.pk not in given]
    if absent:
        said = gettext("Còn %d đơn vị chưa gửi; muốn ký, hãy xác nhận báo cáo thiếu các đơn vị đó.")
        raise refuse(said % len(absent), "without")
    _step(held, State.SIGNED, "sign_situation", by=by)


@transaction.atomic
def send_situation(*, by: Actor, report: SituationReport, at: datetime, on: date) -> SentVersion:
    """What is sent never changes. The lower reports that it holds count as brought together; the
    unit's task ends. Raises ValidationError: not signed."""
    held = _held(report, State.SIGNED)
    need(by, Role.CLERK, Role.APPROVER, path=held.unit.last_path)
    lower = lower_of(held)
    version = _sent(held, lower, at)
    merged = SituationReport.objects.filter(pk__in=[each.report_id for each in lower.sent])
    merged.filter(state__in=(State.SENT, State.RECEIVED)).update(state=State.MERGED)
    _end_task(held, version, on, by=by)
    return _told(held, version, "send_situation", by=by)


@transaction.atomic
def tell_at_once(
    *, by: Actor, unit: Unit, kind: str, text: str, on: date, at: datetime
) -> SentVersion:
    """An oral or flash report of the day `on`, sent as it is written.

    Raises ValidationError: no form of the kind, no words.
    """
    need(by, *WRITERS, path=unit.last_path)
    known = kind in {ReportKind.ORAL, ReportKind.FLASH}
    form = ReportForm.objects.held(on).filter(kind=kind).first() if known else None
    if form is None:
        raise refuse(gettext("Chưa có biểu mẫu báo cáo này; hãy nạp biểu mẫu."))
    if not text.strip():
        raise refuse(gettext("Hãy ghi việc gì, ở đâu, ảnh hưởng đến nhóm nào."), "text")
    report = SituationReport.objects.create(unit=unit, form=form, happened_on=on, made_at=at)
    section = form.sections.order_by("rank")[0]
    ReportText.objects.create(report=report, section=section, text=text.strip(), revision=1)
    version = _sent(report, Lower([], []), at)
    return _told(report, version, "tell_at_once", by=by)


@transaction.atomic
def receive_situation(*, by: Actor, report: SituationReport) -> None:
    """The tier above has it in hand. Raises ValidationError: not sent."""
    held = _held(report, State.SENT)
    need(by, Role.ANALYST, Role.APPROVER, Role.CLERK, path=_above(held))
    _step(held, State.RECEIVED, "receive_situation", by=by)


@transaction.atomic
def return_situation(*, by: Actor, report: SituationReport, why: str, on: date) -> None:
    """Back to the unit for a supplement, with a task of its own; what was sent counts until it is
    sent again. By who signs, before it is sent; by the tier above, after.

    Raises ValidationError: no reason, or it is still a draft.
    """
    held = _held(report, State.SUBMITTED, State.SIGNED, State.SENT, State.RECEIVED, State.MERGED)
    is_sent = held.state not in {State.SUBMITTED, State.SIGNED}
    if is_sent:
        need(by, Role.ANALYST, Role.APPROVER, path=_above(held))
    else:
        need(by, Role.APPROVER, path=held.unit.last_path)
    if not why.strip():
        raise refuse(gettext("Hãy ghi cần bổ sung, sửa điều gì."), "why")
    held.returned_why = why.strip()[:LONGEST]
    if is_sent:
        _task_to_mend(held, on, by=by)
    _step(held, State.RETURNED, "return_situation", by=by, why=held.returned_why)


def _held(report: SituationReport, *states: State) -> SituationReport:
    held = SituationReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.state not in states:
        said = gettext("Báo cáo đang ở bước “%s”; hãy tải lại trang để xem việc tiếp theo.")
        raise refuse(said % held.get_state_display())
    return held


def _step(held: SituationReport, state: State, verb: str, *, by: Actor, why: str = "") -> None:
    held.state = state
    held.save()
    ledger.write(by=by, verb=verb, of=held, why=why, where=held.unit.last_path)


def _told(held: SituationReport, version: SentVersion, verb: str, *, by: Actor) -> SentVersion:
    held.current, held.returned_why = version, ""
    _step(held, State.SENT, verb, by=by)
    return version


def _submitted(by: Actor, held: SituationReport) -> bool:
    """Whether the officer is the one who handed in the draft that waits."""
    deeds = Entry.objects.filter(
        subject=f"{held._meta.label}:{held.pk}", verb="submit_situation"
    ).order_by("-pk")
    return isinstance(by, Officer) and deeds.values_list("actor", flat=True).first() == by.pk


def _above(held: SituationReport) -> str:
    """The unit that asked for it; for a report of a day, the one right above."""
    if held.period is not None:
        return held.period.schedule.unit.last_path
    own = held.unit.last_path
    return own.rstrip("/").rpartition("/")[0] + "/"


def _sent(held: SituationReport, lower: Lower, at: datetime) -> SentVersion:
    content = content_of(held, lower.sent, lower.missing, _totals(held, lower))
    version = SentVersion.objects.create(
        report=held,
        number=held.versions.count() + 1,
        sent_at=at,
        is_nil=held.is_nil,
        content=content,
        seal=seal_of(content),
    )
    Figure.objects.bulk_create(
        Figure(version=version, indicator=each.indicator, value=each.value)
        for each in held.figures.select_related("indicator")
    )
    return version


def _totals(held: SituationReport, lower: Lower) -> dict[str, Total] | None:
    """None where no lower unit owes it anything."""
    if held.period is None or not lower.expected:
        return None
    span = Span(held.form.kind, held.period.first_on, held.period.last_on)
    own = dict(held.figures.values_list("indicator", "value"))
    return rollup_to_send(held.unit, span, own)


def _end_task(held: SituationReport, version: SentVersion, on: date, *, by: Actor) -> None:
    owed = ExpectedReport.objects.filter(period=held.period, unit=held.unit).first()
    if owed and owed.task and owed.task.closed_on is None:
        said = gettext("Đã gửi báo cáo, lần %d.") % version.number
        close(by=by, task=owed.task, on=on, report=said)


def _task_to_mend(held: SituationReport, on: date, *, by: Actor) -> None:
    owed = ExpectedReport.objects.filter(period=held.period, unit=held.unit).first()
    if owed is None:
        return
    title = gettext("Bổ sung báo cáo: %s") % held.form.title
    what = Assignment(title, held.unit, working_days=MENDED_IN)
    if owed.task is None or owed.task.closed_on is not None:
        owed.task = assign(by=by, what=what, on=on)
        owed.save()
