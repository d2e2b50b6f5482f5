"""Hôm nay tells each officer what of consultations waits for them, and leads to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer
from danvan.consultation.models import Submission
from danvan.consultation.queries import today as queries
from danvan.ledger.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def busy(asked, version, send, settings):
    """Something of every kind; the consultation closes in a week."""
    send("Thêm thùng rác", "Quảng cáo rẻ", "Nhất trí")
    first, second, third = Submission.objects.order_by("pk")
    actions.hide(by=SYSTEM, submission=second, reason="spam", note="quảng cáo", on=ON)
    actions.appeal(submission=second, text="Không phải quảng cáo", on=ON)
    synthesised(version, {("I.1", "Rác"): [first]})
    for row, is_approved in ((first, True), (third, False)):
        answer = Answer("accepted", "Tiếp thu", submissions=[row])
        made = actions.draft_response(by=SYSTEM, consultation=asked, answer=answer, at=AT)
        actions.submit_response(by=SYSTEM, response=made)
        if is_approved:
            actions.approve_response(by=SYSTEM, response=made)
    asked.closes_on = ON + timedelta(days=7)
    asked.save()
    return asked


@pytest.fixture
def day(client):
    def ask(officer):
        client.force_login(officer)
        return client.get("/dieu-hanh/").content.decode()

    return ask


DECIDES = ("1 trả lời chờ duyệt", "1 trả lời đã duyệt, chưa công bố")
KEEPS = ("1 đề nghị xem lại chờ trả lời", "1 bản tổng hợp xong, chưa công bố")
ALL = ("3 góp ý mới từ hôm qua", "còn 7 ngày nữa đóng")


def test_an_approver_sees_all_and_is_led_to_it(client, busy, approver, day):
    page = day(approver)

    assert [said for said in (*DECIDES, *KEEPS, *ALL) if said not in page] == []
    here = "/dieu-hanh/gop-y/van-kien-xix"
    for address in ("/kiem-duyet/?trang_thai=appealed", "/tra-loi/?trang_thai=submitted",
                    "/tra-loi/?trang_thai=approved", "/tong-hop/", "/kiem-duyet/"):  # fmt: skip
        assert f'href="{here}{address}"' in page
        assert client.get(f"{here}{address}").status_code == 200


@pytest.mark.parametrize(("role", "told"), [("analyst", (*KEEPS, *ALL)), ("collector", ALL)])
def test_others_see_what_their_roles_see_to(busy, employ, province, day, role, told):
    page = day(employ("ai-do", province, role))

    assert {said for said in (*DECIDES, *KEEPS, *ALL) if said in page} == {*told}


def test_a_commune_s_approver_sees_the_end_and_its_own(busy, employ, commune, day):
    """It collects for the province: what the province decides is not its to see."""
    page = day(employ("xa", commune, "approver"))

    assert {said for said in (*DECIDES, *KEEPS, *ALL) if said in page} == {ALL[1]}


def test_a_stranger_sees_nothing(busy, employ, other_province, day):
    page = day(employ("la", other_province, "approver"))

    assert busy.title not in page


def test_what_came_before_yesterday_is_not_new(asked, send, approver, settings, day):
    send("Cũ")
    settings.TODAY = ON + timedelta(days=2)

    assert "góp ý mới" not in day(approver)


def test_more_than_is_counted_is_said(asked, send, approver, day, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    send("a", "b", "c", "d")

    assert "ít nhất 3 góp ý mới từ hôm qua" in day(approver)


def test_a_published_synthesis_no_longer_waits(busy, approver, day):
    synthesis = busy.syntheses.get()
    synthesis.published_at = AT
    synthesis.save()

    assert KEEPS[1] not in day(approver)


def test_the_same_few_questions_for_few_and_for_many(client, busy, send, approver):
    client.force_login(approver)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get("/dieu-hanh/")
        return len(asked)

    questions()  # what is asked once only

    few = questions()
    for number in range(50):
        send(f"Ý {number}", key=f"{KEY}{number}")
    assert questions() == few
