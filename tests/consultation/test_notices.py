"""Who left a contact is told once, in one mail a day, and nobody else is."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from tests.consultation.conftest import AT, KEY, ON

from danvan.consultation import actions
from danvan.consultation.models import Contact, Notice, Response, ResponseTarget, Submission
from danvan.consultation.models.locking import locked
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry

CLOSES = date(2020, 7, 31)
SOON = date(2020, 7, 28)


@pytest.fixture(autouse=True)
def post(settings):
    settings.NOTICES = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ADDRESS = "https://gop-y.example"


@pytest.fixture
def leave(asked, province):
    """Sends a text and leaves a contact: `leave("dan@example.vn", "Nhất trí")`."""

    def make(address, text="Rác thải", key=KEY):
        way = actions.Through("web", province, ON)
        return actions.submit(
            consultation=asked,
            said=[actions.Said(text)],
            key=key,
            through=way,
            at=AT,
            contact=locked(address) if address else None,
        )

    return make


@pytest.fixture
def answer(asked, province):
    def publish(submission, at):
        made = Response.objects.create(
            consultation=asked,
            unit=province,
            disposition="accepted",
            text="Đã tiếp thu",
            made_at=at,
            state="published",
            published_at=at,
        )
        ResponseTarget.objects.create(response=made, submission=submission)
        return made

    return publish


def tell(on, at=AT):
    return actions.send_notices(by=SYSTEM, on=on, at=at)


def test_three_days_before_the_close_contacts_are_told_once(leave):
    leave("dan@example.vn", "Không tán thành chỗ này")
    leave("", key="n" * 22)

    assert tell(SOON - timedelta(days=1)).sent == 0
    assert [tell(SOON + timedelta(days=n)).sent for n in range(4)] == [1, 0, 0, 0]
    (sent,) = mail.outbox
    assert sent.to == ["dan@example.vn"]
    assert "31/07/2020" in sent.body
    assert "https://gop-y.example/bien-nhan/" in sent.body
    assert Entry.objects.filter(verb="send_notices").count() == 1


def test_no_mail_holds_what_was_said_or_the_code(leave):
    """A mail passes through others' hands."""
    sent = leave("dan@example.vn", "Không tán thành chỗ này")
    tell(SOON)

    (letter,) = mail.outbox
    raw = letter.message().as_string() + letter.body + letter.subject
    assert "Không tán thành" not in raw
    assert sent.code not in raw


def test_an_answer_is_told_the_day_after_and_each_answer_once(leave, answer):
    leave("dan@example.vn")
    row = Submission.objects.get()
    answer(row, datetime(2020, 8, 10, 3, tzinfo=UTC))

    assert tell(date(2020, 8, 10)).sent == 0
    assert [tell(date(2020, 8, day)).sent for day in (11, 12, 13)] == [1, 0, 0]
    answer(row, datetime(2020, 8, 11, 3, tzinfo=UTC))
    assert [tell(date(2020, 8, day)).sent for day in (13, 14)] == [1, 0]
    assert "đã công bố trả lời" in mail.outbox[0].body


def test_the_answer_to_another_is_not_told(leave, answer):
    leave("dan@example.vn")
    leave("", key="n" * 22)
    answer(Submission.objects.latest("pk"), datetime(2020, 8, 10, 3, tzinfo=UTC))

    assert tell(date(2020, 8, 11)).sent == 0


def test_an_answer_to_the_theme_of_a_published_synthesis_is_told(leave, asked, version, province):
    from danvan.consultation.models import Opinion, Synthesis, Theme

    leave("dan@example.vn")
    made = Synthesis.objects.create(
        consultation=asked, version=version, number=1, asked_at=AT, made_at=AT
    )
    theme = Theme.objects.create(
        synthesis=made, code="t", section_key="", label="Rác", opinions_count=1, submissions=1,
        families=1, position=0,
    )  # fmt: skip
    Opinion.objects.create(
        synthesis=made, submission=Submission.objects.get(), ordinal=0, start=0, end=3,
        section_key="", section_how="given", stance="propose", theme=theme,
    )  # fmt: skip
    at = datetime(2020, 8, 10, 3, tzinfo=UTC)
    done = Response.objects.create(
        consultation=asked, unit=province, disposition="accepted", text="x", made_at=at,
        state="published", published_at=at,
    )  # fmt: skip
    ResponseTarget.objects.create(response=done, theme=theme)

    assert tell(date(2020, 8, 11)).sent == 0
    made.published_at = AT
    made.save()
    assert tell(date(2020, 8, 11)).sent == 1


def test_two_pieces_of_news_are_one_mail(leave, answer):
    leave("dan@example.vn")
    answer(Submission.objects.get(), datetime(2020, 7, 27, 3, tzinfo=UTC))
    tell(SOON)

    (letter,) = mail.outbox
    assert "đóng hết ngày" in letter.body
    assert "đã công bố trả lời" in letter.body
    assert Notice.objects.count() == 2


def test_who_withdrew_everything_or_removed_the_contact_is_not_told(leave, answer):
    leave("dan@example.vn")
    sent = leave("nua@example.vn", key="n" * 22)
    actions.withdraw(submission=Submission.objects.earliest("pk"), on=ON)
    actions.remove_contact(receipt=sent.receipt)

    assert tell(SOON).sent == 0


def test_without_a_mail_server_nobody_is_told_and_nothing_is_claimed(leave, settings):
    leave("dan@example.vn")
    settings.NOTICES = False

    assert tell(SOON).sent == 0
    assert not Notice.objects.exists()


# ---------------------------------------------------------------- a mail server in a mood


class Moody(EmailBackend):
    """A mail server that answers the next mail with what stands in `moods`."""

    moods: list[Exception] = []

    def send_messages(self, messages):
        if self.moods:
            raise self.moods.pop(0)
        return super().send_messages(messages)


@pytest.fixture
def moods(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    monkeypatch.setattr(Moody, "moods", [])
    return lambda *moods: Moody.moods.extend(moods)


def test_what_the_mail_server_refuses_is_tried_again(leave, moods):
    leave("dan@example.vn")
    moods(smtplib.SMTPDataError(451, b"later"))

    assert tell(SOON).refused == 1
    assert not Notice.objects.exists()
    assert tell(SOON).sent == 1


@pytest.mark.parametrize("lost", [TimeoutError(), smtplib.SMTPServerDisconnected("gone")])
def test_what_may_have_been_sent_is_not_sent_again(leave, moods, lost):
    leave("dan@example.vn")
    moods(lost)

    assert tell(SOON).unknown == 1
    assert tell(SOON + timedelta(days=1)).sent == 0
    assert Notice.objects.get().sent_at is None


class Killed(BaseException):
    """The worker ends here."""


def test_a_worker_killed_at_the_mail_server_never_sends_twice(leave, moods):
    leave("dan@example.vn")
    moods(Killed())

    with pytest.raises(Killed):
        tell(SOON)
    assert tell(SOON).sent == 0
    assert tell(SOON + timedelta(days=1)).sent == 0
    assert mail.outbox == []


def test_a_mail_server_that_cannot_be_reached_claims_nothing(leave, settings):
    leave("dan@example.vn")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(actions.Unreachable):
        tell(SOON)
    assert not Notice.objects.exists()


def test_a_contact_locked_with_another_key_stops_nobody_else(leave, settings):
    leave("mat@example.vn")
    Contact.objects.update(locked=b"khong mo duoc")
    leave("dan@example.vn", key="n" * 22)

    assert (tell(SOON).sent, mail.outbox[0].to) == (1, ["dan@example.vn"])


def test_an_address_that_is_none_is_refused_and_not_logged(leave, caplog):
    leave("dan\nBcc: x@example.vn")

    assert tell(SOON).refused == 1
    assert "example.vn" not in caplog.text
