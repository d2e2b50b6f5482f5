"""A sample of every theme and stance, and figures that hold for all opinions with their doubt."""

import warnings
from collections import Counter

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from danvan.sense.audit import agreement, drawn, scores

STRATA = [*["rác agree"] * 900, *["rác object"] * 90, *["du lịch agree"] * 9, "du lịch object"]


def test_every_stratum_is_in_the_sample_and_rare_ones_have_more_than_their_share():
    places, weights = drawn(STRATA, 100, seed=3)
    found = Counter(STRATA[at] for at in places)

    assert len(places) == len(set(places.tolist())) == 100
    assert found.keys() == set(STRATA)
    assert found["rác object"] / 90 > 2 * found["rác agree"] / 900
    assert found["du lịch agree"] / 9 > 0.5
    for stratum, there in Counter(STRATA).items():
        of_it = [w for at, w in zip(places, weights, strict=True) if STRATA[at] == stratum]
        assert sum(of_it) == pytest.approx(there)


def test_the_same_seed_draws_the_same_another_seed_another():
    first, again, other = (drawn(STRATA, 100, seed)[0].tolist() for seed in (3, 3, 4))
    assert first == again != other


def test_more_strata_than_asked_for_are_all_drawn_and_a_small_lot_is_drawn_whole():
    assert len(drawn([str(n) for n in range(50)], 10, 0)[0]) == 50
    places, weights = drawn(["a", "a", "b"], 10, 0)
    assert sorted(places) == [0, 1, 2]
    assert set(weights) == {1.0}
    assert len(drawn([], 10, 0)[0]) == 0


def test_what_is_read_first_is_a_fair_part_of_the_sample():
    """So that figures of a sample half read lean to no stratum."""
    first = Counter(
        STRATA[at] for seed in range(60) for at in drawn(STRATA, 100, seed)[0][:50].tolist()
    )
    whole = Counter(STRATA[at] for at in drawn(STRATA, 100, 0)[0].tolist())
    for stratum, n in whole.items():
        assert first[stratum] / 60 == pytest.approx(n / 2, rel=0.15, abs=0.3)


@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_scikit_learn(seed):
    chance = np.random.default_rng(seed)
    truth = chance.choice(list("abcd"), 300, p=(0.6, 0.25, 0.1, 0.05))
    said = np.where(chance.random(300) < 0.7, truth, chance.choice(list("abce"), 300))
    weights = chance.uniform(0.5, 9, 300)
    found = scores(truth.tolist(), said.tolist(), weights.tolist())
    names = [one.name for one in found]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = precision_recall_fscore_support(truth, said, labels=names, sample_weight=weights)
    for at, one in enumerate(found):
        ours = [share.value if share else 0 for share in (one.precision, one.recall, one.f1)]
        assert ours == pytest.approx([column[at] for column in told[:3]])
        assert one.items == sum((truth == one.name) | (said == one.name))

    pairs = list(zip(truth.tolist(), said.tolist(), strict=True))
    both = agreement(pairs, weights.tolist())
    kappa = cohen_kappa_score(truth, said, sample_weight=weights)
    assert both.kappa.value == pytest.approx(kappa)
    assert both.share.value == pytest.approx(weights[truth == said].sum() / weights.sum())
    assert both.kappa.low < both.kappa.value < both.kappa.high
    assert agreement(pairs).kappa.value == pytest.approx(cohen_kappa_score(truth, said))


def test_what_nobody_could_doubt_still_has_its_doubt():
    """Ten of ten right is no proof of all right, nor is one of one."""
    (ten,) = scores(["a"] * 10, ["a"] * 10)
    (one,) = scores(["a"], ["a"])
    assert ten.precision.value == ten.precision.high == ten.f1.value == 1
    assert 0.7 < ten.precision.low < 0.73  # Wilson's for 10 of 10: 0.7225
    assert one.precision.low < 0.25


def test_nothing_read_says_nothing():
    assert scores([], []) == []
    assert (agreement([]).share, agreement([]).kappa) == (None, None)
    assert agreement([("a", "a"), ("a", "a")]).kappa is None  # chance alone agrees
    never_right, never_said = scores(["b"], ["a"])
    assert (never_right.precision.value, never_right.recall) == (0, None)
    assert (never_said.precision, never_said.f1.value) == (None, 0)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """95 in 100 of the intervals of stratified, weighted samples hold what all opinions say."""
    chance = np.random.default_rng(7)
    said = chance.choice(list("abc"), 6000, p=(0.7, 0.2, 0.1))
    stance = chance.choice(list("xy"), 6000, p=(0.8, 0.2))
    right = chance.random(6000) < np.where(stance == "x", 0.9, 0.7)
    truth = np.where(right, said, chance.choice(list("abc"), 6000))
    of_all = {one.name: one for one in scores(truth.tolist(), said.tolist())}
    strata = [*zip(said.tolist(), stance.tolist(), strict=True)]
    held = Counter()
    for seed in range(120):
        places, weights = drawn(strata, 200, seed)
        for one in scores(truth[places].tolist(), said[places].tolist(), weights.tolist()):
            for name in ("precision", "recall", "f1"):
                share = getattr(one, name)
                held[name] += share.low <= getattr(of_all[one.name], name).value <= share.high
    for name, n in held.items():
        assert 0.91 <= n / 360 <= 0.995, (name, n / 360)
