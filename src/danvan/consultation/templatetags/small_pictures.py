"""Pictures as small as a line of text: shares by stance, and opinions over days.

They are told in words beside them; the strict policy of the pages lets no style in, so that all
places stand in attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import template

from danvan.consultation.models import Opinion

register = template.Library()

WIDE, HIGH = 100.0, 20.0  # of a drawing
MOST = 40  # points of a line; more days than that share points


class Bar(NamedTuple):
    """A stance's part of the line; `x` and `width` are of WIDE."""

    stance: str
    label: str
    opinions: int
    x: float
    width: float


@register.filter
def bars(stances: Mapping[str, int]) -> list[Bar]:
    """One for each stance that somebody took, side by side.

    >>> [(bar.stance, bar.x, bar.width) for bar in bars({"agree": 1, "object": 3})]
    [('agree', 0.0, 25.0), ('object', 25.0, 75.0)]
    """
    total, at, made = sum(stances.values()), 0.0, []
    for stance in Opinion.Stance:
        count = stances.get(stance, 0)
        if count:
            width = round(WIDE * count / total, 2)
            made.append(Bar(stance.value, str(stance.label), count, round(at, 2), width))
            at += width
    return made


@register.filter
def span(themes: Iterable[Any]) -> tuple[str, str] | None:
    """The first and the last day on which any of the themes was spoken of."""
    days = [day for theme in themes for day in theme.days]
    return (min(days), max(days)) if days else None


@register.simple_tag
def spark(days: Mapping[str, int], within: tuple[str, str] | None) -> str:
    """The points of a polyline over the days of `within`; "" where these are one day, or none.

    >>> spark({"2020-07-01": 4, "2020-07-03": 2}, ("2020-07-01", "2020-07-03"))
    '0.0,0.0 50.0,20.0 100.0,10.0'
    """
    if not days or within is None or within[0] == within[1]:
        return ""
    first, last = map(date.fromisoformat, within)
    long = (last - first).days
    places = min(long + 1, MOST)
    heights = [0] * places
    for day, count in days.items():
        heights[(date.fromisoformat(day) - first).days * (places - 1) // long] += count
    most = max(heights)
    return " ".join(
        f"{round(WIDE * at / (places - 1), 1)},{round(HIGH * (1 - height / most), 1)}"
        for at, height in enumerate(heights)
    )
