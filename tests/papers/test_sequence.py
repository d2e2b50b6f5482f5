"""Numbers of papers: one series for each issuer, kind and term or year, without gap or double."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers.profile import profile
from danvan.papers.sequence import Congress, congress_key, key_of, next_after, term_of

PARTY, STATE = profile("party"), profile("state")
XVIII = Congress(date(2015, 10, 20), date(2015, 10, 23))
XIX = Congress(date(2020, 10, 14), date(2020, 10, 16))
EARLY = Congress(date(2020, 10, 14), date(2020, 10, 16), first_plenum=date(2020, 10, 15))
BOARD = ("Ban Dân vận Tỉnh ủy",)
DAYS = st.dates(date(2015, 10, 24), date(2035, 1, 1))


@given(taken=st.integers(0, 300))
def test_the_next_number_follows_the_last(taken: int) -> None:
    assert next_after(range(taken, 0, -1)) == taken + 1


@given(taken=st.integers(2, 60), data=st.data())
def test_a_gap_or_a_double_is_named_and_no_number_given(taken: int, data: st.DataObject) -> None:
    wrong = data.draw(st.integers(1, taken - 1))
    numbers = list(range(1, taken + 1))
    with pytest.raises(ValueError, match=f"thiếu số {wrong:02};"):
        next_after(number for number in numbers if number != wrong)
    with pytest.raises(ValueError, match=f"Số {wrong:02} đã cấp hai lần"):
        next_after([*numbers, wrong])


def test_a_register_may_begin_in_the_middle_of_a_term() -> None:
    assert next_after([], first=57) == 57
    assert next_after([57, 58], first=57) == 59
    with pytest.raises(ValueError, match="có ngoài dãy số 12"):
        next_after([12], first=57)


def test_a_party_series_begins_anew_the_day_after_the_congress_closes() -> None:
    keys = [key_of(PARTY, BOARD, "BC", XIX.closed + timedelta(days=n), (XVIII, XIX))
            for n in (0, 1)]  # fmt: skip
    assert [key.period for key in keys] == ["nhiệm kỳ từ 2015-10-24", "nhiệm kỳ từ 2020-10-17"]


def test_a_first_plenum_during_the_congress_begins_the_term() -> None:
    assert term_of(date(2020, 10, 14), (XVIII, EARLY)) == date(2015, 10, 24)
    assert term_of(date(2020, 10, 15), (XVIII, EARLY)) == date(2020, 10, 15)


def test_a_plenum_after_the_congress_changes_nothing() -> None:
    late = Congress(XIX.opened, XIX.closed, first_plenum=date(2020, 10, 20))
    assert late.term_begins == XIX.term_begins


@given(on=DAYS, later=st.integers(0, 4000))
def test_a_party_series_never_runs_backwards(on: date, later: int) -> None:
    terms = (XIX, XVIII)
    assert term_of(on, terms) <= term_of(on + timedelta(days=later), terms)
    assert term_of(on, terms) <= on


@given(on=DAYS, other=DAYS)
def test_a_state_series_is_a_year(on: date, other: date) -> None:
    same = key_of(STATE, BOARD, "BC", on) == key_of(STATE, BOARD, "BC", other)
    assert same == (on.year == other.year)


def test_each_kind_and_each_issuer_has_its_own_series() -> None:
    on = date(2021, 1, 5)
    keys = {key_of(PARTY, (issuer,), kind, on, (XIX,)) for issuer in "AB" for kind in ("BC", "TB")}
    assert len(keys) == 4


def test_a_joint_paper_is_numbered_where_its_lead_body_is() -> None:
    on = date(2021, 1, 5)
    joint = key_of(PARTY, (*BOARD, "Ban Tuyên giáo Tỉnh ủy"), "HD", on, (XIX,))
    assert joint == key_of(PARTY, BOARD, "HD", on, (XIX,))


def test_all_papers_of_a_congress_are_one_series() -> None:
    keys = {congress_key("Đảng bộ tỉnh", XIX.opened + timedelta(days=n), (XVIII, XIX))
            for n in range(3)}  # fmt: skip
    assert len(keys) == 1
    with pytest.raises(ValueError, match="không có đại hội nào"):
        congress_key("Đảng bộ tỉnh", date(2021, 1, 1), (XIX,))


def test_a_day_in_no_known_term_is_refused() -> None:
    with pytest.raises(ValueError, match="Chưa biết nhiệm kỳ"):
        key_of(PARTY, BOARD, "BC", date(2010, 1, 1), (XIX,))


def test_a_paper_without_a_number_of_its_own_has_no_series() -> None:
    with pytest.raises(ValueError, match="không lấy số riêng"):
        key_of(PARTY, BOARD, "BTH", date(2021, 1, 1), (XIX,))


def test_a_congress_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="trước ngày khai mạc"):
        Congress(date(2020, 10, 16), date(2020, 10, 14))
