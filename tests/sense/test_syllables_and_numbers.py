"""What could be a Vietnamese syllable, and how offices write numbers and days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.numbers import (
    parse_count,
    parse_day,
    parse_number,
    parse_roman,
    print_count,
    print_roman,
    print_share,
)
from danvan.sense.words.syllable import is_folded_syllable, is_syllable, share_of_syllables

WORDS = "ghi gì giếng giữ quý quỳ quốc quyển khuya thuỷ nghĩa kỹ lý cử xoong loăng chuyển tuýp oách"


@pytest.mark.parametrize("word", WORDS.split())
def test_a_syllable_is_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_folded_syllable(word)


@pytest.mark.parametrize(
    "word", ["fan", "world", "Neân", "ngi", "gha", "ke1", "tấpp", "cát́", "tap", "ci", "ñôn", "ḍi"]
)
def test_what_breaks_the_grammar_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_the_share_counts_words() -> None:
    assert share_of_syllables("Đồng ý 100 %, world!") == pytest.approx(2 / 3)
    assert share_of_syllables("…") == 0.0


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.240", 1240), ("1 240", 1240), ("12", 12), ("12,0", 12), ("1.000.000", 1_000_000), ("0", 0)]
    + [(bad, None) for bad in ("4.2", "-1", "", "abc", "1.24", "1e9", "9999999999")],
)
def test_a_count_is_whole_or_none(written: str, number: int | None) -> None:
    assert parse_count(written) == number


@given(st.integers(0, 999_999_999))
@settings(max_examples=50, deadline=None)
def test_a_printed_count_reads_back(number: int) -> None:
    assert parse_count(print_count(number)) == number


@given(st.integers(1, 399))
@settings(max_examples=50, deadline=None)
def test_a_roman_numeral_reads_back(number: int) -> None:
    assert parse_roman(print_roman(number)) == number


def test_shares_and_decimals_are_vietnamese() -> None:
    assert (print_share(0.949), print_share(0.5), print_count(1243)) == ("94,9", "50", "1.243")
    assert (parse_number("94,9 %"), parse_number("4.200")) == (94.9, 4200.0)
    assert parse_roman("IIX") is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14/7/2020", "2020-07-14"),
        ("14-07-20", "2020-07-14"),
        ("ngày 14 tháng 7 năm 2020", "2020-07-14"),
        ("ngay 14 thang 7 nam 2020", "2020-07-14"),
        ("2020-07-14T08:00:00", "2020-07-14"),
        ("31/2/2020", None),
        ("quý II", None),
    ],
)
def test_a_day_is_read_day_before_month(written: str, day: str | None) -> None:
    assert parse_day(written) == day
