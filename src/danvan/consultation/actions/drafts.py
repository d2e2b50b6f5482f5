"""Versions of the draft: imported, then published. Neither changes an opinion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Anchor, AnchorPlace, Consultation, DraftVersion, Section
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.drafts.align import keyed
from danvan.sense.drafts.anchors import Place, Quote, find_all
from danvan.sense.records import Draft
from danvan.units.models import Role, need, refuse

AT_ONCE = 5000  # anchors looked for together


@transaction.atomic
def import_version(
    *,
    by: Actor,
    consultation: Consultation,
    draft: Draft,
    source: str,
    sha256: str,
    at: datetime,
    note: str = "",
) -> DraftVersion:
    """A version that waits to be published. `source` is the file's label, `sha256` its digest.

    Raises ValidationError: no section in it, or the same file again.
    """
    path = consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    if not draft.sections:
        raise refuse(gettext("Không thấy đề mục nào trong dự thảo."), "file")
    if consultation.versions.filter(sha256=sha256).exists():
        raise refuse(gettext("Tệp này đã được nhập; hãy chọn bản khác."), "file")
    draft = _with_stable_keys(consultation, draft)
    version = DraftVersion.objects.create(
        consultation=consultation,
        title=draft.title or consultation.title,
        note=note,
        source=source,
        sha256=sha256,
        imported_at=at,
    )
    Section.objects.bulk_create(
        Section(
            version=version,
            key=section.key,
            position=position,
            level=section.level,
            number=section.number,
            title=section.title,
            parent_key=section.parent or "",
            text=section.text,
        )
        for position, section in enumerate(draft.sections)
    )
    ledger.write(by=by, verb="import_draft_version", of=version, where=path)
    return version


@transaction.atomic
def publish_version(*, by: Actor, version: DraftVersion, at: datetime) -> None:
    """Gives it the next number and puts it before the public. It never changes again.

    Each place that opinions point at is looked for in it; what is nowhere is said to be gone, and
    its opinions stand with the version that they speak of. None is changed, none is lost.
    """
    path = version.consultation.unit.last_path
    need(by, Role.APPROVER, path=path)
    if version.published_at:
        raise refuse(gettext("Bản này đã công bố."))
    before = version.consultation.versions.filter(published_at__isnull=False).count()
    version.number, version.published_at = before + 1, at
    version.save()
    _place_anchors(version)
    ledger.write(by=by, verb="publish_draft_version", of=version, where=path)


def _with_stable_keys(consultation: Consultation, draft: Draft) -> Draft:
    """The keys of the last published version's sections, where the draft continues them."""
    before = consultation.versions.filter(number__isnull=False).order_by("-number").first()
    if before is None:
        return draft
    used = Section.objects.filter(version__consultation=consultation).values_list("key", flat=True)
    return keyed(before.as_told(), draft, {*used})


def _place_anchors(version: DraftVersion) -> None:
    """Where the words quoted of each earlier version stand in this one, or that they do not."""
    now = version.as_told()
    earlier = version.consultation.versions.filter(number__lt=version.number)
    for former in earlier:
        then = former.as_told()
        for anchors in _lots(former):
            quotes = [
                Quote(row.section_key, row.exact, row.prefix, row.suffix, row.start)
                for row in anchors
            ]
            found = zip(anchors, find_all(quotes, now, then), strict=True)
            AnchorPlace.objects.bulk_create(_placed(row, version, place) for row, place in found)


def _lots(version: DraftVersion) -> Iterator[list[Anchor]]:
    """The anchors of a version, AT_ONCE at a time."""
    last = 0
    while lot := list(version.anchors.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield lot
        last = lot[-1].pk


def _placed(anchor: Anchor, version: DraftVersion, place: Place | None) -> AnchorPlace:
    if place is None:
        return AnchorPlace(anchor=anchor, version=version, how=AnchorPlace.How.GONE)
    return AnchorPlace(
        anchor=anchor,
        version=version,
        section_key=place.section_key,
        start=place.start,
        end=place.end,
        how=place.how,
    )
