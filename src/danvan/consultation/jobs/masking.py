"""Texts are masked soon after they arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Max
from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.consultation.actions.masking import MASKING
from danvan.consultation.models import Consultation, ShownText, Submission
from danvan.consultation.models.submissions import Submissions
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job

BATCH = 100  # texts masked between two reports of progress


def mask(job: Job, progress: Progress) -> str:
    """Masks what is not masked yet, oldest first, in batches; ended anywhere, it goes on there.

    `job.subject` is the number of a consultation, "" for all of them.
    """
    asked = Consultation.objects.order_by("pk")
    asked = asked.filter(pk=job.subject) if job.subject else asked
    done = 0
    for consultation in asked.values_list("pk", flat=True):
        for batch in _unmasked(consultation):
            done += actions.mask(submissions=batch)
            progress("mask", done, 0)
    return gettext("Đã che dữ liệu cá nhân trong %d góp ý.") % done


def masks_wait() -> bool:
    """Whether something arrived after the last text that was masked; asked every few seconds."""
    last = ShownText.objects.aggregate(last=Max("submission"))["last"] or 0
    return Submission.objects.filter(pk__gt=last).standing().with_text().exists()


def _unmasked(consultation: int) -> Iterator[Submissions]:
    """Numbers first: the index of the consultation holds them, and none of the texts is read."""
    last = 0
    while True:
        rest = Submission.objects.filter(consultation=consultation, pk__gt=last, shown=None)
        numbers = [*rest.order_by("pk").values_list("pk", flat=True)[:BATCH]]
        if not numbers:
            return
        last = numbers[-1]
        texts = Submission.objects.filter(pk__in=numbers).standing().with_text()
        yield texts.only("text").order_by("pk")


KINDS: Mapping[str, Work] = {MASKING: mask}
