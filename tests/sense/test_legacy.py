"""Text from before Unicode is read as letters; text that reads as it stands is not touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.legacy import (
    TCVN3,
    VNI_PAIRS,
    VNI_SINGLES,
    OldLetters,
    decoded,
    from_tcvn3,
    from_vni,
)

SENTENCE = "Đề nghị làm rõ mục này và bổ sung số liệu về nước sạch"
SMALL = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ bcghklmnpqrstvx"
TO_TCVN3 = {ord(letter): chr(code) for code, letter in TCVN3.items()}
TO_VNI = {letter: code for code, letter in (VNI_SINGLES | VNI_PAIRS).items() if letter.islower()}


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


@given(st.text(st.sampled_from(SMALL)))
@settings(max_examples=50, deadline=None)
def test_tcvn3_comes_back_whole(text: str) -> None:
    assert from_tcvn3(text.translate(TO_TCVN3)) == text


@given(st.lists(st.sampled_from([letter for letter in SMALL if letter != " "])))
@settings(max_examples=50, deadline=None)
def test_vni_comes_back_whole(letters: list[str]) -> None:
    text = " ".join(letters)
    assert from_vni(in_vni(text)) == text


@pytest.mark.parametrize(
    "written",
    [
        SENTENCE.translate(TO_TCVN3).replace("Đ", "\xa7"),
        in_vni(SENTENCE).replace("Đ", "Ñ"),
        SENTENCE.encode().decode("latin-1").replace("\x91", "‘"),
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE,
    ],
)
def test_every_writing_of_a_sentence_reads_the_same(written: str) -> None:
    assert decoded(written) == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "có",
        "là và à",
        "De nghi lam ro",
        "café été à la mer",
        "naïve façade",
        "賛成です",
        "😀",
        "",
        "Ok!",
    ],
)
def test_what_reads_as_it_stands_is_not_touched(text: str) -> None:
    assert decoded(text) == text


def test_the_font_decides_for_a_run() -> None:
    letters = OldLetters()
    assert letters.from_run("tæng hîp", ".VnTimeH") == "TỔNG HỢP"
    assert letters.from_run("goùp yù", "VNI-Times") == "góp ý"
    assert letters.from_run("góp ý đã gõ Unicode", ".VnTime") == "góp ý đã gõ Unicode"
    assert letters.from_run("café", "Times New Roman") == "café"


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.translate(TO_TCVN3).replace("Đ", "\xa7").encode("latin-1"),
        in_vni(SENTENCE).replace("Đ", "Ñ").encode("latin-1"),
        unicodedata.normalize("NFD", "à").encode("cp1258")
        + " nước sạch là quyền".translate(
            {0x1EDB: "ơ\u0301", 0x1EA1: "a\u0323", 0x1EC1: "ê\u0300"}
        ).encode("cp1258"),
    ],
)
def test_bytes_find_their_encoding(raw: bytes) -> None:
    assert OldLetters().from_bytes(raw) in (SENTENCE, "à nước sạch là quyền")
