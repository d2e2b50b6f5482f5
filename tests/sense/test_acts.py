"""Which change a text asks for, and whether it speaks of the whole draft."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.acts import aspect, change_type, change_types, speaks_of_whole
from danvan.sense.words.fold import fold, nfc

CHANGES = [
    ("nên đánh giá sâu hơn về công tác bảo vệ môi trường", "deepen"),
    ("đề nghị bổ sung thêm số liệu về nước sạch", "data"),
    ("bổ sung tỷ lệ thôn đạt thôn nông thôn mới kiểu mẫu", "data"),
    ("đánh giá công tác cán bộ cần cụ thể hơn", "specific"),
    ("đề xuất bổ sung nhiệm vụ về phát triển du lịch", "task"),
    ("đề nghị làm rõ nguồn vốn", "clarify"),
    ("đề nghị bổ sung nội dung về người cao tuổi", "add"),
    ("đề nghị bỏ chỉ tiêu này", "remove"),
    ("nên giảm mức thu xuống còn một nửa", "change"),
    ("đề nghị sửa lỗi chính tả", "wording"),
    ("thay “khá” bằng “tốt”", "wording"),
]


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_the_kind_of_change_is_named(text: str, change: str) -> None:
    assert change_type(nfc(text)) == change


@pytest.mark.parametrize(
    "text", ["Tôi đồng ý.", "Cán bộ xã rất tốt", "đối với đội ngũ giáo viên", "đường xã còn xấu"]
)
def test_who_asks_for_nothing_changes_nothing(text: str) -> None:
    assert change_type(nfc(text)) is None


def test_many_texts_are_judged_as_one() -> None:
    texts = [nfc(text) for text, _ in CHANGES] + ["", "Tôi đồng ý."]
    assert change_types(texts) == [change_type(text) for text in texts]


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_marks_and_capitals_change_nothing(text: str, change: str) -> None:
    assert change_type(fold(nfc(text))) == change_type(nfc(text).upper()) == change


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([text for text, _ in CHANGES]), max_size=6))
def test_company_and_order_change_nothing(texts: list[str]) -> None:
    assert change_types(texts[::-1]) == change_types(texts)[::-1]


ASPECTS = [
    ("bố cục dự thảo hợp lý", "structure"),
    ("nội dung dự thảo rõ ràng, khoa học", "content"),
    ("Chủ đề dự thảo báo cáo thể hiện rõ mục tiêu", "theme"),
    ("văn phong của báo cáo dễ hiểu", "style"),
    ("Kết cấu chặt chẽ", "structure"),
]


@pytest.mark.parametrize(("text", "side"), ASPECTS)
def test_sides_of_the_whole_draft(text: str, side: str) -> None:
    assert aspect(nfc(text)) == aspect(fold(nfc(text))) == side


@pytest.mark.parametrize("text", ["Nhất trí.", "toi dong y", "Nhất trí cao với dự thảo", "ok ạ"])
def test_a_bare_yes_is_for_the_whole(text: str) -> None:
    assert speaks_of_whole(nfc(text))
    assert aspect(nfc(text)) is None


@pytest.mark.parametrize(
    "text",
    ["Mục I.2 bố cục lộn xộn", "Dự thảo nói mỗi xã một nhà máy", "Xây bệnh viện tôi đồng ý"],
)
def test_a_place_or_a_measure_is_not_the_whole(text: str) -> None:
    assert not speaks_of_whole(nfc(text))
    assert aspect(nfc(text)) is None
