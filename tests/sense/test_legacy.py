"""Text from before Unicode is read as letters; text that reads as it stands is not touched."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.intake.cells import readable
from danvan.sense.words.codes import TCVN3, VNI_PAIRS, VNI_SINGLES, from_tcvn3, from_vni
from danvan.sense.words.legacy import OldLetters, decoded

SENTENCE = "Đề nghị làm rõ mục này và bổ sung số liệu về nước sạch"
LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ bcghklmnpqrstvx"
)
SMALL = (
    "ý kiến của bà con thôn trên là giữ nguyên mức thu",
    "đường liên xã đã hỏng nặng từ mùa mưa năm ngoái, xe không qua được",
    "nhà văn hoá khoá cửa quanh năm, trẻ em không có chỗ chơi",
    "mong tỉnh quan tâm hỗ trợ người cao tuổi và hộ nghèo",
    "phần nhiệm vụ còn chung chung; cần nêu rõ ai làm, bao giờ xong",
    "nước giếng có mùi tanh, nhiều nhà phải mua nước bình",
)
CAPITAL = (
    SENTENCE,
    "TÔI ĐỒNG Ý VỚI DỰ THẢO, NHƯNG PHẦN II CÒN DÀI QUÁ",
    "Hội người cao tuổi xã Đồng Tiến nhất trí cao với mục tiêu 94,9 %",
    "Kính gửi Ủy ban nhân dân huyện: đường về Ấp Ngoài chưa có đèn",
)
FOREIGN = (
    "Größe und Höhe der Gebühr für die Straße sind zu hoch, schöne Grüße",
    "Über die Brücke führt künftig ein Weg für Fußgänger",
    "L'été dernier, la forêt brûlée a été replantée grâce à la mairie",
    "Il a dû naître à Noël; le maïs et l'hôtel coûtent déjà très cher",
    "The café's fee is naïve – we can't agree, says a resident (10 µm, ±5 °C, 3 m²)",
    "この案に賛成です。ただし、第二章は長すぎます。",
    "Please keep the library open until 9 pm",
)

TO_TCVN3 = {ord(letter): chr(code) for code, letter in TCVN3.items()}
TO_VNI = {letter: code for code, letter in (VNI_SINGLES | VNI_PAIRS).items() if letter.islower()}
TO_VNI |= {letter.upper(): code.upper() for letter, code in TO_VNI.items()}


def in_tcvn3(text: str) -> str:
    return text.translate(TO_TCVN3)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def in_windows_1258(text: str) -> bytes:
    """Each tone as a mark of its own after its letter, as that code page has them."""
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        bare = "".join(mark for mark in parts if mark not in tones)
        out += unicodedata.normalize("NFC", bare) + tones
    return out.encode("cp1258")


def some(sentences: tuple[str, ...], *, most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=most).map(". ".join)


@given(st.text(st.sampled_from(LETTERS)))
@settings(max_examples=50, deadline=None)
def test_tcvn3_comes_back_whole(text: str) -> None:
    assert from_tcvn3(in_tcvn3(text)) == text


@given(st.lists(st.sampled_from([letter for letter in LETTERS if letter != " "])))
@settings(max_examples=50, deadline=None)
def test_vni_comes_back_whole(letters: list[str]) -> None:
    for text in (" ".join(letters), " ".join(letters).upper()):
        assert from_vni(in_vni(text)) == text


@given(some(SMALL))
@settings(max_examples=50, deadline=None)
def test_a_text_in_tcvn3_is_read(text: str) -> None:
    assert decoded(in_tcvn3(text)) == text


@given(some((*SMALL, *CAPITAL)))
@settings(max_examples=50, deadline=None)
def test_a_text_in_vni_is_read(text: str) -> None:
    assert decoded(in_vni(text)) == text


@given(some((*SMALL, *CAPITAL)))
@settings(max_examples=50, deadline=None)
def test_windows_1258_is_read_from_its_bytes_and_from_what_western_programs_show(text: str) -> None:
    raw = in_windows_1258(text)
    assert OldLetters().from_bytes(raw) == (text, "windows-1258")
    assert decoded(raw.decode("cp1252")) == text


@given(some((*SMALL, *CAPITAL, *FOREIGN)))
@settings(max_examples=100, deadline=None)
def test_what_reads_as_it_stands_is_not_touched(text: str) -> None:
    assert decoded(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "có",
            "là và à",
            "De nghi lam ro",
            "café été à la mer",
            "naïve façade",
            "賛成です",
            "😀",
            "",
        ),
        *(
            "Ok!",
            "thaï",
            "bụi cỡ 0,02 µm – 0,4 µm",
            "Samsung®, Kia®: © 2020",
            "½ số hộ, ¼ diện tích",
            "dû",
        ),
        *("“cấp XÔ", "m² đất", "«có», «không»", "ca mi ông", "Käfig, Hühner, Tür"),
    ],
)
def test_a_short_text_that_reads_is_not_touched(text: str) -> None:
    assert decoded(text) == text


@given(st.sampled_from(SMALL), some((*SMALL, *CAPITAL), most=2))
@settings(max_examples=100, deadline=None)
def test_each_stretch_of_a_text_is_read_by_its_own_encoding(old: str, new: str) -> None:
    for write in (in_tcvn3, in_vni):
        assert decoded(f"{new}. {write(old)}") == f"{new}. {old}"
        assert decoded(f"{write(old)}: {new}") == f"{old}: {new}"
    assert decoded(f"{in_tcvn3(old)}\n{in_vni(new)}") == f"{old}\n{new}"


@pytest.mark.parametrize(
    "written",
    [
        in_tcvn3(SENTENCE),
        in_vni(SENTENCE),
        SENTENCE.encode().decode("latin-1").replace("\x91", "‘"),
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.replace("ề", "è\u0302").replace("ố", "ó\u0302"),
        SENTENCE.replace("ề", "ê\u0300").replace("ố", "o\u0301\u0302"),
        SENTENCE,
    ],
)
def test_every_writing_of_a_sentence_reads_the_same(written: str) -> None:
    assert decoded(written) == SENTENCE


def test_a_word_that_two_encodings_allow_is_read_as_its_column_is() -> None:
    cells = [in_tcvn3(text) for text in (*SMALL, "tội con", "có")]
    read = readable(pa.chunked_array([cells])).to_pylist()
    assert read == [*SMALL, "tội con", "cã"]  # “cã” is a syllable: it reads as it stands
    assert readable(pa.chunked_array([["tội con", "Ko cã"]])).to_pylist() == ["tội con", "Ko cã"]


@pytest.mark.parametrize("heading", ["Nội dung", "Tội con", "Ngày", "Đơn vị", "Phần", "Kênh nhận"])
def test_a_short_heading_is_read(heading: str) -> None:
    assert decoded(in_tcvn3(heading).replace("Đ", "§")) == heading
    if " " in heading:
        assert decoded(in_vni(heading)) == heading


def test_a_column_holds_cells_in_parts_and_cells_half_composed() -> None:
    both = f"{CAPITAL[0]}. {in_tcvn3(SMALL[0])}"
    read = readable(pa.chunked_array([[both, "nê\u0301u đê\u0323", "né\u0302u"]])).to_pylist()
    assert read == [f"{CAPITAL[0]}. {SMALL[0]}", "nếu đệ", "nếu"]


def test_the_font_decides_for_a_run() -> None:
    letters = OldLetters()
    assert letters.from_run("tæng hîp", ".VnTimeH") == "TỔNG HỢP"
    assert letters.from_run("goùp yù", "VNI-Times") == "góp ý"
    assert letters.from_run("GOÙP YÙ", "VNI-Times") == "GÓP Ý"
    assert letters.from_run("góp ý đã gõ Unicode", ".VnTime") == "góp ý đã gõ Unicode"
    assert letters.from_run("café", "Times New Roman") == "café"


def test_words_that_read_as_they_stand_overrule_an_old_font() -> None:
    """A style may name an old font where Unicode was typed since."""
    assert OldLetters().from_run("mình tính chính xác", ".VnTime") == "mình tính chính xác"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (in_tcvn3(SENTENCE).encode("latin-1"), "tcvn3"),
        (in_vni(SENTENCE).encode("latin-1"), "vni"),
        (in_windows_1258(SENTENCE), "windows-1258"),
    ],
)
def test_bytes_find_their_encoding(raw: bytes, name: str) -> None:
    assert OldLetters().from_bytes(raw) == (SENTENCE, name)
