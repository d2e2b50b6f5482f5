"""A consultation set up, changed before it opens, and opened to the public."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from danvan.consultation.models import Consultation
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.words.fold import fold
from danvan.units.models import Role, Unit, need, refuse

KEEPERS = (Role.ANALYST, Role.APPROVER)
RESERVED = {"moi", "hoi-nghi", "khoa"}  # pages that lie beside those of consultations
LONGEST = 60  # characters of an address made from a title


@dataclass(frozen=True)
class Terms:
    """What a consultation says of itself."""

    title: str
    opens_on: date
    closes_on: date
    occasion: str = ""
    purpose: str = ""
    outline: str = Consultation.Outline.PARTY
    papers: str = "party"
    suppress: int = 5
    shows_texts: bool = True
    contact_days: int = 90
    purge_on: date | None = None


@transaction.atomic
def set_up(*, by: Actor, unit: Unit, terms: Terms, slug: str = "") -> Consultation:
    """A consultation that only its office sees. Raises ValidationError: days in the wrong order, a
    threshold below 2, an address that is taken."""
    need(by, *KEEPERS, path=unit.last_path)
    if slug in RESERVED or Consultation.objects.filter(slug=slug).exists():
        raise refuse(gettext("Địa chỉ này đã có đợt khác dùng; hãy chọn địa chỉ khác."), "slug")
    made = Consultation(slug=slug or _free_slug(terms.title), unit=unit)
    _take_over(made, terms)
    made.save()
    ledger.write(by=by, verb="set_up_consultation", of=made, where=unit.last_path)
    return made


def _free_slug(title: str) -> str:
    """An address from the title; where it is taken, with a number."""
    plain = slugify(fold(title))[:LONGEST].strip("-") or "gop-y"
    taken = {*Consultation.objects.filter(slug__startswith=plain).values_list("slug", flat=True)}
    tried = (f"{plain}-{number}" for number in count(2))
    return next(s for s in chain([plain], tried) if s not in taken | RESERVED)


@transaction.atomic
def amend(*, by: Actor, consultation: Consultation, terms: Terms, why: str = "") -> None:
    """Other terms. Raises ValidationError: as `set_up`; once open, without a reason."""
    path = consultation.unit.last_path
    need(by, *KEEPERS, path=path)
    if consultation.opened_at and not why.strip():
        raise refuse(gettext("Đợt đã công bố; hãy ghi lý do thay đổi."), "why")
    _take_over(consultation, terms)
    consultation.save()
    ledger.write(by=by, verb="amend_consultation", of=consultation, why=why, where=path)


@transaction.atomic
def open_to_public(*, by: Actor, consultation: Consultation, at: datetime) -> None:
    """Puts it on the public pages. Raises ValidationError: no version of the draft to publish."""
    path = consultation.unit.last_path
    need(by, Role.APPROVER, path=path)
    if consultation.opened_at:
        return
    if not consultation.versions.filter(published_at__isnull=False).exists():
        said = gettext("Chưa công bố bản dự thảo nào; hãy nhập và công bố dự thảo trước.")
        raise refuse(said)
    consultation.opened_at = at
    consultation.save()
    ledger.write(by=by, verb="open_consultation", of=consultation, where=path)


def _take_over(consultation: Consultation, terms: Terms) -> None:
    if terms.closes_on < terms.opens_on:
        raise refuse(gettext("Ngày đóng không thể trước ngày mở."), "closes_on")
    if terms.suppress < 2:
        raise refuse(gettext("Ngưỡng không nêu rõ phải từ 2 trở lên."), "suppress")
    for field in fields(terms):
        setattr(consultation, field.name, getattr(terms, field.name))
    consultation.folded = fold(consultation.title)
