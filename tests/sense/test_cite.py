"""Places of a draft that a text names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.cite import Path, citations
from danvan.sense.words.fold import fold, nfc

PLACES: list[tuple[str, Path]] = [
    ("Ở phần I, đánh giá còn chung chung", (("part", "I"),)),
    ("mục I.2 viết tốt", (("part", "I"), ("heading", "2"))),
    ("mục 3.5 phần bốn", (("part", "4"), ("heading", "3.5"))),
    ("3.4 phần IV: thêm học phí", (("part", "IV"), ("heading", "3.4"))),
    ("Phần I, 1.4: nên ghi rõ", (("part", "I"), ("heading", "1.4"))),
    ("nhất trí với mục 2.1, phần I.", (("part", "I"), ("heading", "2.1"))),
    ("điểm a khoản 3 Điều 5", (("article", "5"), ("clause", "3"), ("point", "a"))),
    ("Điều 5, khoản 3, điểm đ", (("article", "5"), ("clause", "3"), ("point", "đ"))),
    ("phần thứ hai cần gọn", (("part", "2"),)),
    ("CHƯƠNG II QUÁ DÀI", (("chapter", "II"),)),
    ("tiểu mục 2 mục 3", (("heading", "3"), ("heading", "2"))),
    ("trang 12, dòng 5 từ trên xuống", (("page", "12"), ("line", "5"))),
    ("dòng 5 trang 12", (("page", "12"), ("line", "5"))),
    ("tại I.1.1, câu đầu", (("part", "I"), ("heading", "1.1"))),
    ("Mục nông nghiệp (3.2) nên thêm", (("heading", "3.2"),)),
    ("muc 1.4 phan 1 noi", (("part", "1"), ("heading", "1.4"))),
]


@pytest.mark.parametrize(("text", "path"), PLACES)
def test_a_place_is_read_outermost_first(text: str, path: Path) -> None:
    assert [found.path for found in citations(nfc(text))] == [path]


@pytest.mark.parametrize(
    "text",
    [
        "Điều này phần lớn là một phần mục tiêu, mục đích của dự thảo",
        "điểm đến du lịch, phần mềm, trang bị, dòng họ",
        "hai phần ba số hộ đồng tình",
        "con tôi được điểm 10",
        "nộp 500 nghìn đồng 5 lần",
        "mức 5 triệu một tháng, mức 2%",
        "danh mục 80 bệnh",
        "mất điểm vì nói thẳng",
        "phần sau viết hay hơn",
    ],
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert citations(nfc(text)) == ()


def test_two_places_are_two_citations() -> None:
    text = "Nhất trí mục 2.1, phần I. Đối với mục 1.2 phần II, đề nghị sửa."
    found = citations(text)
    assert [text[place.start : place.end] for place in found] == [
        "mục 2.1, phần I",
        "mục 1.2 phần II",
    ]


@pytest.mark.parametrize("text", [text for text, _ in PLACES if "điểm đ" not in text])
def test_marks_and_capitals_move_no_place(text: str) -> None:
    for typed in (fold(nfc(text)), nfc(text).upper()):
        assert citations(typed) == citations(nfc(text))


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="phầnmục điểm khoản Điều IVX.,0123456789ab()", max_size=60).map(nfc))
def test_citations_lie_in_the_text_apart_and_in_order(text: str) -> None:
    last = 0
    for found in citations(text):
        assert last <= found.start < found.end <= len(text)
        assert found.path
        last = found.end
