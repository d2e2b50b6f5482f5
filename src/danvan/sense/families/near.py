"""Plain near-duplicate groups by minhash bands, as libraries for that one job make them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from danvan.sense.families.seeds import jaccards
from danvan.sense.families.shingles import content_hash, shingles_of
from danvan.sense.families.signatures import Signatures, alike, band_keys, sign
from danvan.sense.words.tokens import Hashes, Ints, Tokens

SLACK = 0.15  # an estimate this far below the threshold is not worth an exact count
REACH = 8  # each text of a bucket is compared with so many after it, and with the first


def near_duplicates(
    tokens: Tokens, threshold: float = 0.7, hashes: int = 100, bands: int = 20, seed: int = 0
) -> Ints:
    """A number per group of n texts joined by a Jaccard at or above `threshold`: int64[n].

    Bands of minhash propose pairs, their shingles are counted. Groups are connected components, so
    they chain; `families` does not. Order changes nothing but the numbers.
    """
    content = content_hash(tokens)
    _, text, form = np.unique(content, return_index=True, return_inverse=True)
    shingles = shingles_of(tokens)
    long = np.flatnonzero(shingles.counts[text])
    signatures = sign(shingles, text[long], hashes, seed)
    left, right = bucket_neighbours(signatures, bands)
    maybe = alike(signatures, left, right) >= threshold - SLACK
    left, right = long[left[maybe]], long[right[maybe]]
    same = jaccards(shingles, text[left], text[right]) >= threshold
    edges = (np.ones(same.sum()), (left[same], right[same]))
    links = coo_matrix(edges, shape=(len(text), len(text)))
    group: Ints = connected_components(links, directed=False)[1][form].astype(np.int64)
    return group


def bucket_neighbours(signatures: Signatures, bands: int) -> tuple[Ints, Ints]:
    """Pairs of columns in a bucket: each with the first, and with REACH more after it."""
    width = signatures.shape[1]
    found = [np.zeros(0, dtype=np.int64)]
    for key in band_keys(signatures, bands):
        order = np.argsort(key, kind="stable")
        left, right = within_reach(key[order])
        found.append(order[left] * width + order[right])
    pairs = np.unique(np.concatenate(found))
    return pairs // max(width, 1), pairs % max(width, 1)


def within_reach(key: Hashes) -> tuple[Ints, Ints]:
    """Pairs of places in a sorted array with equal keys: each place with the first and the next."""
    first = np.searchsorted(key, key)
    place = np.arange(len(key))
    later = np.flatnonzero(first < place)
    lefts, rights = [first[later]], [later]
    for lag in range(1, REACH + 1):
        near = np.flatnonzero(first[lag:] <= place[:-lag][: max(len(key) - lag, 0)])
        lefts.append(near)
        rights.append(near + lag)
    return np.concatenate(lefts), np.concatenate(rights)
