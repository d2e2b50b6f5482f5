"""What changed: pieces that give back both texts, grouped as one would mark them by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.drafts.compare import Piece, SectionChange, changes, compare
from danvan.sense.drafts.order import MOST, chain, longest, shared
from danvan.sense.records import Draft, Section

Marked = list[tuple[str, str]]


def marked(before: str, after: str) -> Marked:
    return [(piece.kind, piece.text) for piece in changes(before, after)]


def without(kind: str, pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != kind)


READ: list[tuple[str, str, Marked]] = [
    ("", "", []),
    ("Như cũ.", "Như cũ.", [("same", "Như cũ.")]),
    ("", "Mới", [("added", "Mới")]),
    (
        "Tốc độ tăng trưởng khá.",
        "Tốc độ tăng trưởng tốt.",
        [("same", "Tốc độ tăng trưởng"), ("removed", " khá"), ("added", " tốt"), ("same", ".")],
    ),
    (
        "Thu 1.200 tỷ đồng.",
        "Thu 1.250 tỷ đồng.",
        [("same", "Thu"), ("removed", " 1.200"), ("added", " 1.250"), ("same", " tỷ đồng.")],
    ),
    # a word that stayed by chance between greater changes is no confetti
    (
        "Trong năm nay huyện dành vốn nâng cấp đường và mở chợ.",
        "Trong năm nay huyện dành vốn xoá nhà tạm và cho vay không lãi.",
        [
            ("same", "Trong năm nay huyện dành vốn"),
            ("removed", " nâng cấp đường và mở chợ"),
            ("added", " xoá nhà tạm và cho vay không lãi"),
            ("same", "."),
        ],
    ),
    # another paragraph is no change of words
    (
        "Nâng cấp đường.",
        "Xoá nhà tạm.",
        [("removed", "Nâng cấp đường."), ("added", "Xoá nhà tạm.")],
    ),
    # a paragraph before all, one after all, one between
    ("Một.\nHai.", "Không.\nMột.\nHai.", [("added", "Không.\n"), ("same", "Một.\nHai.")]),
    ("Một.\nHai.", "Một.\nHai.\nBa.", [("same", "Một.\nHai."), ("added", "\nBa.")]),
    ("Một.\nHai.\nBa.", "Một.\nBa.", [("same", "Một."), ("removed", "\nHai."), ("same", "\nBa.")]),
    # the other way to place a tone mark is another text, and shown
    ("xoá đói", "xóa đói", [("removed", "xoá"), ("added", "xóa"), ("same", " đói")]),
]


@pytest.mark.parametrize(("before", "after", "pieces"), READ)
def test_changes_read_as_marked_by_hand(before: str, after: str, pieces: Marked) -> None:
    assert marked(before, after) == pieces


def test_words_are_compared_with_the_paragraph_they_came_from() -> None:
    before = "Đầu tiên nói về đường xá nông thôn.\nSau đó nói về trường học vùng cao."
    after = "Một đoạn hoàn toàn mới mẻ.\nSau đó nói về trường học ở vùng cao."
    assert marked(before, after) == [
        ("removed", "Đầu tiên nói về đường xá nông thôn."),
        ("added", "Một đoạn hoàn toàn mới mẻ."),
        ("same", "\nSau đó nói về trường học"),
        ("added", " ở"),
        ("same", " vùng cao."),
    ]


WORDS = ("đường", "xã", "xoá", "xóa", "1.200", "Điều 5", "<b>", "_", ",", ".", "😀")
SIGNS = (" ", "  ", "\n", "\n\n", "\r\n", "\u0300", "\u2028", "\x00", "\ud800")
PARTS = st.sampled_from(WORDS + SIGNS)
TEXTS = st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = changes(before, after)
    assert without("added", pieces) == before
    assert without("removed", pieces) == after
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(
        pair not in (["same", "same"], ["added", "removed"], ["added", "added"])
        for pair in (kinds[at : at + 2] for at in range(len(kinds) - 1))
    )


THINGS = st.lists(st.integers(0, 4), max_size=12)


def length_of_longest(one: list[int], other: list[int]) -> int:
    """By the table that every textbook has."""
    row = [0] * (len(other) + 1)
    for mine in one:
        new = [0]
        for at, theirs in enumerate(other):
            new.append(row[at] + 1 if mine == theirs else max(row[at + 1], new[-1]))
        row = new
    return row[-1]


@given(THINGS, THINGS)
def test_what_is_shared_is_as_much_as_can_be(one: list[int], other: list[int]) -> None:
    for found in (shared(one, other), longest(one, other)):
        assert all(one[i] == other[j] for i, j in found)
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
        assert len(found) == length_of_longest(one, other)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=9))
def test_a_chain_rises_and_none_weighs_more(given_: list[tuple[int, int, int]]) -> None:
    weights = {(i, j): max(w for a, b, w in given_ if (a, b) == (i, j)) for i, j, _ in given_}
    best: dict[tuple[int, int], int] = {}
    for i, j in sorted(weights):
        before = [best[a, b] for a, b in best if a < i and b < j]
        best[i, j] = weights[i, j] + max(before, default=0)
    found = chain((i, j, float(weight)) for i, j, weight in given_)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
    assert sum(weights[pair] for pair in found) == max(best.values(), default=0)


def test_long_sequences_are_divided_where_something_stands_once() -> None:
    one = [*range(6000), -1, *range(6000, 9000)]
    other = [-2, *range(3000), -3, *range(3000, 9000), -4]
    assert len(shared(one, other)) == 9000


def test_a_hostile_text_is_given_up_and_still_given_back() -> None:
    """Two words over and over: nothing divides them, and the table would never end."""
    before, after = "a b b " * 9000, "b a b a " * 8000
    assert MOST < (3 * 9000) * (4 * 8000)
    pieces = changes(before, after)
    assert (without("added", pieces), without("removed", pieces)) == (before, after)
    blank = " \n" * 100_000
    assert without("added", changes(blank, blank + "x")) == blank


# ---------------------------------------------------------------- versions


def section(key: str, title: str, text: str = "", parent: str | None = None) -> Section:
    return Section(key, 1 + bool(parent), title.split(".")[0], title, parent, text)


BEFORE = Draft(
    "",
    (
        section("a", "I. Đường", "Làm đường."),
        section("b", "II. Trường", "Xây trường."),
        section("c", "III. Chợ", "Dời chợ."),
        section("d", "IV. Trạm", "Sửa trạm."),
    ),
)
A, B, C, D = BEFORE.sections


def told(before: Draft, *after: Section) -> list[tuple[str, str]]:
    return [(change.key, change.status) for change in compare(before, Draft("", after))]


def test_nothing_changed() -> None:
    assert told(BEFORE, A, B, C, D) == [(key, "same") for key in "abcd"]


def test_a_removed_section_stands_where_it_stood() -> None:
    assert told(BEFORE, B, D) == [("a", "removed"), ("b", "same"), ("c", "removed"), ("d", "same")]
    assert told(BEFORE) == [(key, "removed") for key in "abcd"]


def test_of_sections_in_a_new_order_the_fewest_have_moved() -> None:
    assert told(BEFORE, D, A, B, C) == [("d", "moved"), *((key, "same") for key in "abc")]


def test_a_section_under_another_parent_has_moved_and_may_be_reworded() -> None:
    child = replace(C, parent="a", text="Dời chợ ngay.")
    found = {change.key: change for change in compare(BEFORE, Draft("", (A, child, B, D)))}
    assert (found["c"].status, found["c"].is_reworded) == ("moved", True)
    assert Piece("added", " ngay") in found["c"].text


def test_a_new_number_alone_is_no_change_of_words() -> None:
    new = section("z", "I. Nước", "Nước sạch.")
    later = replace(A, number="II", title="II. Đường")
    found = compare(BEFORE, Draft("", (new, later, replace(B, text="Xây hai trường."), C, D)))
    assert [change.status for change in found] == ["added", "same", "changed", "same", "same"]
    assert [change.is_renumbered for change in found] == [False, True, False, False, False]
    assert found[1].title[:2] == (Piece("removed", "I"), Piece("added", "II"))


@st.composite
def keyed_drafts(draw: st.DrawFn) -> Draft:
    chosen = draw(st.lists(st.sampled_from("abcdefg"), unique=True))
    return Draft(
        "",
        tuple(
            section(
                key, draw(st.sampled_from(["I. x", "1. y"])), draw(st.sampled_from(["", "p", "q"]))
            )
            for key in chosen
        ),
    )


def both_sides(change: SectionChange) -> bool:
    old = change.before.text if change.before else ""
    new = change.after.text if change.after else ""
    return (without("added", change.text), without("removed", change.text)) == (old, new)


@settings(deadline=None)
@given(keyed_drafts(), keyed_drafts())
def test_every_section_of_both_versions_stands_once(before: Draft, after: Draft) -> None:
    found = compare(before, after)
    named = [section.key for section in after.sections]
    assert [change.key for change in found if change.after] == named
    assert {change.key for change in found} == {s.key for s in (*before.sections, *after.sections)}
    assert len({change.key for change in found}) == len(found)
    assert all(both_sides(change) for change in found)
