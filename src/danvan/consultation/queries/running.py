"""How far the synthesis is that is being made, and when it will be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from danvan.consultation.models import Consultation, Synthesis
from danvan.consultation.models.hearing import hearing
from danvan.units.models import Officer
from danvan.work.models import Job

MOST = 3  # that are followed at once; a browser opens no more than six streams


@dataclass(frozen=True)
class Running:
    """The job of a synthesis that is not over. `rows` submissions are read for it. `until`: when it
    should be done, None where no earlier one tells how long such a thing takes, or it takes longer.
    """

    synthesis: Synthesis
    job: Job
    rows: int
    until: datetime | None


def running(*, officer: Officer, consultation: Consultation) -> list[Running]:
    """Those asked for or being made, the newest first; of several parts, several may be."""
    found = Synthesis.objects.visible_to(officer).filter(consultation=consultation, made_at=None)
    by_subject = {f"{one._meta.label}:{one.pk}": one for one in found.order_by("-number")[:100]}
    jobs = Job.objects.visible_to(officer).unfinished().filter(subject__in=by_subject)
    return [_running(officer, by_subject[job.subject], job) for job in jobs.order_by("-pk")[:MOST]]


def _running(officer: Officer, synthesis: Synthesis, job: Job) -> Running:
    rows = hearing(synthesis.consultation, synthesis.last, synthesis.only).heard().count()
    return Running(synthesis, job, rows, _until(officer, job, rows))


def _until(officer: Officer, job: Job, rows: int) -> datetime | None:
    """By the pace of the last one that was made: the work grows as the submissions do."""
    done = Synthesis.objects.visible_to(officer).done().filter(submissions__gt=0)
    last = done.order_by("-made_at").first()
    if last is None or last.made_at is None:
        return None
    pace = (last.made_at - last.asked_at) / last.submissions
    until = job.asked_at + max(pace * rows, timedelta(seconds=1))
    return until if until > timezone.now() else None
