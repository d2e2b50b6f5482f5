"""A page's picture as recognition reads it best: level, large enough, without grain.

Measured on generated opinions set in Tinos at 200 dots an inch (share of wrong letters as it is,
then so prepared): tilted by 3° .0054, .0009; by 4° .72, .002; by 8° 1, .0004; at 100 dots an inch
.0053, .0018; with coarse grain .13, .010, while a page without grain reads better unsmoothed.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageFilter

STEEPEST = 15  # degrees: further askew is no carelessness
LEVEL = 0.15  # degrees that need no turning
LOOKED_AT = 800  # pixels of the longer side of the copy on which the angle is found
INK = 64  # of 255: lighter is paper
LONG = 2_339  # pixels of an A4 page at 200 dots an inch
ENLARGED = 2.5  # times at most
COARSE = 10  # of 255: how far neighbouring pixels of paper differ where it has grain
SMOOTH = 0.8  # pixels over which grain is smoothed


def cleaned(grey: Image.Image) -> Image.Image:
    if (times := min(LONG / max(grey.size), ENLARGED)) > 1:
        size = (round(grey.width * times), round(grey.height * times))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    angle = tilt_of(grey)
    if abs(angle) > LEVEL:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return grey.filter(ImageFilter.GaussianBlur(SMOOTH)) if is_grained(grey) else grey


def is_grained(grey: Image.Image) -> bool:
    """Most of a page is paper: half of its neighbouring pixels differ by its grain alone."""
    light = np.asarray(grey, dtype=np.int16)[::4]
    return bool(light.size) and float(np.median(np.abs(np.diff(light, axis=1)))) >= COARSE


def tilt_of(grey: Image.Image) -> float:
    """By how many degrees the page must be turned so that lines of letters are level.

    Level lines make rows of pixels that are full or empty, so that neighbours differ most.
    """
    copy = grey.copy()
    copy.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BOX)
    ink = copy.point(lambda light: 255 - light if light < 255 - INK else 0)
    best = steepest(ink, range(-STEEPEST, STEEPEST + 1))
    best = steepest(ink, (best + step / 4 for step in range(-4, 5)))
    return steepest(ink, (best + step / 20 for step in range(-5, 6)))


def steepest(ink: Image.Image, angles: Iterable[float]) -> float:
    return max(angles, key=lambda angle: (contrast(ink, angle), -abs(angle)))


def contrast(ink: Image.Image, angle: float) -> float:
    turned = ink.rotate(angle, Image.Resampling.BILINEAR)
    rows = np.asarray(turned, dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
