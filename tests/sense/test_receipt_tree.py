"""The tree is RFC 9162's: its known values, and what must hold for every size and place."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.sense.receipts.tree import (
    is_included,
    leaf,
    levels,
    path,
    path_in,
    root,
    root_of,
)

# The reference values of Certificate Transparency: contents, then the root of the first n of them.
CONTENTS = [
    bytes.fromhex(content)
    for content in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {  # (index, size): the known paths
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
KNOWN = [leaf(content) for content in CONTENTS]
MANY = [leaf(bytes([n])) for n in range(70)]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_roots_are_the_known_ones(size):
    assert root(KNOWN[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("at", "known"), PATHS.items())
def test_the_paths_are_the_known_ones(at, known):
    index, size = at
    assert [node.hex() for node in path(KNOWN[:size], index)] == known


def split_as_the_rfc_says(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: left stands the largest power of two below the size."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    left = 1 << (len(leaves) - 1).bit_length() - 1
    halves = split_as_the_rfc_says(leaves[:left]) + split_as_the_rfc_says(leaves[left:])
    return sha256(b"\x01" + halves).digest()


@pytest.mark.parametrize("size", range(len(MANY) + 1))
def test_every_leaf_of_every_size_is_proved_and_nothing_else_is(size):
    leaves = MANY[:size]
    kept = levels(leaves)
    top = root_of(kept)
    assert top == root(leaves) == split_as_the_rfc_says(leaves)
    for index, own in enumerate(leaves):
        shown = path_in(kept, index)
        assert shown == path(leaves, index)
        assert is_included(own, index, size, shown, top)
        assert not is_included(leaf(b"another"), index, size, shown, top)
        assert not any(is_included(own, n, size, shown, top) for n in range(size) if n != index)
        assert not is_included(own, index, size, (*shown, top), top)
        assert not (shown and is_included(own, index, size, shown[:-1], top))


@given(st.integers(1, 70), st.data())
def test_one_changed_bit_anywhere_fails(size, data):
    leaves = MANY[:size]
    index = data.draw(st.integers(0, size - 1))
    shown, top = path(leaves, index), root(leaves)
    parts = [leaves[index], top, *shown]
    place, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    turned = (int.from_bytes(parts[place]) ^ 1 << bit).to_bytes(32)
    own, claimed, *beside = [turned if n == place else part for n, part in enumerate(parts)]
    assert not is_included(own, index, size, beside, claimed)


@pytest.mark.parametrize("index", [-1, 7, 8, 1 << 60])
def test_a_place_outside_the_size_is_never_included(index):
    assert not is_included(MANY[0], index, 7, path(MANY[:7], 0), root(MANY[:7]))


def test_a_node_never_passes_for_a_leaf():
    """Second preimages: the two hashes under a node, taken as content, are another leaf."""
    two = KNOWN[:2]
    assert leaf(two[0] + two[1]) != root(two)


def test_a_place_outside_the_tree_has_no_path():
    for index in (-1, 3, 99):
        with pytest.raises(IndexError):
            path(KNOWN[:3], index)
    with pytest.raises(IndexError):
        path([], 0)


def test_nothing_is_in_a_tree_of_nothing():
    assert not is_included(KNOWN[0], 0, 0, (), root([]))
    assert not is_included(root([]), 0, 0, (), root([]))
