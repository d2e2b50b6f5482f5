"""A text is cut into points: where one ends, what governs it, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.records import CLAIM, HEADING, SALUTATION, SIGNATURE
from danvan.sense.split import split
from danvan.sense.words.fold import fold, nfc


def pieces(text: str) -> list[str]:
    units = split([nfc(text)])
    return [nfc(text)[start:end] for start, end in zip(units.start, units.end, strict=True)]


def kinds(text: str) -> list[int]:
    return split([nfc(text)]).kind.tolist()


CUT = [
    ("Nhất trí, tuy nhiên cần bổ sung số liệu về rác thải.", 2),
    ("Tôi đồng ý với dự thảo nhưng đề nghị sửa mục 3.", 2),
    ("Tôi ủng hộ, xin hỏi bao giờ làm?", 2),
    ("Tôi tán thành phần I. Đề nghị phần II nêu rõ nguyên nhân.", 2),
    ("Phần I viết tốt.phần II cần nói thêm về nước sạch.", 2),
    ("- Nhất trí với mục tiêu.\n- Đề nghị thêm giải pháp giữ rừng.", 2),
    ("1. Nhất trí với phần I. 2. Đề nghị bỏ mục 3 phần II. 3. Thêm nhiệm vụ du lịch.", 3),
    ("I agree with the draft. However, the road is too narrow and should be widened.", 2),
    ("賛成です。しかし、費用が高いです。", 2),
    ("TÔI ĐỒNG Ý. ĐỀ NGHỊ BỔ SUNG NHIỆM VỤ VỀ DU LỊCH.", 2),
]


@pytest.mark.parametrize(("text", "count"), CUT)
def test_each_point_is_a_unit(text: str, count: int) -> None:
    assert len(pieces(text)) == count


WHOLE = [
    "Theo Quyết định số 05/QĐ-UBND ngày 14.7.2020, thu nhập đạt 4.200 nghìn đồng v.v. là đúng.",
    "PGS. TS. Hà ở TP. Bắc Giang góp ý nên làm rõ nguồn vốn.",
    "Đề nghị thay cụm từ “khá. Rất tốt” bằng “trung bình”.",
    "Đề nghị làm cầu (đã hứa từ 2015. Chưa thấy đâu) trước mùa mưa.",
    "Những người nghèo, những hộ khó khăn cần được hỗ trợ trước.",
    "Xem thêm tại trang www.vidu.gov.vn về quy hoạch.",
    "Nhà máy đặt ở đầu nguồn nước là sai. Vì cả xã uống nước ấy.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_point_stays_one_unit(text: str) -> None:
    assert pieces(text) == [text]


def test_a_yes_of_two_syllables_stands_alone() -> None:
    assert pieces("Nhất trí, tuy nhiên cần bổ sung số liệu.")[0] == "Nhất trí,"


def test_a_scrap_joins_its_neighbour() -> None:
    assert pieces("Đề nghị xây lại cây cầu treo ở đầu bản. Gấp.") == [
        "Đề nghị xây lại cây cầu treo ở đầu bản. Gấp."
    ]


def test_headings_govern_what_follows() -> None:
    text = "Phần II:\nĐề nghị bổ sung nguyên nhân.\nVề mục I.2:\n- Nhất trí.\n- Thêm số liệu."
    units = split([text])
    assert units.kind.tolist() == [HEADING, CLAIM, HEADING, CLAIM, CLAIM]
    assert units.under.tolist() == [-1, 0, -1, 2, 2]


def test_headings_do_not_reach_into_the_next_text() -> None:
    units = split(["Phần II:\nĐề nghị bổ sung nguyên nhân.", "Đề nghị xây thêm trường."])
    assert units.under.tolist() == [-1, 0, -1]


def test_courtesies_and_names_are_no_claims() -> None:
    text = (
        "Kính gửi Ban soạn thảo,\nĐề nghị làm cầu ở thôn.\nXin trân trọng cảm ơn!\nNguyễn Văn Mẫu"
    )
    assert kinds(text) == [SALUTATION, CLAIM, SALUTATION, SIGNATURE]


def test_a_greeting_in_one_breath_is_set_apart() -> None:
    assert kinds("Thưa các đồng chí, dự thảo viết rất công phu.") == [SALUTATION, CLAIM]


def test_who_writes_is_set_apart_only_when_something_follows() -> None:
    assert kinds("Tôi là giáo viên vùng cao. Đề nghị xây nhà công vụ.") == [SALUTATION, CLAIM]
    assert kinds("Tôi là giáo viên vùng cao.") == [CLAIM]


def test_nothing_gives_no_unit_and_anything_else_gives_one() -> None:
    assert split(["", "👍", " \n "]).text.tolist() == [1]
    assert len(split([])) == 0


WORDS = st.sampled_from(
    "tôi đồng ý nhưng đề nghị bổ sung “ ” ( ) . , ; ? ! \n : - 1. a) mục I.2 phần II: không những "
    "song kính gửi trân trọng Nguyễn tuy nhiên 4.200 TP. 14/7 rừng nước だ。 ok 👍 … hỏi vì".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join).map(nfc)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.text(max_size=60).map(nfc)), max_size=5))
def test_units_are_disjoint_ordered_and_cover_every_letter(texts: list[str]) -> None:
    units = split(texts)
    seen = [set() for _ in texts]
    last = (-1, 0)
    for text, start, end in zip(units.text, units.start, units.end, strict=True):
        assert start < end <= len(texts[text])
        assert (text, start) >= last
        last = (text, end)
        seen[text] |= set(range(start, end))
    for text, places in zip(texts, seen, strict=True):
        assert all(at in places for at, letter in enumerate(text) if letter.isalnum())


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_typing_without_marks_moves_no_cut(text: str) -> None:
    marked, bare = split([text]), split([fold(text)])
    for name in ("start", "end", "kind", "under"):
        assert getattr(marked, name).tolist() == getattr(bare, name).tolist()


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_a_text_is_cut_the_same_in_any_company(texts: list[str]) -> None:
    together = split(texts)
    for at, text in enumerate(texts):
        mine = together.text == at
        assert together.start[mine].tolist() == split([text]).start.tolist()
        assert together.kind[mine].tolist() == split([text]).kind.tolist()
