"""The picture of all opinions: the same each time, whatever their order; themes stay together."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from danvan.sense.synthesis import mapping
from danvan.sense.synthesis.mapping import EDGE, places


def planted(theme: list[int], seed: int = 0, parts: int = 16) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around one direction a theme."""
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(8, parts))
    vectors = middles[theme] + chance.normal(0, 0.3, (len(theme), parts))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float16), np.array(theme, dtype=np.int64)


some_themes = st.lists(st.integers(0, 7), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(some_themes, st.randoms(use_true_random=False), st.integers(1, 16))
@example([3] * 5, None, 16)
def test_the_order_of_the_units_moves_none_of_them(theme, chance, parts):
    """S26: nor does the size of the working parts."""
    vectors, theme = planted(theme, parts=parts)
    order = np.arange(len(theme))
    if chance:
        chance.shuffle(order)
    first = places(vectors, theme)
    whole, mapping.BLOCK = mapping.BLOCK, 7
    try:
        again = places(vectors[order], theme[order])
    finally:
        mapping.BLOCK = whole
    assert again.tobytes() == first[order].tobytes()


@settings(max_examples=40, deadline=None)
@given(some_themes, st.integers(0, 3))
def test_every_place_is_in_the_picture(theme, seed):
    found = places(*planted(theme, seed))
    assert found.dtype == np.int16
    assert found.shape == (len(theme), 2)
    assert np.abs(found).max() <= EDGE


def test_no_unit_is_no_place():
    assert places(np.zeros((0, 16), dtype=np.float16), np.zeros(0, dtype=np.int64)).shape == (0, 2)


def test_units_lie_nearer_to_their_theme_than_to_another():
    vectors, theme = planted([at % 8 for at in range(400)] + [0] * 400)
    found = places(vectors, theme).astype(float)
    middles = np.stack([found[theme == one].mean(axis=0) for one in range(8)])
    away = np.linalg.norm(found[:, None] - middles, axis=2)
    assert (away.argmin(axis=1) == theme).mean() > 0.95


def test_fields_of_themes_do_not_overlap():
    vectors, theme = planted([at % 8 for at in range(400)])
    found = places(vectors, theme)
    boxes = [(found[theme == one].min(axis=0), found[theme == one].max(axis=0)) for one in range(8)]
    for at, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[:at]:
            assert (low > other_high).any() or (high < other_low).any()


def test_the_same_words_in_one_theme_have_one_place():
    vectors, theme = planted([0] * 30 + [1] * 30)
    vectors[5:9] = vectors[4]
    assert len({*map(tuple, places(vectors, theme)[4:9].tolist())}) == 1
