"""What every sending asks for, kept at hand for a second: of a crowd, all ask for the same rows.

The close, a day, is looked at in each sending. What an officer changes meanwhile, be it that day or
a version that they publish, is seen a second later at most: such a sending counts as one that came
that second earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from danvan.consultation.models import Consultation, DraftVersion, Section

Row = TypeVar("Row")


def consultation(*, slug: str) -> Consultation | None:
    """With its unit."""

    def asked() -> Consultation | None:
        return Consultation.objects.published().select_related("unit").filter(slug=slug).first()

    return _held(f"at-hand:consultation:{slug}", asked)


def versions(*, consultation: Consultation) -> list[DraftVersion]:
    """Those that the public may read, the last first."""

    def published() -> list[DraftVersion]:
        found = DraftVersion.objects.published().filter(consultation=consultation)
        return list(found.order_by("-number"))

    return _held(f"at-hand:versions:{consultation.pk}", published) or []


def named_sections(*, version: DraftVersion, keys: Iterable[str]) -> dict[str, Section]:
    """Sections by their keys."""
    wanted = {_place(version, key): key for key in keys if key}
    here = {wanted[place]: section for place, section in cache.get_many(wanted).items()}
    if missing := set(wanted.values()) - set(here):
        rows = Section.objects.published().filter(version=version, key__in=missing)
        found = {section.key: section for section in rows}
        places = {place: found[key] for place, key in wanted.items() if key in found}
        cache.set_many(places, settings.AT_HAND)
        here |= found
    return here


def _place(version: DraftVersion, key: str) -> str:
    """Keys come as people type them; a place in the cache is plain letters."""
    return f"at-hand:section:{version.pk}:{sha256(key.encode(errors='replace')).hexdigest()}"


def _held(place: str, ask: Callable[[], Row | None]) -> Row | None:
    """What was not found is not held: names that nobody bears would fill the cache."""
    found: Row | None = cache.get(place)
    if found is None:
        found = ask()
        if found is not None:
            cache.set(place, found, settings.AT_HAND)
    return found
