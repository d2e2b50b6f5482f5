"""A task has one owner, one deadline and one outcome."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.actions import close_unit
from danvan.work.actions import (
    Assignment,
    ask_extension,
    assign,
    carry_over,
    close,
    decide_extension,
    drop,
    mark_day,
    start,
)
from danvan.work.models import Task


def test_a_task_is_given_with_a_day(give, commune):
    task = give(commune)

    assert (task.owner, task.due_on) == (commune, date(2020, 7, 20))
    assert Entry.objects.filter(verb="assign_task", subject=f"work.Task:{task.pk}").count() == 1


def test_a_task_is_given_with_working_days(give, commune, monday):
    mark_day(by=SYSTEM, on=date(2020, 7, 15), is_working=False, label="thử")

    task = give(commune, due_on=None, working_days=3)

    assert task.due_on == date(2020, 7, 17)


@pytest.mark.parametrize("due_on", [None, date(2020, 7, 12)])
def test_a_task_without_a_deadline_that_can_be_met_is_refused(give, commune, due_on):
    with pytest.raises(ValidationError) as refused:
        give(commune, due_on=due_on)

    assert "due_on" in refused.value.message_dict
    assert not Task.objects.exists()


def test_a_task_for_a_unit_that_is_no_more_says_what_to_do(give, commune, monday):
    close_unit(by=SYSTEM, unit=commune, on=monday, why="sáp nhập")

    with pytest.raises(ValidationError, match=r"Xã Tân Hưng không tồn tại.*hãy chọn"):
        give(commune)


def test_who_only_collects_gives_no_tasks(commune_officer, commune, monday):
    with pytest.raises(PermissionDenied):
        assign(by=commune_officer, what=Assignment("Việc", commune, monday), on=monday)


def test_an_officer_of_the_unit_closes_it_with_what_came_of_it(give, commune, commune_officer):
    task = give(commune)

    close(by=commune_officer, task=task, on=date(2020, 7, 17), report="đã gửi báo cáo")

    task.refresh_from_db()
    assert (task.outcome, task.closed_on) == ("done", date(2020, 7, 17))


def test_a_task_is_not_closed_without_saying_what_came_of_it(give, commune, commune_officer):
    with pytest.raises(ValidationError, match="Hãy ghi kết quả"):
        close(by=commune_officer, task=give(commune), on=date(2020, 7, 17), report="  ")


def test_a_neighbour_closes_nothing_of_ours(give, commune, employ, neighbour):
    with pytest.raises(PermissionDenied):
        close(by=employ("xa-ben", neighbour), task=give(commune), on=date(2020, 7, 17), report="x")


def test_a_closed_task_is_not_closed_again(give, commune, commune_officer):
    task = give(commune)
    drop(by=SYSTEM, task=task, on=date(2020, 7, 14), why="thừa")

    with pytest.raises(ValidationError, match="đã kết thúc ngày 14/07/2020"):
        close(by=commune_officer, task=task, on=date(2020, 7, 15), report="xong")


@pytest.mark.parametrize(
    ("on", "closed_on", "said"),
    [
        (date(2020, 7, 13), None, "chưa đến hạn"),
        (date(2020, 7, 20), None, "chưa đến hạn"),
        (date(2020, 7, 21), None, "quá hạn chưa xong"),
        (date(2020, 7, 25), date(2020, 7, 20), "hoàn thành đúng hạn"),
        (date(2020, 7, 25), date(2020, 7, 21), "hoàn thành quá hạn"),
    ],
)
def test_how_it_stands_is_asked_of_a_day(give, commune, on, closed_on, said):
    task = give(commune)
    if closed_on:
        close(by=SYSTEM, task=task, on=closed_on, report="xong")
        task.refresh_from_db()

    assert task.state(on) == said


def test_a_task_begun_is_being_done(give, commune, commune_officer, monday):
    task = give(commune)
    start(by=commune_officer, task=task, on=monday)
    task.refresh_from_db()

    assert task.state(monday) == "đang làm"


def test_overdue_is_the_day_after_the_deadline(give, commune):
    task = give(commune)

    assert not Task.objects.overdue(task.due_on).exists()
    assert Task.objects.overdue(task.due_on + timedelta(days=1)).get() == task


def test_what_was_not_done_goes_on_in_the_next_period(give, commune, neighbour):
    """S55."""
    task = give(commune, partners=[neighbour], product="báo cáo")

    later = carry_over(by=SYSTEM, task=task, on=date(2020, 7, 31), due_on=date(2020, 8, 20))

    assert later.continues == task
    assert list(later.partners.all()) == [neighbour]
    task.refresh_from_db()
    assert task.outcome == "dropped"


def test_a_later_deadline_is_asked_for_and_decided_by_an_approver(
    give, commune, commune_officer, employ, province
):
    task, leader = give(commune), employ("lanh-dao", province, "approver")
    asked = ask_extension(
        by=commune_officer, task=task, on=date(2020, 7, 15), until=date(2020, 7, 30), reason="lũ"
    )
    task.refresh_from_db()
    assert task.due_on == date(2020, 7, 20)

    decide_extension(by=leader, asked=asked, on=date(2020, 7, 16), is_granted=True)

    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2020, 7, 30), date(2020, 7, 20))


def test_who_asks_does_not_decide(give, commune, commune_officer):
    asked = ask_extension(
        by=commune_officer,
        task=give(commune),
        on=date(2020, 7, 15),
        until=date(2020, 7, 30),
        reason="lũ",
    )
    with pytest.raises(PermissionDenied):
        decide_extension(by=commune_officer, asked=asked, on=date(2020, 7, 16), is_granted=True)


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (date(2020, 7, 20), "lũ", "Hạn mới phải sau"),
        (date(2020, 7, 30), " ", "Hãy ghi lý do"),
    ],
)
def test_an_extension_needs_a_later_day_and_a_reason(
    give, commune, commune_officer, until, reason, said
):
    with pytest.raises(ValidationError, match=said):
        ask_extension(
            by=commune_officer, task=give(commune), on=date(2020, 7, 15), until=until, reason=reason
        )


def test_an_officer_sees_the_tasks_they_take_part_in(give, commune, employ, neighbour, stranger):
    task = give(commune, partners=[neighbour])

    assert task in Task.objects.visible_to(employ("xa-ben", neighbour))
    assert task not in Task.objects.visible_to(stranger)
