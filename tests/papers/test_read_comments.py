"""Reviewers' comments are opinions; who wrote them is not kept, and a draft is nobody's opinion."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from word_sample import STYLES, comment, commented, heading, p, run, table, written

from danvan.papers.docx_comments import Comment
from danvan.papers.docx_in import read_docx
from danvan.papers.minutes import read_minutes

DRAFT = [
    p("DỰ THẢO"),
    heading("Chương I. QUY ĐỊNH CHUNG"),
    p("Lời của chương một."),
    heading("Chương II. TỔ CHỨC"),
    p("Lời của ", commented(1, "chương hai"), "."),
]
ONE = comment(1, "Đề nghị làm rõ.", "Vì còn chung.")


def comments(folder: Path, body: str, said: str) -> tuple[Comment, ...]:
    return read_docx(written(folder, body, comments=said)).comments


def test_it_works(tmp_path: Path) -> None:
    (found,) = comments(tmp_path, p("đầu") + p("Lời của ", commented(1, "chương hai"), "."), ONE)
    assert found == Comment("Đề nghị làm rõ.\nVì còn chung.", "chương hai", 2, 1, "2024-03-05")


def test_the_name_of_a_reviewer_is_nowhere(tmp_path: Path) -> None:
    sheets = read_minutes(written(tmp_path, "".join(DRAFT), comments=ONE, styles=STYLES))
    assert "Người Thử" not in str([sheet.table.to_pylist() for sheet in sheets])


def test_a_comment_may_hang_on_several_paragraphs(tmp_path: Path) -> None:
    begins, ends = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = p("một") + begins + p("hai") + p("ba") + ends + p("bốn")
    assert [(c.anchor, c.place) for c in comments(tmp_path, body, ONE)] == [("hai ba", 2)]


def test_the_words_it_hangs_on_are_those_that_stay(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
    (found,) = comments(tmp_path, p(commented(1, "giữ ", gone, "lại")), ONE)
    assert found.anchor == "giữ lại"


def test_a_comment_on_withdrawn_words_is_read(tmp_path: Path) -> None:
    (found,) = comments(tmp_path, p("trước") + p(f"<w:del>{commented(1, run('bỏ'))}</w:del>"), ONE)
    assert (found.text[:7], found.anchor, found.place) == ("Đề nghị", "", 2)


def test_a_comment_without_a_place_is_read(tmp_path: Path) -> None:
    (found,) = comments(tmp_path, p("không có dấu"), ONE)
    assert (found.anchor, found.place, found.page) == ("", 0, 0)
    sheet = read_minutes(written(tmp_path, p("không có dấu"), comments=ONE))[-1]
    assert (sheet.table["section"].to_pylist(), sheet.pages) == ([None], None)


def test_a_settled_comment_and_an_answer_count(tmp_path: Path) -> None:
    settled = '<w15:commentEx w15:paraId="1" w15:done="1" xmlns:w15="x"/>'
    said = comment(1, "Bỏ câu này.") + comment(2, "Không đồng ý bỏ.")
    path = written(
        tmp_path,
        p(commented(1, commented(2, "câu"))),
        comments=said,
        commentsExtended=settled,
    )
    assert [c.text for c in read_docx(path).comments] == ["Bỏ câu này.", "Không đồng ý bỏ."]


def test_a_long_anchor_is_cut(tmp_path: Path) -> None:
    (found,) = comments(tmp_path, p(commented(1, "chữ " * 500)), ONE)
    assert len(found.anchor) <= 300


def test_of_a_plain_draft_only_the_comments_are_opinions(tmp_path: Path) -> None:
    (sheet,) = read_minutes(written(tmp_path, "".join(DRAFT), comments=ONE, styles=STYLES))
    assert sheet.name == "bình luận"
    assert sheet.table.to_pylist() == [
        {
            "text": "Đề nghị làm rõ.\nVì còn chung.",
            "section": "Chương II. TỔ CHỨC",
            "group": None,
            "channel": "",
            "received_at": "2024-03-05",
            "anchor": "chương hai",
        }
    ]
    assert (sheet.at.tolist(), sheet.passed_over) == ([5], 5)
    assert (sheet.passed[1].row, sheet.passed[1].why) == (2, "draft")
    assert sheet.notes == (
        "5 đoạn của dự thảo không tính là ý kiến, chỉ tính các bình luận trong tệp.",
    )


def test_headings_that_repeat_are_told_apart_by_their_path(tmp_path: Path) -> None:
    parts = [heading("Phần I. MỘT"), heading("1. Kinh tế"), p("a")]
    parts += [heading("Phần II. HAI"), heading("1. Kinh tế"), p(commented(1, "b"))]
    path = written(tmp_path, "".join(parts), comments=ONE, styles=STYLES)
    assert read_minutes(path)[-1].table["section"].to_pylist() == ["1~2"]


@pytest.mark.parametrize(
    "people_speak",
    [
        p("V/v góp ý dự thảo Luật"),
        p("BIÊN BẢN"),
        p("II. Ý kiến góp ý:", properties=""),
    ],
)
def test_where_people_speak_the_text_is_read_with_the_comments(
    tmp_path: Path, people_speak: str
) -> None:
    path = written(tmp_path, people_speak + "".join(DRAFT), comments=ONE, styles=STYLES)
    assert [sheet.name for sheet in read_minutes(path)] == ["", "bình luận"]


def test_headings_that_propose_are_opinions(tmp_path: Path) -> None:
    body = p("Điều 5. Đề nghị bỏ khoản 2") + p("Điều 7. Nhất trí") + p(commented(1, "cả luật"))
    sheets = read_minutes(written(tmp_path, body, comments=ONE))
    assert sheets[0].table["text"].to_pylist() == [
        "Điều 5. Đề nghị bỏ khoản 2",
        "Điều 7. Nhất trí",
        "cả luật",
    ]


def test_a_draft_that_asks_for_opinions_is_a_draft(tmp_path: Path) -> None:
    asks = p("(Dự thảo lấy ý kiến góp ý của Nhân dân)")
    path = written(tmp_path, asks + "".join(DRAFT), comments=ONE, styles=STYLES)
    assert [sheet.name for sheet in read_minutes(path)] == ["bình luận"]


def test_a_draft_without_comments_is_read_as_it_was(tmp_path: Path) -> None:
    (sheet,) = read_minutes(written(tmp_path, "".join(DRAFT[:-1]) + p("hết"), styles=STYLES))
    assert sheet.name == ""


def test_a_table_of_opinions_in_a_draft_is_read(tmp_path: Path) -> None:
    figures = table((p("Chỉ tiêu"), p("Nội dung")), (p("GRDP"), p("tăng")))
    opinions = table((p("Đơn vị"), p("Nội dung góp ý")), (p("Xã A"), p("Tốt")))
    path = written(tmp_path, "".join(DRAFT) + figures + opinions, comments=ONE, styles=STYLES)
    names = [(sheet.name, len(sheet.at)) for sheet in read_minutes(path)]
    assert names == [("bảng 1", 2), ("bình luận", 1)]


@given(
    st.lists(st.booleans(), min_size=1, max_size=6),
    st.lists(st.text("aăâ b", min_size=1, max_size=4), min_size=1, max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_no_comment_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, hangs: list[bool], words: list[str]
) -> None:
    """Whatever the document around them, each comment is one row."""
    body = "".join(
        p(commented(n, words[n % len(words)])) if hang else p(words[n % len(words)])
        for n, hang in enumerate(hangs)
    )
    said = "".join(comment(n, f"ý {n}") for n in range(len(hangs)))
    path = written(tmp_path_factory.mktemp("law"), body, comments=said)
    assert read_minutes(path)[-1].table["text"].to_pylist() == [f"ý {n}" for n in range(len(hangs))]
