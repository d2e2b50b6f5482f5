"""Files of opinions taken in by a worker."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.consultation.models.waiting import lot
from danvan.units.models import Officer
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job


def take_in(job: Job, progress: Progress) -> str:
    """The files of a lot, for the officer who chose them. `job.subject` names the lot's folder.

    Tried again after a fault, it goes on: files taken in before are told so and left.
    """
    found = lot(job.subject)
    if found is None:
        return gettext("Không còn tệp; hãy chọn lại.")
    officer = Officer.objects.get(pk=found.order.officer)
    outcomes = list(actions.take_in_lot(by=officer, lot=found, tell=progress))
    found.drop()
    return "\n".join(outcome.said for outcome in outcomes)


KINDS: Mapping[str, Work] = {actions.IMPORTING: take_in}
