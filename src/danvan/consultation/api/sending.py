"""What programs send: opinions of their users, whom nobody asks for a name."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from ninja import Header
from ninja.responses import Status

from danvan.consultation import actions
from danvan.consultation.api import shapes
from danvan.consultation.api.answering import (
    SENDING_FAULTS,
    Limited,
    SlugAsked,
    router,
)
from danvan.consultation.forms.sending import sent_entries
from danvan.consultation.models import Channel, Consultation, DraftVersion
from danvan.consultation.queries import at_hand
from danvan.units.models import now, today

KeyAsked = Annotated[
    shapes.Key,
    Header(
        alias="Idempotency-Key",
        description="22 to 100 signs of chance, another one for each sending; whoever knows it can "
        "make the receipt's code again",
    ),
]


@router.post(
    "/{slug}/submissions",
    response={200: shapes.Received, 201: shapes.Received} | SENDING_FAULTS,
    operation_id="send",
    throttle=[Limited("sending")],
)
def send(
    request: HttpRequest, slug: SlugAsked, key: KeyAsked, sending: shapes.Sending
) -> Status[dict[str, Any]]:
    """Keeps all opinions, or none and says why. The same again gets the same code (200)."""
    found = at_hand.consultation(slug=slug)
    if found is None:
        raise Http404
    version = version_of(found, sending.version)
    way = actions.Through(Channel.APP, found.unit, today(), may_publish=sending.may_publish)
    done = actions.submit(
        consultation=found,
        said=said_in(sending, version),
        key=key,
        through=way,
        at=now(),
        version=version,
        masks=True,
    )
    received = {"code": done.code, "version": version.number}
    return Status(201 if done.is_new else 200, received)


def version_of(found: Consultation, number: int | None) -> DraftVersion:
    """Raises ValidationError where no version that was published bears the number."""
    versions = at_hand.versions(consultation=found)
    version = next((each for each in versions if number in (None, each.number)), None)
    if version is None:
        said = gettext("Dự thảo chưa có lần này; hãy đọc lại danh sách các lần.")
        raise ValidationError({"version": said})
    return version


def said_in(sending: shapes.Sending, version: DraftVersion) -> list[actions.Said]:
    """The opinions as the page takes them, with its sentences. Raises ValidationError."""
    keys = {each.section for each in sending.opinions}
    found = at_hand.named_sections(version=version, keys=keys)
    sections = {key: section.as_told() for key, section in found.items()}
    typed = [
        {
            "section_key": each.section,
            "start": "" if each.start is None else str(each.start),
            "exact": each.quote,
            "text": each.text,
            "stance": each.stance,
            "change_type": each.change_type,
            "replacement": each.replacement,
        }
        for each in sending.opinions
    ]
    entries = sent_entries(typed, sections)
    if not entries.is_valid():
        wrong = {
            f"body.opinions.{at}": [text for texts in form.errors.values() for text in texts]
            for at, form in enumerate(entries)
            if form.errors
        }
        raise ValidationError(wrong or {"body.opinions": list(entries.non_form_errors())})
    return [form.said() for form in entries]
