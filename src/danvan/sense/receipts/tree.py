"""The tree of RFC 9162 (section 2.1) over SHA-256: one root for many texts, a short path for each.

Leaves and nodes are hashed apart (0x00, 0x01 before), so that no node passes for a leaf. Where a
level has an odd number, its last goes up as it is: the same tree as the RFC's, which splits at the
largest power of two.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

Levels = Sequence[Sequence[bytes]]


def leaf(content: bytes) -> bytes:
    """The 32 bytes that stand for `content` in the tree."""
    return sha256(b"\x00" + content).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All hashes from the leaves up to the one root; a tree of nothing has one empty level."""
    found = [[*leaves]]
    while len(found[-1]) > 1:
        below = found[-1]
        pairs = zip(below[::2], below[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        found.append(above + below[2 * len(above) :])
    return found


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaves' hashes, in order; of none, the hash of nothing."""
    return root_of(levels(leaves))


def root_of(kept: Levels) -> bytes:
    """The root of levels that were kept."""
    return kept[-1][0] if kept[-1] else sha256(b"").digest()


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """What proves that the leaf at `index` is in the tree, from below. Raises IndexError."""
    return path_in(levels(leaves), index)


def path_in(kept: Levels, index: int) -> tuple[bytes, ...]:
    """The path from levels that were kept: nothing is computed again. Raises IndexError."""
    if not 0 <= index < len(kept[0]):
        raise IndexError(index)
    beside = ((level, (index >> up) ^ 1) for up, level in enumerate(kept))
    return tuple(level[place] for level, place in beside if place < len(level))


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf, at its place in a tree of `size`, to the root.

    RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for beside in path:
        if not last:
            return False
        if place & 1 or place == last:
            found = sha256(b"\x01" + beside + found).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + beside).digest()
        place, last = place >> 1, last >> 1
    return not last and found == root
