"""Hiding erases nothing, has three reasons and no fourth, and is looked at by a second pair of
eyes (D14)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, KEY, ON

from danvan.consultation import actions
from danvan.consultation.models import Hiding, ShownText, Submission
from danvan.consultation.queries import moderation as queries
from danvan.ledger.models import Entry

NOTE = "Dòng 2 có số điện thoại của người khác"
OBJECTION = "Không tán thành mục này, đề nghị bỏ."


@pytest.fixture
def said(send):
    """An objection that its sender agreed to show, masked."""
    send(OBJECTION, section_key="I.1", may_publish=True)
    row = Submission.objects.get()
    actions.mask(submissions=[row])
    return row


@pytest.fixture
def hide(said, analyst):
    def make(reason="personal", by=None):
        return actions.hide(by=by or analyst, submission=said, reason=reason, note=NOTE, on=ON)

    return make


def reported(asked) -> dict[str, tuple[int, int, int]]:
    found = queries.hidden_by_reason(consultation=asked)
    return {one.reason: (one.hidden, one.appealed, one.lifted) for one in found}


def test_there_are_three_reasons_and_disagreement_is_none():
    assert set(Hiding.Reason.values) == {"spam", "personal", "unlawful"}


@pytest.mark.parametrize("reason", ["", "disagreement", "object", "other", "khac"])
def test_no_other_reason_hides(hide, said, reason):
    with pytest.raises(ValidationError):
        hide(reason)
    assert Submission.objects.published().get() == said


def test_hiding_needs_a_note(said, analyst):
    with pytest.raises(ValidationError):
        actions.hide(by=analyst, submission=said, reason="spam", note=" ", on=ON)


@pytest.mark.parametrize("reason", ["personal", "unlawful"])
def test_a_hidden_objection_stays_counted_and_is_reported(hide, said, asked, reason):
    hide(reason)

    assert not Submission.objects.published().exists()
    assert Submission.objects.counted().get() == said
    assert Submission.objects.get().text == OBJECTION
    assert reported(asked)[reason] == (1, 0, 0)


def test_spam_alone_no_longer_counts(hide, said, asked, approver):
    hiding = hide("spam")

    assert not Submission.objects.counted().exists()
    assert Submission.objects.standing().get() == said
    actions.lift(by=approver, hiding=hiding, why="Không phải quảng cáo", on=ON)
    assert Submission.objects.counted().get() == said
    assert Submission.objects.published().get() == said
    assert reported(asked)["spam"] == (1, 0, 1)


def test_spam_that_was_lifted_and_hidden_for_another_reason_counts(hide, said, approver):
    """So that the reason and its being in force are asked of one hiding, not of two."""
    actions.lift(by=approver, hiding=hide("spam"), why="Không phải", on=ON)
    hide("personal")

    assert Submission.objects.counted().get() == said


def test_it_is_hidden_once_at_a_time(hide, approver):
    hide()
    with pytest.raises(ValidationError, match="đang được ẩn"):
        hide("spam", by=approver)


def test_what_is_masked_later_is_hidden_from_the_start(send, analyst):
    send(OBJECTION, may_publish=True)
    row = Submission.objects.get()
    actions.hide(by=analyst, submission=row, reason="unlawful", note=NOTE, on=ON)
    actions.mask(submissions=[row])

    assert ShownText.objects.get().is_hidden
    assert not Submission.objects.published().exists()


def test_several_are_hidden_together_or_none(send, analyst):
    send("Mua hàng", "Mua hàng nữa", may_publish=True)
    rows = [*Submission.objects.order_by("pk")]
    actions.hide(by=analyst, submission=rows[1], reason="spam", note=NOTE, on=ON)

    with pytest.raises(ValidationError):
        actions.hide_all(by=analyst, submissions=rows, reason="spam", note=NOTE, on=ON)
    assert Hiding.objects.count() == 1
    assert actions.hide_all(by=analyst, submissions=rows[:1], reason="spam", note=NOTE, on=ON) == 1
    with pytest.raises(ValidationError):
        actions.hide_all(by=analyst, submissions=[], reason="spam", note=NOTE, on=ON)


def test_nothing_is_hidden_of_what_its_sender_replaced_or_took_back(send, analyst, province):
    send("Cũ", "Rút")
    old, gone = Submission.objects.order_by("pk")
    way = actions.Through("web", province, ON)
    actions.correct(submission=old, said=actions.Said("Mới"), through=way, at=AT)
    actions.withdraw(submission=gone, on=ON)

    for row in (old, gone):
        with pytest.raises(ValidationError):
            actions.hide(by=analyst, submission=row, reason="spam", note=NOTE, on=ON)


@pytest.mark.parametrize("role", ["collector", "clerk", "editor", "admin"])
def test_analysts_and_approvers_hide_and_no_other_role(hide, employ, province, role):
    with pytest.raises(PermissionDenied):
        hide(by=employ("khac", province, role))


def test_an_analyst_of_another_office_hides_nothing(hide, employ, other_province, commune):
    """Nor one of an office below, which collects but does not ask."""
    for unit in (other_province, commune):
        with pytest.raises(PermissionDenied):
            hide(by=employ(f"khac-{unit.pk}", unit, "analyst"))


def test_the_sender_asks_once_for_a_second_look(hide, said):
    with pytest.raises(ValidationError, match="không bị ẩn"):
        actions.appeal(submission=said, text="Xin xem lại", on=ON)
    hide()
    actions.appeal(submission=said, text="Đó là số của cơ quan", on=ON)

    line = Entry.objects.get(verb="appeal_hiding")
    assert line.actor is None
    with pytest.raises(ValidationError, match="đã đề nghị"):
        actions.appeal(submission=said, text="Xin xem lại nữa", on=ON)


def test_who_hid_does_not_decide_the_appeal(hide, said, asked, analyst, approver):
    hiding = hide()
    actions.appeal(submission=said, text="Đó là số của cơ quan", on=ON)
    decide = {"hiding": hiding, "is_granted": True, "said": "Đúng là số cơ quan", "on": ON}

    with pytest.raises(ValidationError, match="người khác"):
        actions.decide_appeal(by=analyst, **decide)
    with pytest.raises(ValidationError, match="đề nghị xem lại"):
        actions.lift(by=analyst, hiding=hiding, why="Thôi", on=ON)
    actions.decide_appeal(by=approver, **decide)

    assert Submission.objects.published().get() == said
    assert reported(asked)["personal"] == (1, 1, 1)


def test_a_refused_appeal_leaves_it_hidden_and_says_why(hide, said, asked, approver):
    hiding = hide()
    actions.appeal(submission=said, text="Xin xem lại", on=ON)
    with pytest.raises(ValidationError):
        actions.decide_appeal(by=approver, hiding=hiding, is_granted=False, said="", on=ON)
    actions.decide_appeal(
        by=approver, hiding=hiding, is_granted=False, said="Số của một người", on=ON
    )

    (told,) = queries.hidings_of(submission=said)
    assert (told.decision, told.lifted_on) == ("Số của một người", None)
    assert reported(asked)["personal"] == (1, 1, 0)
    with pytest.raises(ValidationError, match="Không có đề nghị"):
        actions.decide_appeal(by=approver, hiding=hiding, is_granted=True, said="Thôi", on=ON)


def test_nothing_is_decided_that_nobody_asked(hide, approver):
    with pytest.raises(ValidationError, match="Không có đề nghị"):
        actions.decide_appeal(by=approver, hiding=hide(), is_granted=True, said="Được", on=ON)


def test_the_list_shows_masked_texts_newest_first_page_by_page(send, asked, analyst, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for n in range(3):
        send(f"Gọi anh Hùng số 0912 345 67{n}", key=f"{KEY}{n}")
    actions.mask(submissions=Submission.objects.all())
    page = queries.submissions(officer=analyst, consultation=asked, asked=queries.Asked())
    rest = queries.submissions(
        officer=analyst, consultation=asked, asked=queries.Asked(before=page.older)
    )

    numbers = [row.pk for row in (*page.rows, *rest.rows)]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(page.rows), len(rest.rows), rest.older) == (2, 1, None)
    assert {row.shown.text for row in page.rows} == {"Gọi anh [tên] số [số điện thoại]"}
    assert "text" in page.rows[0].get_deferred_fields()


def test_the_list_is_narrowed_to_what_is_hidden_and_what_is_asked_again(send, asked, analyst):
    send("Một", "Hai", "Ba")
    one, two, three = Submission.objects.order_by("pk")
    for row in (two, three):
        actions.hide(by=analyst, submission=row, reason="spam", note=NOTE, on=ON)
    actions.appeal(submission=three, text="Xin xem lại", on=ON)

    def listed(state):
        said = queries.Asked(state=state)
        return queries.submissions(officer=analyst, consultation=asked, asked=said).rows

    assert listed("") == [three, two, one]
    assert listed("shown") == [one]
    assert listed("hidden") == [three, two]
    assert listed("appealed") == [three]


def test_an_office_sees_only_what_it_collected(send, asked, employ, commune, other_province):
    send("Của tỉnh")
    said = queries.Asked()
    for unit in (commune, other_province):
        officer = employ(f"khac-{unit.pk}", unit, "analyst")
        assert not queries.submissions(officer=officer, consultation=asked, asked=said).rows
