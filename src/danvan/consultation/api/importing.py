"""What an office's own programs bring in, by the key of one of its officers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja.responses import Status
from ninja.security import HttpBearer

from danvan.consultation import actions
from danvan.consultation.api import shapes
from danvan.consultation.api.answering import SENDING_FAULTS, SlugAsked, router
from danvan.consultation.api.sending import KeyAsked
from danvan.consultation.models import Consultation, DraftVersion, ImportToken
from danvan.consultation.queries import drafts, keeping
from danvan.consultation.queries import programs as queries
from danvan.consultation.queries.tokens import bearer
from danvan.units.models import now, today


class OfOffice(HttpBearer):
    """The key that an officer made for a program of their office."""

    def authenticate(self, request: HttpRequest, token: str) -> ImportToken | None:
        return bearer(key=token, at=timezone.now())  # keys end by the clock


@router.post(
    "/{slug}/imports",
    response={200: shapes.Imported, 201: shapes.Imported}
    | SENDING_FAULTS
    | dict.fromkeys((401, 403), shapes.Fault),
    operation_id="import",
    auth=OfOffice(),
)
def take_in(
    request: HttpRequest, slug: SlugAsked, key: KeyAsked, brought: shapes.Import
) -> Status[dict[str, Any]]:
    """Keeps all rows for the key's unit, or none and says why. The same again is not kept again."""
    token: ImportToken = getattr(request, "auth")  # noqa: B009 - put there by the library
    officer = token.officer
    found = keeping.consultation(officer=officer, slug=slug)
    if found is None:
        raise Http404
    rows = rows_in(brought, current(found))
    intake, is_new = actions.take_in_rows(
        by=officer,
        consultation=found,
        through=actions.Through(rows[0].channel, token.unit, today()),
        rows=rows,
        key=key,
        at=now(),
    )
    if is_new:
        actions.ask_for_masks(by=officer, consultation=found)
    return Status(201 if is_new else 200, {"intake": intake.pk, "rows": intake.accepted})


def current(found: Consultation) -> DraftVersion | None:
    """None before the first version is published; the action then says so."""
    versions = drafts.versions(consultation=found)
    return versions[0] if versions else None


def rows_in(brought: shapes.Import, version: DraftVersion | None) -> list[actions.Row]:
    """Raises ValidationError: a section the draft has not, a day that has not come, no text."""
    named = {row.section for row in brought.rows}
    known = queries.keys_of(version=version, named=named) if version else named
    wrong = {
        f"body.rows.{at}": said
        for at, row in enumerate(brought.rows)
        if (said := fault_of(row, known))
    }
    if wrong:
        raise ValidationError(wrong)
    return [as_row(row) for row in brought.rows]


def fault_of(row: shapes.ImportRow, known: set[str]) -> str:
    if row.section and row.section not in known:
        return gettext("Mục này không có trong dự thảo; hãy ghi khóa của mục, hoặc để trống.")
    if row.received_on > today():
        return gettext("Ngày góp ý chưa tới; hãy ghi lại.")
    if not row.text.replace("\0", "").strip():
        return gettext("Dòng không có nội dung; hãy bỏ dòng này.")
    return ""


def as_row(row: shapes.ImportRow) -> actions.Row:
    said = actions.Said(
        row.text.replace("\0", ""),
        row.section,
        replacement=row.replacement.replace("\0", ""),
        stance=row.stance,
        change_type=row.change_type,
        count=row.count,
        people=row.people,
        group=row.group,
        office=row.office,
        source=row.source,
        received_on=row.received_on,
    )
    return actions.Row(said, row.channel)
