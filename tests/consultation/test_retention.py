"""Contacts and texts are kept no longer than was said; counts, seals and evidence remain."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.consultation.conftest import AT, KEY, ON

from danvan.consultation import actions
from danvan.consultation.actions import retention
from danvan.consultation.models import (
    Contact,
    DayRoot,
    Response,
    ResponseTarget,
    ShownText,
    Submission,
    Synthesis,
)
from danvan.consultation.models.locking import locked
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry

ERASED_ON = date(2020, 10, 29)  # 90 days after the close
PURGED_ON = date(2021, 7, 31)


def purge_texts(on=PURGED_ON):
    return actions.purge_due_texts(by=SYSTEM, on=on)


def purge_contacts(on):
    return actions.purge_contacts(by=SYSTEM, on=on)


@pytest.fixture
def purged(asked):
    asked.purge_on = PURGED_ON
    asked.save()
    return asked


@pytest.fixture
def contact(asked, province):
    way = actions.Through("web", province, ON)
    sent = actions.submit(
        consultation=asked, said=[actions.Said("Rác thải")], key=KEY, through=way, at=AT,
        contact=locked("dan@example.vn"),
    )  # fmt: skip
    return Contact.objects.get(receipt=sent.receipt)


def test_a_contact_goes_on_its_day_and_not_before(contact):
    assert contact.purge_on == ERASED_ON
    assert purge_contacts(ERASED_ON - timedelta(days=1)) == 0
    assert purge_contacts(ERASED_ON) == 1
    assert not Contact.objects.exists()
    assert Submission.objects.get().text == "Rác thải"
    line = Entry.objects.get(verb="purge_contacts")
    assert (line.why, line.subject) == (
        "1",
        f"consultation.Consultation:{contact.receipt.consultation_id}",
    )


def answered(contact, at):
    asked = contact.receipt.consultation
    made = Response.objects.create(
        consultation=asked, unit=asked.unit, disposition="accepted", made_at=at,
        state="published", published_at=at,
    )  # fmt: skip
    ResponseTarget.objects.create(response=made, submission=Submission.objects.get())


def test_an_answer_moves_the_day_on(contact):
    answered(contact, datetime(2020, 10, 20, 3, tzinfo=UTC))

    assert purge_contacts(ERASED_ON) == 0
    assert Contact.objects.get().purge_on == date(2020, 10, 20) + timedelta(days=90)
    assert purge_contacts(date(2021, 1, 18)) == 1


def test_a_contact_never_stays_longer_than_a_year_after_the_close(contact):
    Contact.objects.update(purge_on=date(2021, 7, 20))
    answered(contact, datetime(2021, 7, 19, 3, tzinfo=UTC))
    purge_contacts(date(2021, 7, 20))

    assert Contact.objects.get().purge_on == date(2020, 7, 31) + retention.LAST
    assert purge_contacts(date(2021, 8, 1)) == 1


def test_texts_go_on_their_day_and_rows_counts_and_seals_remain(purged, send):
    send("một", "hai", may_publish=True)
    ShownText.objects.all().delete()
    ShownText.objects.create(submission=Submission.objects.earliest("pk"), text="một", masks=0)
    actions.seal_days(by=SYSTEM, at=AT + timedelta(days=9), on=date(2020, 7, 5))
    seals = set(Submission.objects.values_list("seal", flat=True))

    assert purge_texts(PURGED_ON - timedelta(days=1)) == 0
    assert purge_texts() == 2
    rows = Submission.objects.all()
    assert {(r.text, r.folded, r.replacement, r.salt, r.removed) for r in rows} == {
        ("", "", "", "", "purged")
    }
    assert {row.seal for row in rows} == seals
    assert not ShownText.objects.exists()
    assert DayRoot.objects.get().size == 2
    assert purge_texts() == 0
    assert Entry.objects.get(verb="purge_texts").why == "2"


def test_what_was_withdrawn_before_stays_withdrawn(purged, send):
    send("rút", "giữ")
    actions.withdraw(submission=Submission.objects.earliest("pk"), on=ON)

    assert purge_texts() == 1
    assert sorted(Submission.objects.values_list("removed", flat=True)) == ["purged", "withdrawn"]


def test_without_a_day_texts_are_kept(send):
    send("một")
    assert purge_texts(date(2120, 1, 1)) == 0
    assert Submission.objects.get().text == "một"


def test_many_go_in_batches_with_a_line_each(purged, send, monkeypatch):
    """Killed between two, the lines still say how many are gone."""
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    send(*"abcde")

    assert purge_texts() == 5
    whys = Entry.objects.filter(verb="purge_texts").order_by("pk").values_list("why", flat=True)
    assert list(whys) == ["2", "2", "1"]


def test_lists_of_texts_go_and_the_report_remains(purged, version, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = Synthesis.objects.create(
        consultation=purged, version=version, number=1, asked_at=AT, folder="tong-hop/1"
    )
    folder = Path(tmp_path, made.folder)
    folder.mkdir(parents=True)
    for name in ("appendix.xlsx", "report.html", "report.docx"):
        (folder / name).write_text("x")
    purge_texts()

    assert [file.name for file in folder.iterdir()] == ["report.docx"]


@pytest.mark.usefixtures("two_factors")
def test_officers_see_before_what_will_go(purged, contact, analyst, client):
    client.force_login(analyst)
    page = client.get("/dieu-hanh/gop-y/van-kien-xix/luu-giu/").content.decode()

    for said in ("31/07/2021", "29/10/2020", "1 lượt góp ý"):
        assert said in page
    assert "dan@example.vn" not in page


@pytest.mark.usefixtures("two_factors")
def test_the_round_runs_by_the_clock(purged, contact, settings):
    """As the worker calls them: each kind of job is known and ends with a sentence."""
    from danvan.site.schedule import EVERY, KINDS
    from danvan.work.models import Job

    settings.TODAY = PURGED_ON
    for kind in ("consultation.seal", "consultation.retention", "consultation.notices"):
        assert kind in KINDS
        assert KINDS[kind](Job(kind=kind), lambda *_: None).endswith(".")
    assert {"consultation.seal", "consultation.retention"} <= EVERY.keys()
    assert Submission.objects.get().removed == "purged"
