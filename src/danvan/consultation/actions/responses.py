"""Answers: asked for, drafted, submitted, approved by somebody else, published together.

A published answer never changes: a correction is another one, which takes its place when it is
published itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import (
    Consultation,
    Response,
    ResponseTarget,
    Submission,
    Synthesis,
    Theme,
)
from danvan.ledger import actions as ledger
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Actor, Entry
from danvan.units.models import Officer, Role, Unit, need, refuse
from danvan.work.actions import Assignment, assign, close
from danvan.work.models import Task

WRITERS = (Role.COLLECTOR, Role.ANALYST, Role.APPROVER)  # of the unit that is asked to answer
LONGEST = 500  # characters of a reason
Disposition, State = Response.Disposition, Response.State
REASONED = (Disposition.EXPLAINED, Disposition.PARTLY)
OPEN = (State.DRAFT, State.RETURNED)  # may be written on


@dataclass(frozen=True)
class Answer:
    """Exactly one disposition, chosen and never read out of the text (A3), and what it answers: a
    theme, a submission, or several of them."""

    disposition: str
    text: str = ""
    themes: Sequence[Theme] = ()
    submissions: Sequence[Submission] = ()


@transaction.atomic
def draft_response(
    *, by: Actor, consultation: Consultation, answer: Answer, at: datetime
) -> Response:
    """A draft. Raises ValidationError: another disposition, nothing answered, answered already."""
    need(by, *KEEPERS, path=consultation.unit.last_path)
    response = Response(consultation=consultation, unit=consultation.unit, made_at=at)
    return _drafted(response, answer, by=by)


@transaction.atomic
def correct_response(*, by: Actor, response: Response, answer: Answer, at: datetime) -> Response:
    """A draft that takes the place of a published answer, and its targets, once published.

    Raises ValidationError: not published, or being corrected already.
    """
    need(by, *KEEPERS, path=response.consultation.unit.last_path)
    old = _held(response, State.PUBLISHED)
    if Response.objects.filter(replaces=old).exists():
        raise refuse(gettext("Trả lời này đang được đính chính bằng một bản khác."))
    new = Response(
        consultation=old.consultation, unit=old.unit, made_at=at, replaces=old, task=None
    )
    targets = old.targets.select_related("theme", "submission")
    same = Answer(
        answer.disposition,
        answer.text,
        [one.theme for one in targets if one.theme],
        [one.submission for one in targets if one.submission],
    )
    return _drafted(new, same, by=by)


@transaction.atomic
def redraft_response(*, by: Actor, response: Response, answer: Answer) -> None:
    """Other words, another disposition; what it answers stays.

    Raises ValidationError: submitted already, or another disposition than the six.
    """
    held = _held(response, *OPEN)
    _need_writer(by, held)
    held.disposition, held.text = _disposed(answer), answer.text.strip()
    held.save()
    ledger.write(by=by, verb="redraft_response", of=held, where=_where(held))


@transaction.atomic
def submit_response(*, by: Actor, response: Response) -> None:
    """Hands it to who approves. Raises ValidationError: no disposition yet, or no reason (A5)."""
    held = _held(response, *OPEN)
    _need_writer(by, held)
    _complete(held)
    held.state, held.said = State.SUBMITTED, ""
    held.save()
    ledger.write(by=by, verb="submit_response", of=held, where=_where(held))


@transaction.atomic
def save_and_submit_response(*, by: Actor, response: Response, answer: Answer) -> None:
    """Both, or neither where it may not be handed in as it is."""
    redraft_response(by=by, response=response, answer=answer)
    submit_response(by=by, response=response)


@transaction.atomic
def approve_response(*, by: Actor, response: Response) -> None:
    """Raises ValidationError: not submitted, or `by` submitted it."""
    held = _held(response, State.SUBMITTED)
    need(by, Role.APPROVER, path=_where(held))
    if _submitted(by, held):
        raise refuse(gettext("Ông/bà đã trình trả lời này; người khác phải duyệt."))
    held.state = State.APPROVED
    held.save()
    ledger.write(by=by, verb="approve_response", of=held, where=_where(held))


@transaction.atomic
def return_response(*, by: Actor, response: Response, said: str) -> None:
    """Back to who drafts. Raises ValidationError: no reason, or published already."""
    held = _held(response, State.SUBMITTED, State.APPROVED)
    need(by, Role.APPROVER, path=_where(held))
    if not said.strip():
        raise refuse(gettext("Hãy ghi cần sửa điều gì."), "said")
    held.state, held.said = State.RETURNED, said.strip()[:LONGEST]
    held.save()
    ledger.write(by=by, verb="return_response", of=held, why=held.said, where=_where(held))


@transaction.atomic
def publish_responses(*, by: Actor, consultation: Consultation, at: datetime, on: date) -> int:
    """Publishes all that are approved, together; returns how many. Tasks whose answers are all out
    are closed. Raises ValidationError: none is approved, or nothing is open to the public."""
    where = consultation.unit.last_path
    need(by, Role.APPROVER, path=where)
    if consultation.opened_at is None:
        raise refuse(gettext("Đợt lấy ý kiến chưa công bố; hãy công bố đợt trước."))
    found = Response.objects.select_for_update().filter(
        consultation=consultation, state=State.APPROVED
    )
    approved = [*found.order_by("pk")]
    if not approved:
        raise refuse(gettext("Không có trả lời nào đã duyệt mà chưa công bố."))
    for response in approved:
        _complete(response)
        response.state, response.published_at = State.PUBLISHED, at
        response.save()
        ledger.write(by=by, verb="publish_response", of=response, where=where)
    _close_tasks({one.task_id for one in approved if one.task_id}, on)
    return len(approved)


@transaction.atomic
def ask_for_response(
    *, by: Actor, consultation: Consultation, unit: Unit, themes: Sequence[Theme], due_on: date,
    on: date, at: datetime,
) -> Task:  # fmt: skip
    """Asks a unit to answer themes until a day: a task, and a draft for each theme, which the
    unit's officers write. Raises ValidationError: as `draft_response`, and as the task does."""
    need(by, *KEEPERS, path=consultation.unit.last_path)
    if not themes:
        raise refuse(gettext("Chưa chọn nhóm vấn đề nào; hãy đánh dấu ít nhất một."))
    title = gettext("Trả lời góp ý: %s") % consultation.title
    product = "; ".join(theme.label for theme in themes)
    what = Assignment(title=title[:300], owner=unit, due_on=due_on, product=product[:300])
    task = assign(by=by, what=what, on=on)
    for theme in themes:
        response = Response(consultation=consultation, unit=unit, made_at=at, task=task)
        _drafted(response, Answer(Disposition.UNANSWERED, themes=[theme]), by=by)
    return task


def _drafted(response: Response, answer: Answer, *, by: Actor) -> Response:
    response.disposition, response.text = _disposed(answer), answer.text.strip()
    _check_targets(response, answer)
    response.save()
    themes = [ResponseTarget(response=response, theme=theme) for theme in answer.themes]
    single = [ResponseTarget(response=response, submission=one) for one in answer.submissions]
    ResponseTarget.objects.bulk_create([*themes, *single])
    ledger.write(by=by, verb="draft_response", of=response, where=_where(response))
    return response


def _check_targets(response: Response, answer: Answer) -> None:
    """Something of this consultation, which no other answer is about."""
    if not answer.themes and not answer.submissions:
        raise refuse(gettext("Chưa chọn nhóm vấn đề hay góp ý nào để trả lời."))
    asked = response.consultation_id
    made = Synthesis.objects.done().filter(consultation=asked)
    themes = {theme.pk for theme in answer.themes}
    single = {one.pk for one in answer.submissions}
    found = Theme.objects.filter(pk__in=themes, synthesis__in=made).count()
    standing = Submission.objects.standing().filter(pk__in=single, consultation=asked).count()
    if found != len(themes) or standing != len(single):
        raise refuse(gettext("Có nhóm vấn đề hoặc góp ý không thuộc đợt này, hoặc đã được sửa."))
    others = Response.objects.current().exclude(pk=response.replaces_id or 0)
    taken = ResponseTarget.objects.filter(response__in=others)
    if taken.filter(theme__in=themes).exists() or taken.filter(submission__in=single).exists():
        raise refuse(gettext("Có nhóm vấn đề hoặc góp ý đã có trả lời; hãy sửa trả lời đó."))


def _disposed(answer: Answer) -> str:
    if answer.disposition not in Disposition.values:
        raise refuse(gettext("Hãy chọn một trong sáu kết quả."), "disposition")
    return answer.disposition


def _complete(response: Response) -> None:
    """Raises ValidationError where it may not go out as it is."""
    if response.text.strip():
        return
    if response.disposition in REASONED:
        raise refuse(gettext("Giải trình, tiếp thu một phần thì phải nêu lý do."), "text")
    if response.disposition == Disposition.UNANSWERED:
        raise refuse(gettext("Hãy chọn kết quả, hoặc ghi vì sao chưa giải trình."), "disposition")


def _held(response: Response, *states: str) -> Response:
    """The row, held until the transaction ends. Raises ValidationError in another state."""
    held = Response.objects.select_for_update().get(pk=response.pk)
    if held.state not in states:
        said = gettext("Trả lời này đang ở trạng thái “%s”; không làm được việc đó.")
        raise refuse(said % held.get_state_display())
    return held


def _where(response: Response) -> str:
    return response.consultation.unit.last_path


def _need_writer(by: Actor, response: Response) -> None:
    """Who keeps the consultation, or works in the unit that was asked."""
    keeps = isinstance(by, Officer) and by.has_role(*KEEPERS, path=_where(response))
    if not keeps:
        need(by, *WRITERS, path=response.unit.last_path)


def _submitted(by: Actor, response: Response) -> bool:
    """Whether the ledger names `by` as who handed in the words that wait now."""
    subject = f"{response._meta.label}:{response.pk}"
    lines = Entry.objects.filter(verb="submit_response", subject=subject)
    last = lines.order_by("-pk").first()
    return by.pk is not None and last is not None and last.actor == by.pk


def _close_tasks(numbers: set[int], on: date) -> None:
    """Those of which nothing is left to publish, and that nobody closed by hand."""
    rest = Response.objects.exclude(state=State.PUBLISHED).filter(task__in=numbers)
    waiting = {*rest.values_list("task", flat=True)}
    for task in Task.objects.open().filter(pk__in=numbers - waiting):
        close(by=SYSTEM, task=task, on=on, report=gettext("Trả lời đã được duyệt và công bố."))
