"""The conferences that opinions of a synthesis were given at."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from danvan.consultation.models.consultations import Channel
from danvan.consultation.models.submissions import Submission
from danvan.consultation.models.syntheses import Opinion, Synthesis
from danvan.work.models import Conference


def in_it(synthesis: Synthesis) -> QuerySet[Submission]:
    """Submissions that hold an opinion of the synthesis."""
    behind = Opinion.objects.filter(synthesis=synthesis).order_by().values("submission")
    return Submission.objects.filter(pk__in=behind).order_by()


def meetings(synthesis: Synthesis, others: Q = Q(pk__in=())) -> QuerySet[Conference]:  # noqa: B008
    """Each once, with those of `others`."""
    spoken = in_it(synthesis).filter(conference__isnull=False)
    return Conference.objects.filter(Q(pk__in=spoken.values("conference")) | others).order_by()


def without_meeting(synthesis: Synthesis) -> int:
    """Submissions said at conferences that nobody wrote down."""
    spoken = in_it(synthesis).filter(channel=Channel.CONFERENCE)
    return spoken.filter(conference=None).count()
