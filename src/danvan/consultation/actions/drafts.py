"""Versions of the draft: imported, then published. Neither changes an opinion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.models import Consultation, DraftVersion, Section
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.records import Draft
from danvan.units.models import Role, need, refuse


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
    need(by, *KEEPERS, path=consultation.unit.last_path)
    if not draft.sections:
        raise refuse(gettext("Không thấy đề mục nào trong dự thảo."), "file")
    if consultation.versions.filter(sha256=sha256).exists():
        raise refuse(gettext("Tệp này đã được nhập; hãy chọn bản khác."), "file")
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
    ledger.write(by=by, verb="import_draft_version", of=version)
    return version


@transaction.atomic
def publish_version(*, by: Actor, version: DraftVersion, at: datetime) -> None:
    """Gives it the next number and puts it before the public. It never changes again."""
    need(by, Role.APPROVER, path=version.consultation.unit.last_path)
    if version.published_at:
        raise refuse(gettext("Bản này đã công bố."))
    before = version.consultation.versions.filter(published_at__isnull=False).count()
    version.number, version.published_at = before + 1, at
    version.save()
    ledger.write(by=by, verb="publish_draft_version", of=version)
