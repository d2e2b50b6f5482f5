"""The poster says what, until when, where and how, on one printed page, whatever the title."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from pdf_seen import POINT, Seen

from danvan.papers.poster import Poster, poster_pdf
from danvan.papers.qr import QUIET, matrix

POSTER = Poster(
    body="Ban Dân vận Tỉnh ủy Bắc Giang",
    title="Dự thảo Báo cáo chính trị trình Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX",
    opens=date(2020, 7, 1),
    closes=date(2020, 7, 31),
    address="https://gopy.example/gop-y/van-kien-xix/",
)
LONG = [
    replace(POSTER, title="Quy định một số chính sách hỗ trợ " * 40),
    replace(POSTER, title="Ụ" * 900, body="W" * 500),
    replace(POSTER, title="👍" * 300, body="Ủy ban Mặt trận Tổ quốc " * 20),
    replace(POSTER, title="", body=""),
    replace(POSTER, address="https://gopy.example/gop-y/" + "m" * 250),
]


def seen(poster: Poster, place: Path) -> Seen:
    file = place / "poster.pdf"
    file.write_bytes(poster_pdf(poster))
    return Seen(file)


def words(poster: Seen) -> str:
    return " ".join(poster.text.split())


def printed_code(poster: Poster) -> tuple[list[list[bool]], float]:
    """The modules as they are printed, each read in its middle, and the code's side in mm."""
    scale = 4
    page = pypdfium2.PdfDocument(poster_pdf(poster))[0]
    ink = page.render(scale=scale).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
    left, _, right, top = blank(page)
    size = len(matrix(poster.address))
    module = (right - left) / (size + 2 * QUIET)
    height = page.get_height()

    def is_dark(x: int, y: int) -> bool:
        across, down = left + (x + QUIET + 0.5) * module, height - top + (y + QUIET + 0.5) * module
        return bool(ink.getpixel((int(across * scale), int(down * scale))))

    side = size * module * POINT
    return [[is_dark(x, y) for x in range(size)] for y in range(size)], side


def blank(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """The white square that the code lies on, in points: the widest path of the page."""
    paths = page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=9)
    return max((path.get_bounds() for path in paths), key=lambda at: at[2] - at[0])


def test_it_says_everything_that_a_passer_by_needs(tmp_path):
    said = words(seen(POSTER, tmp_path))
    for part in (
        POSTER.body,
        "Mời ông/bà góp ý",
        POSTER.title,
        "Từ ngày 01/07/2020 đến hết ngày 31/07/2020",
        POSTER.address,
        "1. Quét mã",
        "2. Đọc dự thảo",
        "3. Gửi, rồi giữ mã biên nhận",
        "Không cần tài khoản, không hỏi tên.",
    ):
        assert part in said


@pytest.mark.parametrize("poster", [POSTER, *LONG], ids=range(len(LONG) + 1))
def test_it_is_one_a4_page_within_its_margins_whatever_the_words(poster, tmp_path):
    page = seen(poster, tmp_path)
    assert page.sizes == [(210, 297)]
    reach = page.reach()
    assert reach.left >= 19.5
    assert reach.right <= 190.5
    assert reach.bottom <= 284  # the last line stands on the margin
    assert "Không cần tài khoản, không hỏi tên." in words(page)


@pytest.mark.parametrize("poster", [POSTER, *LONG], ids=range(len(LONG) + 1))
def test_the_code_leads_to_the_address_and_is_large_enough_to_scan(poster):
    """At least 50 mm, and modules of 0.7 mm and more, between words that leave it its border."""
    modules, millimetres = printed_code(poster)
    assert modules == [list(row) for row in matrix(poster.address)]
    assert millimetres >= 50
    assert millimetres / len(modules) >= 0.7


@pytest.mark.parametrize("poster", [POSTER, *LONG], ids=range(len(LONG) + 1))
def test_the_code_covers_no_words(poster, tmp_path):
    page = seen(poster, tmp_path)
    _, low, _, high = blank(pypdfium2.PdfDocument(tmp_path / "poster.pdf")[0])
    assert page.place("đến hết ngày").bottom < 297 - high * POINT
    assert page.place("https://").top > 297 - low * POINT


def test_it_is_set_in_the_shipped_typeface_tagged_and_in_vietnamese(tmp_path):
    page = seen(POSTER, tmp_path)
    assert page.fonts
    assert all("Tinos" in name and held for name, held in page.fonts.items())
    assert page.language == "vi-VN"
    assert page.title == f"Mời góp ý: {POSTER.title}"
    assert "H1" in page.tags
    assert page.alternatives == [f"Mã QR mở trang {POSTER.address}"]


def test_the_same_poster_gives_the_same_bytes():
    assert poster_pdf(POSTER) == poster_pdf(POSTER)


def test_words_are_never_read_as_markup(tmp_path):
    title = '#set page(fill: red) *đậm* $x$ "]) \\ <a> @b'
    assert title in words(seen(replace(POSTER, title=title), tmp_path))
