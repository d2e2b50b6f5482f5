"""The report of a synthesis: worded, submitted, approved by somebody else, numbered.

`publish_synthesis` ends the way. What is published never changes: a correction is the report of a
later synthesis, with a note that says what it corrects.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.actions.editing import word_statement
from danvan.consultation.actions.synthesizing import KIND
from danvan.consultation.models import Edit, Report, Statement, Synthesis
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor, Entry
from danvan.papers.issued import issue
from danvan.papers.profile import Profile, profile
from danvan.papers.symbol import place_date
from danvan.papers.symbol import symbol as number_line
from danvan.sense.neutral import parted, typed_over
from danvan.units.models import Role, Unit, need, refuse
from danvan.work.models import Job

State = Report.State
LONGEST = 500  # characters of a note, of what is to be put right
PAPER, CODE = "report.docx", "BC"


@transaction.atomic
def word_sentence(*, by: Actor, statement: Statement, text: str, at: datetime) -> None:
    """What the next synthesis says between the quantity word and the figures; "" takes it back.

    Raises ValidationError: it holds what is filled in, or the sentence is about words that were
    mentioned; and as `word_statement`.
    """
    synthesis = statement.synthesis
    if statement.scope == "mention" or statement.theme is None:
        raise refuse(gettext("Câu này nêu từ ngữ được nhắc, máy đếm lấy; không sửa lời được."))
    phrases = [one["words"] for one in synthesis.rules.get("phrases", ())]
    own = parted(statement.text, statement.quantifier, statement.count, statement.base).wording
    if found := typed_over(text, phrases, own):
        said = gettext(
            "Không ghi được: %s. Con số, từ chỉ số lượng và trích dẫn do máy điền theo số đếm lại"
            " và nguyên văn; hãy bỏ phần đó, chỉ ghi nội dung."
        )
        raise refuse(said % ", ".join(found), "text")
    theme = statement.theme.code
    word_statement(
        by=by, synthesis=synthesis, theme=theme, act=statement.act, text=text, at=at
    )  # fmt: skip


@transaction.atomic
def submit_report(*, by: Actor, synthesis: Synthesis, at: datetime, note: str = "") -> Report:
    """Hands it to who approves. `note`: what it corrects, where a synthesis is published already.

    Raises ValidationError: not the last one done, edits that it has not taken over, no note.
    """
    need(by, *KEEPERS, path=_path(synthesis))
    held = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if held.made_at is None:
        raise refuse(gettext("Bản tổng hợp này chưa xong; hãy đợi việc nền kết thúc."))
    _need_last(held)
    note = " ".join(note.split())
    before = Synthesis.objects.filter(consultation=held.consultation_id)
    is_correction = before.filter(published_at__isnull=False).exists()
    if is_correction and not note:
        said = gettext("Đã công bố một bản trước; hãy ghi bản này đính chính điều gì.")
        raise refuse(said, "note")
    report = Report.objects.select_for_update().filter(synthesis=held).first()
    if report and report.state != State.RETURNED:
        raise _not_now(report)
    report = report or Report(synthesis=held, unit=held.consultation.unit)
    report.state, report.said = State.SUBMITTED, ""
    report.note = note[:LONGEST] if is_correction else ""
    report.save()
    ledger.write(by=by, verb="submit_report", of=report, why=report.note, where=_path(held))
    return report


@transaction.atomic
def approve_report(*, by: Actor, report: Report) -> None:
    """Raises ValidationError: not submitted, `by` submitted it, or it was edited meanwhile."""
    held = _held(report, State.SUBMITTED)
    need(by, Role.APPROVER, path=_path(held.synthesis))
    if _submitted(by, held):
        raise refuse(gettext("Ông/bà đã trình báo cáo này; người khác phải duyệt."))
    _need_last(held.synthesis)
    held.state = State.APPROVED
    held.save()
    ledger.write(by=by, verb="approve_report", of=held, where=_path(held.synthesis))


@transaction.atomic
def return_report(*, by: Actor, report: Report, said: str) -> None:
    """Back to who edits. Raises ValidationError: no reason, or numbered already."""
    held = _held(report, State.SUBMITTED, State.APPROVED)
    need(by, Role.APPROVER, path=_path(held.synthesis))
    if not said.strip():
        raise refuse(gettext("Hãy ghi cần sửa điều gì."), "said")
    held.state, held.said = State.RETURNED, said.strip()[:LONGEST]
    held.save()
    ledger.write(by=by, verb="return_report", of=held, why=held.said, where=_path(held.synthesis))


@transaction.atomic
def number_report(*, by: Actor, report: Report, symbol: str, on: date, place: str = "") -> None:
    """The next number of the unit in the year of `on`, which the paper bears from now on.

    `symbol` is the unit's own ("BDVTU"); `Report.symbol` holds the line as it is printed ("Số
    07-BC/BDVTU"); `place` stands before the day. Raises ValidationError: not approved, edited
    meanwhile, or another symbol than the paper's format allows.
    """
    held = _held(report, State.APPROVED)
    need(by, Role.CLERK, path=_path(held.synthesis))
    _need_last(held.synthesis)
    Unit.objects.select_for_update().get(pk=held.unit_id)  # one clerk after the other
    given = Report.objects.filter(unit=held.unit_id, year=on.year)
    held.year = on.year
    held.number = (given.aggregate(last=Max("number"))["last"] or 0) + 1
    form = profile(held.synthesis.consultation.papers)
    held.symbol, held.issued_on = _line(held.number, symbol, form), on
    held.state = State.NUMBERED
    held.save()
    ledger.write(by=by, verb="number_report", of=held, why=held.symbol, where=_path(held.synthesis))
    _fill_in(held, place or form.place_date["blank"].partition(",")[0], form)


def _line(number: int, symbol: str, form: Profile) -> str:
    line = number_line(number, CODE, symbol.strip(), form)
    if _is_wrong(line, form):
        said = gettext("Ký hiệu của cơ quan chỉ gồm chữ in hoa và dấu gạch, ví dụ %s.")
        raise refuse(said % ("BDVTU" if form.name == "party" else "UBND"), "symbol")
    return line


def _is_wrong(line: str, form: Profile) -> bool:
    longest = Report._meta.get_field("symbol").max_length or 0
    return len(line) > longest or re.fullmatch(form.symbol["pattern"], line) is None


def _fill_in(report: Report, place: str, form: Profile) -> None:
    """Last of all, so that nothing after it fails: the paper can be written on again."""
    folder = report.synthesis.folder
    paper = Path(settings.MEDIA_ROOT) / folder / PAPER
    if folder and paper.is_file() and report.issued_on:
        day = place_date(place, report.issued_on, form)
        issue(paper, number=report.symbol, place_date=day)
        paper.with_suffix(".pdf").unlink(missing_ok=True)  # it bears no number


def _need_last(synthesis: Synthesis) -> None:
    """Raises ValidationError where a later one, or an edit that waits, says something else."""
    of_it = Synthesis.objects.filter(consultation=synthesis.consultation_id, only=synthesis.only)
    later = of_it.filter(number__gt=synthesis.number)
    coming = [f"{one._meta.label}:{one.pk}" for one in later.filter(made_at=None)]
    waits = Job.objects.unfinished().filter(kind=KIND, subject__in=coming)
    if later.done().exists() or waits.exists():
        raise refuse(gettext("Đã có, hoặc đang làm, một bản tổng hợp sau; hãy trình bản đó."))
    edits = Edit.objects.standing().filter(synthesis=synthesis).count()
    if edits:
        said = gettext("Còn %d bước biên tập chưa vào bản này; hãy tổng hợp lại rồi trình bản mới.")
        raise refuse(said % edits)


def _held(report: Report, *states: str) -> Report:
    """The row, held until the transaction ends. Raises ValidationError in another state."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state not in states:
        raise _not_now(held)
    return held


def _not_now(report: Report) -> Exception:
    said = gettext("Báo cáo này đang ở trạng thái “%s”; không làm được việc đó.")
    return refuse(said % report.get_state_display())


def _path(synthesis: Synthesis) -> str:
    return synthesis.consultation.unit.last_path


def _submitted(by: Actor, report: Report) -> bool:
    """Whether the ledger names `by` as who handed in what waits now."""
    subject = f"{report._meta.label}:{report.pk}"
    lines = Entry.objects.filter(verb="submit_report", subject=subject)
    last = lines.order_by("-pk").first()
    return by.pk is not None and last is not None and last.actor == by.pk
