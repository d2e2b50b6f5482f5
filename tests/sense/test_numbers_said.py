"""Numbers in words are read and said; an amount keeps how sure its writer was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.amounts import amounts
from danvan.sense.words.fold import fold
from danvan.sense.words.number_words import LARGEST, number_in_words, say_number


@given(st.integers(0, LARGEST) | st.integers(0, 3000))
@settings(max_examples=300, deadline=None)
def test_what_is_said_is_understood_with_marks_and_without(number: int) -> None:
    said = say_number(number)
    for text in (
        said,
        fold(said),
        said.upper(),
        said.replace("nghìn", "ngàn").replace("linh", "lẻ"),
    ):
        assert number_in_words(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("bốn nghìn hai trăm", 4200),
        ("một triệu hai trăm linh năm", 1_000_205),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("năm mươi lăm", 55),
        ("ba trăm rưỡi", 350),
        ("hai tỉ rưỡi", 2_500_000_000),
        ("hai nghìn tỷ", 2_000_000_000_000),
        ("hai nghìn hai mươi", 2020),
        ("hai nghìn không trăm hai mươi", 2020),
        ("không", 0),
    ]
    + [
        (bad, None)
        for bad in "|trăm|nghìn|linh|mươi mười|một nghìn hai|hai trăm năm|ba trạm|hai ba"
        "|một linh không|nghìn trăm|rưỡi|mười trăm|một trăm linh không|hai nghìn người".split("|")
    ],
)
def test_a_number_in_words_is_whole_or_none(text: str, number: int | None) -> None:
    assert number_in_words(text) == number


def test_what_cannot_be_said_is_refused() -> None:
    for number in (-1, LARGEST + 1):
        with pytest.raises(ValueError, match=str(number)):
            say_number(number)


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [
        ("hơn 4.200 hộ", 4200, "more"),
        ("đạt 94,9 %", 0.949, ""),
        ("gần hai triệu rưỡi đồng", 2_500_000, "less"),
        ("khoảng 500 nghìn", 500_000, "about"),
        ("tối thiểu là 3 tỷ", 3_000_000_000, "at_least"),
        ("không quá 5 ngày", 5, "at_most"),
        ("hai mươi phần trăm số hộ", 0.2, ""),
        ("mười hộ nghèo", 10, ""),
        ("hon 4.200 ho", 4200, "more"),
    ],
)
def test_an_amount_has_its_scale_and_its_hedge(text: str, value: float, hedge: str) -> None:
    (found,) = amounts(text)
    assert (found.value, found.hedge) == (value, hedge)
    assert found.percent == ("%" in text or "phần trăm" in text)


@pytest.mark.parametrize(
    "text", ["mục 4.2", "05/2020/NĐ-CP", "ba trạm y tế", "một hộ", "14/7/2020", "A1", "", "tỷ lệ"]
)
def test_numbers_of_sections_papers_and_days_are_no_amounts(text: str) -> None:
    assert amounts(text) == ()


def test_amounts_stand_at_their_places() -> None:
    text = "Thu 1.240 phiếu, trong đó một trăm hai mươi phiếu trống"
    assert [text[one.start : one.end] for one in amounts(text)] == ["1.240", "một trăm hai mươi"]
