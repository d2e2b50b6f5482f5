"""Small cells are not shown, and cannot be worked out from what is shown beside them (D6)."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from danvan.sense.disclose import held_back, with_margins

FEW = 5


def tables():
    shapes = st.tuples(st.integers(1, 4), st.integers(1, 4))
    cells = st.one_of(st.integers(0, 6), st.integers(0, 60))
    return shapes.flatmap(
        lambda shape: st.lists(
            st.lists(cells, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        )
    ).map(lambda rows: np.array(rows, dtype=np.int64))


def few_of(counts):
    whole = with_margins(counts)
    return (whole > 0) & (whole < FEW)


def possible(counts, held):
    """For each hidden figure, the least and the most that fits all that is shown."""
    whole = with_margins(counts)
    hidden = np.zeros(whole.shape, dtype=bool)
    hidden[:-1, :-1], hidden[:-1, -1], hidden[-1, :-1] = held.cells, held.rows, held.columns
    rows, columns = whole.shape
    sums = []
    for row in range(rows):
        line = np.zeros(whole.shape)
        line[row, :-1], line[row, -1] = 1, -1
        sums.append(line.ravel())
    for column in range(columns):
        line = np.zeros(whole.shape)
        line[:-1, column], line[-1, column] = 1, -1
        sums.append(line.ravel())
    bounds = [
        (1, None) if is_hidden else (value, value)
        for is_hidden, value in zip(hidden.ravel(), whole.ravel(), strict=True)
    ]
    for at in np.flatnonzero(hidden):
        wanted = np.zeros(whole.size)
        wanted[at] = 1
        ends = []
        for sign in (1, -1):
            found = linprog(sign * wanted, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds)
            ends.append(np.inf if found.status == 3 else round(sign * found.fun))
        yield tuple(ends)


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_hidden_cell_can_be_recovered_from_the_margins(counts):
    held = held_back(counts, few_of(counts), FEW)
    if held is None:
        return
    shown = counts[~held.cells]
    assert not ((shown > 0) & (shown < FEW)).any()
    for least, most in possible(counts, held):
        assert most > least


def test_a_table_without_small_cells_is_shown_whole():
    counts = np.array([[5, 9], [0, 40]])
    held = held_back(counts, few_of(counts), FEW)

    assert not held.cells.any()
    assert not held.rows.any()
    assert not held.columns.any()


def test_a_small_cell_alone_in_its_row_takes_the_row_s_total_with_it():
    counts = np.array([[3, 0, 0], [20, 30, 9], [15, 12, 40]])
    held = held_back(counts, few_of(counts), FEW)

    assert held.cells[0, 0]
    assert held.rows[0]


def test_one_single_cell_of_three_is_no_table():
    assert held_back(np.array([[3]]), few_of(np.array([[3]])), FEW) is None
