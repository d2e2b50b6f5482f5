"""An answer has one disposition (A3) and a reason where one is due (A5), passes two pairs of eyes,
and once published never changes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer
from danvan.consultation.models import Response, Submission
from danvan.consultation.queries import responses as queries
from danvan.ledger.actions import SYSTEM
from danvan.work.models import Task


@pytest.fixture
def second(employ, province):
    """Another approver."""
    return employ("duyet-hai", province, "approver")


@pytest.fixture
def rows(send):
    """Three texts: two on waste, the last of which also speaks of tourism, and one on lessons."""
    send("Thêm thùng rác", "Rác và du lịch", "Bài học hay")
    return [*Submission.objects.order_by("pk")]


@pytest.fixture
def themes(version, rows):
    waste, both, lessons = rows
    return synthesised(
        version,
        {
            ("I.1", "Thu gom rác"): [waste, both],
            ("I.2", "Quảng bá du lịch"): [both],
            ("III", "Bài học"): [lessons],
        },
    )


@pytest.fixture
def draft(asked, analyst):
    def make(disposition="accepted", text="Đã bổ sung", by=analyst, **about):
        answer = Answer(disposition, text, **about)
        return actions.draft_response(by=by, consultation=asked, answer=answer, at=AT)

    return make


@pytest.fixture
def publish(asked, draft, analyst, approver):
    """Takes an answer all the way."""

    def make(*given, **about):
        response = draft(*given, **about)
        actions.submit_response(by=analyst, response=response)
        actions.approve_response(by=approver, response=response)
        actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)
        response.refresh_from_db()
        return response

    return make


def published(*rows) -> list[list[str]]:
    found = queries.answers_of(submissions=[row.pk for row in rows])
    return [[one.text for one in found.get(row.pk, [])] for row in rows]


def test_there_are_six_dispositions_and_one_is_chosen(draft, themes):
    assert set(Response.Disposition.values) == {
        *("agrees", "accepted", "partly", "explained", "unanswered", "escalated")
    }
    with pytest.raises(ValidationError):
        draft("tiếp thu", themes=[themes["Bài học"]])


def test_an_answer_to_a_theme_is_that_of_every_submission_in_it(publish, themes, rows):
    publish(text="Thêm 200 thùng rác", themes=[themes["Thu gom rác"]])

    assert published(*rows) == [["Thêm 200 thùng rác"], ["Thêm 200 thùng rác"], []]


def test_a_submission_in_two_themes_has_both_answers(publish, themes, rows):
    publish(text="Thêm thùng rác", themes=[themes["Thu gom rác"]])
    publish(text="Có đề án du lịch", themes=[themes["Quảng bá du lịch"]])

    assert published(rows[1]) == [["Thêm thùng rác", "Có đề án du lịch"]]


def test_an_answer_to_the_submission_itself_comes_before_its_themes(publish, themes, rows):
    publish(text="Cho cả nhóm", themes=[themes["Thu gom rác"]])
    publish(text="Cho riêng góp ý này", submissions=[rows[0]])

    assert published(*rows[:2]) == [["Cho riêng góp ý này"], ["Cho cả nhóm"]]


def test_one_answer_serves_a_selection(publish, themes, rows):
    about = {"themes": [themes["Quảng bá du lịch"]], "submissions": [rows[2]]}
    publish(text="Cho cả hai", **about)

    assert published(*rows) == [[], ["Cho cả hai"], ["Cho cả hai"]]


def test_a_theme_of_a_later_synthesis_answers_for_the_earlier(publish, themes, version, rows):
    publish(text="Lần một", themes=[themes["Bài học"]])
    later = synthesised(version, {("III", "Bài học lần hai"): [rows[2]]}, number=2)
    assert published(rows[2]) == [["Lần một"]]

    publish(text="Lần hai", themes=[later["Bài học lần hai"]])
    assert published(rows[2]) == [["Lần hai"]]


def test_nothing_shows_before_it_is_published(draft, analyst, approver, themes, rows):
    response = draft(themes=[themes["Bài học"]])
    actions.submit_response(by=analyst, response=response)
    actions.approve_response(by=approver, response=response)

    assert published(rows[2]) == [[]]
    assert queries.answers(officer=analyst, submissions=[rows[2].pk]) == {rows[2].pk: [response]}


@pytest.mark.parametrize("disposition", ["explained", "partly"])
def test_an_explanation_needs_a_reason(draft, analyst, themes, disposition):
    """A5."""
    response = draft(disposition, "  ", themes=[themes["Bài học"]])

    with pytest.raises(ValidationError, match="nêu lý do"):
        actions.submit_response(by=analyst, response=response)


def test_agreement_needs_no_text_and_silence_does(draft, analyst, themes):
    actions.submit_response(by=analyst, response=draft("agrees", "", themes=[themes["Bài học"]]))
    with pytest.raises(ValidationError, match="Hãy chọn kết quả"):
        actions.submit_response(
            by=analyst, response=draft("unanswered", "", themes=[themes["Thu gom rác"]])
        )


def test_who_submitted_does_not_approve(draft, approver, second, themes):
    response = draft(by=approver, themes=[themes["Bài học"]])
    actions.submit_response(by=approver, response=response)

    with pytest.raises(ValidationError, match="người khác"):
        actions.approve_response(by=approver, response=response)
    actions.approve_response(by=second, response=response)


def test_who_submitted_the_words_before_may_approve_what_another_submits_now(
    draft, approver, analyst, themes
):
    response = draft(by=approver, themes=[themes["Bài học"]])
    actions.submit_response(by=approver, response=response)
    actions.return_response(by=approver, response=response, said="Tôi trình nhầm")
    actions.submit_response(by=analyst, response=response)
    actions.approve_response(by=approver, response=response)


def test_an_analyst_neither_approves_nor_publishes(draft, asked, analyst, approver, themes):
    response = draft(themes=[themes["Bài học"]])
    actions.submit_response(by=approver, response=response)

    with pytest.raises(PermissionDenied):
        actions.approve_response(by=analyst, response=response)
    with pytest.raises(PermissionDenied):
        actions.publish_responses(by=analyst, consultation=asked, at=AT, on=ON)


def test_what_is_returned_says_why_and_is_written_on(draft, analyst, approver, themes):
    response = draft(themes=[themes["Bài học"]])
    actions.submit_response(by=analyst, response=response)
    with pytest.raises(ValidationError):
        actions.return_response(by=approver, response=response, said="")
    actions.return_response(by=approver, response=response, said="Ghi rõ trang")
    response.refresh_from_db()
    assert (response.state, response.said) == ("returned", "Ghi rõ trang")

    actions.redraft_response(by=analyst, response=response, answer=Answer("accepted", "Trang 12"))
    actions.submit_response(by=analyst, response=response)
    response.refresh_from_db()
    assert (response.text, response.state, response.said) == ("Trang 12", "submitted", "")


def test_what_is_handed_in_is_not_written_on(draft, analyst, themes):
    response = draft(themes=[themes["Bài học"]])
    actions.submit_response(by=analyst, response=response)

    with pytest.raises(ValidationError, match="trình duyệt"):
        actions.redraft_response(by=analyst, response=response, answer=Answer("agrees", ""))


def test_all_that_is_approved_is_published_together(draft, asked, analyst, approver, themes):
    made = [draft(themes=[theme]) for theme in themes.values()]
    for response in made[:2]:
        actions.submit_response(by=analyst, response=response)
        actions.approve_response(by=approver, response=response)

    assert actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON) == 2
    assert Response.objects.published().count() == 2
    with pytest.raises(ValidationError, match="Không có"):
        actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)


def test_a_published_answer_never_changes(publish, analyst, approver, themes):
    response = publish(themes=[themes["Bài học"]])

    for act in (
        lambda: actions.redraft_response(by=analyst, response=response, answer=Answer("agrees")),
        lambda: actions.submit_response(by=analyst, response=response),
        lambda: actions.return_response(by=approver, response=response, said="Sửa"),
    ):
        with pytest.raises(ValidationError, match="đã công bố"):
            act()


def test_a_correction_takes_its_place_when_it_is_published_itself(
    publish, asked, analyst, approver, themes, rows
):
    old = publish(text="Trang 11", themes=[themes["Bài học"]])
    new = actions.correct_response(
        by=analyst, response=old, answer=Answer("accepted", "Trang 12"), at=AT
    )
    with pytest.raises(ValidationError, match="đang được đính chính"):
        actions.correct_response(by=analyst, response=old, answer=Answer("agrees"), at=AT)
    assert published(rows[2]) == [["Trang 11"]]

    actions.submit_response(by=analyst, response=new)
    actions.approve_response(by=approver, response=new)
    actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)

    assert published(rows[2]) == [["Trang 12"]]
    old.refresh_from_db()
    assert (old.text, old.state) == ("Trang 11", "published")


def test_what_has_an_answer_gets_no_second_one(draft, themes, rows):
    draft(themes=[themes["Bài học"]])
    draft(submissions=[rows[0]])

    with pytest.raises(ValidationError, match="đã có trả lời"):
        draft(themes=[themes["Bài học"]])
    with pytest.raises(ValidationError, match="đã có trả lời"):
        draft(submissions=[rows[0]])


def test_an_answer_is_to_something_of_its_consultation(draft, themes, province, rows):
    other = actions.set_up(
        by=SYSTEM,
        unit=province,
        terms=actions.Terms("Đợt khác", date(2020, 6, 1), date(2020, 7, 31)),
        slug="khac",
    )
    with pytest.raises(ValidationError, match="Chưa chọn"):
        draft()
    with pytest.raises(ValidationError, match="không thuộc"):
        actions.draft_response(
            by=SYSTEM,
            consultation=other,
            answer=Answer("agrees", themes=[themes["Bài học"]]),
            at=AT,
        )
    with pytest.raises(ValidationError, match="không thuộc"):
        actions.draft_response(
            by=SYSTEM, consultation=other, answer=Answer("agrees", submissions=rows[:1]), at=AT
        )


@pytest.fixture
def ask(asked, analyst, commune):
    def make(*themes, by=analyst, unit=commune):
        return actions.ask_for_response(
            by=by, consultation=asked, unit=unit, themes=themes, due_on=date(2020, 7, 20),
            on=ON, at=AT,
        )  # fmt: skip

    return make


def test_a_unit_is_asked_by_a_task_that_closes_when_all_its_answers_are_out(
    ask, asked, themes, employ, commune, approver
):
    task = ask(themes["Thu gom rác"], themes["Bài học"])
    writer = employ("xa-viet", commune, "collector")
    drafts = [*queries.to_write(officer=writer, consultation=asked)]
    assert (task.owner, len(drafts)) == (commune, 2)

    for number, response in enumerate(drafts):
        answer = Answer("accepted", "Đã bổ sung")
        actions.redraft_response(by=writer, response=response, answer=answer)
        actions.submit_response(by=writer, response=response)
        actions.approve_response(by=approver, response=response)
        assert Task.objects.get().closed_on is None, number
        actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)

    assert Task.objects.get().closed_on == ON


def test_a_task_closed_by_hand_is_no_hindrance(ask, asked, themes, approver, analyst):
    ask(themes["Bài học"])
    Task.objects.update(closed_on=ON, outcome="dropped")
    (response,) = Response.objects.all()
    actions.redraft_response(by=analyst, response=response, answer=Answer("agrees"))
    actions.submit_response(by=analyst, response=response)
    actions.approve_response(by=approver, response=response)

    assert actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON) == 1


def test_strangers_neither_draft_nor_write_nor_see(ask, draft, themes, employ, neighbour, commune):
    ask(themes["Bài học"])
    (response,) = Response.objects.all()
    for unit in (neighbour,):
        stranger = employ(f"la-{unit.pk}", unit, "analyst")
        assert not Response.objects.visible_to(stranger).exists()
        with pytest.raises(PermissionDenied):
            actions.redraft_response(by=stranger, response=response, answer=Answer("agrees"))
        with pytest.raises(PermissionDenied):
            actions.submit_response(by=stranger, response=response)
    with pytest.raises(PermissionDenied):
        draft(by=employ("xa", commune, "analyst"), themes=[themes["Thu gom rác"]])
    with pytest.raises(PermissionDenied):
        ask(themes["Thu gom rác"], by=employ("xa-hai", commune, "analyst"))


def test_the_list_tells_what_is_answered_and_what_is_not(draft, asked, analyst, themes):
    made = draft(themes=[themes["Bài học"]])
    synthesis = queries.last_synthesis(officer=analyst, consultation=asked)

    def listed(state):
        found = queries.lines(officer=analyst, synthesis=synthesis, state=state)
        return queries.as_lines(officer=analyst, synthesis=synthesis, themes=found)

    assert [line.theme.label for line in listed("")] == [*themes]
    assert [line.theme.label for line in listed("none")] == ["Thu gom rác", "Quảng bá du lịch"]
    (line,) = listed("draft")
    assert (line.response, line.place) == (made, "Phần III. Bài học kinh nghiệm")
    assert queries.states(officer=analyst, consultation=asked) == {"draft": 1}
