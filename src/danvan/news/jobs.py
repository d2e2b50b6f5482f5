"""What the clock brings about: what is approved goes out at its hour."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.news.models import ArticleVersion, State
from danvan.units.models import now
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job

PUBLISHING = "news.publish"


def publish(job: Job, progress: Progress) -> str:
    """Publishes what is due. Done twice, it publishes once."""
    made = actions.publish_due(by=SYSTEM, at=now())
    progress("publish", made, made)
    return gettext("Đã công bố %d bài hẹn giờ.") % made


def articles_wait() -> bool:
    """Whether an approved article's hour has come; asked every few seconds."""
    due = ArticleVersion.objects.filter(state=State.APPROVED, publish_at__lte=now())
    return due.exists()


KINDS: Mapping[str, Work] = {PUBLISHING: publish}
