"""xoá and xóa are one word to the engine, lý and lí one marker; what was written stays."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.sense.labels import names_a_matter
from danvan.sense.words.acts import change_type
from danvan.sense.words.edits import edits
from danvan.sense.words.pieces import items_of, pieces_of
from danvan.sense.words.placement import placed, spellings
from danvan.sense.words.polarity import polarity
from danvan.sense.words.syllable import ONSETS, QU_RIMES, RIMES, TONES, is_syllable, spelt
from danvan.sense.words.tokens import tokenize

MOVING = [
    ("xoá hoà thuỷ khoẻ toà huỷ uỷ loè tuý ngoạ", "xóa hòa thủy khỏe tòa hủy ủy lòe túy ngọa"),
    ("HOÀ Hoà HoÀ UỶ BAN", "HÒA Hòa HòA ỦY BAN"),
]
STAYING = (
    "quý quỳ quỷ quỹ quỵ quà quá giá già giò QUÝ Quý hoàn toán thuyết khuỷu hoài loét xóa hòa thủy"
    " lý lí kỹ kĩ mía của cùi boáx oá2 Chloéa"
)
OPEN_RIMES = ("oa", "oe", "uy")


def toned(letters: str, at: int, tone: str) -> str:
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


@pytest.mark.parametrize(("old", "new"), MOVING)
def test_the_mark_of_an_open_rime_moves(old: str, new: str) -> None:
    assert placed(old) == new


@pytest.mark.parametrize("word", STAYING.split())
def test_every_other_mark_stays(word: str) -> None:
    assert placed(word) == word


@pytest.mark.parametrize("onset", ["", *ONSETS])
def test_over_the_whole_grammar_only_open_rimes_move(onset: str) -> None:
    """Every syllable there is: onset × rime × tone, the mark on each letter in turn."""
    for rime in QU_RIMES if onset == "qu" else RIMES:
        if onset != "qu" and not spelt(onset, rime):
            continue
        for tone in TONES:
            written = [toned(onset + rime, len(onset) + at, tone) for at in range(len(rime))]
            for at, word in enumerate(written):
                moves = onset != "qu" and rime in OPEN_RIMES and at == 1
                assert placed(word) == (written[0] if moves else word)
                assert placed(word.upper()) == (written[0] if moves else word).upper()


@given(st.text(st.sampled_from("oauyeqQgióáàảỏúỷÝỳ hHxoOA\\n.1đ賛")))
def test_length_and_fold_hold_and_twice_is_once(text: str) -> None:
    moved = placed(text)
    assert len(moved) == len(text)
    assert placed(moved) == moved
    assert [c for c in unicodedata.normalize("NFD", moved) if c not in TONES] == [
        c for c in unicodedata.normalize("NFD", text) if c not in TONES
    ]


@given(st.text(st.characters(exclude_characters="áàảãạéèẻẽẹýỳỷỹỵÁÀẢÃẠÉÈẺẼẸÝỲỶỸỴ")))
def test_a_text_without_those_letters_is_the_very_same(text: str) -> None:
    assert placed(text) == text


def test_a_word_has_one_token_either_way() -> None:
    old, new = (tokenize([text]).marked for text in (MOVING[0][0], MOVING[0][1]))
    assert (old == new).all()
    stays = tokenize(["quý quy", "qúy quy"])
    assert stays.marked[0] != stays.marked[2]


def test_features_do_not_depend_on_which_placement_came_first() -> None:
    def features(texts: list[str]) -> np.ndarray:
        tokens = tokenize(texts)
        ranges = (tokens.first[:-1], tokens.first[1:])
        words, letters = pieces_of(items_of(tokens, texts, ranges, marked=True), 14).counts()
        return (words + letters).toarray()

    one, other = features(["xoá đói", "xóa đói"]), features(["xóa đói", "xoá đói"])
    assert (one[0] == one[1]).all()
    assert (one == other).all()


def test_the_grammar_hears_both_spellings() -> None:
    def heard(text: str) -> list[str]:
        return [marker.sign for marker in polarity(text).markers]

    assert heard("Quy định này rất hợp lí") == heard("Quy định này rất hợp lý") == ["agree"]
    assert heard("thế là vô lí") == heard("thế là vô lý") == ["object"]
    assert change_type("đề nghị xoá cụm từ này") == change_type("đề nghị xóa cụm từ này")
    assert edits("xoá cụm từ “hoà bình”") == edits("xóa cụm từ “hòa bình”")
    assert names_a_matter("cụ thể hoá") == names_a_matter("cụ thể hóa")
    assert spellings("hợp lí") == ["hợp lí", "hợp lý"]
    assert all(is_syllable(word) for word in spellings("kĩ"))
