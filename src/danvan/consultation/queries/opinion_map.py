"""The picture of all opinions: points where they are few, counts by tile where they are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, F

from danvan.consultation.models import Opinion, Synthesis
from danvan.consultation.models.bench import Bench
from danvan.units.models import Officer

EDGE = 1000  # places of opinions go from -EDGE to EDGE

MOST = 20_000  # points that a picture draws one by one
STEP = 25  # places to a side of a tile
AT_ONCE = 500

Spot = tuple[int, int, str, str]  # x, y, the theme's code, the stance
Line = tuple[int, ...]


@dataclass(frozen=True)
class Cloud:
    """The picture of the opinions that have a place. `step` 1: a line is x, y, theme, stance and
    how many; else a tile's left and lower edge, how many, its commonest theme and how many of it,
    its commonest stance and how many. Themes and stances by their place in the two lists."""

    step: int
    themes: tuple[str, ...]
    stances: tuple[str, ...]
    lines: tuple[Line, ...]


def cloud(*, officer: Officer, bench: Bench, most: int = MOST) -> Cloud:
    """Every opinion under the theme that it stands in; points up to `most` opinions."""
    seen = Synthesis.objects.visible_to(officer).filter(pk=bench.synthesis.pk)
    step = 1 if bench.synthesis.opinions_count <= most else STEP
    spots = _spots(bench, step) if seen.exists() else Counter()
    themes, stances = tuple(bench.themes), tuple(Opinion.Stance.values)
    places = {name: at for names in (themes, stances) for at, name in enumerate(names)}
    if step == 1:
        lines = [
            (x, y, places[theme], places[stance], n)
            for (x, y, theme, stance), n in sorted(spots.items())
        ]
        return Cloud(step, themes, stances, tuple(lines))
    return Cloud(step, themes, stances, tuple(_tiles(spots, places)))


def _spots(bench: Bench, step: int) -> Counter[Spot]:
    """How many opinions stand at each place, in each theme, with each stance."""
    placed = Opinion.objects.filter(synthesis=bench.synthesis, map_x__isnull=False).order_by()
    x, y = (F("map_x") + EDGE) / step, (F("map_y") + EDGE) / step
    found = Counter[Spot]()
    told = placed.values("theme", "stance", x=x, y=y).annotate(n=Count("pk"))
    for row in told.iterator(5000):
        at = row["x"] * step - EDGE, row["y"] * step - EDGE
        found[*at, bench.holders[row["theme"]], row["stance"]] += row["n"]
    for few in _few(bench.homes):
        moved = placed.filter(pk__in=few).annotate(x=x, y=y)
        for one in moved.values("pk", "theme", "stance", "x", "y"):
            at = one["x"] * step - EDGE, one["y"] * step - EDGE
            found[*at, bench.holders[one["theme"]], one["stance"]] -= 1
            found[*at, bench.homes[one["pk"]], one["stance"]] += 1
    return +found


def _few(numbers: dict[int, str]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while few := list(islice(rest, AT_ONCE)):
        yield few


def _tiles(spots: Counter[Spot], places: dict[str, int]) -> Iterator[Line]:
    """What is commonest in each tile, the first by name of two alike."""
    themes: dict[tuple[int, int], Counter[str]] = {}
    stances: dict[tuple[int, int], Counter[str]] = {}
    for (x, y, theme, stance), n in sorted(spots.items()):
        themes.setdefault((x, y), Counter())[theme] += n
        stances.setdefault((x, y), Counter())[stance] += n
    for (x, y), mine in themes.items():
        (theme, of_theme), (stance, of_stance) = (
            one.most_common(1)[0] for one in (mine, stances[x, y])
        )
        yield x, y, mine.total(), places[theme], of_theme, places[stance], of_stance
