"""The colours of figures and marks: the Okabe–Ito set, told apart by every kind of sight."""

from __future__ import annotations

# M. Okabe, K. Ito, "Color Universal Design", 2008. The order is ours: a colour keeps its place.
PALETTE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#56B4E9",
    "#CC79A7",
    "#F0E442",
    "#6F6A64",  # instead of the set's black, which a dark page would swallow
)


def colour(place: int) -> str:
    """The colour at `place`, going round after the last."""
    return PALETTE[place % len(PALETTE)]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two "#rrggbb" colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
