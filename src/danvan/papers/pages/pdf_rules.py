"""The straight lines drawn on a PDF page, as a table's borders are, in the page's own view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2
from pypdfium2 import raw

MAX_DRAWN = 20_000  # objects of a page that are looked at: beyond, it is a map and no table
MAX_CORNERS = 2_000  # of one drawn object
THIN = 3.0  # points: narrower it is a line, however it is drawn
LONG = 6.0  # points: shorter it is a stroke of an ornament
NEAR = 2.0  # points between two lines that are one

Spot = tuple[float, float]
Seen = Callable[[float, float], Spot]


@dataclass(frozen=True)
class Rule:
    """A line: `at` how far from the page's upper or left edge, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - NEAR <= place <= self.end + NEAR


def rules_of(page: pypdfium2.PdfPage, seen: Seen) -> tuple[list[Rule], list[Rule]]:
    """Level and upright lines; pieces that lie on one line are one rule."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for one in islice(page.get_objects(max_depth=1), MAX_DRAWN):
        if one.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        for (left, top), (right, bottom) in strokes(one, seen):
            if abs(bottom - top) <= THIN and abs(right - left) >= LONG:
                level.append(Rule((top + bottom) / 2, *sorted((left, right))))
            elif abs(right - left) <= THIN and abs(bottom - top) >= LONG:
                upright.append(Rule((left + right) / 2, *sorted((top, bottom))))
    return joined(level), joined(upright)


def strokes(path: pypdfium2.PdfObject, seen: Seen) -> Iterator[tuple[Spot, Spot]]:
    """What is drawn, as pairs of corners: a thin filled box, or each side of an outline."""
    filled, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path.raw, byref(filled), byref(stroked))
    for outline in outlines(path, seen):
        lower = min(x for x, _ in outline), min(y for _, y in outline)
        upper = max(x for x, _ in outline), max(y for _, y in outline)
        if min(upper[0] - lower[0], upper[1] - lower[1]) <= THIN:
            yield lower, upper
        elif stroked.value:
            yield from pairwise(outline)


def outlines(path: pypdfium2.PdfObject, seen: Seen) -> Iterator[list[Spot]]:
    """The corners of each part of a drawn object; curves are left out."""
    matrix = path.get_matrix()
    corners: list[Spot] = []
    count = min(raw.FPDFPath_CountSegments(path.raw), MAX_CORNERS)
    for place in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, place)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and corners:
            yield corners
            corners = []
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        corners.append(seen(*matrix.on_point(x.value, y.value)))
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            corners = corners[-1:]
        elif raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if corners:
        yield corners


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line joined, those that lie beside each other too."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / NEAR), one.start)):
        last = whole[-1] if whole else None
        if last and abs(last.at - rule.at) <= NEAR and rule.start <= last.end + THIN:
            whole[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            whole.append(rule)
    return whole


def places(rules: Sequence[Rule]) -> list[float]:
    """Where the rules stand, those closer than NEAR as one."""
    found: list[float] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if not found or rule.at - found[-1] > NEAR:
            found.append(rule.at)
    return found
