"""What the passing of days brings about: days are sealed, people told, and what is over goes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.ledger.actions import SYSTEM
from danvan.units.models import now, today
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job


def seal(job: Job, progress: Progress) -> str:
    """Publishes the fingerprint of each day that is over."""
    made = actions.seal_days(
        by=SYSTEM, at=now(), on=today(), told=lambda done: progress("seal", done, 0)
    )
    return gettext("Đã công bố dấu vân của %d ngày.") % made


def notify(job: Job, progress: Progress) -> str:
    """Tells those who left a contact what there is to tell."""
    told = actions.send_notices(
        by=SYSTEM, on=today(), at=now(), told=lambda done: progress("notify", done, 0)
    )
    return gettext(
        "Đã gửi %(sent)d thư; %(refused)d thư bị từ chối, sẽ thử lại; %(unknown)d thư không rõ đã"
        " tới hay chưa, không gửi lại."
    ) % {"sent": told.sent, "refused": told.refused, "unknown": told.unknown}


def retain(job: Job, progress: Progress) -> str:
    """Erases contacts and texts whose time is over."""
    on = today()
    contacts = actions.purge_contacts(by=SYSTEM, on=on)
    progress("contacts", 1, 2)
    texts = actions.purge_due_texts(by=SYSTEM, on=on, told=lambda done: progress("texts", done, 0))
    return gettext("Đã xóa %(contacts)d liên hệ, nội dung của %(texts)d lượt góp ý.") % {
        "contacts": contacts,
        "texts": texts,
    }


KINDS: Mapping[str, Work] = {
    "consultation.seal": seal,
    "consultation.notices": notify,
    "consultation.retention": retain,
}
