"""R3: one report of a committee on a draft, ten days after its congress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from danvan.consultation.models.conformance.clauses import Clause, failing, holding
from danvan.consultation.models.reports import Report
from danvan.consultation.models.syntheses import Synthesis
from danvan.units.models import today

WITHIN = timedelta(days=10)


def due_on(synthesis: Synthesis) -> date:
    """The last day on which the report is in time: the congress ends when the asking does."""
    return synthesis.consultation.closes_on + WITHIN


def one_in_time(synthesis: Synthesis) -> Iterator[Clause]:
    """R3. Late is marked, and keeps nothing back."""
    own = Report.objects.filter(synthesis=synthesis).first()
    earlier = _earlier(synthesis)
    if earlier and not (own and own.note):
        said = gettext("Đã có báo cáo lần %(number)s; báo cáo nữa phải ghi nội dung đính chính.")
        yield failing(said, number=earlier[-1])
    elif earlier:
        said = gettext("Báo cáo này đính chính báo cáo lần %(number)s của cùng bản dự thảo.")
        yield holding(said, number=earlier[-1])
    else:
        yield holding(gettext("Một báo cáo cho bản dự thảo này."))
    yield _on_time(due_on(synthesis), _sent_on(synthesis, own))


def _earlier(synthesis: Synthesis) -> list[int]:
    """Numbers of the runs on the same part of the same draft whose reports are published."""
    before = Synthesis.objects.filter(
        version=synthesis.version_id,
        number__lt=synthesis.number,
        report__state=Report.State.PUBLISHED,
    )
    told = before.order_by("number").values_list("number", "only")
    return [number for number, only in told if only == synthesis.only]


def _sent_on(synthesis: Synthesis, report: Report | None) -> date | None:
    if report and report.issued_on:
        return report.issued_on
    at = synthesis.published_at
    return timezone.localdate(at) if at else None


def _on_time(due: date, sent: date | None) -> Clause:
    late = ((sent or today()) - due).days
    figures = {"due": f"{due:%d/%m/%Y}", "sent": f"{sent:%d/%m/%Y}" if sent else "", "late": late}
    if sent and late > 0:
        said = gettext("Hạn gửi %(due)s; gửi %(sent)s, muộn %(late)s ngày.")
    elif sent:
        said = gettext("Hạn gửi %(due)s; gửi %(sent)s, đúng hạn.")
    elif late > 0:
        said = gettext("Hạn gửi %(due)s; chưa gửi, đã quá %(late)s ngày.")
    else:
        said = gettext("Hạn gửi %(due)s; chưa gửi.")
    return holding(said, **figures)
