"""A deed of the schedule or of the keeper stands where it was done, and is read by who may look
there; what is about all units is read by every officer; what nobody placed is read by none."""

from datetime import date

import pytest

from danvan.ledger.actions import SYSTEM, Clockwork, write
from danvan.ledger.models import NOWHERE, WHOLE, Entry
from danvan.ledger.queries import Filter, lines
from danvan.units.actions import open_account, rename_unit, reset_password, succeed
from danvan.units.actions.tree import Looks
from danvan.work.actions import (
    Assignment,
    ask_extension,
    ask_job,
    assign,
    claim_job,
    close,
    decide_extension,
    finish_job,
    mark_day,
    recur,
    remind,
    start,
)
from danvan.work.models import Recurrence

JULY = date(2020, 7, 1)
DUE = date(2020, 7, 20)


def read_by(officer, verb: str) -> bool:
    return lines(officer=officer, asked=Filter(verb=verb)).exists()


@pytest.fixture
def of_the_commune(commune, neighbour):
    """What the system does about one commune, each kind of deed once."""
    open_account(
        by=SYSTEM,
        username="moi",
        full_name="Mới",
        password="mot-cau-dai-lam",
        unit=commune,
        on=JULY,
    )
    rename_unit(by=SYSTEM, unit=commune, looks=Looks("Xã Tân Hưng"), on=JULY, why="thử")
    task = assign(by=SYSTEM, what=Assignment("Báo cáo", commune, DUE), on=JULY)
    start(by=SYSTEM, task=task, on=JULY)
    asked = ask_extension(by=SYSTEM, task=task, on=JULY, until=date(2020, 8, 1), reason="lũ")
    decide_extension(by=SYSTEM, asked=asked, on=JULY, is_granted=False)
    remind(by=SYSTEM, on=DUE)
    close(by=SYSTEM, task=task, on=JULY, report="xong")
    recur(
        by=SYSTEM,
        recurrence=Recurrence(
            title="x", owner=commune, rhythm="month", day=5, shift="before", begins_on=JULY
        ),
    )
    job = ask_job(by=SYSTEM, kind="work.clock", unit=commune)
    finish_job(by=SYSTEM, job=claim_job(at=job.not_before))
    succeed(by=SYSTEM, before=neighbour, after=commune, kind="merge", on=date(2025, 7, 1))


VERBS = (
    *("open_account", "rename_unit", "assign_task", "start_task", "ask_extension"),
    *("refuse_extension", "remind", "close_task", "recur", "ask_job", "job_done", "succeed_unit"),
)


@pytest.mark.usefixtures("of_the_commune")
@pytest.mark.parametrize("verb", VERBS)
def test_what_the_system_does_about_a_unit_is_read_there_and_above_and_nowhere_else(
    verb, commune_officer, provincial_officer, stranger
):
    assert read_by(commune_officer, verb)
    assert read_by(provincial_officer, verb)
    assert not read_by(stranger, verb)


def test_what_is_about_all_units_is_read_by_every_officer(commune_officer, stranger):
    mark_day(by=SYSTEM, on=date(2020, 9, 2), is_working=False, label="Quốc khánh")

    assert read_by(commune_officer, "mark_day")
    assert read_by(stranger, "mark_day")
    assert Entry.objects.get(verb="mark_day").unit_path == WHOLE


def test_who_holds_no_role_reads_not_even_that(employ, commune):
    gone = employ("het-han", commune)
    gone.roles.update(valid_to=date(2021, 1, 1))
    mark_day(by=SYSTEM, on=date(2020, 9, 2), is_working=False, label="Quốc khánh")

    assert not read_by(gone, "mark_day")


def test_what_nobody_placed_is_read_by_none(province, provincial_officer):
    line = write(by=Clockwork("Người giữ máy"), verb="look", of=province)

    assert line.unit_path == NOWHERE
    assert not read_by(provincial_officer, "look")


def test_an_officer_s_line_stands_in_the_officer_s_unit_whatever_it_is_about(
    employ, province, commune, commune_officer
):
    admin = employ("quan-tri", province, "admin")

    reset_password(by=admin, officer=commune_officer)

    assert read_by(admin, "reset_password")
    assert not read_by(commune_officer, "reset_password")


@pytest.mark.usefixtures("of_the_commune")
def test_the_chain_is_the_same_wherever_the_lines_stand():
    assert Entry.objects.first_fault() is None
    assert not Entry.objects.filter(unit_path=NOWHERE).exists()
