"""R5 and R8: conferences with their delegates, and each source summed by one owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext

from danvan.consultation.models.conformance.clauses import Clause, failing, holding, not_asked
from danvan.consultation.models.conformance.meetings import in_it, meetings, without_meeting
from danvan.consultation.models.consultations import Channel
from danvan.consultation.models.intake import ChannelOwner, Intake
from danvan.consultation.models.syntheses import Statement, Synthesis
from danvan.sense.words.fold import fold

DELEGATES = "submissions"  # the unit of sentences whose noun is "đại biểu"


def delegates(synthesis: Synthesis) -> Iterator[Clause]:
    """R5: only conferences count delegates, and each prints speakers against delegates."""
    at_conference = Q(evidence__opinion__submission__channel=Channel.CONFERENCE)
    told = Statement.objects.filter(synthesis=synthesis, evidence__isnull=False).annotate(
        others=Count("evidence", filter=~at_conference)
    )
    strange = told.filter(unit=DELEGATES, others__gt=0).values_list("code", flat=True)
    if strange:
        said = gettext("%(n)s câu đếm đại biểu mà có ý kiến ngoài hội nghị (%(first)s).")
        yield failing(said, n=len(strange), first=strange[0])
    plain = told.filter(others=0).exclude(unit=DELEGATES).values_list("code", flat=True)
    if plain:
        said = gettext("%(n)s câu chỉ có ý kiến tại hội nghị mà không đếm đại biểu (%(first)s).")
        yield failing(said, n=len(plain), first=plain[0])
    yield from _attended(synthesis)


def _attended(synthesis: Synthesis) -> Iterator[Clause]:
    held = meetings(synthesis)
    if empty := held.filter(attended=0).count():
        yield failing(gettext("%(n)s hội nghị có góp ý mà ghi 0 đại biểu."), n=empty)
    if lacking := without_meeting(synthesis):
        said = gettext("%(n)s lượt góp ý tại hội nghị không kèm hội nghị nên không có số đại biểu.")
        yield not_asked(said, n=lacking)
    told = held.aggregate(n=Count("pk"), attended=Sum("attended"), spoke=Sum("spoke"))
    if told["n"]:
        said = gettext("%(spoke)s phát biểu / %(attended)s đại biểu ở %(n)s hội nghị.")
        yield holding(said, **told)
    elif not lacking:
        yield not_asked(gettext("Không có góp ý tại hội nghị."))


def owned(synthesis: Synthesis) -> Iterator[Clause]:
    """R8: nothing summed twice; what does not count is not in it."""
    yield from _uncounted(synthesis)
    yield from _owners(synthesis)
    yield from _repeated(synthesis)


def _uncounted(synthesis: Synthesis) -> Iterator[Clause]:
    """By the counting rules as they were when it was made."""
    left = synthesis.rules.get("channels", {})
    inside = in_it(synthesis).filter(channel__in=left).count()
    if inside:
        yield failing(gettext("%(n)s lượt của kênh không được tính vẫn nằm trong số."), n=inside)
    elif left:
        said = gettext("%(n)s kênh không cộng vào: %(names)s.")
        names = ", ".join(str(Channel(channel).label) for channel in sorted(left))
        yield holding(said, n=len(left), names=names)


def _owners(synthesis: Synthesis) -> Iterator[Clause]:
    every = ChannelOwner.objects.filter(consultation=synthesis.consultation)
    told = every.values_list("unit", "channel", "group")
    cells = Counter((unit, channel, fold(group)) for unit, channel, group in told)
    if not cells:
        yield not_asked(gettext("Đợt này chưa giao đầu mối cho kênh nào."))
        return
    if twice := sum(held > 1 for held in cells.values()):
        yield failing(gettext("%(n)s ô (đơn vị, kênh, đối tượng) có hai đầu mối."), n=twice)
    spoken = in_it(synthesis).values_list("unit", "channel", "group").distinct()
    free = sum(not _is_owned(cells, cell) for cell in spoken)
    said = gettext("%(n)s ô có một đầu mối; %(free)s ô có góp ý mà chưa giao đầu mối.")
    yield holding(said, n=len(cells) - twice, free=free)


def _is_owned(cells: Counter[tuple[int, str, str]], cell: tuple[int, str, str]) -> bool:
    unit, channel, group = cell
    return (unit, channel, fold(group)) in cells or (unit, channel, "") in cells


def _repeated(synthesis: Synthesis) -> Iterator[Clause]:
    """What looks like one source brought in twice; people may have said that it is another."""
    same_day = meetings(synthesis).values("unit", "held_on", "folded").annotate(n=Count("pk"))
    by_then = Intake.objects.filter(
        consultation=synthesis.consultation, made_at__lte=synthesis.asked_at
    )
    same_name = by_then.order_by().values("unit", "channel", "source").annotate(n=Count("pk"))
    figures = {
        "meetings": same_day.filter(n__gt=1).count(),
        "files": same_name.filter(n__gt=1).count(),
    }
    if any(figures.values()):
        said = gettext(
            "Có thể cộng hai lần: %(meetings)s hội nghị trùng tên, ngày; %(files)s tệp trùng tên."
        )
        yield holding(said, **figures)
