"""A report is approved by somebody else, numbered by the clerk; once published it never changes."""

from datetime import date, timedelta

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON
from tests.consultation.test_conformance import Told, made
from tests.consultation.themes import numbered, published

from danvan.consultation import actions
from danvan.consultation.models import Report, Statement, Submission, Synthesis
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.papers.blocks import Heading, Paper, Signature
from danvan.papers.lint.run import lint
from danvan.papers.profile import profile
from danvan.papers.report_docx import write
from danvan.sense.policy import PHRASES
from danvan.work.models import Job


@pytest.fixture
def make(send, version):
    """Makes a synthesis: `make(2)`."""
    send("Đề nghị bổ sung số liệu về rác thải.")
    rows = [*Submission.objects.order_by("pk")]

    def synthesis(number=1, **fields):
        told = Told("I.1", "add", rows, label="rác thải")
        return made(version, told, number=number, **fields)

    return synthesis


@pytest.fixture
def synthesis(make):
    return make()


@pytest.fixture
def clerk(employ, province):
    return employ("van-thu", province, "clerk")


@pytest.fixture
def submitted(synthesis, analyst):
    return actions.submit_report(by=analyst, synthesis=synthesis, at=AT)


@pytest.fixture
def approved(submitted, approver):
    actions.approve_report(by=approver, report=submitted)
    return submitted


def edit(synthesis, by=SYSTEM):
    theme = synthesis.themes.first()
    actions.rename_theme(by=by, synthesis=synthesis, theme=theme.code, text="rác", at=AT)


def number(report, by=SYSTEM, on=ON, symbol="BDVTU"):
    actions.number_report(by=by, report=report, symbol=symbol, on=on)
    report.refresh_from_db()
    return report.number


def test_the_whole_way_is_in_the_ledger(synthesis, analyst, approver, clerk):
    """Draft, submitted, approved by another, numbered by the clerk, published; each by its role."""
    report = actions.submit_report(by=analyst, synthesis=synthesis, at=AT)
    actions.approve_report(by=approver, report=report)
    assert number(report, clerk) == 1
    actions.publish_synthesis(by=approver, synthesis=synthesis, at=AT)
    report.refresh_from_db()

    assert (report.state, report.symbol, report.issued_on) == ("published", "Số 01-BC/BDVTU", ON)
    assert Report.objects.published().get() == report
    way = ["submit_report", "approve_report", "number_report", "publish_synthesis"]
    assert [*Entry.objects.order_by("pk").values_list("verb", flat=True)][-4:] == way


def test_who_submitted_does_not_approve(synthesis, employ, province):
    both = employ("ca-hai", province, "analyst", "approver")
    report = actions.submit_report(by=both, synthesis=synthesis, at=AT)
    with pytest.raises(ValidationError, match="người khác phải duyệt"):
        actions.approve_report(by=both, report=report)


def test_each_step_is_of_its_role(synthesis, submitted, analyst, approver, clerk):
    with pytest.raises(PermissionDenied):
        actions.approve_report(by=analyst, report=submitted)
    with pytest.raises(PermissionDenied):
        actions.return_report(by=clerk, report=submitted, said="x")
    actions.approve_report(by=approver, report=submitted)
    with pytest.raises(PermissionDenied):
        number(submitted, approver)
    with pytest.raises(PermissionDenied):
        actions.submit_report(by=clerk, synthesis=synthesis, at=AT)


def test_no_step_is_left_out(synthesis, submitted, approver, clerk):
    for step in (
        lambda: number(submitted, clerk),
        lambda: actions.publish_synthesis(by=approver, synthesis=synthesis, at=AT),
        lambda: actions.submit_report(by=SYSTEM, synthesis=synthesis, at=AT),
    ):
        with pytest.raises(ValidationError):
            step()


def test_what_is_returned_says_why_and_is_submitted_again(submitted, synthesis, analyst, approver):
    with pytest.raises(ValidationError, match="cần sửa điều gì"):
        actions.return_report(by=approver, report=submitted, said=" ")
    actions.return_report(by=approver, report=submitted, said="Thiếu phần III")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.said) == ("returned", "Thiếu phần III")

    again = actions.submit_report(by=analyst, synthesis=synthesis, at=AT)
    assert (again.pk, again.state, again.said) == (submitted.pk, "submitted", "")


def test_a_numbered_report_is_not_returned(synthesis, approver):
    with pytest.raises(ValidationError, match="đã cấp số"):
        actions.return_report(by=approver, report=numbered(synthesis), said="muộn")


def test_one_that_is_not_done_is_not_submitted(make, analyst):
    with pytest.raises(ValidationError, match="chưa xong"):
        actions.submit_report(by=analyst, synthesis=make(made_at=None), at=AT)


def test_edits_that_wait_hold_every_step_back(synthesis, approved, clerk):
    """What is published is one whole proved run, with everything that people changed."""
    edit(synthesis)
    with pytest.raises(ValidationError, match="1 bước biên tập"):
        number(approved, clerk)
    actions.undo(by=SYSTEM, synthesis=synthesis, at=AT)
    assert number(approved, clerk) == 1


def test_edits_that_wait_are_not_submitted(synthesis, analyst):
    edit(synthesis)
    with pytest.raises(ValidationError, match="1 bước biên tập"):
        actions.submit_report(by=analyst, synthesis=synthesis, at=AT)


def test_where_a_later_run_is_there_that_one_is_submitted(make, synthesis, analyst):
    make(2)
    with pytest.raises(ValidationError, match="bản tổng hợp sau"):
        actions.submit_report(by=analyst, synthesis=synthesis, at=AT)


def test_where_a_later_run_is_being_made_that_one_is_waited_for(synthesis, submitted, approver):
    actions.mask(submissions=Submission.objects.all())
    coming = actions.ask_synthesis(by=SYSTEM, consultation=synthesis.consultation, at=AT)
    with pytest.raises(ValidationError, match="bản tổng hợp sau"):
        actions.approve_report(by=approver, report=submitted)
    Job.objects.filter(subject__endswith=f":{coming.pk}").update(state=Job.State.FAILED)
    actions.approve_report(by=approver, report=submitted)


def test_a_later_run_of_a_part_is_no_later_report(make, synthesis, analyst):
    make(2, only={"channels": ["web"]})
    assert actions.submit_report(by=analyst, synthesis=synthesis, at=AT)


def test_a_correction_is_a_later_report_with_a_note(make, synthesis, analyst):
    """What is published never changes; what corrects it says what it corrects."""
    first = published(synthesis)
    later = make(2)
    with pytest.raises(ValidationError, match="đính chính điều gì"):
        actions.submit_report(by=analyst, synthesis=later, at=AT, note=" ")
    second = published(later, note="Số liệu phần II")

    assert (first.note, second.note) == ("", "Số liệu phần II")
    assert second.number == 2
    assert Synthesis.objects.published().count() == 2


def test_a_first_report_has_no_note(synthesis, analyst):
    report = actions.submit_report(by=analyst, synthesis=synthesis, at=AT, note="thừa")
    assert report.note == ""


def test_numbers_run_by_unit_and_year_without_gap_or_double(make):
    given = []
    for run, on in enumerate((ON, ON, date(2021, 1, 4), ON, date(2021, 1, 4)), 1):
        report = actions.submit_report(by=SYSTEM, synthesis=make(run), at=AT, note="sửa")
        actions.approve_report(by=SYSTEM, report=report)
        given.append((number(report, on=on), report.year))
    assert given == [(1, 2020), (2, 2020), (1, 2021), (3, 2020), (2, 2021)]


def test_a_number_that_is_refused_is_not_used(approved, clerk):
    for wrong in ("", "bdv tu", "B" * 80, "BDV/1"):
        with pytest.raises(ValidationError, match="Ký hiệu"):
            number(approved, clerk, symbol=wrong)
    assert number(approved, clerk) == 1


@pytest.mark.parametrize(
    ("form", "symbol", "line"),
    [("party", "BDVTU", "Số 01-BC/BDVTU"), ("state", "UBND", "Số: 01/BC-UBND")],
)
def test_the_paper_bears_number_symbol_and_date(
    make, asked, settings, tmp_path, form, symbol, line
):
    """The clerk's head stands in the kept paper, as the format's checker wants it."""
    settings.MEDIA_ROOT = tmp_path
    asked.papers = form
    asked.save()
    synthesis = make(folder="tong-hop/1")
    paper = tmp_path / "tong-hop/1/report.docx"
    paper.parent.mkdir(parents=True)
    sign = Signature(("TRƯỞNG BAN",), "", ("[Nơi nhận]", "Lưu: VT"))
    draft = Paper(
        "BÁO CÁO", "tổng hợp ý kiến", [Heading(1, "KẾT QUẢ")], ("TỈNH ỦY", "BAN DÂN VẬN"),
        signature=sign, kind="BC",
    )  # fmt: skip
    write(draft, paper, profile(form))
    report = actions.submit_report(by=SYSTEM, synthesis=synthesis, at=AT)
    actions.approve_report(by=SYSTEM, report=report)
    told = {"symbol": symbol, "on": ON, "place": "Bắc Giang"}
    actions.number_report(by=SYSTEM, report=report, **told)

    head = " ".join(cell.text for row in docx.Document(str(paper)).tables[0].rows
                    for cell in row.cells)  # fmt: skip
    assert line in head
    assert "Bắc Giang, ngày 01 tháng 7 năm 2020" in head
    found = lint(paper, profile(form)).findings
    assert [one for one in found if one.severity == "error" or one.check in {6, 7}] == []


@pytest.fixture
def statement(synthesis):
    synthesis.rules |= {"phrases": [{"words": one.words} for one in PHRASES]}
    synthesis.save()
    return Statement.objects.select_related("theme", "synthesis__consultation").get()


@pytest.mark.parametrize(
    "typed", ["9 xã đề nghị bổ sung", "hầu hết đề nghị", "đề nghị “bổ sung”", "ba đại biểu đề nghị"]
)
def test_figures_quantity_words_and_quotes_cannot_be_typed(statement, analyst, typed):
    """S70, S75: they come from counts and from opinions."""
    with pytest.raises(ValidationError, match="do máy điền"):
        actions.word_sentence(by=analyst, statement=statement, text=typed, at=AT)


def test_what_is_between_them_is_an_edit_for_the_next_run(statement, analyst):
    actions.word_sentence(by=analyst, statement=statement, text="đề nghị thêm số liệu", at=AT)

    edit = statement.synthesis.edits.get()
    assert (edit.kind, edit.target, edit.text) == ("word", "add", "đề nghị thêm số liệu")
    assert Statement.objects.get().text == statement.text


def test_a_mention_is_not_worded(statement, analyst):
    statement.scope = "mention"
    with pytest.raises(ValidationError, match="từ ngữ được nhắc"):
        actions.word_sentence(by=analyst, statement=statement, text="đề nghị", at=AT)


def test_only_who_keeps_the_consultation_words(statement, clerk):
    with pytest.raises(PermissionDenied):
        actions.word_sentence(by=clerk, statement=statement, text="đề nghị", at=AT)


def test_a_published_synthesis_is_not_published_again(synthesis, approver):
    published(synthesis)
    later = AT + timedelta(days=1)
    with pytest.raises(ValidationError, match="đã công bố"):
        actions.publish_synthesis(by=approver, synthesis=synthesis, at=later)
    synthesis.refresh_from_db()
    assert synthesis.published_at == AT
