"""R1: all that was received is accounted for, and told in the order of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Count, Sum
from django.utils.translation import gettext

from danvan.consultation.models.conformance.clauses import Clause, failing, holding, not_asked
from danvan.consultation.models.hearing import Hearing
from danvan.consultation.models.intake import Intake, RejectedRow
from danvan.consultation.models.recount import NOWHERE
from danvan.consultation.models.submissions import Submission
from danvan.consultation.models.syntheses import Statement, Synthesis


def complete(synthesis: Synthesis) -> Iterator[Clause]:
    """R1: rows kept + set apart = rows received; rows kept + rejected = rows read; both orders."""
    yield _received(synthesis)
    yield from _files(synthesis)
    yield _in_order(synthesis)


def _received(synthesis: Synthesis) -> Clause:
    apart = synthesis.rules.get("apart")
    if apart is None:
        return not_asked(gettext("Bản này không ghi số lượt để riêng nên không cộng lại được."))
    heard = Hearing(synthesis.consultation, synthesis.last, {}, synthesis.only)
    figures = {
        "received": heard.standing().count(),
        "kept": synthesis.submissions,
        "apart": sum(apart.values()),
    }
    if figures["received"] != figures["kept"] + figures["apart"]:
        said = gettext(
            "Đã nhận %(received)s lượt, nhưng tổng hợp %(kept)s và để riêng %(apart)s lượt."
        )
        return failing(said, **figures)
    said = gettext("Đã nhận %(received)s lượt = tổng hợp %(kept)s + để riêng %(apart)s.")
    return holding(said, **figures)


def _files(synthesis: Synthesis) -> Iterator[Clause]:
    """What was read from files by then; nothing where there were none."""
    before = Intake.objects.filter(
        consultation=synthesis.consultation, made_at__lte=synthesis.asked_at
    )
    told = before.order_by().aggregate(files=Count("pk"), read=Sum("rows"))
    if not told["files"]:
        return
    of_it = before.order_by().values("pk")
    figures = {
        **told,
        "kept": Submission.objects.filter(intake__in=of_it).count(),
        "rejected": RejectedRow.objects.filter(intake__in=of_it).count(),
    }
    if figures["read"] != figures["kept"] + figures["rejected"]:
        said = gettext(
            "%(files)s tệp có %(read)s dòng, nhưng giữ %(kept)s và không nhận %(rejected)s dòng."
        )
        yield failing(said, **figures)
    else:
        said = gettext("%(files)s tệp: %(read)s dòng = giữ %(kept)s + không nhận %(rejected)s.")
        yield holding(said, **figures)


def _in_order(synthesis: Synthesis) -> Clause:
    """General first, then the Parts as the draft has them, each section after section."""
    above = dict(synthesis.version.sections.values_list("key", "parent_key"))
    if not above:
        return not_asked(gettext("Dự thảo không có đề mục nên không xét được thứ tự."))
    told = Statement.objects.filter(synthesis=synthesis).order_by("position")
    rows = [*told.values_list("code", "section_key", "scope")]
    places = _places(above)
    lost = [code for code, key, _ in rows if key not in places]
    if lost:
        said = gettext("%(n)s câu nằm ngoài các mục của dự thảo (%(first)s).")
        return failing(said, n=len(lost), first=lost[0])
    stood = [(code, _rank(places[key], scope)) for code, key, scope in rows]
    wrong = [code for (_, one), (code, other) in pairwise(stood) if other < one]
    if wrong:
        said = gettext("%(n)s câu không theo thứ tự đề mục của dự thảo (%(first)s).")
        return failing(said, n=len(wrong), first=wrong[0])
    parts = len({top for key, (top, _) in places.items() if key not in NOWHERE})
    said = gettext("%(n)s câu xếp theo %(parts)s phần và thứ tự đề mục của dự thảo.")
    return holding(said, n=len(rows), parts=parts)


def _places(above: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Where each section stands: its Part, itself."""
    at = {key: n for n, key in enumerate(above)}
    places = {"general": (-1, -1), "unplaced": (len(at), len(at))}
    for key in above:  # a parent stands before its children
        parent = places.get(above[key])
        places[key] = (parent[0] if parent else at[key], at[key])
    return places


def _rank(place: tuple[int, int], scope: str) -> tuple[int, int, int]:
    """What runs through a whole Part stands before its sections."""
    top, at = place
    return (top, 0, 0) if scope == "mention" else (top, 1, at)
