"""A PDF gives one row a remark, with its page; what is a picture in it is recognised."""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from page_sample import (
    OPINIONS,
    appended,
    by_hand,
    listed,
    of_blank_pages,
    saved,
    scanned,
    typeset,
)

from danvan.papers import pages
from danvan.papers.errors import Unreadable
from danvan.papers.pdf_in import read_pdf
from danvan.sense.words.legacy import OldLetters

LONG = " ".join(OPINIONS[::2])
MINUTES = r"""
#align(center)[*BIÊN BẢN*]
#align(center)[Hội nghị góp ý, ngày 5 tháng 3 năm 2025]

I. Nội dung

1\. Chủ trì nêu mục đích.

*II. Ý kiến góp ý*

1\. Đồng chí Nguyễn Văn Mẫu, Bí thư chi bộ thôn Đông: LONG

2\. Bà Trần Thị Thử: Đồng ý với dự thảo.

3\. Đại diện Hội Nông dân xã: LONG

#pagebreak()
4\. Đại diện Đoàn Thanh niên: LONG

*III. Kết luận*

Chủ trì tiếp thu.
""".replace("LONG", LONG)


def texts(path: Path) -> list[str]:
    return [text for sheet in read_pdf(path) for text in sheet.table["text"].to_pylist()]


def paper(folder: Path, body: str, **options: str) -> Path:
    return typeset(folder / "a.pdf", body, **options)


# ---------------------------------------------------------------- minutes and lists


def test_minutes_give_each_remark_with_its_page_and_office(tmp_path: Path) -> None:
    (sheet,) = read_pdf(paper(tmp_path, MINUTES))
    assert sheet.table["text"].to_pylist() == [LONG, "Đồng ý với dự thảo.", LONG, LONG]
    assert sheet.table["group"].to_pylist() == [
        "Bí thư chi bộ thôn Đông",
        None,
        "Đại diện Hội Nông dân xã",
        "Đại diện Đoàn Thanh niên",
    ]
    assert set(sheet.table["channel"].to_pylist()) == {"conference"}
    assert set(sheet.table["received_at"].to_pylist()) == {"ngày 5 tháng 3 năm 2025"}
    assert sheet.pages is not None
    assert sheet.pages.tolist() == [1, 1, 1, 2]
    assert sheet.confidence is None, "stored letters need no confirmation"


def test_what_is_no_remark_is_named(tmp_path: Path) -> None:
    (sheet,) = read_pdf(paper(tmp_path, MINUTES))
    assert [one.text for one in sheet.passed] == [
        "BIÊN BẢN",
        "Hội nghị góp ý, ngày 5 tháng 3 năm 2025",
        "I. Nội dung",
        "1. Chủ trì nêu mục đích.",
        "II. Ý kiến góp ý",
        "III. Kết luận",
        "Chủ trì tiếp thu.",
    ]


def test_a_list_longer_than_pages_keeps_each_opinion_whole(tmp_path: Path) -> None:
    """Also those that begin on one page and end on the next."""
    opinions = [f"{LONG} Lần thứ {number} tôi nêu." for number in range(1, 31)]
    body = "\n\n".join(f"{n}\\. {text}" for n, text in enumerate(opinions, start=1))
    (sheet,) = read_pdf(paper(tmp_path, body))
    assert sheet.table["text"].to_pylist() == opinions
    assert sheet.pages is not None
    assert sorted(set(sheet.pages.tolist())) == list(range(1, sheet.pages.max() + 1))


def test_opinions_without_numbers_are_told_by_how_paragraphs_are_set(tmp_path: Path) -> None:
    assert texts(paper(tmp_path, "\n\n".join(OPINIONS))) == list(OPINIONS)


def test_hanging_paragraphs_stay_whole(tmp_path: Path) -> None:
    body = f"#set par(first-line-indent: 0pt, hanging-indent: 12mm)\n1\\. {LONG}\n\n2\\. {LONG}"
    assert texts(paper(tmp_path, body)) == [LONG, LONG]


def test_running_heads_and_page_numbers_are_no_opinions(tmp_path: Path) -> None:
    body = "#pagebreak()\n".join(f"{opinion}\n\n" for opinion in OPINIONS)
    path = paper(tmp_path, body, numbering='"1"', header="[Phiếu lấy ý kiến 2025]")
    (sheet,) = read_pdf(path)
    assert sheet.table["text"].to_pylist() == list(OPINIONS)
    assert sheet.notes == ("10 dòng đầu trang, chân trang, số trang không tính.",)


def test_an_answer_that_many_pages_repeat_is_kept_each_time(tmp_path: Path) -> None:
    """Forms scanned into one file may all begin with the same words."""
    path = paper(tmp_path, "#pagebreak()\n".join(["Tôi đồng ý với dự thảo.\n\n"] * 4))
    assert texts(path) == ["Tôi đồng ý với dự thảo."] * 4


def test_letters_are_composed(tmp_path: Path) -> None:
    body = "1\\. Đề nghị sửa\u0309a đường"
    (text,) = texts(paper(tmp_path, body))
    assert "\u0309" not in text


def test_letters_of_old_fonts_are_decoded_by_the_name_of_their_font(tmp_path: Path) -> None:
    typed = "1. §Ò nghÞ söa l¹i con ®\u00eang cña th«n".encode("latin-1")
    path = tmp_path / "a.pdf"
    path.write_bytes(by_hand(b"BT /F1 14 Tf 80 700 Td (" + typed + b") Tj ET", font=b".VnTime"))
    (sheet,) = read_pdf(path, OldLetters())
    assert sheet.table["text"][0].as_py().startswith("Đề nghị sửa lại con đ")


# ---------------------------------------------------------------- pictures inside


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two opinions as stored letters, then a page that is a scan, then a blank one."""
    folder = tmp_path_factory.mktemp("mixed")
    first = typeset(folder / "1.pdf", "1\\. Ý kiến gõ sẵn.\n\n2\\. Ý kiến thứ hai gõ sẵn.")
    more = [f"Ý kiến chụp số {word}." for word in ("ba", "bốn")]
    picture = listed(["", "", *more]).crop((0, 280, 1654, 2339))
    second = saved(scanned(picture), folder / "2.pdf")
    return appended(folder / "a.pdf", first, second, of_blank_pages(folder / "3.pdf", 1))


def test_a_page_without_letters_is_recognised(mixed: Path) -> None:
    (sheet,) = read_pdf(mixed)
    assert sheet.table["text"].to_pylist() == [
        "Ý kiến gõ sẵn.",
        "Ý kiến thứ hai gõ sẵn.",
        "Ý kiến chụp số ba.",
        "Ý kiến chụp số bốn.",
    ]
    assert sheet.pages is not None
    assert sheet.pages.tolist() == [1, 1, 2, 2]


def test_only_what_was_recognised_waits_for_a_person(mixed: Path) -> None:
    (sheet,) = read_pdf(mixed)
    assert sheet.confidence is not None
    assert np.isnan(sheet.confidence).tolist() == [True, True, False, False]
    assert (sheet.confidence[2:] > 80).all()


def test_letters_hidden_under_a_scan_are_not_believed(tmp_path: Path) -> None:
    """Another program's recognition, laid invisibly on the picture, was confirmed by nobody."""
    hidden = by_hand(b"BT 3 Tr /F1 14 Tf 80 700 Td (" + b"sai het ca roi " * 30 + b") Tj ET")
    (tmp_path / "hidden.pdf").write_bytes(hidden)
    scan = saved(scanned(listed(OPINIONS[:1])), tmp_path / "scan.pdf")
    path = on_one_page(tmp_path / "a.pdf", scan, tmp_path / "hidden.pdf")
    (sheet,) = read_pdf(path)
    assert sheet.confidence is not None
    assert "sai het" not in str(sheet.table["text"].to_pylist())


def on_one_page(path: Path, under: Path, over: Path) -> Path:
    """The first page of one PDF laid over that of another."""
    whole, other = pypdfium2.PdfDocument(under), pypdfium2.PdfDocument(over)
    page = whole[0]
    page.insert_obj(other.page_as_xobject(0, whole).as_pageobject())
    page.gen_content()
    whole.save(path)
    return path


# ---------------------------------------------------------------- refusals


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as said:
        read_pdf(path)
    text = str(said.value)
    assert text.startswith(path.name)
    assert "\n" not in text
    return text


def test_too_many_pages_are_refused_naming_the_limit(tmp_path: Path) -> None:
    said = refusal(of_blank_pages(tmp_path / "a.pdf", 2_001))
    assert "có 2001 trang, giới hạn là 2.000 trang" in said


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    (tmp_path / "a.pdf").write_bytes(by_hand(b"BT ET", more=lock))
    assert "tệp PDF có mật khẩu; hãy bỏ mật khẩu" in refusal(tmp_path / "a.pdf")


@pytest.mark.parametrize("kept", [20, 300, 2_000])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    path = paper(tmp_path, MINUTES)
    path.write_bytes(path.read_bytes()[:kept])
    assert "bị cắt cụt hoặc hỏng" in refusal(path)


def test_pages_without_a_word_are_refused(tmp_path: Path) -> None:
    assert "không thấy ý kiến nào" in refusal(of_blank_pages(tmp_path / "a.pdf", 2))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "không mở được tệp" in refusal(tmp_path / "a.pdf")


def test_a_file_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pages.BOUNDS, "read", pages.Bound(300 << 20, 0.001))
    assert "chưa xong" in refusal(paper(tmp_path, MINUTES))


def test_a_file_that_swells_ends_its_own_process_only(tmp_path: Path) -> None:
    """A page of 130 kB that unpacks to forty million letters."""
    text = b"BT /F1 14 Tf 80 700 Td " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 1_000_000
    (tmp_path / "a.pdf").write_bytes(by_hand(text + b"ET", packed=True))
    assert "cần quá 300 MB để mở" in refusal(tmp_path / "a.pdf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return typeset(tmp_path_factory.mktemp("whole") / "a.pdf", MINUTES).read_bytes()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), flips=st.sampled_from([1, 5, 50]))
def test_a_damaged_file_is_read_or_refused(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, seed: int, flips: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    damaged = bytearray(whole)
    for _ in range(flips):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    path = tmp_path_factory.mktemp("damaged") / "a.pdf"
    path.write_bytes(damaged)
    with contextlib.suppress(Unreadable):
        assert all(len(sheet.at) == len(sheet.table) for sheet in read_pdf(path))
