"""What is asked of texts and of their hidings. There is no search: nobody looks for a stance here.

Officers get masked texts; the text as received stays deferred.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from danvan.consultation.models import Consultation, Hiding, ShownText, Submission
from danvan.consultation.models.moderation import Hidings
from danvan.consultation.models.submissions import Submissions
from danvan.units.models import Officer

PAGE = 50
UNREAD = ("text", "folded", "replacement", "salt", "seal")  # of a submission, never in a list


@dataclass(frozen=True)
class Asked:
    """What a reader of the list asked for: a state, and numbers below `before`."""

    state: str = ""
    before: int | None = None


@dataclass(frozen=True)
class Listed:
    """A page of submissions, newest first; `older` is where the next one begins, None at the end.
    Each has `masked`, the text as it may be read, and `hiding`, the one in force, or None."""

    rows: list[Submission]
    older: int | None


@dataclass(frozen=True)
class ByReason:
    """How often texts were hidden for a reason, how often a second look was asked for, and how many
    are shown again."""

    reason: str
    label: str
    hidden: int
    appealed: int
    lifted: int


def submissions(*, officer: Officer, consultation: Consultation, asked: Asked) -> Listed:
    """What the officer's offices collected, newest first; taken-back and replaced ones left out."""
    found = Submission.objects.visible_to(officer).filter(consultation=consultation)
    found = _in_state(found.standing().with_text(), asked.state)
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    rows = [*found.select_related("shown").defer(*UNREAD).order_by("-pk")[: PAGE + 1]]
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return Listed(_with_hidings(rows[:PAGE]), older)


def submission(*, officer: Officer, consultation: Consultation, pk: int) -> Submission | None:
    """One that the officer may see, as in the list."""
    found = Submission.objects.visible_to(officer).filter(consultation=consultation, pk=pk)
    row = found.select_related("shown", "unit", "anchor", "version").defer(*UNREAD).first()
    return row and _with_hidings([row])[0]


def chosen(*, officer: Officer, consultation: Consultation, numbers: list[int]) -> Submissions:
    """Those of the numbers that the officer may see, oldest first."""
    found = Submission.objects.visible_to(officer).filter(consultation=consultation)
    return found.filter(pk__in=numbers[:PAGE]).order_by("pk")


def some(*, officer: Officer, consultation: Consultation, numbers: list[int]) -> list[Submission]:
    """As `chosen`, each with its masked text at hand."""
    found = chosen(officer=officer, consultation=consultation, numbers=numbers)
    return _with_hidings([*found.select_related("shown").defer(*UNREAD)])


def hidings(*, officer: Officer, submission: Submission) -> Hidings:
    """All hidings of one submission, newest first."""
    return Hiding.objects.visible_to(officer).filter(submission=submission)


def hiding(*, officer: Officer, consultation: Consultation, submission: int) -> Hiding | None:
    """The hiding in force of a submission."""
    found = Hiding.objects.visible_to(officer).in_force()
    return found.filter(submission=submission, submission__consultation=consultation).first()


def waiting(*, officer: Officer, consultation: Consultation) -> int:
    """How many appeals wait for a second look."""
    found = Hiding.objects.visible_to(officer).of_consultation(consultation)
    return _waiting(found).count()


def hidden_by_reason(*, consultation: Consultation) -> list[ByReason]:
    """For everybody: each of the three reasons with its figures, never the texts."""
    found = Hiding.objects.published().of_consultation(consultation)
    sums = {
        "hidden": Count("pk"),
        "appealed": Count("pk", filter=Q(appealed_on__isnull=False)),
        "lifted": Count("pk", filter=Q(lifted_on__isnull=False)),
    }
    counts = found.order_by().values("reason").annotate(**sums).values_list("reason", *sums)
    by_reason = {reason: figures for reason, *figures in counts}
    return [
        ByReason(reason, str(label), *by_reason.get(reason, (0, 0, 0)))
        for reason, label in Hiding.Reason.choices
    ]


def hidings_of(*, submission: Submission) -> Hidings:
    """For the holder of the receipt: the hidings of their submission, newest first."""
    return Hiding.objects.published().filter(submission=submission)


def _in_state(found: Submissions, state: str) -> Submissions:
    in_force = Hiding.objects.in_force()
    if state == "shown":
        return found.filter(~Exists(in_force.filter(submission=OuterRef("pk"))))
    if state == "hidden":
        return found.filter(pk__in=in_force.values("submission"))
    if state == "appealed":
        return found.filter(pk__in=_waiting(in_force).values("submission"))
    return found


def _waiting(found: Hidings) -> Hidings:
    return found.in_force().filter(appealed_on__isnull=False, decided_on=None)


def _with_hidings(rows: list[Submission]) -> list[Submission]:
    """Each with `hiding` and `masked` at hand, for the page."""
    in_force = Hiding.objects.in_force().filter(submission__in=[row.pk for row in rows])
    found = {hiding.submission_id: hiding for hiding in in_force}
    for row in rows:
        row.hiding = found.get(row.pk)  # type: ignore[attr-defined]
        row.masked = _masked(row)  # type: ignore[attr-defined]
    return rows


def _masked(row: Submission) -> ShownText | None:
    return getattr(row, "shown", None)
