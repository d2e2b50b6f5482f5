"""Shares with their 95 % intervals, in words."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

from danvan.sense.audit import Share

register = template.Library()


@register.filter
def percent(share: Share | None) -> str:
    """ "92,4 % (88,1 – 95,3)"; a dash where there is nothing to take a share of."""
    return "–" if share is None else _told(share, 100, 1, " %")


@register.filter
def kappa(share: Share | None) -> str:
    """ "0,81 (0,72 – 0,89)"."""
    return "–" if share is None else _told(share, 1, 2, "")


def _told(share: Share, times: int, places: int, sign: str) -> str:
    value, low, high = (
        number_format(one * times, decimal_pos=places)
        for one in (share.value, share.low, share.high)
    )
    return f"{value}{sign} ({low} – {high})"
