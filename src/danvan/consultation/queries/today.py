"""What an officer's day holds of consultations: what came in, what waits, what ends soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from danvan.consultation.models import (
    Consultation,
    Hiding,
    Report,
    Response,
    Submission,
    Synthesis,
)
from danvan.consultation.models.consultations import Consultations
from danvan.units.models import Officer, Role, UnitVersion
from danvan.units.models.dated import below
from danvan.units.models.officers import paths_of

MOST = 10_000  # submissions that are counted one by one
SOON = timedelta(days=7)
KEEPERS, APPROVERS = (Role.ANALYST, Role.APPROVER), (Role.APPROVER,)
STEPS = {"submitted": Role.APPROVER, "approved": Role.CLERK, "numbered": Role.APPROVER}


@dataclass(frozen=True)
class Waiting:
    """How many of something there are in a consultation; of one that ends soon, days left."""

    consultation: Consultation
    count: int


@dataclass(frozen=True)
class Day:
    """`is_more`: more came in than was counted; each figure of `arrived` is then a least one.

    `appeals`: second looks asked for; `to_approve`, `to_publish`: answers; `runs`: syntheses that
    are done, later than any published, whose report is not on its way; `reports`: by the step that
    the officer may take.
    """

    arrived: list[Waiting]
    is_more: bool
    closing: list[Waiting]
    appeals: list[Waiting]
    to_approve: list[Waiting]
    to_publish: list[Waiting]
    runs: list[Waiting]
    reports: list[Report]


def today_of(*, officer: Officer) -> Day:
    """What the officer's roles let them see to; `arrived` since the day before began."""
    arrived, appeals, runs = (
        _arrived(officer=officer),
        _appeals(officer=officer),
        _runs(officer=officer),
    )
    answers = _answers(officer=officer)
    told = (arrived, appeals, runs, *answers.values())
    asked = _consultations(officer, {number for counts in told for number in counts})
    return Day(
        arrived=_lines(asked, arrived),
        is_more=sum(arrived.values()) > MOST,
        closing=_closing(officer=officer),
        appeals=_lines(asked, appeals),
        to_approve=_lines(asked, answers["submitted"]),
        to_publish=_lines(asked, answers["approved"]),
        runs=_lines(asked, runs),
        reports=_reports(officer=officer),
    )


def _consultations(officer: Officer, numbers: Iterable[int]) -> list[Consultation]:
    """Those of the numbers, the first to close first."""
    mine = Consultation.objects.visible_to(officer).filter(pk__in={*numbers})
    return [*mine.order_by("closes_on", "pk")]


def _lines(asked: list[Consultation], counts: Counter[int]) -> list[Waiting]:
    return [Waiting(each, counts[each.pk]) for each in asked if counts[each.pk]]


def _kept(officer: Officer, roles: Container[str]) -> Consultations:
    """Consultations of the units over which the officer holds one of the roles."""
    held = [duty.unit_id for duty in officer.duties if duty.role in roles]
    if len(held) == len(officer.duties):
        return Consultation.objects.kept_by(officer)
    within = below(tuple(paths_of({*held}, officer.on)) if held else (), "path")
    units = UnitVersion.objects.filter(within).values("unit")
    return Consultation.objects.kept_by(officer).filter(unit__in=units)


def _arrived(*, officer: Officer) -> Counter[int]:
    """Numbers of consultations, each as often as something came in; at most one over MOST.

    Narrowed by the row's number, too: an index holds it for each unit, the moment for none.
    """
    opened = Consultation.objects.visible_to(officer).published()
    since = timezone.make_aware(datetime.combine(officer.on - timedelta(days=1), time.min))
    new = Submission.objects.filter(consultation__in=opened, entered_at__gte=since).order_by()
    first = new.aggregate(first=Min("pk"))["first"]
    if first is None:
        return Counter()
    mine = Submission.objects.visible_to(officer).filter(
        consultation__in=opened, entered_at__gte=since, pk__gte=first
    )
    return Counter(mine.order_by().values_list("consultation", flat=True)[: MOST + 1])


def _closing(*, officer: Officer) -> list[Waiting]:
    on = officer.on
    ending = Consultation.objects.visible_to(officer).open(on).filter(closes_on__lte=on + SOON)
    found = ending.order_by("closes_on", "pk")
    return [Waiting(each, (each.closes_on - on).days) for each in found]


def _appeals(*, officer: Officer) -> Counter[int]:
    waiting = Hiding.objects.in_force().filter(appealed_on__isnull=False, decided_on=None)
    found = waiting.filter(submission__consultation__in=_kept(officer, KEEPERS)).order_by()
    return Counter(dict(found.values_list("submission__consultation").annotate(n=Count("pk"))))


def _answers(*, officer: Officer) -> dict[str, Counter[int]]:
    """By state: consultations, and how many of their answers are in it."""
    counts: dict[str, Counter[int]] = {"submitted": Counter(), "approved": Counter()}
    mine = Response.objects.filter(consultation__in=_kept(officer, APPROVERS))
    found = mine.filter(state__in=counts).order_by().values_list("state", "consultation")
    for state, number, n in found.annotate(n=Count("pk")):
        counts[state][number] = n
    return counts


def _runs(*, officer: Officer) -> Counter[int]:
    later = Synthesis.objects.filter(
        consultation=OuterRef("consultation"), number__gt=OuterRef("number")
    )
    done = Synthesis.objects.done().filter(published_at=None)
    done = done.exclude(report__state__in=STEPS)
    last = done.exclude(Exists(later.filter(published_at__isnull=False))).order_by()
    found = last.filter(consultation__in=_kept(officer, KEEPERS))
    return Counter(dict(found.values_list("consultation").annotate(n=Count("pk"))))


def _reports(*, officer: Officer) -> list[Report]:
    """Those whose next step is one of the officer's, the oldest first."""
    mine = Q(pk__in=())
    for role in {*STEPS.values()} & {duty.role for duty in officer.duties}:
        states = [state for state, taken_by in STEPS.items() if taken_by == role]
        kept = _kept(officer, (role,))
        mine |= Q(state__in=states, synthesis__consultation__in=kept)
    found = Report.objects.visible_to(officer).filter(mine).order_by("pk")
    return [*found.select_related("synthesis__consultation")]
