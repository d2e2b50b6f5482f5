"""What has come in since the last synthesis, and whether it is time for another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from danvan.consultation.models import Consultation, Opinion, Submission, Synthesis
from danvan.consultation.models.hearing import hearing
from danvan.units.models import Officer

# A quantity word leaps by a step of its ladder where a twentieth of the opinions is other; in a
# large consultation two hundred texts can already hold a theme that nobody has read of.
SHARE = 0.05
COUNT = 200
EVERYTHING = 2**62  # above every number of a submission


@dataclass(frozen=True)
class Waiting:
    """Submissions that `latest`, the last synthesis of the whole consultation, has not heard:
    `new` ones, those that `corrected` one it heard, and those that it heard and whose words were
    `withdrawn` since. `latest` is None where there is none: then all that counts is new."""

    latest: Synthesis | None
    new: int
    corrected: int
    withdrawn: int

    @property
    def changed(self) -> int:
        return self.new + self.corrected + self.withdrawn

    @property
    def is_proposed(self) -> bool:
        """Whether a new synthesis would likely say something else."""
        if self.latest is None:
            return self.new > 0
        share = SHARE * self.latest.submissions
        return self.changed >= COUNT or (self.changed > 0 and self.changed >= share)


def waiting(*, officer: Officer, consultation: Consultation) -> Waiting:
    """Counted over the whole consultation, as its syntheses are."""
    done = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation, only={})
    latest = done.order_by("-number").first()
    heard = hearing(consultation, EVERYTHING).heard()
    if latest is None:
        return Waiting(None, heard.count(), 0, 0)
    late = heard.order_by().filter(pk__gt=latest.last)
    of_heard = Count("pk", filter=Q(supersedes__lte=latest.last))
    sums = late.aggregate(every=Count("pk"), corrected=of_heard)
    withdrawn = _withdrawn(consultation, latest)
    return Waiting(latest, sums["every"] - sums["corrected"], sums["corrected"], withdrawn)


def _withdrawn(consultation: Consultation, synthesis: Synthesis) -> int:
    """Few are: each is looked up among the opinions of the synthesis."""
    read = Opinion.objects.filter(synthesis=synthesis, submission=OuterRef("pk"))
    gone = Submission.objects.filter(
        consultation=consultation,
        pk__lte=synthesis.last,
        removed=Submission.Removed.WITHDRAWN,
        removed_on__gte=_day(synthesis),
    )
    return gone.filter(Exists(read)).count()


def _day(synthesis: Synthesis) -> date:
    """The day, here, on which it was asked for; what was withdrawn before was never read."""
    return timezone.localtime(synthesis.asked_at).date()
