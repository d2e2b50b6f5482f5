"""The opinions behind a sentence, as everybody may read them: agreed to, masked, marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from danvan.consultation.models import Channel, Evidence, Statement, Submission
from danvan.consultation.models.hearing import words_of
from danvan.consultation.models.marks import marked
from danvan.units.models import Officer

ROWS = 30  # opinions on a page
AROUND = 600  # characters shown before and after the marked words of a long text
LONG = 3000


@dataclass(frozen=True)
class Voice:
    """A text as it may be read, parted where the opinion stands in it; `cut_*` say that more of it
    stands before and after."""

    number: int
    channel: str
    day: date
    stance: str
    before: str
    words: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True)
class Behind:
    """A page of what stands behind a sentence. `voices` on the first page begins with those that
    differ most. The opinions = `shown` + the sum of `unshown`, by why they are not read here."""

    voices: list[Voice]
    count: int
    shown: int
    unshown: dict[str, int]
    next: int | None


def behind(*, statement: Statement, after: int | None) -> Behind:
    """The voices after the number of the last one on the page before."""
    every = Evidence.objects.published().filter(statement=statement).order_by("pk")
    readable = every.filter(opinion__submission__in=Submission.objects.published()).exclude(
        opinion__submission__text=""
    )
    rows = [*_told(readable.filter(end=0, pk__gt=after or 0))[: ROWS + 1]]
    first = [*_told(readable.filter(end__gt=0))] if after is None else []
    count, shown = every.count(), readable.count()
    return Behind(
        [_voice(row) for row in [*first, *rows[:ROWS]]],
        count,
        shown,
        _unshown(every, statement, count - shown),
        rows[ROWS - 1].pk if len(rows) > ROWS else None,
    )


@dataclass(frozen=True)
class Held:
    """An opinion as its office reads it, masked; `voice` is None where it was taken back or waits
    for its masks."""

    number: int
    voice: Voice | None
    is_removed: bool
    is_hidden: bool


def held(
    *, officer: Officer, statement: Statement, after: int | None
) -> tuple[list[Held], int | None]:
    """A page of all that stand behind a sentence, and where the next one begins. What is quoted
    stands first."""
    every = Evidence.objects.visible_to(officer).filter(statement=statement).order_by("pk")
    rows = [*_told(every.filter(end=0, pk__gt=after or 0))[: ROWS + 1]]
    first = [*_told(every.filter(end__gt=0))] if after is None else []
    found = [_held(row) for row in [*first, *rows[:ROWS]]]
    return found, rows[ROWS - 1].pk if len(rows) > ROWS else None


def _held(row: Evidence) -> Held:
    submission = row.opinion.submission
    shown = getattr(submission, "shown", None)
    is_there = shown is not None and not submission.removed
    return Held(
        submission.pk,
        _voice(row) if is_there else None,
        bool(submission.removed),
        shown is not None and shown.is_hidden,
    )


def _told(found: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return found.select_related("opinion__submission__shown")


def _unshown(every: QuerySet[Evidence], statement: Statement, rest: int) -> dict[str, int]:
    """Each opinion that is not read here under one reason."""
    if not statement.synthesis.consultation.shows_texts:
        return {"silent": rest} if rest else {}
    removed = every.exclude(opinion__submission__removed="").count()
    there = every.filter(opinion__submission__removed="")
    unagreed = there.filter(opinion__submission__may_publish=False).count()
    agreed = there.filter(opinion__submission__may_publish=True)
    hidden = agreed.filter(opinion__submission__shown__is_hidden=True).count()
    said = {"unagreed": unagreed, "removed": removed, "hidden": hidden}
    said["waiting"] = rest - sum(said.values())
    return {why: n for why, n in said.items() if n}


def _voice(row: Evidence) -> Voice:
    opinion = row.opinion
    submission = opinion.submission
    shown = submission.shown.text
    words = words_of(submission.text, submission.replacement)
    place = marked(words, shown, opinion.start, opinion.end) or (0, 0)
    low, high = place
    first = max(0, low - AROUND) if len(shown) > LONG else 0
    last = min(len(shown), high + AROUND) if len(shown) > LONG else len(shown)
    return Voice(
        submission.pk,
        str(Channel(submission.channel).label),
        submission.received_on,
        opinion.get_stance_display(),
        shown[first:low],
        shown[low:high],
        shown[high:last],
        first > 0,
        last < len(shown),
    )
