"""A synthesis asked for, and published; in between a worker keeps it, by `syntheses`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Consultation, DraftVersion, Report, Submission, Synthesis
from danvan.consultation.models.conformance import failing
from danvan.consultation.models.hearing import hearing
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.units.models import Role, need, refuse
from danvan.work.actions import ask_job
from danvan.work.models import Job

KIND = "consultation.synthesize"


@transaction.atomic
def ask_synthesis(
    *,
    by: Actor,
    consultation: Consultation,
    at: datetime,
    seed: int = 0,
    only: dict[str, Any] | None = None,
) -> Synthesis:
    """A synthesis of what has arrived by now; a worker makes it. Where one waits already, that one.
    It takes over what people changed in the last one of the same scope. `only`: as
    `Synthesis.only`.

    Raises ValidationError: no draft published, nothing to read.
    """
    where = consultation.unit.last_path
    need(by, *KEEPERS, path=where)
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    only = only or {}
    if waiting := _waiting(consultation, only):
        return waiting
    if not consultation.versions.filter(number__isnull=False).exists():
        raise refuse(gettext("Chưa công bố bản dự thảo nào nên chưa tổng hợp được."))
    of_it = Submission.objects.filter(consultation=consultation)
    last = of_it.aggregate(last=Max("pk"))["last"] or 0
    if not hearing(consultation, last, only).heard().exists():
        raise refuse(gettext("Chưa có góp ý nào được tính để tổng hợp."))
    before = Synthesis.objects.filter(consultation=consultation).aggregate(last=Max("number"))
    synthesis = Synthesis.objects.create(
        consultation=consultation,
        version=DraftVersion.objects.current(consultation),
        number=(before["last"] or 0) + 1,
        seed=seed,
        last=last,
        asked_at=at,
        only=only,
        follows=Synthesis.objects.done()
        .filter(consultation=consultation, only=only)
        .order_by("number")
        .last(),
    )
    ledger.write(by=by, verb="ask_synthesis", of=synthesis, where=where)
    ask_job(
        by=by, kind=KIND, unit=consultation.unit, subject=f"{synthesis._meta.label}:{synthesis.pk}"
    )
    return synthesis


def _waiting(consultation: Consultation, only: dict[str, Any]) -> Synthesis | None:
    """The one of that scope whose job has not ended."""
    of_it = Synthesis.objects.filter(consultation=consultation, made_at=None, only=only)
    for synthesis in of_it:
        subject = f"{synthesis._meta.label}:{synthesis.pk}"
        if Job.objects.unfinished().filter(kind=KIND, subject=subject).exists():
            return synthesis
    return None


@transaction.atomic
def publish_synthesis(*, by: Actor, synthesis: Synthesis, at: datetime) -> None:
    """Puts it before the public, for good; a later one stands beside it.

    Raises ValidationError: its report has no number yet, published already, or its rows do not add
    up.
    """
    need(by, Role.APPROVER, path=synthesis.consultation.unit.last_path)
    held = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if held.made_at is None:
        raise refuse(gettext("Bản tổng hợp này chưa xong; hãy đợi việc nền kết thúc."))
    if held.published_at:
        raise refuse(gettext("Bản tổng hợp này đã công bố."))
    if held.consultation.opened_at is None:
        raise refuse(gettext("Đợt này chưa công bố; hãy công bố đợt lấy ý kiến trước."))
    report = Report.objects.select_for_update().filter(synthesis=held).first()
    if report is None or report.state != Report.State.NUMBERED:
        raise refuse(gettext("Báo cáo chưa cấp số; hãy trình, duyệt, cấp số rồi mới công bố."))
    if wrong := failing(held):
        raise refuse(gettext("Chưa đạt quy định nên không công bố được: %s") % wrong[0])
    held.published_at = at
    held.save(update_fields=["published_at"])
    report.state = Report.State.PUBLISHED
    report.save(update_fields=["state"])
    ledger.write(by=by, verb="publish_synthesis", of=held, where=held.consultation.unit.last_path)
