"""A synthesis against the official rules R1 to R9 and its own proof, from its rows alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from danvan.consultation.models.conformance.arguments import in_full, told, verbatim
from danvan.consultation.models.conformance.clauses import (
    FAILS,
    HOLDS,
    NOT_ASKED,
    Clause,
    Finding,
    finding,
    holding,
)
from danvan.consultation.models.conformance.clauses import failing as _failing
from danvan.consultation.models.conformance.deadline import due_on, one_in_time
from danvan.consultation.models.conformance.order import complete
from danvan.consultation.models.conformance.outline import by_ministry, by_outline
from danvan.consultation.models.conformance.sources import delegates, owned
from danvan.consultation.models.recount import check_synthesis
from danvan.consultation.models.syntheses import Synthesis

__all__ = [
    "FAILS",
    "HOLDS",
    "NOT_ASKED",
    "RULES",
    "Finding",
    "conformance",
    "due_on",
    "failing",
]

RULES: dict[str, Promise] = {
    "R1": gettext_lazy("Đầy đủ, theo phần và theo thứ tự đề mục của dự thảo"),
    "R2": gettext_lazy("Nêu từng lập luận, kể cả của một người; không bình luận"),
    "R3": gettext_lazy("Một báo cáo cho mỗi dự thảo, gửi trong 10 ngày"),
    "R4": gettext_lazy("Nhận xét chung, theo nội dung, đề xuất"),
    "R5": gettext_lazy("Số phát biểu trên số đại biểu của hội nghị"),
    "R6": gettext_lazy("Góp ý câu chữ giữ nguyên văn, có vị trí"),
    "R7": gettext_lazy("Ý kiến khác với dự thảo ghi đầy đủ"),
    "R8": gettext_lazy("Mỗi nguồn một đầu mối, không cộng hai lần"),
    "R9": gettext_lazy("Số liệu tổ chức và kết quả theo Công văn 2441"),
    "proof": gettext_lazy("Đếm lại mọi con số, dò lại mọi trích dẫn"),
}


def conformance(synthesis: Synthesis) -> list[Finding]:
    """A finding for each of RULES, in their order; nothing is read but rows."""
    return [finding(rule, look(synthesis)) for rule, look in LOOKS.items()]


def failing(synthesis: Synthesis) -> list[str]:
    """What keeps it from being published, a sentence for each rule; empty where nothing does."""
    found = conformance(synthesis)
    return [f"{one.rule}: {one.said}" for one in found if one.state == FAILS]


def _proof(synthesis: Synthesis) -> Iterator[Clause]:
    if wrong := check_synthesis(synthesis):
        yield _failing(gettext("%(n)s chỗ không khớp: %(first)s"), n=len(wrong), first=wrong[0])
        return
    said = gettext(
        "%(submissions)s lượt góp ý, %(opinions)s ý kiến, %(statements)s câu đếm lại đều khớp."
    )
    yield holding(
        said,
        submissions=synthesis.submissions,
        opinions=synthesis.opinions_count,
        statements=synthesis.statements.count(),
    )


LOOKS: dict[str, Callable[[Synthesis], Iterator[Clause]]] = {
    "R1": complete,
    "R2": told,
    "R3": one_in_time,
    "R4": by_outline,
    "R5": delegates,
    "R6": verbatim,
    "R7": in_full,
    "R8": owned,
    "R9": by_ministry,
    "proof": _proof,
}
