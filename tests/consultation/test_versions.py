"""A new version loses no opinion: each moves with its words, or stands with the version it read."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, DRAFT, ON

from danvan.consultation import actions
from danvan.consultation.models import AnchorPlace, Submission
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.sense.drafts.anchors import quote_of
from danvan.sense.records import Draft, Section

THREE = (
    "Đoạn một nói về trường học ở các xã vùng cao.",
    "Đoạn hai nói về đường giao thông nông thôn.",
    "Đoạn ba nói về rừng phòng hộ đầu nguồn.",
)


def publish(consultation, draft: Draft, digit: str):
    version = actions.import_version(
        by=SYSTEM, consultation=consultation, draft=draft, source="a", sha256=digit * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    return version


@pytest.fixture
def thirty(set_up, province):
    """A draft of three paragraphs with ten opinions on the words of each."""
    section = Section("I", 1, "I", "I. Kết quả", None, "\n".join(THREE))
    publish(set_up, Draft("Dự thảo", (section,)), "1")
    actions.open_to_public(by=SYSTEM, consultation=set_up, at=AT)
    for number in range(30):
        words = THREE[number % 3]
        start = section.text.index(words)
        quote = quote_of(section, start, start + len(words))
        said = [actions.Said(f"Góp ý thứ {number}", "I", quote)]
        way = actions.Through("web", province, ON)
        key = f"khoa-cua-trang-{number:012}"
        actions.submit(consultation=set_up, said=said, key=key, through=way, at=AT)
    return set_up, section


def test_removing_a_paragraph_removes_no_opinion(thirty):
    """The case in which a peer loses ten of thirty comments."""
    consultation, section = thirty
    shorter = replace(section, text="\n".join((THREE[0], THREE[2])))
    second = publish(consultation, Draft("Dự thảo", (shorter,)), "2")

    assert Submission.objects.filter(consultation=consultation).standing().count() == 30
    places = AnchorPlace.objects.filter(version=second)
    how = {place.anchor.exact: place.how for place in places}
    assert how == {THREE[0]: "exact", THREE[1]: "gone", THREE[2]: "exact"}
    gone = Submission.objects.filter(anchor__places__how="gone")
    assert {row.anchor.exact for row in gone} == {THREE[1]}
    assert gone.count() == 10


def test_words_that_moved_take_their_opinions_along(thirty):
    consultation, section = thirty
    sections = (
        replace(section, text="\n".join(THREE[:2])),
        Section("x", 1, "II", "II. Rừng", None, THREE[2]),
    )
    second = publish(consultation, Draft("Dự thảo", sections), "2")

    place = AnchorPlace.objects.get(version=second, anchor__exact=THREE[2])
    assert (place.how, place.section_key != "I", place.start) == ("moved", True, 0)


def test_a_renumbered_section_keeps_its_key(asked):
    new = Section("I", 1, "Phần I", "Phần I. Mở đầu", None, "Lời mở đầu hoàn toàn mới.")
    shifted = tuple(
        replace(s, key=f"sau-{s.key}", parent=s.parent and f"sau-{s.parent}")
        for s in DRAFT.sections
    )
    second = publish(asked, Draft("Dự thảo", (new, *shifted)), "b")
    keys = {section.title: section.key for section in second.sections.all()}

    assert keys["1. Bảo vệ môi trường"] == "I.1"
    assert keys["Phần I. Mở đầu"] not in {s.key for s in DRAFT.sections}


def test_versions_are_numbered_when_published(asked):
    assert publish(asked, DRAFT, "b").number == 2


def test_the_same_file_twice_is_refused(asked):
    with pytest.raises(ValidationError, match="đã được nhập"):
        publish(asked, DRAFT, "a")


def test_a_published_version_is_not_published_again(version):
    with pytest.raises(ValidationError, match="đã công bố"):
        actions.publish_version(by=SYSTEM, version=version, at=AT)


def test_an_analyst_imports_and_only_an_approver_publishes(asked, analyst, approver):
    made = actions.import_version(
        by=analyst, consultation=asked, draft=DRAFT, source="a", sha256="c" * 64, at=AT
    )
    with pytest.raises(PermissionDenied):
        actions.publish_version(by=analyst, version=made, at=AT)
    actions.publish_version(by=approver, version=made, at=AT)
    lines = Entry.objects.filter(subject=f"consultation.DraftVersion:{made.pk}")
    assert [line.verb for line in lines] == ["import_draft_version", "publish_draft_version"]


def test_an_officer_of_another_province_imports_nothing(asked, employ, other_province):
    with pytest.raises(PermissionDenied):
        actions.import_version(
            by=employ("la", other_province, "approver"),
            consultation=asked,
            draft=DRAFT,
            source="a",
            sha256="c" * 64,
            at=AT,
        )
