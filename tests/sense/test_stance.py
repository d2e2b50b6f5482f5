"""The shipped head tells for from against as a careful reader would, marks or no marks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.heads import make
from danvan.sense.heads.store import pack, shipped
from danvan.sense.records import CLAIM, HEADING, SALUTATION, STANCES, Units
from danvan.sense.stance import QUEUE_SHARE, review_queue, stance
from danvan.sense.words.fold import fold
from danvan.sense.words.tokens import tokenize

TRAIN = sorted((Path(make.__file__).parent / "train").glob("*.jsonl"))

SAID = [
    ("Tôi hoàn toàn nhất trí với dự thảo.", "agree"),
    ("Không phải tôi không đồng ý với chủ trương này.", "agree"),
    ("Tôi đồng ý nhưng đề nghị bổ sung kinh phí cho thôn.", "propose"),
    ("Đề nghị sửa cụm từ “cơ bản” thành “từng bước” ở Điều 5.", "propose"),
    ("Tôi không đồng ý thu phí gửi xe ở nhà văn hóa.", "object"),
    ("Tôi không tán thành việc bỏ chợ phiên của xã.", "object"),
    ("Nói là sạch đẹp, mời các ông về ngửi thử cái cống nhà tôi một đêm.", "object"),
    ("Dân lấy tiền đâu mà đóng, bảo tự nguyện mà cuối năm vẫn thu từng nhà?", "object"),
    ("Chỉ tiêu này không khả thi, năm nào cũng đặt ra rồi có đạt đâu.", "object"),
    ("Cho tôi hỏi hồ sơ nộp ở xã hay ở huyện?", "question"),
    ("Bao giờ thì nghị quyết này có hiệu lực?", "question"),
    ("Kính chúc đại hội thành công tốt đẹp.", "inform"),
]


@cache
def head():
    return shipped()


def units_of(texts, kind=CLAIM):
    """Each line of a text is a unit."""
    rows = []
    for number, text in enumerate(texts):
        at = 0
        for line in text.split("\n"):
            rows.append((number, at, at + len(line)))
            at += len(line) + 1
    text, start, end = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    kinds = np.full(len(rows), kind, dtype=np.uint8)
    return Units(text, start, end, kinds, np.full(len(rows), -1, dtype=np.int64))


def judged(texts, kind=CLAIM):
    return stance(head(), tokenize(texts), texts, units_of(texts, kind))


def named(texts):
    return [STANCES[k] for k in judged(texts).stance]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_the_shipped_head_decides_as_a_careful_reader(text, expected):
    assert named([text]) == [expected]


def test_typed_without_marks_it_is_the_same_stance_with_the_same_probability():
    texts = [text for text, _ in SAID]
    marked, unmarked = judged(texts), judged([fold(text) for text in texts])
    assert np.array_equal(marked.stance, unmarked.stance)
    assert np.array_equal(marked.probability, unmarked.probability)


@given(lines=st.lists(st.sampled_from([text for text, _ in SAID]), min_size=1, max_size=5))
@settings(max_examples=12, deadline=None)
def test_pasted_twice_into_itself_a_submission_says_the_same_twice(lines):
    once, twice = judged(["\n".join(lines)]), judged(["\n".join(lines + lines)])
    assert twice.stance.tolist() == once.stance.tolist() * 2
    assert twice.objection.tolist() == once.objection.tolist() * 2


@given(
    order=st.permutations(range(len(SAID))),
)
@settings(max_examples=12, deadline=None)
def test_the_order_of_submissions_changes_no_stance(order):
    texts = [text for text, _ in SAID]
    shuffled, plain = judged([texts[at] for at in order]), judged(texts)
    assert np.array_equal(shuffled.stance, plain.stance[order])
    assert np.array_equal(shuffled.possible_objection, plain.possible_objection[order])


@pytest.mark.parametrize("kind", [HEADING, SALUTATION])
def test_what_is_no_claim_neither_objects_nor_is_queued(kind):
    found = judged(["Tôi không đồng ý"], kind)
    assert STANCES[found.stance[0]] == "inform"
    assert not found.possible_objection.any()


def test_the_queue_holds_the_likeliest_objections():
    found = judged([text for text, _ in SAID])
    assert found.possible_objection.sum() == 3
    assert (
        found.objection[found.possible_objection].min()
        > found.objection[~found.possible_objection].max()
    )


@given(chances=st.lists(st.integers(0, 100), min_size=1, max_size=60), seed=st.integers(0, 9))
@settings(max_examples=50, deadline=None)
def test_the_queue_is_never_longer_than_its_share_and_parts_no_equals(chances, seed):
    objection = np.array(chances, dtype=np.float32) / 100
    claims = np.random.default_rng(seed).random(len(chances)) < 0.8
    queue = review_queue(objection, claims)
    assert queue.sum() <= QUEUE_SHARE * claims.sum()
    assert not (queue & ~claims).any()
    assert not set(objection[queue]) & set(objection[claims & ~queue])


def test_a_head_trained_with_vectors_wants_vectors():
    texts = ["Tôi đồng ý."]
    vectors = np.ones((1, 4), dtype=np.float32)
    with pytest.raises(ValueError, match="columns"):
        stance(head(), tokenize(texts), texts, units_of(texts), vectors)


def some_lessons(every):
    whole = make.lesson(TRAIN)
    rows = np.flatnonzero(np.arange(len(whole.stance)) % every == 0)
    units = Units(
        *(getattr(whole.units, name)[rows] for name in ("text", "start", "end", "kind", "under"))
    )
    return make.Lesson(whole.texts, units, whole.stance[rows], whole.field[rows])


def test_training_twice_gives_the_same_bytes():
    taught = some_lessons(30)
    assert pack(make.train(taught)[0]) == pack(make.train(taught)[0])


def test_a_head_can_learn_from_vectors_too():
    taught = some_lessons(30)
    vectors = np.eye(len(STANCES), dtype=np.float32)[taught.stance] * 4
    _, unseen = make.train(taught, vectors)
    assert (unseen.argmax(axis=1) == taught.stance).mean() > 0.95


def test_the_training_text_is_composed_and_its_points_lie_inside():
    taught = make.lesson(TRAIN)
    sizes = np.array([len(text) for text in taught.texts])
    assert len(TRAIN) == 5
    assert (taught.units.start < taught.units.end).all()
    assert (taught.units.end <= sizes[taught.units.text]).all()


def test_the_shipped_file_is_small():
    assert len(pack(head())) < 6_000_000
