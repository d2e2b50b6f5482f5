"""What people say is kept as it arrived, counted once, and never changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.models import Receipt, Submission


def test_it_works(send):
    sent = send("Đề nghị bổ sung số liệu về rác thải", "Nhất trí", section_key="I.1")

    rows = Submission.objects.order_by("pk")
    assert [row.text for row in rows] == ["Đề nghị bổ sung số liệu về rác thải", "Nhất trí"]
    assert sent.is_new
    assert {row.receipt for row in rows} == {sent.receipt}


def test_the_same_sending_twice_is_one_with_the_same_code(send):
    first, again = send("Nhất trí"), send("Nhất trí")

    assert (again.code, again.is_new) == (first.code, False)
    assert Submission.objects.count() == 1


def test_other_words_under_the_same_key_are_told_apart(send):
    send("Nhất trí")

    with pytest.raises(actions.AnotherSending):
        send("Không nhất trí")
    assert Submission.objects.count() == 1


def test_the_code_is_kept_only_as_a_hash(send):
    sent = send("Nhất trí")

    assert sent.code not in str(Receipt.objects.values().get())


@pytest.mark.parametrize("texts", [[""], ["   "], ["a"] * 51, ["a" * 100_001]])
def test_nothing_and_too_much_are_refused(send, texts):
    with pytest.raises(ValidationError):
        send(*texts)
    assert not Receipt.objects.exists()


def test_a_closed_consultation_takes_nothing(asked, send, province):
    asked.closes_on = date(2020, 6, 30)
    asked.save()

    with pytest.raises(ValidationError, match="30/06/2020"):
        send("Muộn một ngày")


def test_the_database_refuses_to_change_a_text(send):
    send("Không tán thành")

    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(text="Tán thành")
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(section_key="II")
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.all().delete()
    assert Submission.objects.get().text == "Không tán thành"


def test_withdrawing_takes_the_text_and_leaves_the_row(send):
    send("Xin rút lại")
    row = Submission.objects.get()
    actions.withdraw(submission=row, on=ON)

    kept = Submission.objects.get()
    assert (kept.text, kept.folded, kept.removed, kept.seal) == ("", "", "withdrawn", row.seal)
    with pytest.raises(ValidationError):
        actions.withdraw(submission=row, on=ON)


def test_a_removal_changes_nothing_else(send):
    """The database lets a text be emptied; not, on the way, a count or a section."""
    send("Xin rút lại")
    emptied = {"text": "", "folded": "", "replacement": "", "salt": "", "removed_on": ON}

    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(**emptied, removed="withdrawn", count=2)


def test_a_correction_stands_in_place_of_what_it_corrects(send, asked, province):
    send("Đề nghị sửa số liệu 2019", section_key="I.1")
    first = Submission.objects.get()
    said = actions.Said("Đề nghị sửa số liệu 2020", "I.1")
    way = actions.Through("web", province, ON)
    second = actions.correct(submission=first, said=said, through=way, at=AT)

    assert Submission.objects.count() == 2
    assert list(Submission.objects.standing()) == [second]
    assert second.receipt == first.receipt
    with pytest.raises(ValidationError):
        actions.correct(submission=first, said=said, through=way, at=AT)


def test_the_moment_is_kept_without_seconds(send):
    send("Nhất trí")

    assert Submission.objects.get().entered_at.second == 0
