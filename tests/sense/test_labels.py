"""A theme is named in the words of its own opinions, and apart from its neighbours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.labels import EMPTY, labels
from danvan.sense.words.fold import fold

TOURISM = [f"Đề nghị bổ sung số liệu về du lịch cộng đồng ở xã {at}." for at in range(12)]
BUSES = [f"Xe buýt tuyến {at} chạy quá thưa, đề nghị tăng chuyến xe buýt." for at in range(12)]
SCHOOLS = [f"Cần thêm trường mầm non cho thôn {at}." for at in range(12)]


def names(*groups: list[str]) -> list[str]:
    return [label.text for label in labels(groups)]


def test_a_name_is_made_of_words_the_opinions_use():
    for name, texts in zip(names(TOURISM, BUSES, SCHOOLS), (TOURISM, BUSES, SCHOOLS), strict=True):
        everything = " ".join(texts).lower()
        assert all(words in everything for words in name.split("; "))


def test_a_name_says_the_matter():
    """S77: tourism is named as tourism."""
    tourism, buses, schools = names(TOURISM, BUSES, SCHOOLS)
    assert "du lịch" in tourism
    assert "xe buýt" in buses
    assert "mầm non" in schools


def test_neighbours_have_different_names():
    assert len({*names(TOURISM, BUSES, SCHOOLS)}) == 3


def test_the_order_of_the_opinions_changes_no_name():
    assert names(TOURISM, BUSES) == names(TOURISM[::-1], BUSES[::-1])


def test_the_marked_writing_is_shown_where_there_is_one():
    """S105: opinions typed without marks do not take the marks from a name."""
    mixed = [*map(fold, TOURISM[:6]), *TOURISM[6:]]
    assert names(mixed, BUSES)[0] == names(TOURISM, BUSES)[0]


@pytest.mark.parametrize("texts", [["👍"], ["?!"], ["x"], ["..."], ["123"], [""]])
def test_a_theme_without_words_is_said_to_be_something_else(texts):
    assert names(texts) == [EMPTY]


def test_the_share_says_how_much_of_the_theme_the_name_covers():
    (label,) = labels([[*TOURISM, *BUSES[:2]]])
    assert 0 < label.share <= 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_texts_get_one_name_each_on_one_line(groups):
    found = labels(groups)
    assert len(found) == len(groups)
    for label in found:
        assert label.text.strip() == label.text != ""
        assert label.text.isprintable()
        assert 0 <= label.share <= 1


def test_no_name_ends_inside_a_word():
    """S76: "bảo vệ môi trường" is not cut after "môi"."""
    texts = [f"Đề nghị đánh giá sâu hơn công tác bảo vệ môi trường năm {at}." for at in range(9)]
    (name,) = names(texts)
    assert not name.endswith("môi")
    assert "môi trường" in name
