"""A unit writes its report: begun, saved bit by bit, by several people at once without loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.situation.models import (
    ReportFigure,
    ReportPeriod,
    ReportText,
    SituationReport,
)
from danvan.situation.models.locks import WRITERS, is_locked, locked, writable
from danvan.units.models import Unit, need, refuse

LONGEST = 50_000  # characters of a section


@dataclass(frozen=True)
class TextWritten:
    """What somebody wrote under a section, having seen its text as of `revision`."""

    section: int
    text: str
    highlight: str = ""
    revision: int = 0


@dataclass(frozen=True)
class FigureWritten:
    """A figure as somebody typed it, having seen it as of `revision`. `is_told` with no value:
    there was nothing to report; not told: the figure is not reported."""

    indicator: int
    is_told: bool
    value: Decimal | None = None
    note: str = ""
    revision: int = 0


@dataclass
class Saved:
    """The report's revision after it, and the numbers of what was not kept because somebody else
    had written there meanwhile: what they wrote stands, nothing was overwritten."""

    revision: int
    texts: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.texts and not self.figures


@transaction.atomic
def begin_report(
    *, by: Actor, unit: Unit, period: ReportPeriod, on: date, at: datetime
) -> SituationReport:
    """The unit's report for the period: a new draft, or the one that is there.

    Raises ValidationError: nothing is awaited from the unit, or the period is locked.
    """
    need(by, *WRITERS, path=unit.last_path)
    if not period.expected.filter(unit=unit).exists():
        raise refuse(gettext("Kỳ này không chờ báo cáo của đơn vị đó."), "unit")
    found = SituationReport.objects.filter(period=period, unit=unit).first()
    if found is not None:
        return found
    if is_locked(period, unit, on):
        raise locked(period)
    report, is_new = SituationReport.objects.get_or_create(
        period=period,
        unit=unit,
        defaults={"form": period.form, "topic": period.schedule.topic, "made_at": at},
    )
    if is_new:
        ledger.write(by=by, verb="begin_report", of=report, where=unit.last_path)
    return report


@transaction.atomic
def save_report(
    *,
    by: Actor,
    report: SituationReport,
    texts: Sequence[TextWritten] = (),
    figures: Sequence[FigureWritten] = (),
    on: date,
) -> Saved:
    """Keeps what differs from what stands. Where somebody else wrote after the given revision,
    theirs stays and the answer names it.

    Raises ValidationError: handed in, locked, a text that is too long.
    """
    held = writable(report, on, by=by)
    saved = Saved(held.revision + 1)
    changed = [_keep_text(held, each, saved) for each in texts]
    changed += [_keep_figure(held, each, saved) for each in figures]
    if not any(changed):
        saved.revision = held.revision
        return saved
    held.revision = saved.revision
    held.save()
    ledger.write(by=by, verb="write_report", of=held, where=held.unit.last_path)
    return saved


@transaction.atomic
def declare_nil(*, by: Actor, report: SituationReport, is_nil: bool, on: date) -> None:
    """The unit says that there is nothing new, which is a report and no silence; or takes it back.

    Raises ValidationError: handed in, locked, or something is written in it.
    """
    held = writable(report, on, by=by)
    if is_nil and (held.texts.exclude(text="").exists() or held.figures.exists()):
        said = gettext(
            "Báo cáo đã có nội dung hoặc số liệu; hãy xóa trước khi ghi không phát sinh."
        )
        raise refuse(said, "is_nil")
    if held.is_nil == is_nil:
        return
    held.is_nil, held.revision = is_nil, held.revision + 1
    held.save()
    ledger.write(by=by, verb="declare_nil", of=held, where=held.unit.last_path)


def _keep_text(held: SituationReport, typed: TextWritten, saved: Saved) -> bool:
    """Whether it changed what stands."""
    text, highlight = _plain(typed.text), _plain(typed.highlight)
    if len(text) > LONGEST or len(highlight) > LONGEST:
        said = gettext("Một mục dài nhất %d ký tự; hãy rút gọn hoặc kèm tệp.")
        raise refuse(said % LONGEST)
    stands = ReportText.objects.filter(report=held, section=typed.section).first()
    was = (stands.text, stands.highlight) if stands else ("", "")
    if was == (text, highlight):
        return False
    if stands is not None and stands.revision != typed.revision:
        saved.texts.append(typed.section)
        return False
    if not held.form.sections.filter(pk=typed.section).exists():
        raise refuse(gettext("Biểu mẫu không có mục này; hãy tải lại trang."))
    ReportText.objects.update_or_create(
        report=held,
        section_id=typed.section,
        defaults={"text": text, "highlight": highlight, "revision": saved.revision},
    )
    return True


def _keep_figure(held: SituationReport, typed: FigureWritten, saved: Saved) -> bool:
    """Whether it changed what stands. A revision is the report's, so that a figure that was taken
    out and written anew is not taken for the one that was seen."""
    stands = ReportFigure.objects.filter(report=held, indicator=typed.indicator).first()
    note = _plain(typed.note)
    is_same = stands is not None and (stands.value, stands.note) == (typed.value, note)
    if (is_same and typed.is_told) or (stands is None and not typed.is_told):
        return False
    if (stands.revision if stands else 0) != typed.revision:
        saved.figures.append(typed.indicator)
        return False
    if not typed.is_told:
        ReportFigure.objects.filter(report=held, indicator=typed.indicator).delete()
        return True
    if not held.form.asked.filter(indicator=typed.indicator).exists():
        raise refuse(gettext("Biểu mẫu không có chỉ tiêu này; hãy tải lại trang."))
    ReportFigure.objects.update_or_create(
        report=held,
        indicator_id=typed.indicator,
        defaults={"value": typed.value, "note": note, "revision": saved.revision},
    )
    return True


def _plain(text: str) -> str:
    """With one kind of line end, and no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
