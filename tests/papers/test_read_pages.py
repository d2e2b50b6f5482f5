"""A row knows its page only where the file tells it: a wrong page is worse than none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from word_sample import PAGE_BREAK, SHOWN_BREAK, STYLES, p, run, stated, table, written

from danvan.papers.docx_in import read_docx
from danvan.papers.minutes import read_minutes


def pages(path: Path) -> list[int] | None:
    document = read_docx(path)
    return None if document.pages is None else [each.page for each in document.paragraphs]


def section(kind: str) -> str:
    return f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'


def test_it_works(tmp_path: Path) -> None:
    body = p("một") + p("hai ", SHOWN_BREAK, "ba") + p("bốn") + p(SHOWN_BREAK, "năm")
    assert pages(written(tmp_path, body)) == [1, 1, 2, 3]


def test_a_break_of_the_authors_is_counted_once(tmp_path: Path) -> None:
    marked = p("một") + p(PAGE_BREAK) + p(SHOWN_BREAK, "hai") + p(SHOWN_BREAK, "ba")
    assert pages(written(tmp_path, marked)) == [1, 2, 2, 3]
    assert pages(written(tmp_path, p("một") + p(PAGE_BREAK) + p("hai"))) == [1, 2, 2]


def test_a_paragraph_may_ask_for_a_new_page(tmp_path: Path) -> None:
    own = p("hai", properties="<w:pageBreakBefore/>")
    style = p("ba", properties='<w:pStyle w:val="Part"/>')
    off = p("bốn", properties='<w:pStyle w:val="Part"/><w:pageBreakBefore w:val="0"/>')
    assert pages(written(tmp_path, p("một") + own + style + off, styles=STYLES)) == [1, 2, 3, 3]


def test_the_first_page_is_not_left_empty(tmp_path: Path) -> None:
    body = p("một", properties="<w:pageBreakBefore/>") + p(PAGE_BREAK) + p("hai")
    assert pages(written(tmp_path, body)) == [1, 2, 2]


@pytest.mark.parametrize(
    ("kind", "page"), [("nextPage", 2), ("continuous", 1), ("oddPage", 3), ("evenPage", 2)]
)
def test_a_section_begins_as_it_says(tmp_path: Path, kind: str, page: int) -> None:
    body = p("một", properties=section("oddPage")) + p("hai") + section(kind)
    known = stated(written(tmp_path, body), page)
    assert pages(known) == [1, page]


def test_cells_side_by_side_share_their_pages(tmp_path: Path) -> None:
    both = p("dài ", SHOWN_BREAK, "quá")
    body = table((both, both), (p("sau"), p("sau"))) + p("hết")
    assert pages(written(tmp_path, body)) == [1, 1, 2, 2, 2]
    (grid,) = read_docx(tmp_path / "a.docx").grids
    assert grid.pages == (1, 2)


def test_pages_turn_in_withdrawn_text_too(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:lastRenderedPageBreak/><w:delText>bỏ</w:delText></w:r></w:del>"
    assert pages(written(tmp_path, p("một", gone) + p("hai"))) == [1, 2]
    kept = p("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>", SHOWN_BREAK, "ba")
    assert pages(written(tmp_path, p("một", PAGE_BREAK) + kept)) == [1, 2]
    assert pages(written(tmp_path, p("một", PAGE_BREAK) + kept + p("hết"))) == [1, 2, 3]


def test_a_file_without_breaks_tells_nothing_unless_it_says_one(tmp_path: Path) -> None:
    assert pages(written(tmp_path, p("một"))) is None
    assert pages(stated(written(tmp_path, p("một")), 1)) == [1]
    assert pages(stated(written(tmp_path, p("một")), 2)) is None
    assert pages(stated(written(tmp_path, p("một")), 1, words=0)) is None


def test_breaks_that_the_files_own_count_contradicts_tell_nothing(tmp_path: Path) -> None:
    body = p("một") + p(PAGE_BREAK) + p("hai")
    assert pages(stated(written(tmp_path, body), 7)) is None
    assert pages(stated(written(tmp_path, body), 2)) == [1, 2, 2]


def test_a_page_that_may_have_overflowed_tells_nothing(tmp_path: Path) -> None:
    body = "".join(p("một câu dài " * 9) for _ in range(40)) + p(PAGE_BREAK) + p("hai")
    assert pages(written(tmp_path, body)) is None


def test_remarks_and_rows_carry_their_page(tmp_path: Path) -> None:
    opinions = table((p("Nội dung góp ý"),), (p("Tốt"),), (p(SHOWN_BREAK, "Chưa rõ"),))
    body = opinions + p("1. Một ý", SHOWN_BREAK) + p("2. Hai ý")
    grid, remarks = read_minutes(written(tmp_path, body))
    assert grid.pages is not None
    assert remarks.pages is not None
    assert (grid.pages.tolist(), remarks.pages.tolist()) == ([1, 1, 2], [2, 3])
    (plain,) = read_minutes(written(tmp_path, p("1. Một ý")))
    assert plain.pages is None


@given(st.lists(st.sampled_from(["word", PAGE_BREAK, SHOWN_BREAK]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_pages_never_run_backwards_nor_past_the_breaks(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    body = "".join(p(run("chữ") if part == "word" else part) for part in parts)
    found = pages(written(tmp_path_factory.mktemp("law"), p(SHOWN_BREAK, "đầu") + body))
    assert found is not None
    assert found == sorted(found)
    assert found[-1] <= 2 + sum(part != "word" for part in parts)
