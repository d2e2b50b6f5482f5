"""Families of near copies among distinct texts: seeds, cores, the star join, and small stars."""

from __future__ import annotations

import numpy as np

from danvan.sense.families.cores import Cores, cores_of
from danvan.sense.families.groups import by_stance, references
from danvan.sense.families.remarks import remarks
from danvan.sense.families.seeds import NONE, Pairs, bucket_pairs, jaccards, stars
from danvan.sense.families.shingles import (
    Shingles,
    block_of,
    content_hash,
    flat_places,
    offsets,
    owned,
    shingles_of,
)
from danvan.sense.families.signatures import alike, sign
from danvan.sense.families.star import index_of, join
from danvan.sense.records import Bytes, Families
from danvan.sense.words.tokens import Hashes, Ints, Tokens

HASHES, BANDS = 128, 32
SHORT = 6  # shingles; a text with fewer is a copy only of its equals
SEED = 0.55  # Jaccard of a seed and its head
NEAR = 0.8  # Jaccard of a copy outside every campaign and its reference
SLACK = 0.15  # an estimate this far below the threshold is not worth an exact count


def families(tokens: Tokens, weight: Ints, polarity: Bytes, seed: int = 0) -> Families:
    """Near copies among n distinct texts, and each member's own words.

    `weight` int64[n]: submissions behind each text; `polarity` uint8[n]: stance class, 0 for none.
    Two members of a family never have different classes above 0. The order of the texts changes
    nothing but the indexes. A family's reference is its heaviest text, ties by content.
    """
    shingles = shingles_of(tokens)
    rank = ranks(weight, content_hash(tokens))
    able = shingles.counts >= SHORT
    pairs = seed_pairs(shingles, np.flatnonzero(able), rank, seed)
    head = stars(pairs, rank)
    own = np.arange(len(head))
    head = np.where(able & (head == NONE), own, head)
    cores = cores_of(shingles, head, weight, rank)
    home = join(shingles, cores, weight, able)
    outside = pairs.only((home[pairs.left] == NONE) & (home[pairs.right] == NONE))
    near = near_heads(outside, polarity, rank)
    group = np.where(home != NONE, home, np.where(near != NONE, near, own) + len(cores))
    family = references(by_stance(group, weight, polarity), rank)
    start, end = own_words(tokens, shingles, (cores, home), near)
    alone = np.bincount(family, minlength=len(family))[family] == 1
    return Families(family, np.where(alone, 0, start), np.where(alone, 0, end))


def parted(found: Families, tokens: Tokens, weight: Ints, polarity: Bytes) -> Families:
    """The same families, parted where members stand on opposite sides by `polarity` uint8[n].

    For a caller who learns the sides only once the remarks are known: what a sender added says
    nothing about the side of the letter it is added to.
    """
    family = references(
        by_stance(found.family, weight, polarity), ranks(weight, content_hash(tokens))
    )
    alone = np.bincount(family, minlength=len(family))[family] == 1
    start, end = (np.where(alone, 0, at) for at in (found.remark_start, found.remark_end))
    return Families(family, start, end)


def ranks(weight: Ints, content: Hashes) -> Ints:
    """0 for the heaviest text, ties by content: int64[n]."""
    rank = np.empty(len(weight), dtype=np.int64)
    rank[np.lexsort((content, -weight))] = np.arange(len(weight))
    return rank


def seed_pairs(shingles: Shingles, texts: Ints, rank: Ints, seed: int) -> Pairs:
    """Pairs of texts that share most of their shingles, each with the best ranked of its bucket."""
    signatures = sign(shingles, texts, HASHES, seed)
    left, right = bucket_pairs(signatures, BANDS, np.argsort(np.argsort(rank[texts])))
    maybe = alike(signatures, left, right) >= SEED - SLACK
    left, right = texts[left[maybe]], texts[right[maybe]]
    pairs = Pairs(left, right, jaccards(shingles, left, right))
    return pairs.only(pairs.like >= SEED)


def near_heads(pairs: Pairs, polarity: Bytes, rank: Ints) -> Ints:
    """Stars of near equal texts: the head of each text, or -1."""
    left, right = polarity[pairs.left], polarity[pairs.right]
    friends = (left == right) | (left == 0) | (right == 0)
    return stars(pairs.only(friends & (pairs.like >= NEAR)), rank)


def own_words(
    tokens: Tokens, shingles: Shingles, campaign: tuple[Cores, Ints], near: Ints
) -> tuple[Ints, Ints]:
    """The remark in each text of a campaign, and of a small star beside its head's words."""
    start, end = np.zeros(len(near), dtype=np.int64), np.zeros(len(near), dtype=np.int64)
    heads, star = np.unique(near[near != NONE], return_inverse=True)
    small = (whole_texts(shingles, heads), np.full(len(near), NONE, dtype=np.int64))
    small[1][near != NONE] = star
    for cores, core in (campaign, small):
        text = np.flatnonzero(core != NONE)
        if len(text):
            start[text], end[text] = remarks(tokens, shingles, index_of(cores), text, core[text])
    return start, end


def whole_texts(shingles: Shingles, heads: Ints) -> Cores:
    """Cores made of all shingles of the heads."""
    flat, bounds = flat_places(shingles.first, heads)
    star = block_of(bounds)
    _, once = np.unique(owned(shingles.code[flat], star), return_index=True)
    once = once[np.argsort(star[once], kind="stable")]
    first = offsets(np.bincount(star[once], minlength=len(heads)))
    nil = np.zeros_like(once)
    return Cores(first, shingles.code[flat][once], nil, nil, np.zeros_like(heads))
