"""Each kind of paper holds what it must, says it as its profile asks, and is refused if not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers import report_docx
from danvan.papers.blocks import Paper, Paragraph, Table
from danvan.papers.forms import conclusions, letter, minutes, responses, submission
from danvan.papers.forms.conclusions import Conclusion, Notice
from danvan.papers.forms.issue import Incomplete, Issue
from danvan.papers.forms.letter import Letter
from danvan.papers.forms.minutes import Minutes, Remark
from danvan.papers.forms.responses import WORDS, Answer, Response, ResponseTable
from danvan.papers.forms.submission import Point, Submission
from danvan.papers.letterhead import letterhead
from danvan.papers.profile import profile

PARTY, STATE = profile("party"), profile("state")
ISSUE = Issue(
    issuer=("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"),
    unit="BDVTU",
    place="Bắc Giang",
    on=date(2020, 7, 14),
    number=7,
    rank="deputy",
    office="Phó Trưởng ban",
    head="Trưởng ban",
    recipients=("Thường trực Tỉnh ủy",),
    kept="VP",
)
LETTER = Letter("lấy ý kiến góp ý", ("Các huyện ủy",), ("Đề nghị gửi ý kiến.",), ("Một;",))
MEMO = Submission("về việc A", ("Ban Thường vụ",), ("Căn cứ B.",), (Point("Nội dung", ("C.",)),),
                  "Kính trình xem xét")  # fmt: skip
TASK = Conclusion("rà soát mô hình", "Ban Dân vận", date(2020, 9, 30), ("Hội A",), "danh sách")
NOTICE = Notice("kết luận hội nghị", ("Mở đầu.",), (TASK, TASK), "Đề nghị thực hiện")
MINUTES = Minutes(
    about="hội nghị",
    opened=datetime.fromisoformat("2020-06-18T08:00"),
    closed=datetime.fromisoformat("2020-06-18T11:30"),
    where="phòng họp",
    chair="Trưởng ban",
    secretary="Chuyên viên",
    present=12,
    absent=1,
    course=("Thảo luận.",),
    remarks=(Remark("Đại biểu xã A", "Đề nghị B."),),
    conclusion=("Thông qua",),
)
ROWS = [
    Response("Phần I", "Trang web", "Góp ý A", Answer("agrees"), 3),
    Response("Phần I", "Hội nghị", "Góp ý B", Answer("explained", "Vì lẽ C."), 2),
]
TABLE = ResponseTable("đối với dự thảo", 4, 5, ROWS, bodies=10, persons=200)


def text_of(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def rows_of(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def test_the_office_gives_number_date_signer_and_recipients() -> None:
    party, state = letter.paper(LETTER, ISSUE, PARTY), submission.paper(MEMO, ISSUE, STATE)
    assert party.number == "Số 07-CV/BDVTU"
    assert state.number == "Số: 07/TTr-BDVTU"
    assert party.place_date == "Bắc Giang, ngày 14 tháng 7 năm 2020"
    assert party.signature.office == ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert state.signature.office == ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert party.signature.recipients == ("Thường trực Tỉnh ủy", "Lưu VP")
    assert state.signature.recipients[-1] == "Lưu: VT, VP"


def test_what_is_not_issued_yet_leaves_blanks_for_the_clerk() -> None:
    paper = letter.paper(LETTER, replace(ISSUE, on=None, number=None), PARTY)
    assert paper.number == "Số …-CV/BDVTU"
    assert paper.place_date == ""


def test_a_letter_says_its_matter_under_its_number() -> None:
    head = letterhead(letter.paper(LETTER, ISSUE, STATE), STATE)
    assert [line.text for line in head.left_low] == ["Số: 07/BDVTU", "V/v lấy ý kiến góp ý"]


@pytest.mark.parametrize("lacking", ["about", "addressees", "text"])
def test_a_letter_without_a_part_is_refused(lacking: str) -> None:
    with pytest.raises(Incomplete, match="Công văn phải ghi"):
        letter.paper(replace(LETTER, **{lacking: type(getattr(LETTER, lacking))()}), ISSUE, PARTY)


def test_a_memo_asks_somebody_for_something() -> None:
    assert text_of(submission.paper(MEMO, ISSUE, STATE)).endswith("Kính trình xem xét./.")
    with pytest.raises(Incomplete, match="trình cấp nào"):
        submission.paper(replace(MEMO, addressees=()), ISSUE, PARTY)
    with pytest.raises(Incomplete, match="xin quyết định"):
        submission.paper(replace(MEMO, request=" "), ISSUE, PARTY)


def test_a_conclusion_says_who_with_whom_by_when_and_what_comes_of_it() -> None:
    lines = text_of(conclusions.paper(NOTICE, ISSUE, PARTY)).splitlines()
    assert lines[1] == (
        "1- Ban Dân vận chủ trì, phối hợp với Hội A, rà soát mô hình; "
        "hoàn thành trước ngày 30/09/2020; sản phẩm: danh sách."
    )
    assert lines[2].startswith("2- ")
    assert "\n1. Ban Dân vận" in text_of(conclusions.paper(NOTICE, ISSUE, STATE))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"lead": " "}, "đơn vị chủ trì"),
        ({"due": None}, "thời hạn"),
        ({"work": ""}, "nội dung việc"),
        ({"lead": "", "due": None}, "đơn vị chủ trì và thời hạn"),
    ],
)
def test_a_conclusion_nobody_could_be_held_to_is_refused(
    change: dict[str, object], missing: str
) -> None:
    wrong = replace(NOTICE, conclusions=(TASK, replace(TASK, **change)))  # type: ignore[arg-type]
    with pytest.raises(Incomplete, match=f"Kết luận 2 chưa ghi {missing};"):
        conclusions.paper(wrong, ISSUE, PARTY)
    with pytest.raises(Incomplete, match="chưa có kết luận"):
        conclusions.paper(replace(NOTICE, conclusions=()), ISSUE, PARTY)


def test_minutes_hold_hours_offices_remarks_and_two_signers() -> None:
    paper = minutes.paper(MINUTES, ISSUE, PARTY)
    text = text_of(paper)
    assert "từ 8 giờ 00 đến 11 giờ 30, ngày 18/06/2020" in text
    assert "Có mặt: 12; vắng mặt: 1." in text
    assert "1- Đại biểu xã A: Đề nghị B." in text
    assert (paper.signature.beside, paper.signature.office) == (("THƯ KÝ",), ("CHỦ TRÌ",))
    silent = minutes.paper(replace(MINUTES, remarks=()), ISSUE, PARTY)
    assert "Không có ý kiến phát biểu." in text_of(silent)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"closed": MINUTES.opened}, "trước khi bắt đầu"),
        ({"secretary": ""}, "chủ trì hoặc thư ký"),
        ({"conclusion": ()}, "chưa có kết luận"),
    ],
)
def test_minutes_that_lack_a_part_are_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Incomplete, match=words):
        minutes.paper(replace(MINUTES, **change), ISSUE, PARTY)  # type: ignore[arg-type]


def test_the_response_table_has_the_four_columns_and_lies_on_its_side(tmp_path: Path) -> None:
    paper = responses.paper(TABLE, ISSUE, PARTY)
    assert rows_of(paper).head == (
        "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    )  # fmt: skip
    report_docx.write(paper, tmp_path / "a.docx", PARTY)
    written = docx.Document(str(tmp_path / "a.docx"))
    assert [section.orientation for section in written.sections] == [WD_ORIENT.LANDSCAPE]
    section = written.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_the_response_table_opens_with_who_was_asked_and_what_came() -> None:
    first = text_of(responses.paper(TABLE, ISSUE, PARTY)).splitlines()[0]
    assert first == (
        "Đã gửi lấy ý kiến 10 cơ quan, tổ chức và 200 cá nhân; nhận được 4 lượt góp ý với 5 ý kiến."
    )
    unknown = replace(TABLE, bodies=None, persons=None)
    assert text_of(responses.paper(unknown, ISSUE, PARTY)).startswith("Nhận được 4 lượt góp ý")


def test_the_three_column_table_keeps_place_and_count() -> None:
    found = rows_of(responses.paper(replace(TABLE, columns="three"), ISSUE, PARTY))
    assert len(found.head) == 3
    assert found.rows[0] == ("Góp ý A", "Phần I (3 ý kiến)", "Thống nhất với dự thảo.")


@pytest.mark.parametrize("disposition", ["explained", "partly"])
def test_an_explanation_needs_a_reason(disposition: responses.Disposition) -> None:
    bare = replace(TABLE, opinions=1, rows=[Response("I", "x", "y", Answer(disposition, " "))])
    with pytest.raises(Incomplete, match="chưa nêu lý do"):
        responses.paper(bare, ISSUE, PARTY)


ANSWERS = st.sampled_from(list(WORDS)).map(lambda name: Answer(name, "Vì lẽ C."))
ROWS_ANY = st.lists(st.tuples(ANSWERS, st.integers(1, 500)), min_size=1, max_size=30)


@given(given_=ROWS_ANY)
def test_the_six_dispositions_add_up_to_the_opinions(given_: list[tuple[Answer, int]]) -> None:
    rows = [Response("I", "x", "y", answer, n) for answer, n in given_]
    total = sum(n for _, n in given_)
    counted = responses.counts(rows)
    assert list(counted) == list(WORDS)
    assert sum(counted.values()) == total
    paper = responses.paper(ResponseTable("z", 1, total, rows), ISSUE, PARTY)
    closing = text_of(paper).splitlines()[-1]
    figures = [int(part.rpartition(": ")[2].rstrip(".").replace(".", ""))
               for part in closing.partition("trong đó: ")[2].split(";")]  # fmt: skip
    assert figures == list(counted.values())


@given(lost=st.integers(-5, 5).filter(bool))
def test_a_table_that_does_not_add_up_is_refused(lost: int) -> None:
    with pytest.raises(Incomplete, match="khác"):
        responses.paper(replace(TABLE, opinions=TABLE.opinions + lost), ISSUE, PARTY)


def test_a_row_that_stands_for_no_opinion_is_refused() -> None:
    rows = [*ROWS, replace(ROWS[0], opinions=0)]
    with pytest.raises(Incomplete, match="Dòng 3"):
        responses.paper(replace(TABLE, rows=rows), ISSUE, PARTY)


def test_a_disposition_is_counted_by_its_field_and_never_by_its_words() -> None:
    """ "Không tiếp thu" and "tiếp thu một phần" hold the words of another disposition."""
    rows = [Response("I", "x", "y", Answer("explained", "Tiếp thu một phần là không thể."), 4)]
    assert responses.counts(rows)["explained"] == 4
    assert sum(responses.counts(rows).values()) == 4
