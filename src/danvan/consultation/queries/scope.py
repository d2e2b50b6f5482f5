"""What part of a consultation a synthesis is about, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from danvan.consultation.models import Channel, Synthesis
from danvan.units.models import Officer, UnitVersion

DAY = "%d/%m/%Y"


def scopes(*, officer: Officer, syntheses: Iterable[Synthesis]) -> dict[int, str]:
    """By the synthesis's number in the database; "" for the whole consultation."""
    told = {one.pk: one.only for one in syntheses}
    seen = Synthesis.objects.visible_to(officer).filter(pk__in=told).values_list("pk", flat=True)
    names = _names(told[pk] for pk in seen)
    return {pk: _said(told[pk], names) for pk in seen}


def published_scope(*, synthesis: Synthesis) -> str:
    """That of one which the public may read."""
    found = Synthesis.objects.published().filter(pk=synthesis.pk).first()
    return _said(found.only, _names([found.only])) if found and found.only else ""


def _names(scopes: Iterable[dict[str, Any]]) -> dict[int, str]:
    """What the units are called in the end; names of places are everybody's to know."""
    units = {only["unit"] for only in scopes if "unit" in only}
    dated = UnitVersion.objects.filter(unit__in=units).order_by("valid_from") if units else ()
    return {version.unit_id: version.name for version in dated}


def _said(only: dict[str, Any], names: dict[int, str]) -> str:
    return "; ".join(_parts(only, names))


def _parts(only: dict[str, Any], names: dict[int, str]) -> Iterator[str]:
    if channels := only.get("channels"):
        told = [str(label) for name, label in Channel.choices if name in channels]
        yield gettext("kênh: %s") % ", ".join(told)
    if unit := only.get("unit"):
        yield gettext("%s và các đơn vị bên dưới") % names[unit]
    if since := only.get("since"):
        yield gettext("góp ý từ ngày %s") % date.fromisoformat(since).strftime(DAY)
    if until := only.get("until"):
        yield gettext("đến hết ngày %s") % date.fromisoformat(until).strftime(DAY)
