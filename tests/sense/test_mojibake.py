"""UTF-8 that some program misread is put right; what reads as it stands is not touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.legacy import decoded
from danvan.sense.words.mojibake import repaired, shown_as

SENTENCES = (
    "Đề nghị làm rõ mục này và bổ sung số liệu về nước sạch",
    "Thôn Đồng Giáo chưa có đường bê tông 😀",
    "Bà con băn khoăn về giá đất – mong “cấp trên” trả lời sớm…",
    "ĐỀ NGHỊ ƯU TIÊN KINH PHÍ CHO TRẠM Y TẾ, ĂN Ở, ƠN NGHĨA",
    "Có 3 điểm: (1) thu phí; (2) tiền điện; (3) bảo hiểm, tăng 5 °C",
)
PAGES = ("cp1252", "cp1258", "latin-1")


def misread(text: str, page: str) -> str:
    """What a program shows that takes each byte of UTF-8 for a letter."""
    return "".join(chr(byte) if byte < 0x80 else shown_as(byte, page) for byte in text.encode())


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(PAGES),
)
@settings(max_examples=50, deadline=None)
def test_a_text_misread_comes_back_whole(text: str, page: str) -> None:
    assert decoded(misread(text, page)) == text


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", SENTENCES)
def test_also_where_it_was_misread_twice(text: str, page: str) -> None:
    assert repaired(misread(misread(text, page), page)) == text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", SENTENCES)
def test_also_where_its_marks_stood_apart(text: str, page: str) -> None:
    assert decoded(misread(unicodedata.normalize("NFD", text), page)) == text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", SENTENCES)
def test_a_part_of_a_text_may_be_misread(text: str, page: str) -> None:
    assert decoded(f"Ý kiến của cử tri: {misread(text, page)}") == f"Ý kiến của cử tri: {text}"


def test_an_a_grave_whose_second_byte_became_a_space_is_found() -> None:
    shown = misread("Đề nghị làm rõ và sửa, nước là nguồn sống", "cp1252").replace("\u00a0", " ")
    assert repaired(shown) == "Đề nghị làm rõ và sửa, nước là nguồn sống"
    assert repaired("lÃ m rÃµ vÃ sá»­a") == "làm rõ và sửa"


@given(st.lists(st.sampled_from(SENTENCES), max_size=3).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_what_reads_is_not_touched(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "cấp “XÃ”",
            "LIỆT KÊ”",
            "XÃ HỘI, MÃ SỐ, “ĐÔ”",
            "xã\u00a0hội",
            "khá…”",
            "«khá»…",
            "là y tế",
        ),
        *("NÃO CÁ – MÃ…", "Crème brûlée “à la carte” – 5 €", "Größe für Straße", "São Paulo, João"),
        *("Ä Ö Ü", "Ă” và â€", "賛成です", "ï»", "á»", ""),
    ],
)
def test_signs_that_only_look_misread_are_not_touched(text: str) -> None:
    assert repaired(nfc(text)) == nfc(text)
