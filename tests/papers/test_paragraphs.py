"""Printed lines become paragraphs: a line ends on purpose or because the paper does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers.pages.items import item_of
from danvan.papers.pages.page import Page, PageLine, Word
from danvan.papers.pages.paragraphs import paragraphs_of
from danvan.papers.pages.running import without_running

LEFT, RIGHT, WIDTH, HEIGHT = 85.0, 550.0, 595.0, 842.0
FULL, SHORT = RIGHT, 300.0
SIZE, PITCH = 14.0, 20.0

Set = tuple[str, float]  # a line's letters and where they end


def line(text: str, right: float = FULL, *, left: float = LEFT, y: float = 100.0) -> PageLine:
    return PageLine(text, left, right, y, SIZE)


def page(lines: Sequence[Set | PageLine], number: int = 1) -> Page:
    """Lines one below the other; a PageLine stands where it says."""
    placed = [
        one if isinstance(one, PageLine) else line(*one, y=100 + PITCH * place)
        for place, one in enumerate(lines)
    ]
    return Page(number, WIDTH, HEIGHT, tuple(placed))


def paragraphs(*lines: Set | PageLine) -> list[str]:
    return [one.text for one in paragraphs_of([page(lines)])]


def seen(text: str, right: float, place: int) -> PageLine:
    """A recognised line."""
    words = tuple(Word(word, 95.0) for word in text.split())
    return PageLine(text, LEFT, right, 100 + PITCH * place, SIZE, words=words)


def recognised(*lines: Set) -> list[tuple[str, str]]:
    """Number, where it was misread, and text."""
    placed = [seen(text, right, place) for place, (text, right) in enumerate(lines)]
    return [(one.number, one.text) for one in paragraphs_of([page(placed)])]


def test_a_line_that_had_room_for_the_next_word_ended_a_paragraph() -> None:
    found = paragraphs(
        ("Đề nghị xã sửa lại đoạn đường liên thôn trước mùa", FULL),
        ("mưa năm nay.", SHORT),
        ("Trạm y tế thiếu thuốc thông thường, người dân phải lên", FULL),
        ("tận huyện để mua.", SHORT),
    )
    assert found == [
        "Đề nghị xã sửa lại đoạn đường liên thôn trước mùa mưa năm nay.",
        "Trạm y tế thiếu thuốc thông thường, người dân phải lên tận huyện để mua.",
    ]


def test_short_lines_are_paragraphs_each() -> None:
    assert paragraphs(("Một ý", 130), ("Hai ý dài hơn", 180), ("Ba ý", 120)) == [
        "Một ý",
        "Hai ý dài hơn",
        "Ba ý",
    ]


def test_a_gap_or_an_indent_begins_a_paragraph_after_a_full_line() -> None:
    full = [("Dòng kín đến hết lề phải của trang giấy này nhé", FULL)] * 3
    below = line("Đoạn sau", SHORT, y=100 + PITCH * 4.5)
    assert paragraphs(*full, below)[-1] == "Đoạn sau"
    indented = line("Đoạn sau", SHORT, left=LEFT + 28, y=100 + PITCH * 3)
    assert paragraphs(*full, indented)[-1] == "Đoạn sau"


def test_a_number_out_of_turn_belongs_to_the_sentence() -> None:
    found = paragraphs(
        ("1. Trận trước hai đội hòa nhau với tỉ số là 2 -", FULL),
        ("0. Trận sau chắc sẽ khác, ai cũng mong như thế cả", FULL),
        ("7. Không ai biết trước.", SHORT),
        ("2. Đồng ý với dự thảo và không có ý kiến gì thêm nữa", FULL),
    )
    assert [text[:2] for text in found] == ["1.", "2."]
    assert "2 - 0. Trận" in found[0]


@pytest.mark.parametrize(("last", "begins"), [(6, True), (5, True), (4, False), (7, False)])
def test_an_item_is_the_next_of_its_list_or_one_further(last: int, begins: bool) -> None:
    """One number may be lost to a blot; a jump of more is another number."""
    assert (item_of(line("7. Đồng ý."), last) is not None) == begins


def test_the_next_number_begins_an_item_even_below_a_full_line() -> None:
    full = "Dòng kín đến hết lề phải của trang giấy này nhé bạn"
    found = paragraphs(*((f"{n}. {full}", FULL) for n in range(1, 12)))
    assert len(found) == 11


def test_a_word_hyphenated_at_the_edge_is_joined_without_a_blank() -> None:
    found = paragraphs(
        ("Đề nghị nêu rõ hơn các chỉ tiêu phát triển kinh tế-", FULL),
        ("xã hội của các thôn, nhất là các thôn ở vùng cao và", FULL),
        ("vùng xa.", SHORT),
    )
    assert "kinh tế-xã hội" in found[0]


def test_parts_of_one_row_are_one_line() -> None:
    row = [line("1.", LEFT + 12), line("Đồng ý với dự thảo.", SHORT, left=LEFT + 20)]
    assert paragraphs(*row) == ["1. Đồng ý với dự thảo."]


def test_a_paragraph_goes_on_overleaf() -> None:
    full = "Dòng kín đến hết lề phải của trang giấy này nhé bạn"
    first = page([(f"1. {full}", FULL), (full, FULL), (full, FULL)])
    second = page([(full, FULL), ("hết.", SHORT), ("2. Hai", SHORT)], number=2)
    found = list(paragraphs_of([first, second]))
    assert [(one.page, one.text[:2]) for one in found] == [(1, "1."), (2, "2.")]


# ---------------------------------------------------------------- misread numbers


@pytest.mark.parametrize("printed", ["9,", "9:", "(9,"])
def test_a_misread_sign_after_a_number_does_not_hide_the_item(printed: str) -> None:
    lines = [(f"{number}. Đồng ý.", SHORT) for number in range(1, 9)]
    found = recognised(*lines, (f"{printed} Sửa đường.", SHORT), ("10. Xong.", SHORT))
    assert found[8:] == [("9.", "Sửa đường."), ("", "10. Xong.")]


@pytest.mark.parametrize("printed", ["l0.", "1O.", "I0)", "lo,"])
def test_letters_that_look_like_digits_are_digits_where_the_list_asks_for_them(
    printed: str,
) -> None:
    lines = [(f"{number}. Đồng ý.", SHORT) for number in range(1, 10)]
    assert recognised(*lines, (f"{printed} Sửa đường.", SHORT))[-1] == ("10.", "Sửa đường.")


def test_stored_letters_are_never_taken_for_others() -> None:
    assert paragraphs(("1. Một", SHORT), ("2, hai", SHORT))[-1] == "2, hai"


def test_words_stay_beside_their_text() -> None:
    lines = [seen("1. Đường kinh tế-", FULL, 0), seen("xã hội", SHORT, 1)]
    lines += [seen("1. Đường", FULL, n) for n in (2, 3)]
    first = next(iter(paragraphs_of([page(lines)])))
    assert " ".join(word.text for word in first.words) == first.text


# ---------------------------------------------------------------- running lines


def numbered(count: int) -> list[Page]:
    return [
        Page(
            number,
            WIDTH,
            HEIGHT,
            (
                line("Dự thảo lần 2", y=40),
                line("Tôi đồng ý.", SHORT, y=100),
                line(f"- {number} -", SHORT, y=810),
            ),
        )
        for number in range(1, count + 1)
    ]


def test_lines_that_every_page_repeats_at_its_edge_are_left_out_and_counted() -> None:
    bare, running = without_running(numbered(4))
    assert [one.text for each in bare for one in each.lines] == ["Tôi đồng ý."] * 4
    assert running == 8


@given(st.lists(st.text("abc đ.", min_size=1, max_size=8).filter(str.strip), max_size=12))
def test_no_line_of_the_text_is_lost(texts: list[str]) -> None:
    lines = [line(text, y=100 + PITCH * place) for place, text in enumerate(texts)]
    bare, running = without_running([Page(1, WIDTH, HEIGHT, tuple(lines))])
    assert running == 0
    letters = "".join(one.text for one in paragraphs_of(bare))
    assert letters.replace(" ", "") == "".join(texts).replace(" ", "")
