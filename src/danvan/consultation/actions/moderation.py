"""Texts hidden from public pages for one of three reasons, and the second look at that.

Nothing is erased; but for spam, nothing stops counting. Disagreement is none of the reasons. Who
hid a text does not decide what its sender asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.actions.submissions import SENDER
from danvan.consultation.models import Hiding, ShownText, Submission
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor, Entry
from danvan.units.models import need, refuse

LONGEST = 500  # characters of a note
LONGEST_APPEAL = 5000


@transaction.atomic
def hide(*, by: Actor, submission: Submission, reason: str, note: str, on: date) -> Hiding:
    """The text is no longer shown to the public. `note` says what in it the reason is about.

    Raises ValidationError: another reason, no note, hidden already, replaced or taken out.
    """
    where = submission.consultation.unit.last_path
    need(by, *KEEPERS, path=where)
    if reason not in Hiding.Reason.values:
        raise refuse(gettext("Chỉ ẩn vì một trong ba lý do trong danh sách."), "reason")
    note = _said(note, gettext("Hãy ghi rõ chỗ nào trong nội dung thuộc lý do đã chọn."), "note")
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.removed or not Submission.objects.filter(pk=held.pk).standing().exists():
        raise refuse(gettext("Người gửi đã sửa hoặc rút góp ý này; không còn gì để ẩn."))
    if Hiding.objects.in_force().filter(submission=held).exists():
        raise refuse(gettext("Góp ý số %d đang được ẩn rồi.") % held.pk)
    hiding = Hiding.objects.create(submission=held, reason=reason, note=note, hidden_on=on)
    ShownText.objects.filter(submission=held).update(is_hidden=True)
    ledger.write(by=by, verb="hide_submission", of=hiding, why=note, where=where)
    return hiding


@transaction.atomic
def hide_all(
    *, by: Actor, submissions: Iterable[Submission], reason: str, note: str, on: date
) -> int:
    """Hides several for one reason, all or none; returns how many. Raises as `hide`."""
    hidden = [hide(by=by, submission=one, reason=reason, note=note, on=on) for one in submissions]
    if not hidden:
        raise refuse(gettext("Chưa chọn góp ý nào; hãy đánh dấu ít nhất một."))
    return len(hidden)


@transaction.atomic
def lift(*, by: Actor, hiding: Hiding, why: str, on: date) -> None:
    """The text is shown again. Raises ValidationError: no reason, lifted already, or its sender
    waits for a second look, which `decide_appeal` gives."""
    held, where = _held(hiding)
    need(by, *KEEPERS, path=where)
    if held.appealed_on and not held.decided_on:
        raise refuse(gettext("Người gửi đã đề nghị xem lại; hãy trả lời đề nghị đó."))
    why = _said(why, gettext("Hãy ghi lý do thôi ẩn."), "why")
    _lift(held, on)
    ledger.write(by=by, verb="lift_hiding", of=held, why=why, where=where)


@transaction.atomic
def appeal(*, submission: Submission, text: str, on: date) -> Hiding:
    """The sender asks, by the receipt's code, that somebody else look again; once for a hiding.

    Raises ValidationError: not hidden, asked before, or nothing said.
    """
    hiding = Hiding.objects.in_force().filter(submission=submission).first()
    if hiding is None:
        raise refuse(gettext("Góp ý này không bị ẩn."))
    held, where = _held(hiding)
    if held.appealed_on:
        raise refuse(gettext("Ông/bà đã đề nghị xem lại; kết quả sẽ hiện ở trang biên nhận."))
    if not text.strip():
        raise refuse(gettext("Hãy ghi vì sao ông/bà đề nghị xem lại."), "text")
    held.appeal, held.appealed_on = text.strip()[:LONGEST_APPEAL], on
    held.save()
    ledger.write(by=SENDER, verb="appeal_hiding", of=held, where=where)
    return held


@transaction.atomic
def decide_appeal(*, by: Actor, hiding: Hiding, is_granted: bool, said: str, on: date) -> None:
    """What comes of the second look; `said` is told to the sender.

    Raises ValidationError: nothing asked, decided already, nothing said, or `by` hid it.
    """
    held, where = _held(hiding)
    need(by, *KEEPERS, path=where)
    if not held.appealed_on or held.decided_on:
        raise refuse(gettext("Không có đề nghị xem lại nào đang chờ."))
    if _hid(by, held):
        raise refuse(gettext("Ông/bà đã ẩn góp ý này; người khác phải xem lại."))
    held.decision = _said(said, gettext("Hãy ghi câu trả lời cho người gửi."), "said")
    held.decided_on = on
    if is_granted:
        _lift(held, on)
    else:
        held.save()
    verb = "grant_appeal" if is_granted else "refuse_appeal"
    ledger.write(by=by, verb=verb, of=held, why=held.decision, where=where)


def _held(hiding: Hiding) -> tuple[Hiding, str]:
    """The row, held until the transaction ends, and where the deed stands."""
    held = Hiding.objects.select_for_update().get(pk=hiding.pk)
    if held.lifted_on:
        raise refuse(gettext("Góp ý này đã thôi ẩn."))
    return held, held.submission.consultation.unit.last_path


def _lift(held: Hiding, on: date) -> None:
    held.lifted_on = on
    held.save()
    ShownText.objects.filter(submission=held.submission_id).update(is_hidden=False)


def _hid(by: Actor, hiding: Hiding) -> bool:
    """Whether the ledger names `by` as who hid it."""
    line = Entry.objects.filter(verb="hide_submission", subject=f"{hiding._meta.label}:{hiding.pk}")
    return by.pk is not None and line.filter(actor=by.pk).exists()


def _said(text: str, otherwise: str, field: str) -> str:
    if not text.strip():
        raise refuse(otherwise, field)
    return text.strip()[:LONGEST]
