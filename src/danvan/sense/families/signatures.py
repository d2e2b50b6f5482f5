"""Minhash signatures (Broder 1997): the share of equal rows estimates the Jaccard of two texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from danvan.sense.families.shingles import Shingles, offsets
from danvan.sense.words.tokens import Hashes, Ints, mix

Signatures = npt.NDArray[np.uint32]

STEP = 1 << 16  # shingles a step, so that one step's codes stay in the cache
HALF = np.uint64(32)


def sign(shingles: Shingles, texts: Ints, hashes: int, seed: int) -> Signatures:
    """Signatures of the given texts, none of them empty: uint32[hashes, len(texts)]."""
    drawn = mix(np.arange(2 * hashes, dtype=np.uint64) + (np.uint64(seed & 0xFFFFFFFF) << HALF))
    factor = (drawn[:hashes] >> HALF).astype(np.uint32) | np.uint32(1)
    shift = (drawn[hashes:] >> HALF).astype(np.uint32)
    out = np.empty((hashes, len(texts)), dtype=np.uint32)
    for start, stop in steps(shingles.counts[texts]):
        codes, first = small_codes(shingles, texts[start:stop])
        work = np.empty_like(codes)
        for row in range(hashes):
            np.multiply(codes, factor[row], out=work)
            np.add(work, shift[row], out=work)
            np.minimum.reduceat(work, first, out=out[row, start:stop])
    return out


def small_codes(shingles: Shingles, texts: Ints) -> tuple[Signatures, Ints]:
    counts = shingles.counts[texts]
    bounds = offsets(counts)
    flat = np.arange(bounds[-1]) + np.repeat(shingles.first[texts] - bounds[:-1], counts)
    return (shingles.code[flat] >> HALF).astype(np.uint32), bounds[:-1]


def steps(counts: Ints) -> Iterator[tuple[int, int]]:
    """Consecutive ranges of texts of about STEP shingles each."""
    done = np.cumsum(counts)
    start = 0
    while start < len(counts):
        before = int(done[start - 1]) if start else 0
        stop = max(int(np.searchsorted(done, before + STEP)), start + 1)
        yield start, stop
        start = stop


def band_keys(signatures: Signatures, bands: int) -> Iterator[Hashes]:
    """For each band of rows, one key per text; equal keys mean equal rows."""
    rows = len(signatures) // bands
    for band in range(bands):
        key = np.zeros(signatures.shape[1], dtype=np.uint64)
        for row in signatures[band * rows : (band + 1) * rows]:
            key = mix(key ^ row)
        yield key


def alike(signatures: Signatures, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    """Estimated Jaccard of pairs of columns: float64[len(left)], multiples of 1 / hashes."""
    same = np.zeros(len(left), dtype=np.int64)
    for row in signatures:
        same += row[left] == row[right]
    return same / len(signatures)
