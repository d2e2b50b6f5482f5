"""A sentence of the report tells what was said: it judges nobody, and its figures are not typed."""

import pytest

from danvan.sense.neutral import judgements, typed_over
from danvan.sense.policy import PHRASES

SAID = ["Đề nghị bổ sung số liệu về du lịch.", "Du lịch phát triển RẤT TỐT, đáng mừng."]
WORDS = [phrase.words for phrase in PHRASES]


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("đề nghị bổ sung số liệu về du lịch", []),
        ("góp ý tâm huyết, xác đáng về du lịch", ["tâm huyết", "xác đáng"]),
        ("góp ý TÂM HUYẾT về du lịch", ["tâm huyết"]),
        ("góp ý tam huyet về du lịch", ["tâm huyết"]),
        ("nêu cách nhìn phiến diện về du lịch", ["phiến diện"]),
        ("có ý kiến thiếu xây dựng về du lịch", ["thiếu xây dựng"]),
        ("đề nghị đầu tư xây dựng khu du lịch", []),  # what is built, not what judges
        ("nêu ý kiến tích cực về du lịch", ["tích cực"]),
    ],
)
def test_words_that_judge_are_marked(wording, found):
    assert judgements(wording, SAID) == found


def test_what_somebody_said_may_be_told():
    """However it is written."""
    assert judgements("cho rằng du lịch phát triển rất tốt", SAID) == []
    assert judgements("cho rằng du lịch phát triển rất tốt", SAID[:1]) == ["rất tốt"]


def test_part_of_a_word_is_no_judgement():
    assert judgements("về vô lýt", []) == []


def test_no_more_is_read_than_is_needed():
    def sources():
        yield SAID[1]
        raise AssertionError("read on")

    assert judgements("phát triển rất tốt", sources()) == []
    assert judgements("về du lịch", sources()) == []


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("đề nghị bổ sung số liệu về du lịch", []),
        ("đề nghị nêu bốn bài học", []),  # a number of something that the draft holds
        ("đề nghị bỏ nội dung ở tất cả các xã, nhiều nơi chưa làm", []),
        ("theo 12 người thì cần bỏ", ["12"]),
        ("đạt 92% hộ", ["92%"]),
        ("theo hai mươi lăm ý kiến thì nên bỏ", ["hai mươi lăm ý kiến"]),
        ("hầu hết đề nghị bỏ", ["hầu hết"]),
        ("nhiều ý kiến đề nghị bỏ", ["nhiều ý kiến"]),
        ("Một số đại biểu đề nghị bỏ", ["một số đại biểu"]),
        ("đề nghị bỏ cụm từ “khá”", ["“", "”"]),
        ('đề nghị bỏ cụm từ "khá"', ['"']),
    ],
)
def test_what_is_filled_in_is_not_typed(wording, found):
    """S70: a quantity word and its figures come from a count, a quote from an opinion."""
    assert typed_over(wording, WORDS) == found


def test_a_number_in_a_name_may_stay():
    own = "đề nghị bổ sung nội dung về Nghị quyết 35"
    assert typed_over("đề nghị nêu rõ Nghị quyết 35", WORDS, own) == []
    assert typed_over("đề nghị nêu rõ Nghị quyết 36", WORDS, own) == ["36"]
