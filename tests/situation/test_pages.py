"""A commune's officers write, sign and send on pages; the province sees n of N and reads it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.situation.conftest import IN_MAY

from danvan.ledger.actions import SYSTEM
from danvan.situation.actions import TextWritten, open_periods, save_report
from danvan.situation.models import ReportForm, ReportSchedule, SituationReport

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def two_factors(monkeypatch):
    """As if every officer had set up what the door asks for."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


@pytest.fixture(autouse=True)
def _in_may(settings) -> None:
    settings.TODAY = IN_MAY


@pytest.fixture
def clerk(employ, commune):
    return employ("van-thu", commune, "clerk")


@pytest.fixture
def asks(client):
    """Gets or posts as an officer, following where it leads."""

    def ask(officer, address, **sent):
        client.force_login(officer)
        if sent:
            return client.post(address, sent, follow=True)
        return client.get(address)

    return ask


@pytest.fixture
def begun(asks, writer, may, commune):
    owed = may.expected.get(unit=commune)
    asks(writer, reverse("situation:begin", args=[owed.pk]), x="1")
    return SituationReport.objects.get()


def typed(report, text="Bà con phấn khởi", **figures):
    """What the sheet sends: every required section, and figures by code."""
    report.refresh_from_db()
    sent = {}
    for section in report.form.sections.filter(is_required=True):
        stands = report.texts.filter(section=section).first()
        sent[f"muc-{section.pk}"] = text
        sent[f"ban-{section.pk}"] = str(stands.revision if stands else 0)
    for code, value in figures.items():
        pk = report.form.asked.get(indicator__code=code.replace("_", "-")).indicator_id
        sent[f"so-{pk}"] = value
    return sent


def page_of(report):
    return reverse("situation:report", args=[report.pk])


def test_from_what_is_owed_to_what_was_sent(asks, writer, signer, clerk, head, begun, may):
    first = asks(writer, reverse("situation:rounds")).content.decode()
    assert "Báo cáo tháng" in first
    done = asks(
        writer, page_of(begun), buoc="trinh", **typed(begun, hoi_nghi="1.234,5", doi_thoai="-")
    )
    assert "Đã trình duyệt" in done.content.decode()
    asks(signer, page_of(begun), buoc="ky")
    asks(clerk, page_of(begun), buoc="gui")
    begun.refresh_from_db()
    assert begun.state == "sent"

    seen = asks(head, page_of(begun)).content.decode()
    assert "Bà con phấn khởi" in seen
    assert "1.234,5 cuộc" in seen
    assert ">1/2</td>" in asks(head, reverse("situation:rounds")).content.decode()
    late = asks(head, reverse("situation:round", args=[may.pk]) + "?tinh_trang=not_yet")
    assert "Xã Hương Sơn" in late.content.decode()
    assert "Xã Tân Hưng" not in late.content.decode()
    asks(head, page_of(begun), buoc="nhan")
    begun.refresh_from_db()
    assert begun.state == "received"


def test_a_figure_that_is_none_keeps_the_rest_and_what_was_typed(asks, writer, begun):
    answer = asks(
        writer, page_of(begun), buoc="trinh", **typed(begun, hoi_nghi="ba", doi_thoai="2")
    )

    assert answer.status_code == 409
    assert 'value="ba"' in answer.content.decode()
    assert "không phải một số" in answer.content.decode()
    assert begun.figures.get().value == 2
    assert begun.texts.count() == 2
    begun.refresh_from_db()
    assert begun.state == "draft"


def test_what_another_wrote_stands_beside_what_one_typed(asks, writer, begun, employ, commune):
    section = begun.form.sections.get(code="tinh-hinh")
    other = employ("khac", commune)
    theirs = TextWritten(section.pk, "Lời người kia")
    save_report(by=other, report=begun, texts=[theirs], on=IN_MAY)
    stale = {f"muc-{section.pk}": "Lời của tôi", f"ban-{section.pk}": "0"}
    answer = asks(writer, page_of(begun), buoc="ghi", **stale)
    said = answer.content.decode()

    assert answer.status_code == 409
    assert "Lời người kia" in said
    assert "Lời của tôi</textarea>" in said
    assert begun.texts.get().text == "Lời người kia"
    revision = begun.texts.get().revision
    asks(writer, page_of(begun), buoc="ghi", **{**stale, f"ban-{section.pk}": str(revision)})
    assert begun.texts.get().text == "Lời của tôi"


def test_faults_are_said_in_sentences_and_nothing_is_handed_in(asks, writer, begun):
    balance = {"van_de": "5", "van_de_xong": "1", "van_de_con": "3"}
    answer = asks(writer, page_of(begun), buoc="trinh", **typed(begun, **balance))

    assert answer.status_code == 422
    assert "các phần cộng lại là 4" in answer.content.decode()
    begun.refresh_from_db()
    assert begun.state == "draft"
    assert begun.figures.count() == 3


def test_returning_needs_a_reason(asks, writer, signer, begun):
    asks(writer, page_of(begun), buoc="trinh", **typed(begun))
    refused = asks(signer, page_of(begun), buoc="tra-lai", why="")
    assert refused.status_code == 422
    asks(signer, page_of(begun), buoc="tra-lai", why="Chưa nêu nguồn")

    assert "Chưa nêu nguồn" in asks(writer, page_of(begun)).content.decode()


def test_nothing_new_is_said_with_one_button(asks, writer, begun):
    asks(writer, page_of(begun), buoc="nil")
    begun.refresh_from_db()
    assert begun.is_nil
    asks(writer, page_of(begun), buoc="trinh")
    begun.refresh_from_db()
    assert begun.state == "submitted"


def test_an_oral_report_is_seen_above_and_by_no_stranger(asks, forms, writer, head, stranger):
    asks(writer, reverse("situation:at-once"), kind="oral", text="Cầu tràn bị ngập")
    report = SituationReport.objects.get()

    assert "Cầu tràn bị ngập" in asks(head, page_of(report)).content.decode()
    assert asks(stranger, page_of(report)).status_code == 404
    assert "Tân Hưng" not in asks(stranger, reverse("situation:at-once")).content.decode()


def test_an_analyst_loads_forms_and_schedules_what_is_asked(asks, head, tiers, commune):
    address = reverse("situation:schedules")
    asks(head, address, buoc="nap")
    sent = {"form_code": "thang", "tier": tiers["commune"].pk, "cutoff_day": 14, "due_day": 15}
    sent |= {"months_after": 0, "shift": "after", "lock_days": 10, "valid_from": "2020-05-01"}
    asks(head, address, buoc="moi", **sent)
    again = asks(head, address, buoc="moi", **sent)

    assert ReportForm.objects.exists()
    assert again.status_code == 422
    assert "Đã có lịch" in again.content.decode()
    assert open_periods(by=SYSTEM, on=IN_MAY) == 1
    schedule = ReportSchedule.objects.get()
    asks(head, address, buoc="thoi", lich=schedule.pk)
    schedule.refresh_from_db()
    assert schedule.valid_to == IN_MAY


def test_a_lock_is_lifted_by_who_asked_and_by_nobody_below(asks, head, writer, may):
    address = reverse("situation:lift", args=[may.pk])
    sent = {"unit": "Xã Tân Hưng", "until": "2020-07-01", "reason": "Bão"}
    assert asks(writer, address, **sent).status_code == 403
    assert asks(head, address, **sent).status_code == 200
    assert may.exceptions.get().reason == "Bão"
