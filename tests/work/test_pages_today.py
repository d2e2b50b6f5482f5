"""Hôm nay: each role its own day; bounded questions to the database."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.ledger.actions import SYSTEM
from danvan.units.models import RoleAssignment
from danvan.work.actions import (
    Assignment,
    ask_extension,
    ask_job,
    assign,
    load_holidays,
    mark_day,
    remind,
)
from danvan.work.models import Extension, Job, shipped

TODAY = date(2020, 7, 14)
PAGE = "/dieu-hanh/"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    """Time stands still; and each officer has set up what the door asks for."""
    monkeypatch.setattr(settings, "TODAY", TODAY)
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


@pytest.fixture
def given(db):
    def make(owner, title="Báo cáo tháng", due_on=TODAY, opened_on=date(2020, 7, 1), **what):
        return assign(by=SYSTEM, what=Assignment(title, owner, due_on, **what), on=opened_on)

    return make


@pytest.fixture
def day(client):
    """The page as text, asked for by an officer."""

    def ask(officer):
        client.force_login(officer)
        answer = client.get(PAGE)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


@pytest.fixture
def asked(given, commune):
    task = given(commune, "Việc xin lùi")
    return ask_extension(
        by=SYSTEM, task=task, on=TODAY, until=date(2020, 8, 1), reason="cầu bị lũ cuốn"
    )


def test_a_collector_sees_what_their_unit_is_late_with_and_since_when(
    day, given, commune, commune_officer
):
    given(commune, "Việc trễ", date(2020, 7, 9), is_key=True, product="Báo cáo")
    given(commune, "Việc hôm nay")
    given(commune, "Việc mai", date(2020, 7, 15))

    page = day(commune_officer)

    assert page.count("Việc trễ") == 1
    for said in ("quá hạn 3 ngày làm việc", "hạn là hôm nay", "còn 1 ngày làm việc", "trọng tâm"):
        assert said in page
    assert "Xã Tân Hưng" in page
    for of_others in ("Chờ ông/bà quyết định", "Bảo trì", "Giao nhiệm vụ", "Đơn vị cấp dưới"):
        assert of_others not in page


def test_a_holiday_is_no_day_to_be_late_on(day, given, commune, commune_officer):
    mark_day(by=SYSTEM, on=date(2020, 7, 13), is_working=False, label="thử")
    given(commune, due_on=date(2020, 7, 10))

    assert "quá hạn 1 ngày làm việc" in day(commune_officer)


def test_what_another_unit_does_with_ours_is_ours_too(day, given, commune, neighbour, employ):
    given(neighbour, "Việc phối hợp", partners=[commune])

    assert "Việc phối hợp" in day(employ("xa-1", commune))


def test_an_analyst_sees_the_units_below_worst_first(
    day, given, province, commune, neighbour, employ
):
    given(neighbour, "Trễ một", date(2020, 7, 10))
    for n in range(3):
        given(commune, f"Trễ {n}", date(2020, 7, 10))

    page = day(employ("tinh", province, "analyst"))

    below = page.partition("Đơn vị cấp dưới")[2]
    assert below.index("Xã Tân Hưng") < below.index("Xã Hương Sơn")
    assert '<span class="sum">4</span>' in below
    assert "Trễ một" not in page
    assert "Giao nhiệm vụ" in page


def test_the_links_of_the_counts_open_what_they_count(client, given, province, commune, employ):
    given(commune, "Trễ", date(2020, 7, 10))
    given(commune, "Gần", date(2020, 7, 16))
    given(province, "Của tỉnh trễ", date(2020, 7, 10))
    client.force_login(employ("tinh", province, "analyst"))

    late = client.get("/dieu-hanh/cong-viec/?pham_vi=below&trang_thai=late").context["lines"]
    due = client.get("/dieu-hanh/cong-viec/?pham_vi=below&trang_thai=due").context["lines"]
    one = client.get(f"/dieu-hanh/cong-viec/?don_vi={commune.pk}&trang_thai=late").context["lines"]

    assert [line.task.title for line in late] == ["Trễ"]
    assert [line.task.title for line in due] == ["Gần"]
    assert [line.task.title for line in one] == ["Trễ"]


def test_an_approver_decides_in_place_and_is_back(client, day, asked, province, employ):
    page = day(employ("lanh-dao", province, "approver"))
    assert "cầu bị lũ cuốn" in page
    assert page.index("Chờ ông/bà quyết định") < page.index("Của đơn vị tôi")

    answer = client.post(
        f"/dieu-hanh/cong-viec/gia-han/{asked.pk}/", {"decision": "granted", "tu": "hom-nay"}
    )

    assert answer.url == PAGE
    assert Extension.objects.get().is_granted
    assert "cầu bị lũ cuốn" not in client.get(PAGE).content.decode()


def test_what_one_may_see_but_not_decide_does_not_wait_for_one(
    day, asked, province, neighbour, employ
):
    officer = employ("ben", province, "collector")
    RoleAssignment.objects.create(
        officer=officer, unit=neighbour, role="approver", valid_from=date(2020, 1, 1)
    )

    assert "cầu bị lũ cuốn" not in day(officer)


def test_a_clerk_and_an_editor_see_their_unit_s_day(day, given, commune, employ):
    given(commune, "Việc của xã")
    for role in ("clerk", "editor"):
        page = day(employ(role, commune, role))
        assert "Việc của xã" in page
        for of_others in ("Chờ ông/bà quyết định", "Bảo trì", "Giao nhiệm vụ"):
            assert of_others not in page, role


def test_an_admin_sees_to_the_calendar_the_ledger_and_failed_jobs(day, province, employ):
    admin = employ("quan-tri", province, "admin")
    job = ask_job(by=SYSTEM, kind="work.clock", unit=province)
    Job.objects.filter(pk=job.pk).update(state="failed", ended_at=job.asked_at)
    mark_day(by=SYSTEM, on=date(2019, 9, 2), is_working=False, label="Quốc khánh")

    page = day(admin)

    assert "Lịch ngày nghỉ đã hết từ ngày 31/12/2019" in page
    assert "Việc nền không xong" in page
    assert "chưa kiểm tra lần nào" in page

    load_holidays(by=SYSTEM, days=shipped())
    assert "Lịch ngày nghỉ" not in day(admin)


@pytest.mark.parametrize(("on", "warns"), [(date(2020, 10, 31), False), (date(2020, 11, 1), True)])
def test_the_calendar_warns_sixty_days_before_it_runs_out(
    on, warns, monkeypatch, day, province, employ
):
    monkeypatch.setattr(settings, "TODAY", on)
    mark_day(by=SYSTEM, on=date(2020, 9, 2), is_working=False, label="Quốc khánh")

    assert ("chỉ ghi đến hết ngày 31/12/2020" in day(employ("qt", province, "admin"))) == warns


def test_what_arrived_this_week_and_of_what_one_was_told(day, given, commune, commune_officer):
    given(commune, "Cũ, sắp hạn", TODAY + timedelta(days=7))
    given(commune, "Mới", date(2020, 9, 1), opened_on=TODAY)
    remind(by=SYSTEM, on=TODAY)

    page = day(commune_officer)

    arrived = page.partition("Mới đến trong tuần")[2].partition("Đã nhắc trong tuần")
    assert "Mới" in arrived[0]
    assert "Cũ, sắp hạn" not in arrived[0]
    assert "nhắc trước hạn 7 ngày" in arrived[2]


def test_an_empty_day_says_so(day, commune_officer):
    page = day(commune_officer)
    for said in ("Không có việc quá hạn.", "Không có việc đến hạn trong 7 ngày tới."):
        assert said in page


def test_the_day_asks_the_same_few_questions_of_5_and_of_60_tasks(
    client, given, province, commune, neighbour, employ
):
    officer = employ("tat-ca", province, "analyst", "approver", "admin")

    def questions(count):
        for n in range(count):
            for unit in (province, commune, neighbour):
                task = given(unit, f"Việc {n}", TODAY + timedelta(days=n % 9 - 4))
                ask_extension(by=SYSTEM, task=task, on=TODAY, until=date(2020, 9, 1), reason="mưa")
        remind(by=SYSTEM, on=TODAY)
        client.force_login(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    few = questions(5)
    assert questions(55) == few
    assert few <= 45
