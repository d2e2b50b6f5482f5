"""Near copies: who belongs together, who never does, and whose own words are found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.families import families, near_duplicates
from danvan.sense.families.seeds import Pairs, stars
from danvan.sense.families.segments import best_segments
from danvan.sense.records import Families
from danvan.sense.words.fold import fold
from danvan.sense.words.tokens import tokenize

LETTER = (
    "Chúng tôi là các hộ nuôi cá lồng trên hồ Bến Tre. Mỗi năm hồ xả nước hai lần mà không báo "
    "trước, cá chết trắng lồng. Đề nghị đơn vị quản lý hồ nhắn tin cho từng hộ trước khi xả ít "
    "nhất bốn mươi tám giờ và đền bù khi làm sai. Trân trọng cảm ơn."
)
KEY = (
    "Đề nghị đơn vị quản lý hồ nhắn tin cho từng hộ trước khi xả ít nhất bốn mươi tám giờ và đền "
    "bù khi làm sai."
)
REMARKS = [
    "Nhà tôi vừa mất ba tấn cá trắm hồi tháng sáu",
    "Con trai tôi bỏ nghề lên phố chạy xe rồi",
    "Bè số mười bốn của bà Lụa năm ngoái trắng tay",
    "Tôi đã gọi điện bảy lần không ai nhấc máy",
    "Vay ngân hàng chín chục triệu biết bao giờ trả xong",
    "Giá thức ăn cho cá cũng vừa lên thêm hai phần mười",
]
STRANGERS = [
    "Đường vào nghĩa trang ngập bùn suốt mùa mưa, xe tang không vào được tới nơi.",
    "Thư viện huyện mở cửa đúng giờ hành chính nên học sinh không đọc được sách.",
    "Cần thêm ghế đá dưới bóng cây trong công viên cạnh bờ sông cho người già ngồi nghỉ.",
    "Lịch tiêm phòng cho trẻ dán ở cổng trạm xá mờ hết chữ, đề nghị in lại cho rõ.",
    "Chợ phiên họp ngày nào cũng được, miễn là có chỗ gửi xe và nhà vệ sinh sạch sẽ.",
]


def found(texts: list[str], weight: list[int] | None = None, stance: list[int] | None = None):
    heavy = np.array(weight or [1] * len(texts), dtype=np.int64)
    marks = np.array(stance or [0] * len(texts), dtype=np.uint8)
    return families(tokenize(texts), heavy, marks)


def remark(texts: list[str], answer: Families, at: int) -> str:
    return texts[at][answer.remark_start[at] : answer.remark_end[at]]


@pytest.fixture(scope="module")
def campaign() -> list[str]:
    whole = [LETTER] + [f"{LETTER} {said}." for said in REMARKS]
    parts = [f"{said}. {KEY}" for said in REMARKS[:3]]
    short = [f"nhắn tin cho từng hộ trước khi xả... {said}" for said in REMARKS[3:]]
    return whole + parts + short + STRANGERS


def test_copies_key_sentences_and_short_quotations_join_and_strangers_do_not(campaign):
    answer = found(campaign, [20] + [1] * (len(campaign) - 1))
    inside = len(campaign) - len(STRANGERS)
    assert answer.family[:inside].tolist() == [0] * inside
    assert answer.family[inside:].tolist() == list(range(inside, len(campaign)))


def test_the_remark_is_what_the_sender_added(campaign):
    answer = found(campaign, [20] + [1] * (len(campaign) - 1))
    spans = [remark(campaign, answer, at) for at in range(len(campaign))]
    assert spans[0] == ""
    assert spans[1:7] == REMARKS
    assert spans[7:10] == REMARKS[:3]
    assert spans[10:13] == REMARKS[3:]
    assert not any(spans[13:])


def test_a_copy_typed_without_marks_is_a_copy():
    texts = [LETTER, LETTER.upper() + " Khẩn cấp", fold(f"{LETTER} {REMARKS[0]}")]
    answer = found(texts, [20, 1, 1])
    assert answer.family.tolist() == [0, 0, 0]
    assert remark(texts, answer, 2) == fold(REMARKS[0])


def test_opposite_stances_never_share_a_family():
    agree = "Tôi đồng ý với phương án dời bến xe khách ra khỏi trung tâm thị xã trong năm tới."
    against = agree.replace("Tôi đồng ý", "Tôi không đồng ý")
    others = [f"{agree} {said}." for said in REMARKS]
    texts = [agree, *others, against]
    answer = found(texts, [30] + [1] * 7, [1] * 7 + [2])
    assert answer.family.tolist() == [0] * 7 + [7]
    assert (answer.remark_start[7], answer.remark_end[7]) == (0, 0)
    assert found(texts, [30] + [1] * 7).family.tolist() == [0] * 8


def test_unmarked_members_stay_with_the_stance_of_most():
    texts = [f"{LETTER} {said}." for said in REMARKS]
    family = found(texts, [9, 1, 1, 1, 1, 1], [0, 1, 1, 2, 2, 2]).family
    assert family[0] == family[3] == family[4] == family[5]
    assert family[1] == family[2] != family[0]


def test_two_campaigns_with_a_sentence_in_common_are_two():
    shared = "Đề nghị cơ quan soạn thảo nghiên cứu ghi rõ trách nhiệm của người đứng đầu xã."
    first = f"Đê bối qua thôn Sỏi sạt lở ba đoạn dài, mưa to là nước tràn vào ruộng lúa. {shared}"
    second = f"{shared} Trạm bơm cũ chạy dầu vừa ồn vừa tốn, nên thay bằng máy chạy điện mặt trời."
    texts = [first, *(f"{first} {said}" for said in REMARKS[:3])]
    texts += [second, *(f"{second} {said}" for said in REMARKS[3:])]
    assert found(texts, [12, 1, 1, 1] * 2).family.tolist() == [0] * 4 + [4] * 4


def test_a_formula_of_any_opinion_makes_no_campaign():
    opening = "Kính gửi Ban soạn thảo, qua nghiên cứu dự thảo tôi xin có ý kiến đóng góp như sau:"
    asked = ["sửa cầu treo", "trồng thêm cây", "hạ giá nước", "mở lớp đêm", "dẹp loa kẹo kéo"]
    texts = [f"{opening} {said}" for said in asked]
    assert found(texts, [4] * len(texts)).family.tolist() == list(range(len(texts)))


def test_short_texts_are_copies_only_of_their_equals():
    texts = ["Tôi đồng ý với dự thảo", "Tôi đồng ý với dự thảo này", "Đồng ý", ""]
    assert found(texts, [50, 50, 50, 1]).family.tolist() == [0, 1, 2, 3]


def test_a_pair_of_near_copies_is_a_family_of_its_heavier_text():
    texts = [STRANGERS[2], STRANGERS[2] + " Mong lắm", STRANGERS[0]]
    assert found(texts, [1, 2, 1]).family.tolist() == [1, 1, 2]


def test_near_copies_are_not_chained():
    chain = Pairs(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0.9, 0.9, 0.9]))
    assert stars(chain, np.arange(4)).tolist() == [0, 0, 2, 2]


def test_no_text_and_empty_texts_are_answered():
    assert len(families(tokenize([]), np.zeros(0, np.int64), np.zeros(0, np.uint8)).family) == 0
    assert found(["...", "?!"]).family.tolist() == [0, 1]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(18)))
def test_the_order_of_the_texts_changes_only_the_indexes(campaign, order):
    weight = [1] * 18
    stance = [0, 1, 0, 0, 2, 0, 0, *[0] * 11]
    before = found(campaign, weight, stance)
    after = found(*([row[at] for at in order] for row in (campaign, weight, stance)))
    assert [order[at] for at in after.family] == [int(before.family[at]) for at in order]
    assert after.remark_start.tolist() == before.remark_start[list(order)].tolist()
    assert after.remark_end.tolist() == before.remark_end[list(order)].tolist()


@settings(max_examples=50, deadline=None)
@given(blocks=st.lists(st.lists(st.sampled_from([-1, 0, 1]), max_size=8), max_size=6))
def test_the_best_segment_is_the_best_of_all(blocks):
    bounds = np.cumsum([0, *map(len, blocks)])
    score = np.array([one for block in blocks for one in block], dtype=np.int64)
    start, end, gain = best_segments(score, bounds)
    for number, block in enumerate(blocks):
        best = max((sum(block[a:b]) for a in range(len(block)) for b in range(a, 9)), default=0)
        assert gain[number] == max(best, 0)
        assert score[start[number] : end[number]].sum() == gain[number]
        assert bounds[number] <= start[number] <= end[number] <= bounds[number + 1]


def test_near_duplicates_are_grouped_and_equal_texts_share_a_group():
    texts = [LETTER, STRANGERS[0], LETTER, f"{LETTER} Ký tên", STRANGERS[1], ""]
    group = near_duplicates(tokenize(texts)).tolist()
    assert group[0] == group[2] == group[3]
    assert len(set(group)) == 4
