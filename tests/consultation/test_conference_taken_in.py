"""A conference is written down once, with all that was said at it, in every draft it was about."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT

from danvan.consultation import actions
from danvan.consultation.models import Channel, PositionTally, Submission
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.work.actions import Held
from danvan.work.models import Conference

DAY = date(2020, 6, 20)
WHAT = Held("Hội nghị lấy ý kiến nhân dân", DAY, "morning", attended=120, spoke=3, papers=1)
OFFICE = "Trưởng Ban Dân vận Huyện ủy"


@pytest.fixture
def second(asked, province):
    """Another consultation of the same event, open with a draft of its own."""
    from tests.consultation.conftest import DRAFT

    terms = actions.Terms("Góp ý văn kiện Đại hội XIII", date(2020, 6, 1), date(2020, 7, 31))
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien-xiii")
    version = actions.import_version(
        by=SYSTEM, consultation=made, draft=DRAFT, source="du-thao.docx", sha256="b" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=made, at=AT)
    return made


def spoken(text, section="", **more):
    return actions.Said(text, section, office=OFFICE, **more)


def bring(by, unit, *feeds, what=WHAT, **more):
    return actions.bring_in_conference(by=by, unit=unit, what=what, feeds=feeds, at=AT, **more)


def test_one_conference_feeds_two_consultations(asked, second, commune, commune_officer):
    """S9, S10: one conference gathers comments on the drafts of the Centre and of the province."""
    before = Entry.objects.count()
    held = bring(
        commune_officer,
        commune,
        actions.Fed(asked, [spoken("Bổ sung số liệu rác thải", "I.1"), spoken("Nhất trí")]),
        actions.Fed(second, [spoken("Đề nghị nêu rõ chỉ tiêu")], [actions.Counted("agree", 312)]),
    )

    rows = Submission.objects.order_by("pk")
    assert [(row.consultation.slug, row.section_key) for row in rows] == [
        ("van-kien-xix", "I.1"),
        ("van-kien-xix", ""),
        ("van-kien-xiii", ""),
    ]
    assert {(row.channel, row.conference, row.unit, row.received_on) for row in rows} == {
        (Channel.CONFERENCE, held, commune, DAY)
    }
    tally = PositionTally.objects.get()
    assert (tally.consultation, tally.count, tally.conference) == (second, 312, held)
    lines = Entry.objects.order_by("pk")[before:]
    assert [line.verb for line in lines] == [
        "hold_conference",
        "feed_consultation",
        "feed_consultation",
    ]


def test_who_spoke_is_kept_as_an_office_and_who_typed_not_at_all(asked, commune, commune_officer):
    """S53: "Trưởng Ban Dân vận Huyện ủy" spoke; the row names neither them nor the officer."""
    bring(commune_officer, commune, actions.Fed(asked, [spoken("Nhất trí")]))

    row = Submission.objects.values().get()
    assert row["office"] == OFFICE
    assert commune_officer.full_name not in str(row)
    assert commune_officer.username not in {str(value) for value in row.values()}


def test_the_same_conference_twice_is_asked_about(asked, commune, commune_officer):
    bring(commune_officer, commune)
    again = Held("HỘI NGHỊ  lấy ý kiến nhân dân", DAY, "morning", attended=50)

    with pytest.raises(ValidationError, match="20/06/2020") as wrong:
        bring(commune_officer, commune, what=again)
    assert set(wrong.value.error_dict) == {"is_another"}
    bring(commune_officer, commune, what=again, is_another=True)
    assert Conference.objects.count() == 2


def test_all_of_it_or_nothing(set_up, asked, second, commune, commune_officer):
    second.opened_at = None
    second.save()

    with pytest.raises(ValidationError, match="XIII"):
        bring(
            commune_officer,
            commune,
            actions.Fed(asked, [spoken("Nhất trí")]),
            actions.Fed(second, [spoken("Nhất trí")]),
        )
    assert not Conference.objects.exists()
    assert not Submission.objects.exists()


def test_an_officer_brings_in_for_their_own_unit(asked, neighbour, commune_officer):
    with pytest.raises(PermissionDenied):
        bring(commune_officer, neighbour, actions.Fed(asked, [spoken("Nhất trí")]))


def test_a_clerk_brings_in_nothing(asked, commune, employ):
    with pytest.raises(PermissionDenied):
        bring(employ("van-thu", commune, "clerk"), commune)


def test_a_consultation_of_another_province_takes_nothing(asked, stranger, other_province):
    with pytest.raises(ValidationError):
        bring(stranger, other_province, actions.Fed(asked, [spoken("Nhất trí")]))


def test_more_speakers_than_delegates_are_refused(commune, commune_officer):
    with pytest.raises(ValidationError) as wrong:
        bring(commune_officer, commune, what=Held("Họp", DAY, "whole", attended=2, spoke=3))
    assert "spoke" in wrong.value.error_dict


def test_a_place_is_kept_beside_the_unit(asked, province, commune, provincial_officer):
    bring(provincial_officer, province, actions.Fed(asked, [spoken("Nhất trí", place=commune)]))

    row = Submission.objects.get()
    assert (row.unit, row.place) == (province, commune)
