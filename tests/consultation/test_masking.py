"""What others read of a text holds no personal data (D5); the unmasked one opens for a reason."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.jobs import KINDS, masks_wait
from danvan.consultation.models import ShownText, Submission
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.site import schedule
from danvan.work.jobs import run_next
from danvan.work.models import Job

PRIVATE = "Xin gọi anh Hùng, số 0912 345 678, để hỏi về rác thải."
OPEN_NAME = "Hôm qua Hùng Cường có nói chuyện rác thải."


def runs(job_subject: str = "") -> list[int]:
    told: list[int] = []
    KINDS["consultation.mask"](
        Job(subject=job_subject), lambda stage, done, total: told.append(done)
    )
    return told


def never(texts):
    raise AssertionError("the model of names is not asked about what the rules decide")


def test_what_is_somebodys_own_is_masked(send):
    send(PRIVATE)
    actions.mask(submissions=Submission.objects.all(), finder=never)

    shown = ShownText.objects.get()
    assert shown.text == "Xin gọi anh [tên], số [số điện thoại], để hỏi về rác thải."
    assert (shown.masks, shown.is_hidden) == (2, False)
    assert Submission.objects.get().text == PRIVATE


def test_every_text_is_masked_whether_it_may_be_shown_or_not(send):
    send("Không đăng", may_publish=False)
    runs()

    assert ShownText.objects.count() == 1
    assert not Submission.objects.published().exists()


def test_twice_makes_one(send):
    send(PRIVATE)
    both = [*Submission.objects.all()]

    assert actions.mask(submissions=both) == 1
    assert actions.mask(submissions=both) == 0
    assert ShownText.objects.count() == 1


def test_the_job_goes_in_batches_and_on_from_where_it_was_ended(send, monkeypatch):
    monkeypatch.setattr("danvan.consultation.jobs.masking.BATCH", 2)
    send(*(f"Ý kiến {n}" for n in range(5)))
    actions.mask(submissions=Submission.objects.order_by("pk")[1:2])  # an earlier worker's

    assert runs() == [2, 4]
    assert ShownText.objects.count() == 5
    assert runs() == []


def test_a_text_taken_back_gets_no_masked_text(send):
    """Its sender withdraws between the reading of the text and the writing of the masked one."""
    send(OPEN_NAME)
    row = Submission.objects.get()

    def meanwhile(texts):
        actions.withdraw(submission=Submission.objects.get(), on=ON)
        return [[] for _ in texts]

    assert actions.mask(submissions=[row], finder=meanwhile) == 0
    runs()
    assert not ShownText.objects.exists()
    assert not masks_wait()


def test_a_text_replaced_by_its_sender_waits_for_nothing(send, province):
    send("Cũ")
    way = actions.Through("web", province, ON)
    actions.correct(
        submission=Submission.objects.get(), said=actions.Said("Mới"), through=way, at=AT
    )
    runs()

    assert [shown.text for shown in ShownText.objects.all()] == ["Mới"]
    assert not masks_wait()


def test_what_the_rules_leave_open_the_model_decides(send):
    send(OPEN_NAME)
    row = Submission.objects.get()
    asked = []

    def seen(texts):
        asked.extend(texts)
        return [[(0, len(text))] for text in texts]

    actions.mask(submissions=[row], finder=seen)

    assert asked
    assert ShownText.objects.get().text == "Hôm qua [tên] có nói chuyện rác thải."


def test_a_short_sending_is_masked_at_once(send):
    sent = send(PRIVATE, "Nhất trí")
    actions.mask_sent(by=SYSTEM, receipt=sent.receipt)

    assert ShownText.objects.count() == 2
    assert not Job.objects.exists()


@pytest.mark.parametrize("text", [OPEN_NAME, "Dài quá. " * 3000])
def test_a_sending_that_takes_long_is_left_to_the_job(send, text):
    sent = send(text)
    actions.mask_sent(by=SYSTEM, receipt=sent.receipt)

    assert not ShownText.objects.exists()
    run_next(KINDS, at=Job.objects.get().not_before)
    assert ShownText.objects.count() == 1
    assert Job.objects.get().said == "Đã che dữ liệu cá nhân trong 1 góp ý."


def test_the_clock_asks_where_texts_wait(send, settings):
    assert not schedule.is_due("consultation.mask")
    send("Nhất trí")
    assert masks_wait()
    assert schedule.is_due("consultation.mask")

    runs()
    assert not masks_wait()


def test_the_text_opens_with_a_reason_that_the_ledger_keeps(send, analyst):
    send(PRIVATE)
    row = Submission.objects.get()
    text = actions.open_text(by=analyst, submission=row, why="Đối chiếu biên bản hội nghị")

    line = Entry.objects.get(verb="open_text")
    assert text == PRIVATE
    assert (line.actor, line.why) == (analyst.pk, "Đối chiếu biên bản hội nghị")
    assert line.subject == f"consultation.Submission:{row.pk}"
    assert PRIVATE not in str(Entry.objects.values_list())


def test_it_opens_neither_without_a_reason_nor_after_it_was_taken_back(send, analyst):
    send(PRIVATE)
    row = Submission.objects.get()

    with pytest.raises(ValidationError):
        actions.open_text(by=analyst, submission=row, why=" ")
    actions.withdraw(submission=row, on=ON)
    with pytest.raises(ValidationError):
        actions.open_text(by=analyst, submission=row, why="Đối chiếu")
    assert not Entry.objects.filter(verb="open_text").exists()


@pytest.mark.parametrize("role", ["collector", "clerk", "editor", "admin"])
def test_it_opens_for_two_roles_only(send, employ, province, role):
    send(PRIVATE)

    with pytest.raises(PermissionDenied):
        actions.open_text(
            by=employ("khac", province, role), submission=Submission.objects.get(), why="Muốn xem"
        )
