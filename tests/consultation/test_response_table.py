"""The response table as an official paper: it adds up, names no resident, and passes the linter."""

from io import BytesIO

import pytest
from docx import Document
from tests.conftest import SINCE
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer
from danvan.consultation.models import Submission
from danvan.consultation.queries.response_table import response_table
from danvan.ledger.actions import SYSTEM
from danvan.papers.forms.responses import HEADS, counts
from danvan.papers.lint import lint
from danvan.papers.profile import profile
from danvan.units.actions import found_unit
from danvan.units.actions.tree import Looks

ADDRESS = "/dieu-hanh/gop-y/van-kien-xix/bang-tiep-thu"


@pytest.fixture
def many(send, commune):
    """Twelve sendings on waste: six farmers' and five youths' of a commune, one worker's; the
    farmers speak of tourism, too."""
    groups = ["nông dân"] * 6 + ["thanh niên"] * 5 + ["công nhân"]
    for number, group in enumerate(groups):
        send(
            f"Thêm thùng rác ở xóm {number}, gọi 0912 345 678",
            key=f"{KEY}{number}",
            group=group,
            place=commune,
            may_publish=number < 8,
        )
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    return rows


@pytest.fixture
def themes(version, many):
    return synthesised(
        version,
        {("II", "Quảng bá"): many[:6], ("I.1", "Thu gom rác"): many, ("", "Khác"): many[11:]},
    )


@pytest.fixture
def settle(asked):
    """An answer that is approved; published, too, where asked for."""

    def make(disposition, text, **about):
        answer = Answer(disposition, text, **about)
        response = actions.draft_response(by=SYSTEM, consultation=asked, answer=answer, at=AT)
        actions.submit_response(by=SYSTEM, response=response)
        actions.approve_response(by=SYSTEM, response=response)
        return response

    return make


@pytest.fixture
def table(asked, analyst):
    return lambda: response_table(officer=analyst, consultation=asked)


def test_the_six_dispositions_add_up_to_the_opinions(table, settle, themes, many):
    settle("accepted", "Thêm 200 thùng", themes=[themes["Thu gom rác"]])
    settle("explained", "Chưa có vốn", submissions=many[:1])
    made = table()

    assert counts(made.rows) == {
        "agrees": 0, "accepted": 11, "partly": 0, "explained": 2, "unanswered": 6, "escalated": 0,
    }  # fmt: skip
    assert sum(counts(made.rows).values()) == made.opinions == 19
    assert made.received == 12


def test_rows_stand_in_the_order_of_the_draft(table, themes):
    groups = [row.group for row in table().rows]

    assert groups == [
        "1. Bảo vệ môi trường\nThu gom rác",
        "Phần II. Hạn chế, khuyết điểm\nQuảng bá",
        "Góp ý chung\nKhác",
    ]


def test_a_draft_of_an_answer_is_none(table, asked, analyst, themes):
    answer = Answer("accepted", "Đang soạn", themes=[themes["Thu gom rác"]])
    actions.draft_response(by=analyst, consultation=asked, answer=answer, at=AT)

    assert {row.answer.disposition for row in table().rows} == {"unanswered"}


def test_residents_are_told_by_kinds_that_are_many_and_nobody_else(table, themes):
    """A6: six farmers are named as such; of the youths' five and the worker's one, the one is too
    few, and the five are left out with it so that it cannot be worked out."""
    waste, tourism, other = (row.subject for row in table().rows)

    assert waste == "Trang mạng, nông dân, Xã Tân Hưng (6 lượt góp ý); Ẩn danh"
    assert tourism == "Trang mạng, nông dân, Xã Tân Hưng (6 lượt góp ý)"
    assert other == "Ẩn danh"


def test_one_sender_of_many_texts_is_one(table, send, version, commune):
    send(*(f"Ý {n}" for n in range(9)), group="nông dân", place=commune)
    rows = [*Submission.objects.all()]
    synthesised(version, {("I.1", "Rác"): rows})

    assert [row.subject for row in table().rows] == ["Ẩn danh"]


def test_a_body_that_wrote_is_named(table, version, asked, tiers, province):
    office = found_unit(
        by=SYSTEM, code="so", kind="agency", looks=Looks("Sở Xây dựng"), tier=tiers["province"],
        parent=province, on=SINCE,
    )  # fmt: skip
    way = actions.Through("letter", office, ON)
    rows = actions.keep(version=version, said=[actions.Said("Sửa mục 2")], through=way, at=AT)
    synthesised(version, {("I.2", "Câu chữ"): rows})

    assert [row.subject for row in table().rows] == ["Sở Xây dựng"]


def test_what_is_quoted_is_masked_shown_and_agreed_to(table, many, themes, analyst):
    actions.hide(by=analyst, submission=many[1], reason="personal", note="Số máy", on=ON)
    (row, *_) = table().rows

    assert "xóm 0, gọi [số điện thoại]”" in row.content
    assert "xóm 1," not in row.content
    assert "0912" not in str(table())
    (_, _, other) = table().rows  # of who did not agree
    assert "xóm" not in other.content


def test_what_only_the_model_took_for_a_name_is_not_quoted(table, send, version):
    send("Hôm qua Hùng Cường có nói chuyện rác.", may_publish=True)
    rows = [*Submission.objects.all()]
    actions.mask(submissions=rows, finder=lambda texts: [[(0, len(text))] for text in texts])
    synthesised(version, {("I.1", "Rác"): rows})

    assert [row.content for row in table().rows] == ["Rác"]


def test_what_is_answered_outside_the_synthesis_stands_at_the_end(table, settle, themes, send):
    send("Góp ý đến sau", key=KEY + "sau", may_publish=True)
    late = Submission.objects.latest("pk")
    actions.mask(submissions=[late])
    settle("agrees", "", submissions=[late])
    made = table()

    assert made.rows[-1].content == "“Góp ý đến sau”"
    assert (made.rows[-1].group, made.rows[-1].opinions) == ("Góp ý chung", 1)
    assert made.opinions == 20


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("papers", ["party", "state"])
def test_the_paper_passes_the_linter(client, asked, analyst, settle, themes, tmp_path, papers):
    asked.papers = papers
    asked.save()
    settle("partly", "Thêm 100 thùng; số còn lại chờ vốn", themes=[themes["Thu gom rác"]])
    client.force_login(analyst)
    for kind in ("docx", "pdf"):
        (tmp_path / f"bang.{kind}").write_bytes(client.get(f"{ADDRESS}.{kind}").content)

    found = lint(tmp_path / "bang.docx", profile(papers))
    assert [*found.errors] == []
    document = Document(BytesIO((tmp_path / "bang.docx").read_bytes()))
    head = next(
        [cell.text for cell in table.rows[0].cells]
        for table in document.tables
        if table.rows[0].cells[0].text == HEADS["four"][0]
    )
    assert tuple(head) == HEADS["four"]
    assert any("tiếp thu một phần: 12;" in line.text for line in document.paragraphs)


@pytest.mark.usefixtures("two_factors")
def test_the_sheet_adds_up(client, analyst, settle, themes, tmp_path):
    from python_calamine import CalamineWorkbook

    settle("agrees", "", themes=[themes["Thu gom rác"]])
    client.force_login(analyst)
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{ADDRESS}.xlsx").content))
    rows, sums = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)

    assert rows[0] == [*HEADS["four"], "SỐ Ý KIẾN"]
    assert sum(row[-1] for row in rows[1:]) == sums[-1][1] == 19
    assert sum(row[1] for row in sums[1:-1]) == 19


@pytest.mark.usefixtures("two_factors")
def test_who_only_collects_gets_no_table(client, asked, employ, commune):
    client.force_login(employ("xa", commune, "analyst"))

    assert client.get(f"{ADDRESS}.docx").status_code == 404
    assert client.get(f"{ADDRESS}.exe").status_code == 404
