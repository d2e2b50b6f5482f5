"""Those who left a contact are told that it closes soon, or was answered: once, one mail a day.

A notice is claimed before its mail is handed to the mail server. A worker that is killed between
the two leaves the claim, and that mail is never sent again, though it may not have been sent at
all: told at most once. What the mail server refuses is given back, and tried again later.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from danvan.consultation.models import Consultation, Contact, Notice, Response, ResponseTarget
from danvan.consultation.models.locking import Unopenable, unlocked
from danvan.consultation.models.roots import hours_of
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor

SOON = timedelta(days=3)  # before the last day
RECENT = timedelta(days=30)  # an answer older than this is told no more
Kind = Notice.Kind
REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    ValueError,  # no address that a mail could be sent to
)


class Unreachable(Exception):
    """No mail server answers; nothing was claimed that was not sent."""


@dataclass
class Told:
    """How many mails were sent, refused (they are tried again), and of how many it is not known
    whether they left (they are not)."""

    sent: int = 0
    refused: int = 0
    unknown: int = 0

    def __str__(self) -> str:
        return f"{self.sent} + {self.refused} + {self.unknown}"


def send_notices(
    *, by: Actor, on: date, at: datetime, told: Callable[[int], None] = lambda done: None
) -> Told:
    """Sends what is due on the day; nothing where no mail server is set. Raises Unreachable."""
    sums = Told()
    if not settings.NOTICES:
        return sums
    post = _opened()
    try:
        for consultation in _with_news(on):
            here = Told()
            for contact, kinds in _due(consultation, on):
                post = _tell(contact, kinds, on, at, post, here)
                told(sums.sent + here.sent)
            _write(consultation, here, by=by)
            sums = Told(*(a + b for a, b in zip(_sums(sums), _sums(here), strict=True)))
    finally:
        post.close()
    return sums


def _sums(told: Told) -> tuple[int, int, int]:
    return told.sent, told.refused, told.unknown


def _write(consultation: Consultation, here: Told, *, by: Actor) -> None:
    if here.sent or here.unknown:
        where = consultation.unit.last_path
        ledger.write(by=by, verb="send_notices", of=consultation, why=str(here), where=where)


def _with_news(on: date) -> Iterator[Consultation]:
    """Consultations that somebody may have to be told of."""
    closing = Q(closes_on__range=(on, on + SOON))
    fresh = Response.objects.published().filter(
        published_at__gte=hours_of(on - RECENT)[0], published_at__lt=hours_of(on)[0]
    )
    found = Consultation.objects.published().filter(
        closing | Q(pk__in=fresh.values("consultation"))
    )
    yield from found.order_by("pk")


def _due(consultation: Consultation, on: date) -> Iterator[tuple[Contact, list[str]]]:
    """Contacts with what they are to be told; nobody twice on one day."""
    waiting = Contact.objects.filter(receipt__consultation=consultation, purge_on__gt=on)
    waiting = waiting.exclude(notices__day=on).select_related("receipt__consultation")
    closes = on <= consultation.closes_on <= on + SOON
    last = 0
    while batch := [*waiting.filter(pk__gt=last).order_by("pk")[:500]]:
        last = batch[-1].pk
        for contact in batch:
            kinds = [Kind.CLOSING] if closes and _is_untold(contact) else []
            if _has_answer(contact, on):
                kinds.append(Kind.ANSWERED)
            if kinds:
                yield contact, [*kinds]


def _is_untold(contact: Contact) -> bool:
    """The sender has not been told of the closing, and something of theirs still stands."""
    if contact.notices.filter(kind=Kind.CLOSING).exists():
        return False
    return contact.receipt.submissions.filter(removed="").exists()


def _has_answer(contact: Contact, on: date) -> bool:
    """An answer to what they said, published before today, on or after the day of the last mail:
    that day's mail told of the days before it."""
    last = contact.notices.filter(kind=Kind.ANSWERED).order_by("day").last()
    since = last.day if last else on - RECENT
    answered = ResponseTarget.objects.published().of_receipt(contact.receipt)
    within = (hours_of(since)[0], hours_of(on)[0])
    return answered.filter(
        response__published_at__gte=within[0], response__published_at__lt=within[1]
    ).exists()


def _tell(contact: Contact, kinds: list[str], on: date, at: datetime, post: Any, sums: Told) -> Any:
    """Claims, sends, notes; returns the open way to the mail server, perhaps a new one."""
    if not _claimed(contact, kinds, on):
        return post
    mine = Notice.objects.filter(contact=contact, day=on)
    try:
        _mail(contact, kinds, post).send()
    except (*REFUSED, Unopenable):
        mine.delete()
        sums.refused += 1
    except (smtplib.SMTPException, OSError):
        sums.unknown += 1
        return _opened()
    else:
        mine.update(sent_at=at)
        sums.sent += 1
    return post


@transaction.atomic
def _claimed(contact: Contact, kinds: list[str], on: date) -> bool:
    """False where another worker tells them today, or they took their contact away."""
    held = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    if held is None or held.notices.filter(day=on).exists():
        return False
    Notice.objects.bulk_create(Notice(contact=held, kind=kind, day=on) for kind in kinds)
    return True


def _opened() -> Any:
    """Raises Unreachable, without what the mail server said: it may name who it was about."""
    post = get_connection()
    try:
        post.open()
    except (smtplib.SMTPException, OSError):
        raise Unreachable from None
    return post


def _mail(contact: Contact, kinds: list[str], post: Any) -> EmailMessage:
    """Raises Unopenable. Nothing that was said stands in it, nor the receipt's code."""
    asked = contact.receipt.consultation
    news = {
        Kind.CLOSING: gettext(
            "Đợt lấy ý kiến đóng hết ngày %s. Đến hết ngày đó ông/bà còn sửa, bổ sung hoặc rút được"
            " góp ý."
        )
        % f"{asked.closes_on:%d/%m/%Y}",
        Kind.ANSWERED: gettext("Cơ quan lấy ý kiến đã công bố trả lời cho góp ý của ông/bà."),
    }
    said = "\n".join(f"- {news[Kind(kind)]}" for kind in kinds)
    text = gettext(
        "Kính gửi ông/bà,\n\n"
        "Ông/bà đã để lại địa chỉ này khi góp ý cho “%(title)s”.\n\n"
        "%(said)s\n\n"
        "Xem bằng mã biên nhận tại: %(address)s/bien-nhan/\n\n"
        "Thư gửi tự động, mỗi ngày nhiều nhất một thư; xin không trả lời thư này. Nếu không muốn"
        " nhận nữa, ông/bà mở trang trên bằng mã biên nhận rồi xóa liên hệ. Nếu không, địa chỉ sẽ"
        " bị xóa ngày %(day)s, hoặc %(days)d ngày sau khi trả lời.\n"
    ) % {
        "title": asked.title,
        "said": said,
        "address": settings.ADDRESS,
        "day": f"{contact.purge_on:%d/%m/%Y}",
        "days": asked.contact_days,
    }
    subject = gettext("Tin về đợt lấy ý kiến")
    headers = {"Auto-Submitted": "auto-generated"}
    to = [unlocked(bytes(contact.locked))]
    return EmailMessage(subject, text, to=to, connection=post, headers=headers)
