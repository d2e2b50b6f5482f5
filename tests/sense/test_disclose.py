"""A withheld cell of a table cannot be worked out from the totals beside it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.disclose import withheld


def tables(least: int = 2) -> st.SearchStrategy[np.ndarray]:
    return st.integers(least, 6).flatmap(
        lambda rows: st.integers(least, 6).flatmap(
            lambda columns: st.lists(
                st.lists(st.integers(0, 12), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            ).map(lambda cells: np.array(cells, dtype=np.int64))
        )
    )


@settings(max_examples=50, deadline=None)
@given(tables(), st.integers(1, 8))
def test_every_small_cell_is_withheld_and_no_empty_one(counts, threshold):
    hidden = withheld(counts, threshold)
    small = (counts > 0) & (counts < threshold)
    assert hidden[small].all()
    assert not hidden[counts == 0].any()


@settings(max_examples=50, deadline=None)
@given(tables(), st.integers(2, 8))
def test_no_withheld_cell_is_alone_in_its_row_or_column(counts, threshold):
    """Where a line hides one cell, its total gives the cell away: unless nothing else is in it."""
    hidden = withheld(counts, threshold)
    for cells, lines in ((counts, hidden), (counts.T, hidden.T)):
        for numbers, line in zip(cells, lines, strict=True):
            assert line.sum() != 1 or (numbers > 0).sum() == 1


@settings(max_examples=30, deadline=None)
@given(tables())
def test_a_threshold_of_one_withholds_nothing(counts):
    assert not withheld(counts, 1).any()


def test_the_table_given_is_not_changed():
    counts = np.array([[1, 9], [9, 9]])
    withheld(counts, 5)
    assert counts.tolist() == [[1, 9], [9, 9]]


def test_a_second_cell_hides_the_first():
    assert withheld(np.array([[1, 9], [9, 30]]), 5).tolist() == [[True, True], [True, True]]
    assert withheld(np.array([[6, 9], [9, 30]]), 5).tolist() == [[False, False], [False, False]]
