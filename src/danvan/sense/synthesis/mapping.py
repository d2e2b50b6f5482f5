"""All opinions as one picture: each theme has a field of its own, alike themes lie side by side.

Sums are of whole numbers, so that neither the order of the units nor the size of the working parts
changes one place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.records import Ints

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, bottom, right, top

EDGE = 1000  # places go from -EDGE to EDGE
INSIDE = 0.9  # of its field that a theme fills; the rest parts it from its neighbours
FINE = 1 << 12  # steps of a vector's part: sums of a million products stay whole in a float64
SHARP = 1 << 20  # steps of an axis' part
BLOCK = 1 << 15  # units looked at in one go


@dataclass(frozen=True)
class Moments:
    """Of the vectors in steps, by theme: sizes int64[t], sums float64[t, d]; `products`
    float64[d, d] of all. All of them whole numbers."""

    sizes: Ints
    sums: Floats
    products: Floats


def places(vectors: npt.NDArray[np.float16], theme: Ints) -> npt.NDArray[np.int16]:
    """Places int16[u, 2] from -EDGE to EDGE of units by their vectors [u, d] and themes int64[u].

    Units of one theme and one vector have one place; themes have fields that do not overlap.
    """
    if not len(theme):
        return np.zeros((0, 2), dtype=np.int16)
    held, own = np.unique(theme, return_inverse=True)
    found = moments(vectors, own, len(held))
    between, within = axes(found)
    at, inside = projected(vectors, between), projected(vectors, within)
    boxes = fields(means(at, own, found.sizes), np.sqrt(found.sizes))
    away = inside - means(inside, own, found.sizes)[own]
    middle, half = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]) / 2
    place = middle[own] + half[own] * INSIDE * discs(away, own, found.sizes)
    return np.rint(place).astype(np.int16)


def steps(vectors: npt.NDArray[np.float16]) -> Floats:
    """Vectors as whole numbers of steps, of two parts at least."""
    whole = np.rint(vectors.astype(np.float64) * FINE)
    return np.pad(whole, ((0, 0), (0, max(0, 2 - whole.shape[1]))))


def moments(vectors: npt.NDArray[np.float16], own: Ints, themes: int) -> Moments:
    parts = max(2, vectors.shape[1])
    sums, products = np.zeros((themes, parts)), np.zeros((parts, parts))
    for low in range(0, len(own), BLOCK):
        order = np.argsort(own[low : low + BLOCK], kind="stable")
        some = steps(vectors[low : low + BLOCK][order])
        mine = own[low : low + BLOCK][order]
        first = np.flatnonzero(np.diff(mine, prepend=-1))
        sums[mine[first]] += np.add.reduceat(some, first)
        products += some.T @ some
    return Moments(np.bincount(own, minlength=themes), sums, products)


def axes(found: Moments) -> tuple[Floats, Floats]:
    """Two axes [d, 2] along which themes lie apart, and two along which units of a theme do, these
    of one spread each."""
    total = found.sizes.sum()
    mean = found.sums.sum(axis=0) / total
    middles = found.sums / found.sizes[:, None]
    apart = (middles - mean) * np.sqrt(found.sizes)[:, None]
    rest = found.products - found.sums.T @ middles
    _, between = widest(apart.T @ apart)
    spread, within = widest(rest)
    return between, within / np.sqrt(np.maximum(spread, 1.0))


def widest(spread: Floats) -> tuple[Floats, Floats]:
    """The two widest axes with their spread; the largest part of each points upwards."""
    values, vectors = np.linalg.eigh(spread)
    chosen = vectors[:, [-1, -2]]
    largest = np.abs(chosen).argmax(axis=0)
    return values[[-1, -2]], chosen * np.where(chosen[largest, [0, 1]] < 0, -1.0, 1.0)


def projected(vectors: npt.NDArray[np.float16], along: Floats) -> Floats:
    """The units along the axes, as whole numbers."""
    fine = np.rint(along / max(float(np.abs(along).max()), 1e-300) * SHARP)
    blocks = range(0, len(vectors), BLOCK)
    return np.concatenate([steps(vectors[low : low + BLOCK]) @ fine for low in blocks])


def means(values: Floats, own: Ints, sizes: Ints) -> Floats:
    """The mean [t, 2] of each theme's whole numbers [u, 2]."""
    sums = [np.bincount(own, weights=values[:, side], minlength=len(sizes)) for side in (0, 1)]
    return np.stack(sums, axis=1) / sizes[:, None]


def fields(at: Floats, room: Floats) -> Floats:
    """A box [t, 4] for each theme, as large as its `room` [t]: the square is parted again and again
    across its longer side, into the themes that lie before the middle there and those after it.

    Room is given by the root of a theme's size: the few stay to be seen beside the many.
    """
    boxes = np.empty((len(at), 4))
    square: Box = (-EDGE, -EDGE, EDGE, EDGE)
    todo = [(np.arange(len(at)), square)]
    while todo:
        some, box = todo.pop()
        if len(some) == 1:
            boxes[some[0]] = box
            continue
        side = int(box[3] - box[1] > box[2] - box[0])
        some = some[np.argsort(at[some, side], kind="stable")]
        sums = np.cumsum(room[some])
        cut = 1 + int(np.abs(sums[:-1] - sums[-1] / 2).argmin())
        before, after = halves(box, side, float(sums[cut - 1] / sums[-1]))
        todo += [(some[:cut], before), (some[cut:], after)]
    return boxes


def halves(box: Box, side: int, share: float) -> tuple[Box, Box]:
    left, bottom, right, top = box
    if side:
        middle = bottom + (top - bottom) * share
        return (left, bottom, right, middle), (left, middle, right, top)
    middle = left + (right - left) * share
    return (left, bottom, middle, top), (middle, bottom, right, top)


def discs(away: Floats, own: Ints, sizes: Ints) -> Floats:
    """Units [u, 2] on a disc of radius 1 for each theme: in the direction in which they differ from
    its middle, as far out as many of the theme differ less."""
    far = np.hypot(away[:, 0], away[:, 1])
    order = np.lexsort((far, own))
    place = np.arange(len(own))
    new = (np.diff(own[order], prepend=-1) != 0) | (np.diff(far[order], prepend=-1.0) != 0)
    nearer = np.maximum.accumulate(np.where(new, place, 0))
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    less = np.empty(len(own))
    less[order] = nearer - first[own[order]]
    radius = np.sqrt(less / sizes[own])
    return away / np.maximum(far, 1e-9)[:, None] * radius[:, None]
