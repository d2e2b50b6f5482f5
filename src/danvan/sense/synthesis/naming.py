"""Names of the themes, from the words of their own units."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from danvan.sense.labels import Label, labels
from danvan.sense.statements import ASPECT_NAMES
from danvan.sense.synthesis.tables import Found
from danvan.sense.themes import AGREEMENT, ASPECT, OTHER

SAMPLE = 200  # units a theme's name is read from, one of each family
FIXED = {
    AGREEMENT: Label("Tán thành, không nêu nội dung khác", 1.0),
    OTHER: Label("Các ý kiến riêng lẻ, không thuộc nhóm nào", 1.0),
}


def theme_labels(found: Found) -> list[Label]:
    """The label of each theme; siblings are named together, so that their names differ."""
    known: list[Label | None] = [
        (Label(theme.kept.label, 1.0) if theme.kept else None)
        or FIXED.get(theme.kind)
        or (Label(ASPECT_NAMES[theme.lane - 1], 1.0) if theme.kind == ASPECT else None)
        for theme in found.themes.themes
    ]
    by_cell: dict[int, list[int]] = {}
    for at, theme in enumerate(found.themes.themes):
        if known[at] is None:
            by_cell.setdefault(theme.cell, []).append(at)
    samples = sampled(found)
    for siblings in by_cell.values():
        for at, label in zip(siblings, labels([samples[at] for at in siblings]), strict=True):
            known[at] = label
    return [label for label in known if label is not None]


def sampled(found: Found) -> list[list[str]]:
    """Texts of units of each theme, in content order, one of each family."""
    unit = found.opinions.unit
    theme = found.themes.theme[unit]
    family = found.copies.family[found.opinions.form]
    _, first = np.unique(theme * (len(found.forms) + 1) + family, return_index=True)
    first = np.sort(first)
    order = first[np.argsort(theme[first], kind="stable")]
    bounds = np.searchsorted(theme[order], np.arange(len(found.themes.themes) + 1))
    return [
        [unit_text(found, unit[at]) for at in order[low:high][:SAMPLE]]
        for low, high in pairwise(bounds)
    ]


def unit_text(found: Found, unit: int) -> str:
    units = found.reading.units
    text: str = found.forms.texts[units.text[unit]]
    return text[units.start[unit] : units.end[unit]]
