"""Edits of wording: what is added, put in place of something, or removed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.words.edits import Edit, edits
from danvan.sense.words.fold import fold, nfc

Said = tuple[str, str | None, str | None, str | None, str | None]


def said(text: str, edit: Edit) -> Said:
    spans = (edit.new, edit.old, edit.before, edit.after)
    new, old, before, after = (text[span[0] : span[1]] if span else None for span in spans)
    return edit.op, new, old, before, after


ASKED: list[tuple[str, Said]] = [
    (
        "bổ sung cụm từ “bền vững” vào trước cụm từ “và toàn diện”",
        ("add", "bền vững", None, "và toàn diện", None),
    ),
    (
        "Đề nghị thêm từ 'sạch' sau từ 'nước' ở mục I.2",
        ("add", "sạch", None, None, "nước"),
    ),
    (
        'sau cụm "trẻ em" đề nghị thêm "người già"',
        ("add", "người già", None, None, "trẻ em"),
    ),
    (
        '"Hỗ trợ học phí" bổ sung cụm "và sách vở"',
        ("add", "và sách vở", None, None, "Hỗ trợ học phí"),
    ),
    ("thay “khá” bằng “tốt”", ("replace", "tốt", "khá", None, None)),
    ("cụm từ «cơ bản» nên sửa thành «một phần»", ("replace", "một phần", "cơ bản", None, None)),
    ('"45 trạm" thay bằng "toàn bộ trạm"', ("replace", "toàn bộ trạm", "45 trạm", None, None)),
    ("bỏ cụm từ “rõ nét”", ("remove", None, "rõ nét", None, None)),
    ("nên bỏ “rõ nét” đi", ("remove", None, "rõ nét", None, None)),
]


@pytest.mark.parametrize(("text", "edit"), ASKED)
def test_each_part_of_an_edit_is_found(text: str, edit: Said) -> None:
    assert [said(nfc(text), found) for found in edits(nfc(text))] == [edit]


@pytest.mark.parametrize(("text", "edit"), ASKED)
def test_marks_move_no_edit(text: str, edit: Said) -> None:
    assert edits(fold(nfc(text))) == edits(nfc(text))


def test_several_edits_in_one_text() -> None:
    text = "Thay “khá” bằng “tốt”, bỏ cụm từ “cơ bản”, bổ sung “đồng bộ”."
    assert [edit.op for edit in edits(text)] == ["replace", "remove", "add"]


@pytest.mark.parametrize(
    "text",
    ['"có lúc, có nơi" là lúc nào?', "Báo cáo viết “hiệu quả” mà dân không thấy", "bỏ mục 3 đi"],
)
def test_a_quotation_alone_is_no_edit(text: str) -> None:
    assert edits(nfc(text)) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from("thay bằng bỏ thêm trước sau cụm từ “ ” \" ' a b".split()), max_size=20
    )
)
def test_spans_lie_in_the_text(words: list[str]) -> None:
    text = nfc(" ".join(words))
    for edit in edits(text):
        for span in (edit.new, edit.old, edit.before, edit.after):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
