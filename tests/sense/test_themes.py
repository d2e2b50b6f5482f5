"""The many by clusters, the few by themselves, the same each time."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.records import STANCES
from danvan.sense.themes import AGREEMENT, ASPECT, MAIN, OTHER, SMALL, Cell, themes

OBJECT = STANCES.index("object")


@dataclass(frozen=True)
class Said:
    share: np.ndarray
    group: np.ndarray


def cell(
    middles: list[int], *, spread: float = 0.05, lane: list[int] | None = None, **over
) -> Cell:
    """Units around some of sixteen directions, one number a unit."""
    chance = np.random.default_rng(0)
    vectors = np.eye(16)[middles] + chance.normal(0, spread, (len(middles), 16))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    size = len(middles)
    usual = {
        "vectors": vectors.astype(np.float16),
        "at": np.arange(size),
        "unexplained": np.zeros(size, dtype=np.float32),
        "echoes": Said(np.zeros(size, dtype=np.float32), np.full(size, -1)),
        "stance": np.zeros(size, dtype=np.uint8),
        "objection": np.zeros(size, dtype=np.float32),
        "lane": np.array(lane if lane else [-1] * size, dtype=np.int64),
    }
    return Cell(**usual | over)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 12), st.lists(st.integers(0, 7), min_size=1, max_size=60))
def test_a_fixed_number_is_never_passed(fixed, middles):
    """`--themes K` gives at most K themes, every unit in one of them."""
    found = themes(cell(middles), fixed=fixed)
    assert len(found.kinds) <= fixed
    assert {*found.kinds} <= {MAIN}
    assert {*found.theme.tolist()} == {*range(len(found.kinds))}


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=80), st.integers(0, 2))
def test_the_same_units_get_the_same_themes_twice(middles, seed):
    one, two = (themes(cell(middles), seed=seed) for _ in range(2))
    assert one.theme.tolist() == two.theme.tolist()
    assert (one.kinds, one.stability) == (two.kinds, two.stability)


def test_those_who_only_agree_have_a_theme_of_their_own():
    found = themes(cell([0, 0, 1, 2], lane=[0, -1, 0, -1]))
    assert found.kinds.count(AGREEMENT) == 1
    assert found.kinds[found.theme[0]] == found.kinds[found.theme[2]] == AGREEMENT


def test_an_aspect_of_the_whole_draft_has_a_theme_of_its_own():
    """S71, S72, S73: structure, content and theme of the draft stand apart from its matters."""
    found = themes(cell([0] * 6, lane=[1, 2, 3, 4, -1, -1]))
    assert [found.kinds[theme] for theme in found.theme[:4]] == [ASPECT] * 4
    assert [found.lanes[theme] for theme in found.theme[:4]] == [1, 2, 3, 4]


def test_a_stance_of_few_is_no_part_of_a_main_theme():
    """S75: four objections among two hundred requests on one matter are a group of their own."""
    middles = [0] * 100 + [1] * 100 + [0, 0, 0, 0]
    stance = np.array([1] * 200 + [OBJECT] * 4, dtype=np.uint8)
    found = themes(cell(middles, stance=stance))
    held = {int(theme) for theme in found.theme[200:]}
    assert {found.kinds[theme] for theme in held} <= {SMALL, OTHER}
    assert not held & {*found.theme[:200].tolist()}


def test_a_wording_that_a_few_share_is_a_theme():
    """S75: forty who say the same among two hundred are found by their words."""
    group = np.array([-1] * 200 + [77] * 8)
    share = np.where(group >= 0, 0.9, 0).astype(np.float32)
    middles = [at % 4 for at in range(208)]
    objection = np.where(group >= 0, 0.8, 0.1).astype(np.float32)
    found = themes(cell(middles, echoes=Said(share, group), objection=objection))
    assert len({*found.theme[200:].tolist()}) == 1
    assert found.kinds[found.theme[200]] == SMALL


def test_units_that_are_alike_in_all_warn_nobody():
    found = themes(cell([3] * 30, spread=0.0))
    assert len({*found.theme.tolist()}) == 1


def test_a_unit_without_any_known_word_fits_nowhere():
    content = cell([at % 3 for at in range(60)])
    content.vectors[7] = 0
    found = themes(content)
    assert found.kinds[found.theme[7]] == OTHER
    assert (found.theme == found.theme[7]).sum() == 1


def test_clear_groups_are_not_mixed():
    found = themes(cell([at % 3 for at in range(90)]))
    held = [{*found.theme[middle::3].tolist()} for middle in range(3)]
    assert not held[0] & held[1] | held[1] & held[2] | held[0] & held[2]
    assert found.stability is not None
