"""A count becomes a word by the printed table, at its borders, and always shows its figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.policy import PHRASES, Policy
from danvan.sense.quantity import bracket, phrase

POLICY = Policy()
ORDER = [row.words for row in PHRASES]


@pytest.mark.parametrize(
    ("count", "base", "words"),
    [
        (10, 10, "tất cả các ý kiến"),
        (9, 9, "đa số ý kiến"),  # all, but fewer than ten
        (1310, 1310, "tất cả các ý kiến"),
        (1309, 1310, "hầu hết các ý kiến"),
        (80, 100, "hầu hết các ý kiến"),
        (79, 100, "đa số ý kiến"),
        (10, 12, "hầu hết các ý kiến"),
        (9, 11, "đa số ý kiến"),  # 82 %, but fewer than ten
        (51, 100, "đa số ý kiến"),
        (50, 100, "nhiều ý kiến"),  # half is no majority
        (5, 9, "đa số ý kiến"),
        (4, 7, "một số ý kiến"),  # 57 %, but fewer than five
        (20, 100, "nhiều ý kiến"),
        (19, 100, "một số ý kiến"),
        (5, 25, "nhiều ý kiến"),
        (4, 20, "một số ý kiến"),  # 20 %, but fewer than five
        (2, 100, "có ý kiến"),  # 2 %, but fewer than three
        (3, 150, "một số ý kiến"),
        (3, 151, "có ý kiến"),
        (1, 2400, "có ý kiến"),
        (2400, 4_300_000, "có ý kiến"),
    ],
)
def test_the_table_of_words_holds_at_its_borders(count, base, words):
    """S70, S75: from "hầu hết các ý kiến" to "có ý kiến", each from its own share and count on."""
    assert phrase(count, base, POLICY) == words


@pytest.mark.parametrize(("count", "base"), [(1, 1), (3, 4), (4, 4), (2, 3)])
def test_on_a_base_under_five_the_figures_stand_alone(count, base):
    """S87: a share of three or four voices is no share."""
    assert phrase(count, base, POLICY) == f"{count} trong {base} ý kiến"


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [
        (1243, 1310, "(1.243/1.310 ý kiến; 94,9 %)"),
        (1, 8, "(1/8 ý kiến; 12,5 %)"),
        (12, 12, "(12/12 ý kiến; 100 %)"),
        (1_234_567, 4_300_000, "(1.234.567/4.300.000 ý kiến; 28,7 %)"),
    ],
)
def test_figures_are_printed_the_vietnamese_way(count, base, shown):
    """S70, S87: every quantity word has its count and its base in brackets behind it."""
    assert bracket(count, base) == shown


def test_the_noun_follows_the_source():
    """S81: "một số đại biểu" where delegates spoke."""
    assert phrase(4, 40, POLICY, "đại biểu") == "một số đại biểu"
    assert phrase(40, 40, POLICY, "đại biểu") == "tất cả các đại biểu"
    assert phrase(2, 3, POLICY, "đại biểu") == "2 trong 3 đại biểu"
    assert bracket(4, 40, "đại biểu") == "(4/40 đại biểu; 10 %)"


@settings(max_examples=50, deadline=None)
@given(st.integers(5, 5_000_000), st.data())
def test_more_voices_never_get_a_weaker_word(base, data):
    """S75: a word weakens only when voices are fewer."""
    fewer, more = sorted(data.draw(st.lists(st.integers(1, base), min_size=2, max_size=2)))
    assert ORDER.index(phrase(more, base, POLICY)) <= ORDER.index(phrase(fewer, base, POLICY))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5_000_000), st.data())
def test_all_is_said_of_all_alone(base, data):
    count = data.draw(st.integers(1, base))
    assert phrase(count, base, POLICY) != "tất cả các ý kiến" or count == base
