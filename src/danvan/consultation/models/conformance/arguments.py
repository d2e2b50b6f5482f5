"""R2, R6 and R7: every argument is told; wording with its place, and dissent in full."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from danvan.consultation.models.conformance.clauses import Clause, failing, holding, not_asked
from danvan.consultation.models.conformance.meetings import in_it
from danvan.consultation.models.drafts import Section
from danvan.consultation.models.hearing import words_of
from danvan.consultation.models.recount import NOWHERE, outside
from danvan.consultation.models.submissions import ChangeType, Submission
from danvan.consultation.models.syntheses import Evidence, Opinion, Statement, Synthesis, Theme
from danvan.sense.neutral import judgements

AT_ONCE = 500  # opinions whose words are read in one go
OBJECT = Opinion.Stance.OBJECT


def told(synthesis: Synthesis) -> Iterator[Clause]:
    """R2: each distinct argument down to one voice; no comment by who words it."""
    yield from _reached(synthesis)
    yield _objections_told(synthesis)
    yield from _neutral(synthesis)


def _own(synthesis: Synthesis) -> QuerySet[Evidence]:
    """Behind the sentences of themes; those of mentions tell the same opinions again."""
    found = Evidence.objects.filter(statement__synthesis=synthesis, statement__scope="theme")
    return found.order_by()


def _reached(synthesis: Synthesis) -> Iterator[Clause]:
    opinions = Opinion.objects.filter(synthesis=synthesis).count()
    told = _own(synthesis).aggregate(rows=Count("pk"), once=Count("opinion", distinct=True))
    if told["once"] != opinions or told["rows"] != opinions:
        said = gettext(
            "%(lost)s ý kiến không đứng sau câu nào, %(twice)s ý kiến bị kể thêm ở câu khác."
        )
        yield failing(said, lost=opinions - told["once"], twice=told["rows"] - told["once"])
    sentences = Statement.objects.filter(theme=OuterRef("pk"), scope="theme")
    themes = Theme.objects.filter(synthesis=synthesis)
    if silent := themes.filter(~Exists(sentences)).count():
        yield failing(gettext("%(n)s nhóm vấn đề không có câu nào."), n=silent)
    figures = {
        "themes": themes.count(),
        "single": themes.filter(opinions_count=1).count(),
        "few": themes.filter(is_minority=True).count(),
    }
    said = gettext(
        "%(opinions)s ý kiến, mỗi ý kiến sau đúng một câu; %(themes)s nhóm vấn đề, trong đó"
        " %(single)s nhóm chỉ một ý kiến, %(few)s nhóm thiểu số."
    )
    yield holding(said, opinions=opinions, **figures)


def _objections_told(synthesis: Synthesis) -> Clause:
    every = Opinion.objects.filter(synthesis=synthesis, stance=OBJECT).count()
    said_so = _own(synthesis).filter(statement__act="object", opinion__stance=OBJECT)
    shown = said_so.values("opinion").distinct().count()
    if shown < every:
        said = gettext("%(n)s ý kiến không tán thành nhưng chỉ %(told)s có câu nói rõ.")
        return failing(said, n=every, told=shown)
    return holding(gettext("%(n)s ý kiến không tán thành đều có câu nói rõ."), n=every)


def _neutral(synthesis: Synthesis) -> Iterator[Clause]:
    """What people worded or named holds no judgement that no opinion behind it holds."""
    worded = Statement.objects.filter(synthesis=synthesis).exclude(wording="")
    named = Theme.objects.filter(synthesis=synthesis, is_kept=True)
    wordings = [
        *((s.wording, Opinion.objects.filter(pk__in=s.evidence.values("opinion"))) for s in worded),
        *((theme.label, Opinion.objects.filter(theme=theme)) for theme in named),
    ]
    unknown = 0
    for wording, opinions in wordings:
        if not (judging := judgements(wording, _sources(opinions))):
            continue
        if opinions.exclude(submission__removed="").exists():
            unknown += 1
            continue
        said = gettext("“%(words)s” trong “%(wording)s” không có ở ý kiến nào.")
        yield failing(said, words=", ".join(judging), wording=wording)
    if unknown:
        said = gettext("%(n)s câu có từ đánh giá mà nội dung gốc đã rút nên không đối chiếu được.")
        yield not_asked(said, n=unknown)
    yield holding(gettext("%(n)s lời do người biên tập viết, đã dò từ đánh giá."), n=len(wordings))


def _sources(opinions: QuerySet[Opinion]) -> Iterator[str]:
    """The words of each opinion, where they still are there."""
    told = opinions.filter(submission__removed="").order_by().values_list(
        "submission__text", "submission__replacement", "start", "end"
    )  # fmt: skip
    for text, replacement, start, end in told.iterator(AT_ONCE):
        yield words_of(text, replacement)[start:end]


def verbatim(synthesis: Synthesis) -> Iterator[Clause]:
    """R6: changes of wording as they were written, each with its place."""
    read_so = _own(synthesis).filter(statement__act="wording")
    asked = Q(change_type=ChangeType.WORDING) | ~Q(replacement="")
    asked |= Q(pk__in=read_so.values("opinion__submission"))
    changes = in_it(synthesis).filter(asked, removed="")
    every = changes.count()
    if not every:
        yield not_asked(gettext("Không có góp ý câu chữ."))
        return
    opinions = Opinion.objects.filter(synthesis=synthesis)
    empty = opinions.filter(submission__in=changes, end=F("start")).count()
    if empty:
        yield failing(gettext("%(n)s góp ý câu chữ không còn lời nguyên văn."), n=empty)
    if nowhere := _misplaced(changes):
        said = gettext("%(n)s góp ý câu chữ ghi vị trí không có trong dự thảo.")
        yield failing(said, n=nowhere)
    placed = opinions.exclude(section_key__in=NOWHERE).filter(submission=OuterRef("pk"))
    free = changes.filter(~Exists(placed), anchor=None, section_key="").count()
    said = gettext("%(n)s góp ý câu chữ giữ nguyên văn; %(free)s góp ý không nêu vị trí.")
    yield holding(said, n=every, free=free)


def _misplaced(changes: QuerySet[Submission]) -> int:
    """Those whose place is no section of the version that they speak of, nor words of it."""
    there = Section.objects.filter(version=OuterRef("version"), key=OuterRef("section_key"))
    unknown = ~Q(section_key="") & ~Exists(there)
    elsewhere = Q(anchor__isnull=False) & ~Q(anchor__version=F("version"))
    return changes.filter(unknown | elsewhere).count()


def in_full(synthesis: Synthesis) -> Iterator[Clause]:
    """R7: who objects is read in full, however long."""
    objections = Opinion.objects.filter(synthesis=synthesis, stance=OBJECT)
    every = objections.count()
    if not every:
        yield not_asked(gettext("Không có ý kiến không tán thành."))
        return
    there = objections.filter(submission__removed="")
    if cut := there.filter(end=F("start")).count() + outside(objections).count():
        said = gettext("%(n)s ý kiến không tán thành không đọc được trọn vẹn trong bài gốc.")
        yield failing(said, n=cut)
    shown = Evidence.objects.filter(opinion=OuterRef("pk"), statement__synthesis=synthesis)
    if hidden := objections.filter(~Exists(shown)).count():
        said = gettext("%(n)s ý kiến không tán thành không mở ra được từ câu nào.")
        yield failing(said, n=hidden)
    quoted = Evidence.objects.filter(
        statement__synthesis=synthesis, opinion__stance=OBJECT, end__gt=0
    )
    figures = {
        "n": every,
        "short": quoted.filter(end__lt=F("opinion__end") - 1).count(),
        "removed": objections.exclude(submission__removed="").count(),
    }
    said = gettext(
        "%(n)s ý kiến không tán thành mở ra được toàn văn; %(short)s trích dẫn trong câu đã rút"
        " gọn; %(removed)s người gửi đã rút nội dung."
    )
    yield holding(said, **figures)
