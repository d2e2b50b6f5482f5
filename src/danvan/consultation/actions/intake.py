"""What an office brings in: conferences with their opinions, and positions counted without texts.

The rows never say who typed them; only the ledger's line does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.submissions import Said, Through, keep
from danvan.consultation.models import (
    Channel,
    ChannelOwner,
    Consultation,
    DraftVersion,
    Position,
    PositionTally,
)
from danvan.consultation.models.groups import neutral
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold
from danvan.units.models import Officer, Role, Unit, UnitVersion, need, refuse, today
from danvan.units.models.officers import paths_of
from danvan.work.actions import Held, hold_conference
from danvan.work.models import Conference

BRINGERS = (Role.COLLECTOR, Role.ANALYST, Role.APPROVER)
MOST = 2_000_000_000  # of a count in the database


@dataclass(frozen=True)
class Counted:
    """So many took a position on a section; "" for the whole draft."""

    position: str
    count: int
    section_key: str = ""


@dataclass(frozen=True)
class Fed:
    """What a conference brings to one consultation."""

    consultation: Consultation
    spoken: Sequence[Said] = ()
    counted: Sequence[Counted] = ()


@transaction.atomic
def bring_in_conference(
    *,
    by: Actor,
    unit: Unit,
    what: Held,
    feeds: Sequence[Fed],
    at: datetime,
    is_another: bool = False,
) -> Conference:
    """A conference with all that was said at it, in one consultation or several, or nothing of it.

    Raises ValidationError: as `hold_conference`; a consultation that is not open to the public yet;
    conferences of this unit are summed by another one.
    """
    held = hold_conference(by=by, unit=unit, what=what, is_another=is_another)
    for fed in feeds:
        channel = Channel.CONFERENCE
        version = _asked_of(by, fed.consultation, unit, {(channel, "")})
        way = Through(channel, unit, what.held_on, conference=held)
        keep(version=version, said=fed.spoken, through=way, at=at)
        _keep_counts(fed.consultation, fed.counted, way, held)
        told = f"{held._meta.label}:{held.pk}: {len(fed.spoken)} + {len(fed.counted)}"
        where = fed.consultation.unit.last_path
        ledger.write(by=by, verb="feed_consultation", of=fed.consultation, why=told, where=where)
    return held


@transaction.atomic
def count_positions(
    *,
    by: Actor,
    consultation: Consultation,
    counted: Sequence[Counted],
    through: Through,
    source: str = "",
) -> list[PositionTally]:
    """Positions counted elsewhere ("312 phiếu tán thành"); never texts.

    Raises ValidationError: nothing counted; as for conferences.
    """
    if not counted:
        raise refuse(gettext("Chưa có số lượt nào; hãy ghi ít nhất một số từ 1 trở lên."))
    cells = {(through.channel, through.group)}
    _asked_of(by, consultation, through.unit, cells)
    made = _keep_counts(consultation, counted, through, through.conference, source)
    where = through.unit.last_path
    ledger.write(by=by, verb="count_positions", of=made[0], why=f"{len(made)}", where=where)
    return made


@transaction.atomic
def correct_tally(
    *, by: Actor, tally: PositionTally, count: int, why: str, on: date
) -> PositionTally:
    """Another count in the place of one; both are kept, the new one counts. 0: nobody after all.

    Raises ValidationError: no reason, the same count, corrected already.
    """
    need(by, *BRINGERS, path=tally.unit.last_path)
    if not why.strip():
        raise refuse(gettext("Hãy ghi lý do sửa."), "why")
    if count == tally.count:
        raise refuse(gettext("Số mới bằng số đã ghi; không có gì để sửa."), "count")
    Unit.objects.select_for_update(no_key=True).get(pk=tally.unit_id)
    if PositionTally.objects.filter(supersedes=tally).exists():
        raise refuse(gettext("Dòng này đã được sửa trước đó; hãy tải lại trang."))
    made = PositionTally.objects.create(
        consultation=tally.consultation,
        section_key=tally.section_key,
        position=tally.position,
        count=count,
        channel=tally.channel,
        unit=tally.unit,
        group=tally.group,
        conference=tally.conference,
        counted_on=on,
        source=tally.source,
        supersedes=tally,
        why=why.strip(),
    )
    ledger.write(by=by, verb="correct_tally", of=made, why=why, where=tally.unit.last_path)
    return made


def _keep_counts(
    consultation: Consultation,
    counted: Iterable[Counted],
    through: Through,
    conference: Conference | None,
    source: str = "",
) -> list[PositionTally]:
    rows = [
        PositionTally(
            consultation=consultation,
            section_key=each.section_key,
            position=Position(each.position),
            count=each.count,
            channel=through.channel,
            unit=through.unit,
            group=neutral(through.group),
            conference=conference,
            counted_on=through.received_on,
            source=source[:300],
        )
        for each in counted
    ]
    return PositionTally.objects.bulk_create(rows)


def _asked_of(
    by: Actor, consultation: Consultation, unit: Unit, cells: set[tuple[str, str]]
) -> DraftVersion:
    """The version that is asked about, where `by` may bring in for the unit.

    `cells`: channels and contributor groups that what is brought in falls into.
    """
    need(by, *BRINGERS, path=unit.last_path)
    if consultation.opened_at is None:
        said = gettext("Đợt “%s” chưa công bố; chưa nhận ý kiến.")
        raise refuse(said % consultation.title)
    above = paths_of({consultation.unit_id}, today())
    if not unit.last_path.startswith(tuple(above)):
        said = gettext("Đợt “%s” không lấy ý kiến ở đơn vị này; hãy chọn đơn vị khác.")
        raise refuse(said % consultation.title, "unit")
    _need_cells(by, consultation, unit, cells)
    return DraftVersion.objects.current(consultation)


def _need_cells(
    by: Actor, consultation: Consultation, unit: Unit, cells: set[tuple[str, str]]
) -> None:
    """Raises ValidationError where another unit sums what the cells hold: it would count twice."""
    owners = {
        (owner.channel, fold(owner.group)): owner
        for owner in ChannelOwner.objects.filter(consultation=consultation, unit=unit)
    }
    for channel, group in sorted(cells):
        owner = owners.get((channel, fold(group))) or owners.get((channel, ""))
        if owner and owner.collector_id != unit.pk and not _acts_for(by, owner.collector):
            named = UnitVersion.objects.names([owner.collector_id, unit.pk], today())
            said = gettext(
                "Kênh “%(channel)s” của %(unit)s do %(owner)s tổng hợp; hãy gửi cho đầu mối đó để"
                " không tính hai lần."
            )
            raise refuse(
                said
                % {
                    "channel": Channel(channel).label,
                    "unit": named.get(unit.pk, unit.code),
                    "owner": named.get(owner.collector_id, owner.collector.code),
                }
            )


def _acts_for(by: Actor, collector: Unit) -> bool:
    return isinstance(by, Officer) and by.has_role(*BRINGERS, path=collector.last_path)
