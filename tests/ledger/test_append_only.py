"""A line of the ledger is added and never changed: the database itself refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from danvan.ledger.actions import SYSTEM, write
from danvan.ledger.models import Entry, Tip


@pytest.fixture
def lines(province) -> list[Entry]:
    return [write(by=SYSTEM, verb="look", of=province, why=why) for why in ("một", "hai", "ba")]


def test_a_line_says_who_did_what_to_what_and_why(provincial_officer, province):
    line = write(by=provincial_officer, verb="look", of=province, why="thử")

    assert line.actor == provincial_officer.pk
    assert line.post == "nhập liệu, tiếp nhận, Tỉnh Bắc Giang"
    assert line.subject == f"units.Unit:{province.pk}"
    assert provincial_officer.full_name not in line.post


@pytest.mark.parametrize("deed", ["UPDATE ledger_entry SET why = 'x'", "DELETE FROM ledger_entry"])
def test_the_database_refuses_to_change_a_line(lines, deed):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)

    assert [line.why for line in Entry.objects.order_by("pk")][-3:] == ["một", "hai", "ba"]


def test_the_chain_is_whole(lines):
    assert Entry.objects.first_fault() is None


def test_a_line_that_was_tampered_with_is_found(lines, unguarded):
    with unguarded():
        Entry.objects.filter(pk=lines[1].pk).update(why="khác")

    assert Entry.objects.first_fault() == lines[1].pk


def test_a_line_that_was_cut_off_the_end_is_missed(lines, unguarded):
    last = lines[2].pk
    with unguarded():
        lines[2].delete()

    assert Entry.objects.first_fault() == last


def test_a_line_that_was_taken_from_the_middle_is_missed(lines, unguarded):
    with unguarded():
        lines[1].delete()

    assert Entry.objects.first_fault() == lines[2].pk


def test_the_tip_counts_the_lines(lines):
    assert Tip.objects.get().length == Entry.objects.count()
