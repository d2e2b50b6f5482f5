"""What sendings ask for is kept at hand for a second: only what was found, and never the day."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from tests.consultation.conftest import AT, DRAFT, KEY, ON

from danvan.consultation import actions
from danvan.consultation.models import ShownText, Submission
from danvan.consultation.queries import at_hand
from danvan.ledger.actions import SYSTEM
from danvan.work.models import Job


@pytest.fixture(autouse=True)
def _held(settings) -> Any:
    settings.AT_HAND = 60
    cache.clear()
    yield
    cache.clear()


def test_a_second_sending_asks_for_nothing_again(asked, version, django_assert_num_queries):
    def all_of_it() -> list[str]:
        found = at_hand.consultation(slug=asked.slug)
        (last,) = at_hand.versions(consultation=found)
        here = at_hand.named_sections(version=last, keys=["I.1", "II", ""])
        return [found.unit.code, *sorted(here)]

    with django_assert_num_queries(3):
        first = all_of_it()
    with django_assert_num_queries(0):
        assert all_of_it() == first == [asked.unit.code, "I.1", "II"]


def test_what_is_not_there_is_asked_for_each_time(set_up, version, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(2):
            assert at_hand.consultation(slug=set_up.slug) is None  # not open to the public
            assert at_hand.named_sections(version=version, keys=["IX"]) == {}


def test_after_its_last_day_nothing_is_taken_though_it_is_at_hand(asked, client, settings):
    held = at_hand.consultation(slug=asked.slug)
    settings.TODAY = date(2020, 8, 1)
    given = {"entries-TOTAL_FORMS": "1", "entries-0-text": "Muộn", "version": "1", "key": KEY}

    answer = client.post(f"/gop-y/{held.slug}/da-nhan/", given)

    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_a_new_version_is_seen_once_what_was_held_is_over(asked, version, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: clock[0])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: clock[0])
    assert [each.number for each in at_hand.versions(consultation=asked)] == [1]
    made = actions.import_version(
        by=SYSTEM, consultation=asked, draft=DRAFT, source="b.docx", sha256="b" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=made, at=AT)
    assert [each.number for each in at_hand.versions(consultation=asked)] == [1]
    clock[0] += 61
    assert [each.number for each in at_hand.versions(consultation=asked)] == [2, 1]


def sent(asked: Any, text: str) -> None:
    (version,) = at_hand.versions(consultation=asked)
    way = actions.Through("web", asked.unit, ON)
    said = [actions.Said(text)]
    actions.submit(
        consultation=asked,
        said=said,
        key=KEY,
        through=way,
        at=AT,
        version=version,
        masks=True,
    )


def test_a_sending_is_kept_with_its_mask_in_one_transaction(asked, django_assert_num_queries):
    at_hand.versions(consultation=asked)
    with django_assert_num_queries(5):  # with the marks of the test's own transaction around it
        sent(asked, "Gọi số 0912 345 678 nhé")

    assert "0912" not in ShownText.objects.get().text
    assert not Job.objects.exists()


def test_what_the_rules_leave_open_waits_for_the_job(asked):
    sent(asked, "Hôm qua Hùng Cường có nói chuyện rác thải.")

    assert not ShownText.objects.exists()
    assert Job.objects.get().kind == "consultation.mask"
