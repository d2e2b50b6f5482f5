"""The engine's reading looked at by people: a sample drawn once, and what officers read in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Audit, AuditItem, AuditReading, Opinion, Synthesis
from danvan.consultation.queries.auditing import MOST_READINGS, offered
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.audit import drawn
from danvan.units.models import Officer, Role, need, refuse

AUDIT_READERS = (Role.COLLECTOR, Role.ANALYST, Role.APPROVER)
SIZE = 300  # opinions of a sample, more where there are more themes and stances
AT_ONCE = 1000


@transaction.atomic
def draw_audit(
    *, by: Actor, synthesis: Synthesis, at: datetime, size: int = SIZE, seed: int = 0
) -> Audit:
    """A sample of the opinions whose words are still there, from every theme and stance.

    Raises ValidationError: the synthesis is not done, it has a sample, there is nothing to read.
    """
    where = synthesis.consultation.unit.last_path
    need(by, *KEEPERS, path=where)
    held = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if held.made_at is None:
        raise refuse(gettext("Bản tổng hợp này chưa xong; hãy đợi việc nền kết thúc."))
    if Audit.objects.filter(synthesis=held).exists():
        raise refuse(gettext("Bản tổng hợp này đã có mẫu; mẫu chỉ rút một lần."))
    opinions = Opinion.objects.filter(synthesis=held, submission__removed="").order_by("pk")
    numbers: list[int] = []
    strata: list[tuple[int, str]] = []
    for pk, theme, stance in opinions.values_list("pk", "theme", "stance").iterator(5000):
        numbers.append(pk)
        strata.append((theme, stance))
    if not numbers:
        raise refuse(gettext("Không còn ý kiến nào có nội dung để đọc."))
    audit = Audit.objects.create(synthesis=held, seed=seed, drawn_at=at)
    places, weights = drawn(strata, size, seed)
    AuditItem.objects.bulk_create(
        (
            AuditItem(audit=audit, opinion_id=numbers[place], position=position, weight=weight)
            for position, (place, weight) in enumerate(
                zip(places.tolist(), weights.tolist(), strict=True), 1
            )
        ),
        AT_ONCE,
    )
    ledger.write(by=by, verb="draw_audit", of=audit, where=where)
    return audit


@transaction.atomic
def read_item(
    *, by: Officer, item: AuditItem, theme: str, stance: str, at: datetime
) -> AuditReading:
    """What an officer reads in an opinion, once; two officers at most read one.

    `theme`: a code of those that `queries.auditing.offered` names. Raises ValidationError.
    """
    where = item.audit.synthesis.consultation.unit.last_path
    need(by, *AUDIT_READERS, path=where)
    held = AuditItem.objects.select_for_update().get(pk=item.pk)
    readers = {*AuditReading.objects.filter(item=held).values_list("officer", flat=True)}
    if by.pk in readers:
        raise refuse(gettext("Ông/bà đã đọc ý kiến này."))
    if len(readers) >= MOST_READINGS:
        raise refuse(gettext("Ý kiến này đã có hai người đọc."))
    if theme not in {choice.code for choice in offered(officer=by, item=item)}:
        raise refuse(gettext("Hãy chọn một nhóm trong danh sách."), "theme")
    if stance not in Opinion.Stance.values:
        raise refuse(gettext("Hãy chọn một thái độ trong danh sách."), "stance")
    reading = AuditReading.objects.create(
        item=held, officer=by, theme=theme, stance=stance, read_at=at
    )
    ledger.write(by=by, verb="read_audit_item", of=held, where=where)
    return reading
