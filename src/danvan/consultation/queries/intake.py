"""What the pages ask on which opinions are brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultation.models import (
    Consultation,
    DraftVersion,
    Intake,
    PositionTally,
    RejectedRow,
    Section,
)
from danvan.consultation.models.drafts import Sections
from danvan.consultation.models.intake import Intakes, RejectedRows, Tallies
from danvan.consultation.models.naming import as_draft, section_named
from danvan.consultation.models.waiting import Brought, Order
from danvan.sense import intake as door
from danvan.sense.records import Draft
from danvan.units.models import Officer, Unit, refuse
from danvan.work.models import Conference
from danvan.work.models.conferences import Conferences

USES = {  # what a column is taken for, in words
    "text": _("nội dung"),
    "id": _("mã"),
    "section": _("phần, mục"),
    "channel": _("kênh"),
    "unit": _("đơn vị"),
    "group": _("đối tượng"),
    "received_at": _("ngày"),
    "count": _("số lượt"),
    "people": _("số người"),
}
LATE = timedelta(days=90)  # after its close, that a consultation is still fed
CHOICES = 50  # consultations and conferences that a form offers
REASONS = 20  # different reasons that are told of a file


@dataclass(frozen=True)
class Understood:
    """A file as it would be taken in. `seen` says how it was understood, `first` the first rows
    with their texts masked, `reasons` how many rows are rejected why; `known`: taken in before."""

    name: str
    seen: door.FileSeen
    first: Sequence[dict[str, Any]] = ()
    reasons: Sequence[tuple[str, int]] = ()
    read: int = 0
    accepted: int = 0
    left_out: int = 0
    known: Intake | None = None

    @property
    def rejected(self) -> int:
        return self.read - self.accepted

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each heading with what its column is taken for; "" where it is not used."""
        every = [pair for table in self.seen.tables for pair in table.columns]
        return [(name, str(USES[use]) if use else "") for name, use in every if name.strip()]

    @property
    def is_usable(self) -> bool:
        return self.accepted > 0 and self.known is None


def feedable(*, officer: Officer) -> list[Consultation]:
    """The consultations that a conference may feed, the last to close first: open ones, and those
    closed not long ago, for what was said in time is typed in later."""
    found = Consultation.objects.visible_to(officer).filter(opened_at__isnull=False)
    return list(found.filter(closes_on__gte=officer.on - LATE)[:CHOICES])


def sections(*, officer: Officer, consultation: Consultation) -> Sections:
    """Those of the version that is asked about."""
    last = DraftVersion.objects.visible_to(officer).filter(consultation=consultation)
    last = last.filter(number__isnull=False).order_by("-number")
    return Section.objects.filter(version__in=last.values("pk")[:1])


def named_sections(
    *, officer: Officer, consultations: Iterable[Consultation]
) -> dict[int, list[tuple[str, str]]]:
    """Keys and titles of the sections that are asked about, by the number of the consultation."""
    asked = [each.pk for each in consultations]
    mine = DraftVersion.objects.visible_to(officer).filter(number__isnull=False)
    later = mine.filter(consultation=OuterRef("consultation"), number__gt=OuterRef("number"))
    last = mine.filter(~Exists(later), consultation__in=asked)
    found: dict[int, list[tuple[str, str]]] = {number: [] for number in asked}
    rows = Section.objects.filter(version__in=last).order_by("version", "position")
    for number, key, title in rows.values_list("version__consultation", "key", "title"):
        found[number].append((key, title))
    return found


def draft(*, officer: Officer, consultation: Consultation) -> Draft:
    """The version that is asked about, as the engine's tree; an empty one before there is any."""
    known = DraftVersion.objects.visible_to(officer).filter(consultation=consultation)
    last = known.filter(number__isnull=False).order_by("number").last()
    return as_draft(last) if last else Draft()


def conferences(*, officer: Officer) -> Conferences:
    """Of one's units and those below, the latest."""
    return Conference.objects.visible_to(officer)[:CHOICES]


def intakes(*, officer: Officer, consultation: Consultation) -> Intakes:
    """The files that one's units and those below took in, the latest first."""
    return Intake.objects.visible_to(officer).filter(consultation=consultation)


def tallies(*, officer: Officer, consultation: Consultation) -> Tallies:
    """Positions counted, those corrected too, the latest first."""
    found = PositionTally.objects.visible_to(officer).filter(consultation=consultation)
    return found.select_related("corrected_by", "unit").order_by("-pk")


def tally(*, officer: Officer, consultation: Consultation, pk: int) -> PositionTally | None:
    return tallies(officer=officer, consultation=consultation).filter(pk=pk).first()


def rejects(*, officer: Officer, consultation: Consultation, pk: int) -> RejectedRows:
    """Rows of one file that were not taken in."""
    return RejectedRow.objects.visible_to(officer).filter(
        intake=pk, intake__consultation=consultation
    )


def brought(*, officer: Officer, order: Order) -> Brought:
    """What an order's numbers stand for. Raises ValidationError where one is out of sight now."""
    asked = Consultation.objects.visible_to(officer).filter(pk=order.consultation).first()
    unit = Unit.objects.visible_to(officer).filter(pk=order.unit).first()
    if asked is None or unit is None:
        raise refuse(gettext("Không còn thấy đợt lấy ý kiến hoặc đơn vị này; hãy chọn lại tệp."))
    held = Conference.objects.visible_to(officer).filter(pk=order.conference or 0).first()
    brought = Brought(asked, unit, order.channel, order.received_on, order.group, held)
    return replace(brought, may_publish=order.may_publish)


def understood(
    *, officer: Officer, consultation: Consultation, files: Sequence[Path]
) -> list[Understood]:
    """Each file as it would be taken in; nothing is written."""
    tree = draft(officer=officer, consultation=consultation)
    seen = Consultation.objects.visible_to(officer).filter(pk=consultation.pk)
    known = {one.sha256: one for one in Intake.objects.filter(consultation__in=seen)}
    return [
        _understood(file, tree, known.get(sha256(file.read_bytes()).hexdigest())) for file in files
    ]


def _understood(file: Path, tree: Draft, known: Intake | None) -> Understood:
    listing = door.listed([file])
    for given, found in door.gone_through(listing, door.Progress(None), confirmed=False):
        seen = door.file_seen(given, found, listing)
        if not isinstance(found, door.FileRead):
            return Understood(file.name, seen, known=known)
        rows = [row for table in found.tables for row in table.rows.slice(0, door.FEW).to_pylist()]
        reasons = Counter(reject.reason for reject in found.rejects)
        return Understood(
            file.name,
            seen,
            [_shown(row, tree) for row in rows[: door.FEW]],
            reasons.most_common(REASONS),
            read=sum(table.read for table in found.tables),
            accepted=sum(len(table.rows) for table in found.tables),
            left_out=sum(table.left_out for table in found.tables),
            known=known,
        )
    return Understood(file.name, door.FileSeen(file.name, known=False), known=known)


def _shown(row: dict[str, Any], tree: Draft) -> dict[str, Any]:
    """A row for the page: its text masked, its section as it was found."""
    label = row["section"] or ""
    key = section_named(tree, label)
    return {**row, "text": door.hidden(row["text"]), "key": key, "label": label}
