"""What people are asked about the draft and its sections."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Consultation, DiscussionQuestion, Section
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import need, refuse


@transaction.atomic
def ask_questions(*, by: Actor, consultation: Consultation, lines: Sequence[str]) -> None:
    """These in place of those before. A line that begins with a section's key and a colon asks
    about that section. Raises ValidationError where what stands before the colon looks like a key
    and is none."""
    path = consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    known = Section.objects.filter(version__consultation=consultation)
    keys = {*known.values_list("key", flat=True)}
    rows = [_question(consultation, n, line, keys) for n, line in enumerate(lines, start=1)]
    consultation.questions.all().delete()
    DiscussionQuestion.objects.bulk_create(rows)
    ledger.write(by=by, verb="ask_questions", of=consultation, where=path)


def _question(
    consultation: Consultation, number: int, line: str, keys: set[str]
) -> DiscussionQuestion:
    key, colon, text = (part.strip() for part in line.partition(":"))
    if colon and key in keys and text:
        return DiscussionQuestion(
            consultation=consultation, position=number, section_key=key, text=text
        )
    if colon and " " not in key:
        said = gettext("Dòng %(line)d: không có mục “%(key)s” trong dự thảo; hãy sửa khóa của mục.")
        raise refuse(said % {"line": number, "key": key}, "questions")
    return DiscussionQuestion(consultation=consultation, position=number, text=line.strip())
