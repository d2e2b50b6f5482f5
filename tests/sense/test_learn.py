"""A classifier learns from few labels, reads marked and unmarked text alike, same each time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense import learn
from danvan.sense.heads.store import UnreadableHead, pack, unpack
from danvan.sense.learn import Recipe, apply, fit, one_hot, spans_of, whole
from danvan.sense.words.fold import fold
from danvan.sense.words.pieces import items_of, pieces_of
from danvan.sense.words.tokens import tokenize

PLACES = (
    "đường làng",
    "trạm y tế",
    "trường mầm non",
    "chợ xã",
    "bãi rác",
    "kênh mương",
    "nhà văn hóa",
)
ROADS = ("{} cần đổ bê tông", "{} xuống cấp, xe tải chạy hỏng mặt đường", "{} thiếu đèn chiếu sáng")
CLINIC = ("{} thiếu thuốc và bác sĩ", "{} cần thêm giường bệnh", "khám bệnh ở {} chờ lâu quá!")
ASKS = ("bao giờ làm {}?", "ai chịu trách nhiệm về {} ?", "{} xong năm nào?")
LESSONS = [
    (form.format(place), k)
    for k, forms in enumerate((ROADS, CLINIC, ASKS))
    for form in forms
    for place in PLACES
]
TEXTS = [text for text, _ in LESSONS]
LABELS = np.array([k for _, k in LESSONS])
CLASSES = ("road", "clinic", "question")
RECIPE = Recipe(bits=14)

LETTERS = st.text(alphabet="aăâbcđeêgơưộếỳ 12.,?!:)\n", max_size=60)


def spans(texts):
    return whole(tokenize(texts), texts)


@pytest.fixture(scope="module")
def head():
    return fit(spans(TEXTS), one_hot(LABELS, 3), CLASSES, RECIPE)


def test_it_learns_what_it_is_shown(head):
    unseen = ["cầu treo cần đổ bê tông", "phòng khám thiếu thuốc", "khi nào sửa cầu, ai làm?"]
    assert apply(head, spans(unseen)).argmax(axis=1).tolist() == [0, 1, 2]


def test_text_without_marks_gets_the_same_probabilities(head):
    assert np.array_equal(
        apply(head, spans(TEXTS)), apply(head, spans([fold(text) for text in TEXTS]))
    )


def test_the_same_lessons_give_the_same_bytes(head):
    again = fit(spans(TEXTS), one_hot(LABELS, 3), CLASSES, RECIPE)
    assert pack(again) == pack(head)


def test_a_stored_head_decides_alike(head):
    assert np.array_equal(apply(unpack(pack(head)), spans(TEXTS)), apply(head, spans(TEXTS)))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a head", pack.__doc__.encode()])
def test_what_is_no_head_is_refused_in_words(content):
    with pytest.raises(UnreadableHead, match="hỏng"):
        unpack(content)


def test_a_head_of_another_make_is_refused(head, monkeypatch):
    content = pack(head)
    monkeypatch.setattr("danvan.sense.heads.store.MAKE", 99)
    with pytest.raises(UnreadableHead, match="phiên bản khác"):
        unpack(content)


def test_exclusive_classes_share_one_and_free_classes_do_not(head):
    assert apply(head, spans(TEXTS)).sum(axis=1) == pytest.approx(1, abs=3e-4)
    free = fit(spans(TEXTS), one_hot(LABELS, 3), CLASSES, replace(RECIPE, exclusive=False))
    assert not np.allclose(apply(free, spans(["bê tông thiếu thuốc?"])).sum(), 1, atol=1e-3)


def test_the_step_changes_no_result(head, monkeypatch):
    at_once = apply(head, spans(TEXTS))
    monkeypatch.setattr(learn, "CHUNK", 7)
    assert np.array_equal(apply(head, spans(TEXTS)), at_once)


@given(texts=st.lists(LETTERS, min_size=1, max_size=6), seed=st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_the_order_of_texts_changes_no_result(head, texts, seed):
    order = np.random.default_rng(seed).permutation(len(texts))
    shuffled = apply(head, spans([texts[at] for at in order]))
    assert np.array_equal(shuffled, apply(head, spans(texts))[order])


@given(before=LETTERS, text=LETTERS, after=LETTERS)
@settings(max_examples=25, deadline=None)
def test_a_span_reads_only_its_own_words(head, before, text, after):
    alone = apply(head, spans([text]))
    longer = f"{before}\nxa\n{text}\nxa\n{after}"
    at = len(before) + 4
    inside = spans_of(
        tokenize([longer]), [longer], np.array([0]), (np.array([at]), np.array([at + len(text)]))
    )
    words = tokenize([text])
    assert len(inside) == 1
    assert int(inside.hi[0] - inside.lo[0]) == len(words.folded)
    # signs may lean on a neighbour's token where the span has signs alone or starts with them
    if not any(sign in text for sign in ".,?!:)"):
        assert np.array_equal(apply(head, inside), alone)


@given(texts=st.lists(LETTERS, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_sums_by_lookup_are_sums_by_counting(texts):
    tokens = tokenize(texts)
    found = pieces_of(items_of(tokens, texts, (tokens.first[:-1], tokens.first[1:])), 10)
    table = np.arange(1 << 10, dtype=np.float32)[:, None]
    words, characters = found.sums(table)
    counted_words, counted_characters = found.counts()
    assert np.allclose(words, counted_words @ table)
    assert np.allclose(characters, counted_characters @ table)


def test_a_label_that_counts_more_pulls_more():
    texts = ["nên làm cầu"] * 6
    hits = one_hot(np.array([0, 0, 0, 1, 1, 1]), 2)
    weight = np.array([1, 1, 1, 9, 9, 9], dtype=np.float32)
    fitted = fit(
        spans(texts),
        hits,
        ("a", "b"),
        replace(RECIPE, least=1),
        weight=weight,
        groups=np.arange(6) % 3,
    )
    margin = learn.margins(fitted, spans(texts[:1]))[0]
    assert margin[1] > margin[0]


def test_a_class_nobody_shows_is_never_found():
    fitted = fit(spans(TEXTS), one_hot(LABELS, 4), (*CLASSES, "none"), RECIPE)
    assert apply(fitted, spans(TEXTS))[:, 3].max() == 0


def test_a_lean_is_taken_where_it_gains():
    chance = np.array([[0.6, 0.4], [0.55, 0.45], [0.9, 0.1]], dtype=np.float32)
    truth = np.array([1, 1, 0])
    lean = learn.leaning(chance, lambda found: float((found == truth).mean()))
    assert learn.decide(chance, lean).tolist() == [1, 1, 0]


def test_no_spans_and_empty_spans_are_read():
    fitted = fit(spans(TEXTS), one_hot(LABELS, 3), CLASSES, RECIPE)
    assert apply(fitted, spans([])).shape == (0, 3)
    assert np.isfinite(apply(fitted, spans(["", " ?! ", "\n"]))).all()
