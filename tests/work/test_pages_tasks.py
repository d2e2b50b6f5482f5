"""The list, the task's own page, tasks that come again, the calendar, jobs followed live."""

import asyncio
import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from sys import modules

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.test import AsyncClient
from django.test.utils import CaptureQueriesContext

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import rename_unit
from danvan.units.actions.tree import Looks
from danvan.work.actions import (
    Assignment,
    ask_extension,
    ask_job,
    assign,
    claim_job,
    finish_job,
    load_holidays,
    recur,
)
from danvan.work.models import CalendarDay, Job, Recurrence, Task, WorkingDays, shipped

TODAY = date(2020, 7, 14)
LIST = "/dieu-hanh/cong-viec/"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    monkeypatch.setattr(settings, "TODAY", TODAY)
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


@pytest.fixture
def given(db):
    def make(owner, title="Báo cáo tháng", due_on=TODAY, **what):
        return assign(by=SYSTEM, what=Assignment(title, owner, due_on, **what), on=date(2020, 7, 1))

    return make


@pytest.fixture
def analyst(client, province, employ):
    """An analyst of the province, signed in."""
    officer = employ("tong-hop", province, "analyst")
    client.force_login(officer)
    return officer


def titles(answer):
    return [line.task.title for line in answer.context["lines"]]


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["B trễ", "A nay", "Á xa"]),
        ("xep=-due", ["Á xa", "A nay", "B trễ"]),
        ("xep=title", ["A nay", "Á xa", "B trễ"]),
        ("xep=owner", ["B trễ", "A nay", "Á xa"]),
        ("trang_thai=late", ["B trễ"]),
        ("trang_thai=due", ["A nay"]),
        ("q=á xa", ["Á xa"]),
        ("q=a xa", ["Á xa"]),
        ("den=2020-07-14", ["B trễ", "A nay"]),
        ("trong_tam=on", ["Á xa"]),
        ("pham_vi=own", ["B trễ"]),
        ("pham_vi=below", ["A nay", "Á xa"]),
        ("trang_thai=khong-co&xep=;drop&trang=x&don_vi=-1", ["B trễ", "A nay", "Á xa"]),
    ],
)
def test_the_list_and_its_file_hold_exactly_what_was_asked(
    client, analyst, given, commune, neighbour, province, asked, shown
):
    given(province, "B trễ", date(2020, 7, 9))
    given(neighbour, "A nay")
    given(commune, "Á xa", date(2020, 12, 1), is_key=True)

    page = client.get(f"{LIST}?{asked}")
    file = client.get(f"{LIST}xuat.csv?{asked}")

    rows = list(csv.DictReader(StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert titles(page) == shown
    assert [row["nhiem_vu"] for row in rows] == shown
    assert {row["chu_tri"] for row in rows} <= {
        "Tỉnh Bắc Giang",
        "Xã Hương Sơn",
        "Xã Tân Hưng",
    }


def test_a_renamed_owner_stands_once_in_the_list_under_the_name_of_its_time(
    client, analyst, given, commune
):
    given(commune)
    rename_unit(by=SYSTEM, unit=commune, looks=Looks("Xã Tân Hưng Mới"), on=TODAY, why="thử")

    page = client.get(f"{LIST}?xep=owner")

    assert [line.owner for line in page.context["lines"]] == ["Xã Tân Hưng"]


def test_the_list_is_bounded_and_says_so(client, analyst, given, commune, monkeypatch):
    monkeypatch.setattr(modules["danvan.work.views.tasks"].Bounded, "counted", 10_001)
    given(commune)

    page = client.get(LIST)

    assert page.context["page"].paginator.num_pages == 200
    assert "hơn 10.000" in page.content.decode()
    assert "Danh sách hiện 10.000 nhiệm vụ đầu" in page.content.decode()


def test_the_list_asks_the_same_few_questions_of_5_and_of_60_tasks(
    client, analyst, given, commune, neighbour
):
    def questions(count):
        for n in range(count):
            given((commune, neighbour)[n % 2], f"Việc {n}", partners=[neighbour])
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    few = questions(5)
    assert questions(55) == few
    assert few <= 25


def test_an_empty_list_says_what_to_do(client, analyst):
    assert "Bỏ mọi điều kiện" in client.get(f"{LIST}?q=khong-co").content.decode()


# ---------------------------------------------------------------- one task


def test_a_task_says_what_comes_next_to_who_may_do_it(client, given, commune, neighbour, employ):
    task = given(commune, partners=[neighbour])

    client.force_login(employ("thu-thap", commune))
    own = client.get(f"{LIST}{task.pk}/").content.decode()
    client.force_login(employ("ben", neighbour))
    partner = client.get(f"{LIST}{task.pk}/").content.decode()

    assert "Hoàn thành</button>" in own
    assert "Chuyển tiếp sang kỳ sau" not in own
    assert "Hoàn thành</button>" not in partner
    assert "Đơn vị chủ trì cập nhật nhiệm vụ này" in partner
    assert "Xã Tân Hưng" in partner


@pytest.mark.parametrize("role", ["collector", "analyst", "approver", "admin"])
def test_a_page_has_one_primary_button(client, given, commune, employ, role):
    task = given(commune)
    ask_extension(by=SYSTEM, task=task, on=TODAY, until=date(2020, 8, 1), reason="mưa")
    client.force_login(employ("ai", commune, role))

    for page in ("/dieu-hanh/", f"{LIST}{task.pk}/", f"{LIST}lich/", f"{LIST}dinh-ky/", LIST):
        assert client.get(page).content.decode().count("btn-primary") <= 1, page


def test_a_task_is_carried_over_and_the_new_one_shown(client, analyst, given, commune):
    task = given(commune)

    answer = client.post(f"{LIST}{task.pk}/chuyen-tiep/", {"due_on": "2020-10-01"})

    new = Task.objects.get(continues=task)
    assert answer.url == f"{LIST}{new.pk}/"
    assert "Chuyển tiếp thành" in client.get(f"{LIST}{task.pk}/").content.decode()


def test_a_refused_carry_over_keeps_what_was_typed(client, analyst, given, commune):
    task = given(commune)

    answer = client.post(f"{LIST}{task.pk}/chuyen-tiep/", {"due_on": "2020-01-01"})

    assert answer.status_code == 422
    assert "Hạn không thể trước ngày giao việc." in answer.content.decode()
    assert 'value="2020-01-01"' in answer.content.decode()
    assert Task.objects.get().closed_on is None


# ---------------------------------------------------------------- tasks that come again


def test_a_recurring_task_is_set_shown_and_ended(client, analyst, commune):
    typed = {
        "title": "Báo cáo quý",
        "owner": "xa-1",
        "rhythm": "quarter",
        "day": 20,
        "shift": "before",
        "begins_on": "2020-07-01",
    }
    assert client.post(f"{LIST}dinh-ky/moi/", typed).status_code == 302
    rule = Recurrence.objects.get()

    page = client.get(f"{LIST}dinh-ky/").content.decode()
    assert "18/09/2020" in page  # the 20th is a Sunday
    assert "Xã Tân Hưng" in page

    client.post(f"{LIST}dinh-ky/{rule.pk}/thoi/")
    assert "13/07/2020" in client.get(f"{LIST}dinh-ky/").content.decode()
    again = client.post(f"{LIST}dinh-ky/{rule.pk}/thoi/")
    assert again.status_code == 422
    assert "đã thôi sau ngày 13/07/2020" in again.content.decode()


def test_a_weekly_task_has_a_day_of_the_week(client, analyst, commune):
    typed = {"title": "Giao ban", "owner": "xa-1", "rhythm": "week", "day": 8}
    typed |= {"shift": "after", "begins_on": "2020-07-01"}

    answer = client.post(f"{LIST}dinh-ky/moi/", typed)

    assert answer.status_code == 422
    assert "Hằng tuần thì ghi 1" in answer.content.decode()


def test_a_collector_ends_no_recurring_task(client, commune, commune_officer):
    rule = Recurrence(
        title="x", owner=commune, rhythm="month", day=5, shift="before", begins_on=TODAY
    )
    recur(by=SYSTEM, recurrence=rule)
    client.force_login(commune_officer)

    assert client.post(f"{LIST}dinh-ky/{rule.pk}/thoi/").status_code == 403


# ---------------------------------------------------------------- the calendar


def test_the_highest_admin_keeps_the_calendar_and_others_read_it(client, province, commune, employ):
    top, below = employ("tren", province, "admin"), employ("duoi", commune, "admin")
    typed = {"on": "2020-07-27", "is_working": "0", "label": "Ngày Thương binh"}

    client.force_login(below)
    assert "Nạp ngày nghỉ có sẵn" not in client.get(f"{LIST}lich/").content.decode()
    assert client.post(f"{LIST}lich/ngay/", typed).status_code == 403
    client.force_login(top)
    assert client.post(f"{LIST}lich/ngay/", typed).url == f"{LIST}lich/?nam=2020"
    assert "Ngày Thương binh" in client.get(f"{LIST}lich/?nam=2020").content.decode()


def test_the_shipped_holidays_are_loaded_in_one_press_and_keep_what_was_marked(
    client, province, employ
):
    client.force_login(employ("tren", province, "admin"))
    marked = {"on": "2020-09-02", "is_working": "0", "label": "Của văn thư"}
    client.post(f"{LIST}lich/ngay/", marked)

    client.post(f"{LIST}lich/nap/")

    assert CalendarDay.objects.count() == len(list(shipped()))
    assert CalendarDay.objects.get(on=date(2020, 9, 2)).label == "Của văn thư"


def test_the_shipped_holidays_are_days_that_change_something(db):
    """A holiday on a Saturday or a worked Monday would be a slip of the pen; each year has some."""
    load_holidays(by=SYSTEM, days=shipped())

    assert [on for on, worked, _ in shipped() if (on.weekday() >= 5) != worked] == []
    assert {on.year for on, *_ in shipped()} == set(range(2020, 2027))
    assert WorkingDays.known().is_worked(date(2024, 5, 4))
    off = [on for on, worked, _ in shipped() if not worked]
    assert all(8 <= sum(on.year == year for on in off) <= 13 for year in range(2020, 2027))


# ---------------------------------------------------------------- jobs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "said"), [("vi", "đang chạy"), ("en", "running")])
def test_a_job_is_followed_live_in_the_language_of_who_follows(
    commune, employ, monkeypatch, language, said
):
    monkeypatch.setattr(modules["danvan.work.views.jobs"], "STEP", 0.01)
    officer = employ("xa", commune, "analyst")
    job = ask_job(by=SYSTEM, kind="work.check_ledger", unit=commune)

    async def followed():
        client = AsyncClient()
        await client.aforce_login(officer)
        client.cookies["django_language"] = language
        answer = await client.get(f"{LIST}viec-nen/{job.pk}/theo-doi/")
        assert answer.headers["Content-Type"] == "text/event-stream"
        events = aiter(answer.streaming_content)
        heard = [await anext(events)]
        held = await sync_to_async(claim_job)(at=job.not_before + timedelta(seconds=1))
        heard.append(await anext(events))
        await sync_to_async(finish_job)(by=SYSTEM, job=held, said="Chuỗi nguyên vẹn.")
        heard += [event async for event in events]
        return [event.decode() for event in heard]

    # In a thread of its own: where a browser test ran before, this one has a loop already.
    with ThreadPoolExecutor(1) as aside:
        waiting, running, over = aside.submit(lambda: asyncio.run(followed())).result()

    assert waiting.startswith("event: state\n")
    assert said in running
    assert over.startswith("event: over\n")
    assert "Chuỗi nguyên vẹn." in over


def test_a_job_s_page_survives_a_reload_and_works_without_scripts(client, commune, employ):
    client.force_login(employ("xa", commune, "analyst"))
    job = ask_job(by=SYSTEM, kind="work.check_ledger", unit=commune)
    held = claim_job(at=job.not_before + timedelta(seconds=1))
    Job.objects.filter(pk=held.pk).update(stage="đọc", done=5, total=10)

    page = client.get(f"{LIST}viec-nen/{job.pk}/").content.decode()
    assert 'value="50"' in page
    assert '<noscript><meta http-equiv="refresh"' in page

    client.post(f"{LIST}viec-nen/{job.pk}/dung/")
    assert "sẽ dừng ở bước kế tiếp" in client.get(f"{LIST}viec-nen/{job.pk}/").content.decode()
