"""Telephones, e-mail addresses and identity numbers are found however they are typed; numbers that
count, date or cite something are left alone. All numbers are made up by chance."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from vn_ident import PROVINCES

from danvan.sense.redact import Hit, found

DIGITS = "0123456789"
WIDE = str.maketrans(DIGITS, "０１２３４５６７８９")
BEFORE = st.sampled_from(
    ["", "Gọi ", "Số ĐT: ", "so dien thoai ", "liên hệ (", "Xin gọi tôi theo số ", "Zalo:", "- "]
)
AFTER = st.sampled_from(["", ".", " nhé", ", cảm ơn", ")", " (gặp buổi tối)", "; hết", "\n", "!"])
SEPARATORS = st.sampled_from(["", " ", ".", "-", "–", "  ", " - ", "\u00a0", "\u200b"])
GROUPS = st.sampled_from(
    [(10,), (4, 3, 3), (3, 3, 4), (4, 6), (3, 7), (5, 5), (2, 2, 2, 2, 2), (4, 2, 2, 2), (3, 4, 3)]
)


def cut(digits: str, sizes: tuple[int, ...], separator: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return separator.join([*parts, digits[at:]] if digits[at:] else parts)


@st.composite
def mobiles(draw) -> str:
    """A mobile number in one of the ways people type it."""
    local = draw(st.sampled_from("35789")) + draw(st.text(DIGITS, min_size=8, max_size=8))
    separator = draw(SEPARATORS)
    written = cut("0" + local, draw(GROUPS), separator)
    start = draw(st.sampled_from(["0", "+84", "+84 ", "(+84) ", "0084", "+84-", "84"]))
    if start != "0":
        written = start + written[1:].lstrip(separator)
    return written.translate(WIDE) if draw(st.booleans()) else written


@st.composite
def landlines(draw) -> str:
    """A landline: 02 and a province, then seven or eight digits, the first part in brackets."""
    area, rest = draw(
        st.sampled_from([("0204", 7), ("0222", 7), ("024", 8), ("028", 8), ("0240", 7)])
    )
    digits = draw(st.text(DIGITS, min_size=rest, max_size=rest))
    separator = draw(st.sampled_from([" ", ".", "-"]))
    local = cut(digits, draw(st.sampled_from([(rest,), (rest - 3, 3), (rest - 4, 4)])), separator)
    return draw(st.sampled_from([f"({area}) {local}", f"{area}{separator}{local}"]))


@st.composite
def citizens(draw) -> str:
    """A citizen's number: province, century and sex, year of birth, six digits."""
    province = draw(st.sampled_from(PROVINCES))[0]
    century = draw(st.sampled_from("0123"))
    digits = province + century + draw(st.text(DIGITS, min_size=8, max_size=8))
    sizes = draw(st.sampled_from([(12,), (3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 9), (3, 3, 6)]))
    written = cut(digits, sizes, draw(st.sampled_from([" ", ".", "-"])))
    return written.translate(WIDE) if draw(st.booleans()) else written


def hidden(text: str, words: str) -> set[str]:
    """The kinds that cover every digit of the words, which stand once in the text."""
    start = text.index(words)
    hits = [hit for hit in found(text) if hit.sure != "left"]
    digits = [at for at in range(start, start + len(words)) if words[at - start].isalnum()]
    assert all(any(hit.start <= at < hit.end for hit in hits) for at in digits), hits
    return {hit.kind for hit in hits if hit.start < start + len(words) and start < hit.end}


@given(BEFORE, mobiles(), AFTER)
@example("Gọi ", "0912.345.678", " nhé")
@example("dt ", "(+84) 912-345-678", "")
def test_every_mobile_number_is_hidden(before, number, after):
    assert hidden(f"{before}{number}{after}", number) == {"phone"}


@given(BEFORE, landlines(), AFTER)
def test_every_landline_is_hidden(before, number, after):
    assert hidden(f"{before}{number}{after}", number) == {"phone"}


@given(
    st.sampled_from(["", "CCCD ", "Căn cước số ", "so can cuoc: ", "tôi có thẻ "]),
    citizens(),
    AFTER,
)
def test_every_citizen_number_is_hidden(before, number, after):
    assert "identity" in hidden(f"{before}{number}{after}", number)


@given(
    st.sampled_from(["CMND ", "Chứng minh nhân dân số: ", "cmnd so ", "CMT:", "giấy tờ tùy thân "]),
    st.text(DIGITS, min_size=9, max_size=9),
    st.sampled_from([(9,), (3, 3, 3)]),
    AFTER,
)
def test_an_old_identity_number_is_hidden_after_its_name(before, digits, sizes, after):
    number = cut(digits, sizes, " ")
    assert hidden(f"{before}{number}{after}", number) == {"identity"}


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,8}([._+-][a-z0-9]{1,6}){0,2}", fullmatch=True),
    st.sampled_from(["@", " @ ", "＠", "(at)"]),
    st.from_regex(r"[a-z][a-z0-9-]{1,8}(\.[a-z]{2,6}){1,2}", fullmatch=True),
    st.sampled_from(["", "Thư: ", "gửi về ", "email:"]),
    AFTER,
)
def test_every_e_mail_address_is_hidden(name, at, host, before, after):
    words = f"{name}{at}{host}"
    assert "email" in hidden(f"{before}{words}{after}", words)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Tài khoản 19036789012345 ngân hàng", "19036789012345", "account"),
        ("stk: 0011 0042 34567", "0011 0042 34567", "account"),
        ("thẻ 9704 1234 5678 9012", "9704 1234 5678 9012", "account"),
        ("hộ chiếu số C1234567", "C1234567", "identity"),
        ("mã số thuế 0101234567", "0101234567", "identity"),
        ("xe 98A-123.45 vượt đèn", "98A-123.45", "plate"),
        ("biển số 98b1 234.56", "98b1 234.56", "plate"),
        ("xem facebook.com/nguoi.dan.90 nhé", "facebook.com/nguoi.dan.90", "link"),
        ("zalo: nguoidan90", "zalo: nguoidan90", "link"),
        ("ở số nhà 12 ngõ 34 đường Hoa Sữa", "số nhà 12 ngõ 34 đường Hoa Sữa", "address"),
        ("nhà tôi số 7 Nguyễn Khắc Nhu", "số 7 Nguyễn Khắc Nhu", "address"),
        ("địa chỉ: thôn Hạ, xã Tân Hòa", "thôn Hạ, xã Tân Hòa", "address"),
        ("dia chi so nha 5 duong Hoa Sua", "so nha 5 duong Hoa Sua", "address"),
    ],
)
def test_accounts_papers_plates_links_and_addresses_are_hidden(text, words, kind):
    start = text.index(words)
    assert [(hit.start, hit.end, hit.kind) for hit in found(text)] == [
        (start, start + len(words), kind)
    ]


YEARS = st.integers(1990, 2035)
COUNTED = st.sampled_from(["đồng", "người", "lượt", "ha", "ý kiến", "m2"])


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@given(
    st.one_of(
        st.builds("số {:02}/QĐ-UBND".format, st.integers(1, 99_999)),
        st.builds("Luật số {}/{}/QH14".format, st.integers(1, 200), YEARS),
        st.builds("ngày {:02}.{:02}.{}".format, st.integers(1, 28), st.integers(1, 12), YEARS),
        st.builds("ngày {}/{}/{}".format, st.integers(1, 28), st.integers(1, 12), YEARS),
        st.builds("từ {0}-{1} đến {1}".format, YEARS, YEARS),
        st.builds("các năm {} {} {}".format, YEARS, YEARS, YEARS),
        st.builds(lambda n, w: f"{grouped(n)} {w}", st.integers(0, 10**12), COUNTED),
        st.builds(lambda n, w: f"{n}000 {w}", st.integers(1, 10**9), COUNTED),
        st.builds("tỷ lệ {},{:02} %".format, st.integers(0, 99), st.integers(0, 99)),
        st.builds("Điều {} khoản {} điểm a".format, st.integers(1, 500), st.integers(1, 9)),
        st.builds("tọa độ 21.{:06}, 105.{:06}".format, st.integers(0, 999_999), st.integers(0, 9)),
        st.builds("hệ số 0.{:09}".format, st.integers(0, 10**9 - 1)),
        st.builds("từ {:02}:30 đến {:02}:45".format, st.integers(0, 12), st.integers(12, 23)),
        st.builds("Km {}+{}".format, st.integers(1, 200), st.integers(100, 900)),
    )
)
@example("Tăng từ 4.200 lên 5.100 mô hình, đạt 94,9 %")
@example("36-HD/VPTW, thông tư 06/2026/TT-BVHTTDL, TCVN 6909:2001")
@example("từ 09.05.2020 - 12 hộ; 2020-07-14 - 15 hộ")
@example("các tổ 05 06 07 08 09 10")
@example("tỷ lệ 0.35 0.42 0.51 0.60")
@example("nhà 12 tầng, lớp 12A, phòng 305, quốc lộ 1")
@example("hộ khẩu ở xã Tân Yên; địa chỉ trang web của tỉnh")
@example("http://bacgiang.gov.vn/tin-tuc")
def test_numbers_that_count_date_or_cite_are_left_alone(text):
    assert found(f"Đề nghị xem lại {text} trong dự thảo.") == []


@given(st.text())
@example("+(0 . - 912345678" * 9)
@example("İ@İ.vn İ số nhà 1")
def test_whatever_is_typed_the_hits_lie_in_it_in_order_and_apart(text):
    hits = found(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(isinstance(hit, Hit) for hit in hits)
