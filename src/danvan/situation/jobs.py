"""What the clock asks of the room."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from danvan.ledger.actions import SYSTEM
from danvan.situation import actions
from danvan.units.models import today
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job


def rounds(job: Job, progress: Progress) -> str:
    """Opens the rounds of reports that have begun."""
    return gettext("Đã mở %d kỳ báo cáo.") % actions.open_periods(
        by=SYSTEM, on=today(), progress=progress
    )


KINDS: Mapping[str, Work] = {"situation.rounds": rounds}
