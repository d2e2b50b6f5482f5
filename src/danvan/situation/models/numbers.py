"""Figures as offices type them: "1.234,5", "0", or "-" where there was nothing to report."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext

from danvan.units.models import refuse

NOTHING = {"-", "–", "—"}
WRITTEN = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
PLACES, LONGEST = 4, 14  # digits after and before the comma that a figure holds


def read_figure(typed: str) -> Decimal | None:
    """The number; None for a dash: nothing to report. Full stops part thousands, a comma decimals.

    Raises ValidationError: no number as offices write it, or longer than a figure holds.
    """
    text = "".join(typed.split())
    if text in NOTHING:
        return None
    if not WRITTEN.fullmatch(text):
        said = gettext("“%s” không phải một số; hãy ghi như 1.234,5, hoặc - khi không phát sinh.")
        raise refuse(said % typed[:40])
    whole, _, places = text.replace(".", "").partition(",")
    if len(whole.lstrip("-")) > LONGEST or len(places) > PLACES:
        said = gettext("“%s” dài quá: nhiều nhất 14 chữ số, và 4 chữ số sau dấu phẩy.")
        raise refuse(said % typed[:40])
    return Decimal(f"{whole}.{places or 0}")


def write_figure(value: Decimal | None) -> str:
    """As `read_figure` reads it."""
    if value is None:
        return "-"
    whole, _, places = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped}" + (f",{places}" if places else "")
