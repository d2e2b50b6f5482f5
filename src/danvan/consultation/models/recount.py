"""A synthesis proved from its rows: every count is counted again, every place in a text looked at.

What is wrong comes as sentences; none is proof. Texts that were taken out since are passed over:
their opinions remain and count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext

from danvan.consultation.models.consultations import Channel
from danvan.consultation.models.submissions import Submission
from danvan.consultation.models.syntheses import Evidence, Opinion, Statement, Synthesis, Theme

NOWHERE = ("general", "unplaced")
MOST = 20  # sentences of one kind


def check_synthesis(synthesis: Synthesis) -> list[str]:
    """What does not hold, in sentences; an empty list where all does."""
    return [said for check in CHECKS for said in check(synthesis)]


def base(synthesis: Synthesis) -> Iterator[str]:
    """Sums over the submissions that hold an opinion."""
    of_it = Opinion.objects.filter(synthesis=synthesis)
    held = Submission.objects.filter(pk__in=of_it.values("submission"))
    sums = held.aggregate(rows=Count("pk"), tallied=Sum("count"), heads=Sum("people"))
    yield from differs(gettext("Số lượt góp ý"), synthesis.submissions, sums["rows"])
    yield from differs(gettext("Số lượt cộng dồn"), synthesis.tallied, sums["tallied"] or 0)
    yield from differs(gettext("Số người"), synthesis.people, sums["heads"])
    yield from differs(gettext("Số ý kiến"), synthesis.opinions_count, of_it.count())


def themes(synthesis: Synthesis) -> Iterator[str]:
    """Opinions and submissions of each theme; all opinions of a theme are on its section."""
    found = Theme.objects.filter(synthesis=synthesis).annotate(
        held=Count("opinions"), by=Count("opinions__submission", distinct=True)
    )
    for theme in found.values("code", "opinions_count", "submissions", "held", "by").iterator(1000):
        name = gettext("Nhóm %s") % theme["code"]
        yield from differs(name, theme["opinions_count"], theme["held"])
        yield from differs(name, theme["submissions"], theme["by"])
    strange = Opinion.objects.filter(synthesis=synthesis).exclude(
        theme__synthesis=synthesis, theme__section_key=F("section_key")
    )
    for opinion in strange[:MOST]:
        yield gettext("Ý kiến %s: nhóm vấn đề không thuộc mục của ý kiến.") % opinion


def places(synthesis: Synthesis) -> Iterator[str]:
    """Every section is one of the draft, and every opinion a stretch of its submission's words."""
    of_it = Opinion.objects.filter(synthesis=synthesis)
    keys = {*synthesis.version.sections.values_list("key", flat=True), *NOWHERE}
    used = {*of_it.values_list("section_key", flat=True).distinct()}
    if keys - {*NOWHERE}:  # without a draft, the rows name the sections
        for key in sorted(used - keys):
            yield gettext("Mục %s không có trong dự thảo.") % key
    strange = of_it.exclude(submission__consultation=synthesis.consultation_id)
    for opinion in strange[:MOST]:
        yield gettext("Ý kiến %s thuộc lượt góp ý của đợt khác.") % opinion
    for opinion in outside(of_it)[:MOST]:
        yield gettext("Ý kiến %s: vị trí nằm ngoài nội dung.") % opinion


def outside(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Those that end beyond the words, where these still are there."""
    there = opinions.filter(submission__removed="").annotate(
        text=Length("submission__text"), wording=Length("submission__replacement")
    )
    return there.filter(end__gt=F("text")).filter(end__gt=F("wording"))


def statements(synthesis: Synthesis) -> Iterator[str]:
    """Each count is that of the evidence; each base one of the sums that shares are taken of."""
    found = Statement.objects.filter(synthesis=synthesis).annotate(
        held=Count("evidence"), by=Count("evidence__opinion__submission", distinct=True)
    )
    bases = Bases(synthesis)
    told = ("code", "unit", "count", "base", "section_key", "theme", "held", "by")
    for said in found.values(*told).iterator(1000):
        by_submission = said["unit"] == "submissions"
        counted = said["by"] if by_submission else said["held"]
        yield from differs(said["code"], said["count"], counted)
        if said["base"] not in bases.of(said["section_key"], said["theme"], spoken=by_submission):
            yield gettext("%(code)s: ghi trên tổng số %(base)d, không đếm lại được.") % said


class Bases:
    """What shares are taken of: opinions on a part of the draft, those of a theme, and what was
    said at conferences on a part."""

    def __init__(self, synthesis: Synthesis) -> None:
        above = dict(synthesis.version.sections.values_list("key", "parent_key"))
        self.part = {key: _top(key, above) for key in above}
        of_it = Opinion.objects.filter(synthesis=synthesis)
        self.opinions: Counter[str] = Counter()
        for key, held in of_it.values_list("section_key").annotate(held=Count("pk")):
            self.opinions[self.of_section(key)] += held
        spoken = of_it.filter(submission__channel=Channel.CONFERENCE)
        pairs = {
            (self.of_section(key), submission)
            for key, submission in spoken.values_list("section_key", "submission").iterator(5000)
        }
        self.spoken = Counter(part for part, _ in pairs)
        themed = Theme.objects.filter(synthesis=synthesis)
        self.theme = dict(themed.values_list("pk", "opinions_count"))

    def of_section(self, key: str) -> str:
        return self.part.get(key, key)

    def of(self, section: str, theme: int | None, *, spoken: bool) -> set[int]:
        """Those that a sentence on the section, or on the theme, may name."""
        part = self.of_section(section)
        if spoken:
            return {self.spoken[part]}
        return {self.opinions[part], self.theme.get(theme or 0, -1)}


def _top(key: str, above: dict[str, str]) -> str:
    while above.get(key):
        key = above[key]
    return key


def evidence(synthesis: Synthesis) -> Iterator[str]:
    """Evidence is of this synthesis; every opinion stands behind exactly one sentence of its theme;
    what is quoted stands inside the opinion."""
    found = Evidence.objects.filter(statement__synthesis=synthesis)
    for row in found.exclude(opinion__synthesis=synthesis)[:MOST]:
        yield gettext("Câu %s dẫn ý kiến của bản khác.") % row.statement_id
    own = found.filter(statement__scope="theme")
    yield from differs(gettext("Số ý kiến đứng sau các câu"), own.count(), synthesis.opinions_count)
    distinct = own.aggregate(held=Count("opinion", distinct=True))["held"]
    yield from differs(gettext("Số ý kiến có câu"), distinct, synthesis.opinions_count)
    wide = Q(start__lt=F("opinion__start")) | Q(end__gt=F("opinion__end"))
    for row in found.filter(wide, end__gt=0)[:MOST]:
        yield gettext("Trích dẫn của câu %s nằm ngoài ý kiến.") % row.statement_id


def differs(what: str, said: int | None, counted: int | None) -> Iterator[str]:
    if said != counted:
        yield gettext("%(what)s: ghi %(said)s, đếm lại được %(counted)s.") % {
            "what": what,
            "said": said,
            "counted": counted,
        }


CHECKS: tuple[Callable[[Synthesis], Iterator[str]], ...] = (
    base,
    themes,
    places,
    statements,
    evidence,
)
