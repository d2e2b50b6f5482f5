"""For, against, asking: markers with their denials counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.fold import fold, nfc
from danvan.sense.words.polarity import (
    AGREES,
    ASKS,
    DENIES,
    OBJECTS,
    QUESTIONS,
    polarity,
    signs,
)


def stands(text: str) -> set[str]:
    return {marker.sign for marker in polarity(nfc(text)).markers} - {"negation", "hedge"}


SAID = [
    ("Tôi đồng ý với dự thảo", {"agree"}),
    ("Tôi không đồng ý", {"object"}),
    ("tui ko ủng hộ", {"object"}),
    ("Chưa thật sự hợp lý", {"object"}),
    ("Không phải tôi không đồng ý", {"agree"}),
    ("Không ai không đồng ý", {"agree"}),
    ("Chẳng ai phản đối", {"agree"}),
    ("Không những đồng ý mà bà con còn phấn khởi", {"agree"}),
    ("Tôi không cho rằng hai chữ ấy công bằng", {"object"}),
    ("Không có tiền nhưng đồng ý", {"agree"}),
    ("Không có ý kiến gì, nhất trí", {"agree"}),
    ("Đồng ý hay không?", {"question"}),
    ("Xin hỏi bao giờ khởi công", {"question"}),
    ("Đề nghị bổ sung giải pháp", {"ask"}),
    ("Tôi phản đối thu phí", {"object"}),
    ("Chỉ tiêu không khả thi", {"object"}),
    ("Xin cảm ơn các bác", set()),
    ("Không gian xanh ven sông", set()),
]


@pytest.mark.parametrize(("text", "signs_said"), SAID)
def test_denials_turn_what_is_said(text: str, signs_said: set[str]) -> None:
    assert stands(text) == signs_said


@pytest.mark.parametrize(("text", "signs_said"), SAID)
def test_marks_and_capitals_turn_nothing(text: str, signs_said: set[str]) -> None:
    assert stands(fold(nfc(text))) == stands(nfc(text).upper()) == signs_said


def test_the_denial_belongs_to_the_marker() -> None:
    text = "Bà con thôn tôi không đồng ý đâu"
    found = [m for m in polarity(text).markers if m.sign == "object"]
    assert [text[m.start : m.end] for m in found] == ["không đồng ý"]


def test_yes_and_no_never_have_the_same_signs() -> None:
    yes, no, twice = signs(["Tôi đồng ý", "Tôi không đồng ý", "Tôi không phải không đồng ý"])
    assert yes == AGREES
    assert no == OBJECTS | DENIES
    assert twice == AGREES | DENIES


def test_signs_of_many_texts_are_the_signs_of_each() -> None:
    texts = [nfc(text) for text, _ in SAID] + [""]
    assert signs(texts).tolist() == [polarity(text).signs for text in texts]
    assert signs([]).tolist() == []


def test_a_denial_does_not_reach_into_the_next_text() -> None:
    assert signs(["tôi không", "đồng ý"]).tolist()[1] == AGREES


def test_bits_are_apart() -> None:
    assert [AGREES, OBJECTS, ASKS, QUESTIONS, DENIES] == [1, 2, 4, 8, 16]


WORDS = (
    "không phải tôi đồng ý phản đối nhưng đề nghị hợp lý chưa ? , . xin hỏi băn khoăn ai".split()
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join).map(nfc), max_size=5))
def test_company_and_marks_change_no_sign(texts: list[str]) -> None:
    found = signs(texts).tolist()
    assert found == [polarity(text).signs for text in texts]
    assert found == signs([fold(text) for text in texts]).tolist()
    assert found[::-1] == signs(texts[::-1]).tolist()
