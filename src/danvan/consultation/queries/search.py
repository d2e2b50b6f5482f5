"""Words looked up in a consultation's submissions, with or without marks."""

from __future__ import annotations

from danvan.consultation.models import Consultation, Submission
from danvan.consultation.models.submissions import Submissions
from danvan.consultation.models.words import best
from danvan.units.models import Officer

AMONG = 10_000  # of the newest that hold the words, so many are ranked
MOST = 500  # and so many of the best are kept


def found(*, officer: Officer, consultation: Consultation, words: str) -> Submissions:
    """What the officer may read and holds all the words, newest first; pages by number."""
    seen = Submission.objects.visible_to(officer).standing()
    return seen.filter(consultation=consultation, folded__holds=words).order_by("-pk")


def found_in_public(*, consultation: Consultation, words: str) -> Submissions:
    """What the public may read and holds all the words, newest first."""
    seen = Submission.objects.published()
    return seen.filter(consultation=consultation, folded__holds=words).order_by("-pk")


def fitting(*, officer: Officer, consultation: Consultation, words: str) -> list[Submission]:
    """What the officer may read, the best fitting first: at most MOST, of the newest AMONG."""
    return _in_order(Submission.objects.visible_to(officer).standing(), consultation, words)


def fitting_in_public(*, consultation: Consultation, words: str) -> list[Submission]:
    return _in_order(Submission.objects.published(), consultation, words)


def _in_order(seen: Submissions, consultation: Consultation, words: str) -> list[Submission]:
    numbers = Submission.objects.filter(consultation=consultation).values_list("pk", flat=True)
    ends = numbers.order_by("pk").first(), numbers.order_by("-pk").first()  # each read off an index
    if ends[0] is None or ends[1] is None:
        return []
    ranked = best(words, first=ends[0], last=ends[1], among=AMONG, most=MOST)
    rows = seen.filter(consultation=consultation).in_bulk(ranked)
    return [rows[number] for number in ranked if number in rows]
