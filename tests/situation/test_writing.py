"""A report is written by several at once, checked, signed by another, sent and never changed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.situation.conftest import IN_MAY

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.situation.actions import reports as going
from danvan.situation.actions.schedules import lift_lock, open_periods, schedule_reports
from danvan.situation.actions.writing import (
    FigureWritten,
    TextWritten,
    begin_report,
    declare_nil,
    save_report,
)
from danvan.situation.models import (
    Figure,
    Indicator,
    ReportForm,
    ReportSchedule,
    SituationReport,
)
from danvan.situation.models.checks import faults
from danvan.situation.models.numbers import read_figure, write_figure
from danvan.situation.queries import rounds

AT = datetime(2020, 5, 10, 3, tzinfo=UTC)
DAY = timedelta(days=1)
PARTS = {"hoi-nghi": 3, "van-de": 5, "van-de-xong": 2, "van-de-con": 3}


@pytest.fixture
def report(may, commune, writer):
    return begin_report(by=writer, unit=commune, period=may, on=IN_MAY, at=AT)


def section(report, code="tinh-hinh"):
    return report.form.sections.get(code=code)


def filled(by, report, figures=PARTS, on=IN_MAY):
    """All that must be written, and figures."""
    texts = [
        TextWritten(each.pk, f"Nội dung {each.code}")
        for each in report.form.sections.filter(is_required=True)
    ]
    told = [
        FigureWritten(Indicator.objects.get(code=code).pk, is_told=True, value=Decimal(value))
        for code, value in figures.items()
    ]
    save_report(by=by, report=report, texts=texts, figures=told, on=on)
    return report


def send(by, signer, report, at=AT, on=IN_MAY):
    going.submit_situation(by=by, report=report, on=on)
    going.sign_situation(by=signer, report=report)
    return going.send_situation(by=signer, report=report, at=at, on=on)


def said(report, where=None):
    return [each.said for each in faults(report) if where in (None, each.where)]


# ---------------------------------------------------------------- written


def test_begun_twice_it_is_one_report(report, may, commune, writer):
    again = begin_report(by=writer, unit=commune, period=may, on=IN_MAY, at=AT)
    assert again == report
    assert Entry.objects.filter(verb="begin_report").count() == 1


def test_two_people_at_once_lose_nothing(report, writer, employ, commune):
    """What the other wrote stands, and the answer says where."""
    other, place = employ("khac", commune), section(report).pk
    save_report(by=other, report=report, texts=[TextWritten(place, "của người kia")], on=IN_MAY)
    mine = [TextWritten(place, "của tôi"), TextWritten(section(report, "ban").pk, "phần khác")]
    saved = save_report(by=writer, report=report, texts=mine, on=IN_MAY)

    assert saved.texts == [place]
    assert report.texts.get(section=place).text == "của người kia"
    assert report.texts.get(section__code="ban").text == "phần khác"
    knowing = TextWritten(place, "của cả hai", revision=report.texts.get(section=place).revision)
    assert save_report(by=writer, report=report, texts=[knowing], on=IN_MAY).is_whole


def test_a_figure_taken_out_and_written_anew_is_not_the_one_that_was_seen(report, writer):
    pk = Indicator.objects.get(code="hoi-nghi").pk

    def write(value, revision, is_told=True):
        typed = FigureWritten(pk, is_told=is_told, value=value, revision=revision)
        return save_report(by=writer, report=report, figures=[typed], on=IN_MAY)

    first = write(Decimal(3), 0).revision
    write(None, first, is_told=False)
    write(Decimal(4), 0)
    stale = write(Decimal(9), first)

    assert stale.figures == [pk]
    assert report.figures.get().value == 4


def test_zero_nothing_and_silence_are_three_things(report, writer):
    zero, nothing = (Indicator.objects.get(code=code).pk for code in ("hoi-nghi", "doi-thoai"))
    typed = [
        FigureWritten(zero, is_told=True, value=Decimal(0)),
        FigureWritten(nothing, is_told=True),
    ]
    save_report(by=writer, report=report, figures=typed, on=IN_MAY)

    assert dict(report.figures.values_list("indicator", "value")) == {zero: 0, nothing: None}


def test_saving_the_same_again_writes_no_line(report, writer):
    filled(writer, report)
    lines = Entry.objects.count()
    assert filled(writer, report).revision == report.revision
    assert Entry.objects.count() == lines


def test_what_is_locked_is_written_only_by_exception(report, writer, may, commune):
    late = may.locks_on + DAY
    with pytest.raises(ValidationError, match="đã khóa"):
        filled(writer, report, on=late)
    lift_lock(by=SYSTEM, period=may, unit=commune, until=late, reason="lũ", on=late)
    filled(writer, report, on=late)


def test_an_officer_of_another_unit_writes_nothing(report, employ, neighbour, may, commune):
    other = employ("xa-ben", neighbour)
    with pytest.raises(PermissionDenied):
        filled(other, report)
    with pytest.raises(PermissionDenied):
        begin_report(by=other, unit=commune, period=may, on=IN_MAY, at=AT)


# ---------------------------------------------------------------- checked


def test_what_must_be_written_is_asked_for(report):
    assert len(faults(report)) == report.form.sections.filter(is_required=True).count()


def test_parts_must_give_their_total(report, writer):
    filled(writer, report, {**PARTS, "van-de-con": 4})
    assert said(report) == ["“Vấn đề nổi cộm theo dõi trong kỳ” là 5 nhưng các phần cộng lại là 6."]


def test_a_rate_needs_both_of_its_terms(report, writer):
    filled(writer, report, {"van-de": 5})
    assert "tử số và mẫu số" in said(report, "van-de-xong")[0]


def test_a_jump_asks_for_a_word_and_is_then_taken(report, writer, signer, commune, monthly):
    """T13: a figure unlike the earlier ones is never refused once it is explained."""
    send(writer, signer, filled(writer, report))
    for month in (6, 7, 8):
        on = date(2020, month, 2)
        open_periods(by=SYSTEM, on=on)
        period = monthly.periods.get(first_on=date(2020, month, 1))
        latest = begin_report(by=writer, unit=commune, period=period, on=on, at=AT)
        filled(writer, latest, {**PARTS, "hoi-nghi": 3 if month < 8 else 30}, on=on)
        if month < 8:
            send(writer, signer, latest, on=on)
    pk = Indicator.objects.get(code="hoi-nghi").pk

    assert len(said(latest)) == len(said(latest, "hoi-nghi")) == 1
    explained = FigureWritten(
        pk, is_told=True, value=Decimal(30), note="đại hội",
        revision=latest.figures.get(indicator=pk).revision,
    )  # fmt: skip
    save_report(by=writer, report=latest, figures=[explained], on=on)
    assert said(latest) == []


def test_a_nil_report_is_a_report_and_says_nothing_else(report, writer, signer):
    """T11."""
    declare_nil(by=writer, report=report, is_nil=True, on=IN_MAY)
    report.refresh_from_db()
    assert faults(report) == []
    filled(writer, report)
    assert "không phát sinh" in said(report)[0]
    with pytest.raises(ValidationError, match="không phát sinh"):
        going.submit_situation(by=writer, report=report, on=IN_MAY)


def test_a_report_with_words_cannot_become_nil(report, writer):
    filled(writer, report)
    with pytest.raises(ValidationError, match="hãy xóa"):
        declare_nil(by=writer, report=report, is_nil=True, on=IN_MAY)


# ---------------------------------------------------------------- sent


def test_who_submits_does_not_sign(report, commune, employ, writer):
    both = employ("ca-hai", commune, "collector", "approver")
    going.submit_situation(by=both, report=filled(writer, report), on=IN_MAY)
    with pytest.raises(ValidationError, match="người khác phải ký"):
        going.sign_situation(by=both, report=report)


def test_what_is_sent_holds_all_and_ends_the_task(report, writer, signer, may, commune):
    version = send(writer, signer, filled(writer, report))
    told = json.loads(version.content)

    assert {each["code"]: each["value"] for each in told["figures"]}["van-de"] == "5"
    assert told["sections"][0]["text"] == "Nội dung tinh-hinh"
    assert Figure.objects.filter(version=version).count() == len(PARTS)
    assert may.expected.get(unit=commune).task.outcome == "done"
    with pytest.raises(ValidationError, match="đang ở bước"):
        filled(writer, report, {"hoi-nghi": 9})


def test_what_is_most_notable_is_marked_and_sent(report, writer, signer):
    """S21."""
    filled(writer, report)
    place = report.texts.get(section__code="noi-com")
    marked = TextWritten(place.section_id, place.text, "Giá vải tăng", revision=place.revision)
    save_report(by=writer, report=report, texts=[marked], on=IN_MAY)
    told = json.loads(send(writer, signer, report).content)

    assert {each["code"]: each["highlight"] for each in told["sections"]}[
        "noi-com"
    ] == "Giá vải tăng"


def test_returned_it_goes_back_with_a_reason_and_a_task_and_both_versions_stay(
    report, writer, signer, head, may, commune
):
    send(writer, signer, filled(writer, report))
    with pytest.raises(ValidationError, match="bổ sung"):
        going.return_situation(by=head, report=report, why=" ", on=IN_MAY)
    going.return_situation(by=head, report=report, why="thiếu nguồn", on=IN_MAY)
    assert may.expected.get(unit=commune).task.closed_on is None
    late = may.locks_on + DAY  # what was returned is open even after the lock
    place = report.texts.get(section__code="tinh-hinh")
    more = TextWritten(place.section_id, "có nguồn", revision=place.revision)
    save_report(by=writer, report=report, texts=[more], on=late)
    second = send(writer, signer, report, at=AT + DAY, on=late)

    assert (second.number, report.versions.count()) == (2, 2)
    report.refresh_from_db()
    assert (report.current, report.returned_why) == (second, "")
    assert may.expected.get(unit=commune).task.outcome == "done"


def test_only_the_tier_above_receives(report, writer, signer, head):
    send(writer, signer, filled(writer, report))
    with pytest.raises(PermissionDenied):
        going.receive_situation(by=signer, report=report)
    going.receive_situation(by=head, report=report)
    report.refresh_from_db()
    assert report.state == "received"


def test_a_parent_is_signed_only_once_its_children_are_in_or_named_as_missing(
    report, writer, signer, centre, province, neighbour, tiers, employ, may
):
    """S28: and what it sends adds them up, with its own."""
    sent = send(writer, signer, filled(writer, report))
    asked = ReportSchedule(
        unit=centre, tier=tiers["province"], form_code="thang", due_day=20,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    schedule = schedule_reports(by=SYSTEM, schedule=asked)
    open_periods(by=SYSTEM, on=IN_MAY)
    clerk, chief = employ("tinh-viet", province), employ("tinh-ky", province, "approver")
    parent = begin_report(by=clerk, unit=province, period=schedule.periods.get(), on=IN_MAY, at=AT)
    going.submit_situation(by=clerk, report=filled(clerk, parent, {"hoi-nghi": 4}), on=IN_MAY)

    with pytest.raises(ValidationError, match="Còn 1 đơn vị"):
        going.sign_situation(by=chief, report=parent)
    going.sign_situation(by=chief, report=parent, without=[neighbour])
    version = going.send_situation(by=chief, report=parent, at=AT, on=IN_MAY)
    told = json.loads(version.content)

    assert {each["code"]: each["value"] for each in told["totals"]}["hoi-nghi"] == "7"
    assert [each["version"] for each in told["lower"]] == [sent.pk]
    assert told["missing"] == ["Xã Hương Sơn"]
    report.refresh_from_db()
    assert report.state == "merged"


def test_an_oral_report_goes_at_once(forms, writer, commune, province):
    """Written in a minute on a phone; no second person signs it."""
    version = going.tell_at_once(
        by=writer, unit=commune, kind="oral", text="Cầu tràn bị ngập", on=IN_MAY, at=AT
    )
    assert version.report.state == "sent"
    assert "Cầu tràn bị ngập" in version.content
    for kind, text in (("oral", " "), ("monthly", "x")):
        with pytest.raises(ValidationError):
            going.tell_at_once(by=writer, unit=commune, kind=kind, text=text, on=IN_MAY, at=AT)
    assert ReportForm.objects.filter(kind="oral").count() == 1


# ---------------------------------------------------------------- seen from above


def test_rates_are_of_reports_awaited_come_and_in_time(
    report, may, writer, signer, head, neighbour, employ
):
    """T4, T5: n of N, and who has not reported."""
    ends = datetime(2020, 5, 15, 17, tzinfo=UTC)  # midnight where the office is
    assert rounds.rates(officer=head, of=[may])[may.pk] == rounds.Rates(2, 0, 0)
    send(writer, signer, filled(writer, report), at=ends - timedelta(seconds=1))
    other, chief = employ("xa-2-viet", neighbour), employ("xa-2-ky", neighbour, "approver")
    theirs = begin_report(by=other, unit=neighbour, period=may, on=IN_MAY, at=AT)
    assert [e.unit for e in rounds.awaited(officer=head, of=may, standing="not_yet")] == [neighbour]
    send(other, chief, filled(other, theirs), at=ends)

    found = rounds.rates(officer=head, of=[may])[may.pk]
    assert (found.expected, found.actual, found.on_time) == (2, 2, 1)
    assert (found.reporting_rate, found.on_time_rate) == (100, 50)
    assert [e.unit for e in rounds.awaited(officer=head, of=may, standing="late")] == [neighbour]
    assert [e.state for e in rounds.awaited(officer=head, of=may)] == ["sent", "sent"]


def test_an_officer_sees_the_rounds_of_their_own_units_only(may, writer, stranger, report):
    assert [*rounds.periods(officer=stranger)] == []
    assert rounds.period(officer=writer, pk=may.pk) == may
    assert rounds.rates(officer=writer, of=[may])[may.pk].expected == 1
    assert not SituationReport.objects.visible_to(stranger).exists()


def test_what_one_owes_stands_until_it_is_sent(may, writer, signer, report):
    assert [each.period for each in rounds.own(officer=writer, on=IN_MAY)] == [may]
    send(writer, signer, filled(writer, report))
    assert [*rounds.own(officer=writer, on=IN_MAY)] == []


# ---------------------------------------------------------------- figures as they are typed


@given(st.none() | st.decimals(-(10**13), 10**13, places=4, allow_nan=False))
def test_a_figure_is_read_as_it_is_written(value):
    assert read_figure(write_figure(value)) == value


@pytest.mark.parametrize(
    "typed", ["3.5", "1,2,3", "mười", "1e9", "1.23.456", "9" * 15, "0,12345", ""]
)
def test_what_is_no_figure_is_refused_in_words(typed):
    with pytest.raises(ValidationError):
        read_figure(typed)


@pytest.mark.parametrize(
    ("typed", "read"), [("1.234,5", "1234.5"), (" 12 ", "12"), ("1234", "1234"), ("0", "0")]
)
def test_figures_are_typed_as_offices_do(typed, read):
    assert read_figure(typed) == Decimal(read)
