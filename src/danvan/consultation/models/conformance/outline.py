"""R4 and R9: the outline that the consultation chose is filled from its rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, Sum
from django.utils.translation import gettext

from danvan.consultation.models.conformance.clauses import Clause, failing, holding, not_asked
from danvan.consultation.models.conformance.meetings import meetings, without_meeting
from danvan.consultation.models.consultations import Consultation
from danvan.consultation.models.intake import PositionTally
from danvan.consultation.models.recount import NOWHERE
from danvan.consultation.models.syntheses import Evidence, Opinion, Statement, Synthesis

PROPOSALS = ("add", "change", "wording")
NAMED = 3  # sections named in a sentence


def by_outline(synthesis: Synthesis) -> Iterator[Clause]:
    """R4: general remarks, by content, proposals."""
    if synthesis.consultation.outline != Consultation.Outline.PARTY:
        yield not_asked(gettext("Đợt này báo cáo theo đề cương khác (xem R9)."))
        return
    opinions = Opinion.objects.filter(synthesis=synthesis)
    told = Statement.objects.filter(synthesis=synthesis, scope="theme")
    used = {*opinions.order_by().values_list("section_key", flat=True).distinct()}
    said = {*told.order_by().values_list("section_key", flat=True).distinct()}
    yield _general(opinions.filter(section_key="general").count(), is_told="general" in said)
    yield _by_content(synthesis, used, said)
    yield _proposals(synthesis)


def _general(opinions: int, *, is_told: bool) -> Clause:
    if opinions and not is_told:
        said = gettext("Mục I: %(n)s ý kiến về toàn dự thảo mà không có câu nào.")
        return failing(said, n=opinions)
    return holding(gettext("Mục I: %(n)s ý kiến về toàn dự thảo."), n=opinions)


def _by_content(synthesis: Synthesis, used: set[str], said: set[str]) -> Clause:
    silent = sorted(used - said - {*NOWHERE})
    if silent:
        words = gettext("Mục II: %(n)s mục của dự thảo có ý kiến mà không có câu (%(first)s).")
        return failing(words, n=len(silent), first=", ".join(silent[:NAMED]))
    keys = {*synthesis.version.sections.values_list("key", flat=True)}
    words = gettext("Mục II: %(n)s mục có ý kiến, %(rest)s mục chưa có.")
    return holding(words, n=len(used - {*NOWHERE}), rest=len(keys - used))


def _proposals(synthesis: Synthesis) -> Clause:
    """Every opinion that proposes stands behind a sentence that proposes."""
    proposed = Opinion.objects.filter(synthesis=synthesis, stance=Opinion.Stance.PROPOSE)
    figures = {
        "n": proposed.count(),
        "told": Evidence.objects.filter(
            statement__synthesis=synthesis,
            statement__scope="theme",
            statement__act__in=PROPOSALS,
            opinion__in=proposed.order_by().values("pk"),
        )
        .values("opinion")
        .distinct()
        .count(),
    }
    if figures["told"] < figures["n"]:
        said = gettext("Mục III: %(n)s ý kiến đề nghị nhưng chỉ %(told)s có câu đề xuất.")
        return failing(said, **figures)
    return holding(gettext("Mục III: %(n)s ý kiến đề nghị."), **figures)


def by_ministry(synthesis: Synthesis) -> Iterator[Clause]:
    """R9: how it was organised (conferences, attendance), and the results in figures."""
    consultation = synthesis.consultation
    if consultation.outline != Consultation.Outline.MINISTRY:
        yield not_asked(gettext("Đợt này báo cáo theo đề cương khác (xem R4)."))
        return
    tallied = PositionTally.objects.standing().filter(consultation=consultation)
    at_them = tallied.filter(conference__isnull=False).order_by().values("conference")
    held = meetings(synthesis, Q(pk__in=at_them))
    told = held.aggregate(attended=Sum("attended"), spoke=Sum("spoke"))
    lacking = without_meeting(synthesis)
    figures = {"n": held.count(), "rows": lacking, **{k: v or 0 for k, v in told.items()}}
    if lacking and not figures["n"]:
        said = gettext("Có %(rows)s lượt góp ý tại hội nghị nhưng không hội nghị nào được ghi lại.")
        yield failing(said, **figures)
    elif figures["n"] and not figures["attended"]:
        yield failing(gettext("%(n)s hội nghị không ghi số đại biểu."), **figures)
    else:
        said = gettext("Tổ chức: %(n)s hội nghị, %(attended)s đại biểu, %(spoke)s phát biểu.")
        yield holding(said, **figures)
    said = gettext("Kết quả: %(submissions)s lượt góp ý, %(opinions)s ý kiến.")
    yield holding(said, submissions=synthesis.submissions, opinions=synthesis.opinions_count)
