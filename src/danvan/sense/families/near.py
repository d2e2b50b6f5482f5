"""Plain near-duplicate groups by minhash bands, as libraries for that one job make them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from danvan.sense.families.seeds import bucket_pairs
from danvan.sense.families.shingles import content_hash, shingles_of
from danvan.sense.families.signatures import alike, sign
from danvan.sense.words.tokens import Ints, Tokens


def near_duplicates(
    tokens: Tokens, threshold: float = 0.7, hashes: int = 100, bands: int = 20, seed: int = 0
) -> Ints:
    """A number per group of n texts joined by estimated Jaccard at or above `threshold`: int64[n].

    Groups are connected components of the pairs between each text and the first of its bucket.
    """
    content = content_hash(tokens)
    _, text, form = np.unique(content, return_index=True, return_inverse=True)
    shingles = shingles_of(tokens)
    long = np.flatnonzero(shingles.counts[text])
    signatures = sign(shingles, text[long], hashes, seed)
    left, right = bucket_pairs(signatures, bands, np.arange(len(long)))
    same = alike(signatures, left, right) >= threshold
    edges = (np.ones(same.sum()), (long[left[same]], long[right[same]]))
    links = coo_matrix(edges, shape=(len(text), len(text)))
    return connected_components(links, directed=False)[1][form].astype(np.int64)
