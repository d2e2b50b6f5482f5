"""An office sets a consultation up, imports its draft, opens it, and publishes a new version."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danvan.consultation.models import Consultation, DraftVersion

pytestmark = pytest.mark.usefixtures("two_factors")

FORM = {
    "title": "Góp ý dự thảo Báo cáo chính trị",
    "opens_on": "2020-06-01",
    "closes_on": "31/07/2020",
    "outline": "party_r4",
    "papers": "party",
    "suppress": "5",
    "contact_days": "90",
}
DRAFT = """# DỰ THẢO

## Phần I. Kết quả

Môi trường được quan tâm.

## Phần II. Hạn chế

Còn một số hạn chế.
"""


def file(text: str = DRAFT, name: str = "du-thao.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def as_approver(client, approver):
    client.force_login(approver)
    return client


def test_from_nothing_to_an_open_consultation(as_approver, client):
    made = as_approver.post(reverse("consulting:new"), FORM, follow=True)
    found = Consultation.objects.get()
    assert "Nhập bản dự thảo" in made.content.decode()

    here = {"slug": found.slug}
    looked = as_approver.post(reverse("consulting:import-version", kwargs=here), {"file": file()})
    version = DraftVersion.objects.get()
    assert looked.url == reverse("consulting:version", kwargs={**here, "pk": version.pk})
    page = as_approver.get(looked.url).content.decode()
    assert "Phần II. Hạn chế" in page
    as_approver.post(reverse("consulting:publish-version", kwargs={**here, "pk": version.pk}))
    as_approver.post(reverse("consulting:open", kwargs=here))

    client.logout()
    public = client.get(reverse("consultation:consultation", kwargs=here))
    assert "Môi trường được quan tâm." in public.content.decode()


def test_a_new_version_shows_what_changed(as_approver, asked, version):
    where = reverse("consulting:import-version", args=[asked.slug])
    longer = DRAFT.replace("Kết quả", "Kết quả thực hiện nghị quyết").replace("quan tâm", "chú ý")
    page = as_approver.post(where, {"file": file(longer)}, follow=True).content.decode()

    assert "<ins>" in page
    assert "<del>" in page
    assert "Thay đổi so với bản lần 1" in page


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("trong.md", "", "trong.md"),
        ("van-xuoi.txt", "Một đoạn văn xuôi.\n" * 9, "không thấy đề mục nào"),
        ("anh.png", "x", "anh.png"),
    ],
)
def test_what_is_no_draft_is_refused_by_its_own_name(as_approver, asked, name, text, said):
    where = reverse("consulting:import-version", args=[asked.slug])
    answer = as_approver.post(where, {"file": file(text or " ", name)})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_nothing_opens_without_a_published_draft(as_approver, set_up):
    answer = as_approver.post(reverse("consulting:open", args=[set_up.slug]))

    assert answer.status_code == 422
    assert "Chưa công bố bản dự thảo nào" in answer.content.decode()


def test_days_in_the_wrong_order_are_refused_and_kept_in_the_form(as_approver):
    answer = as_approver.post(reverse("consulting:new"), {**FORM, "closes_on": "2020-05-01"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ngày đóng không thể trước ngày mở." in page
    assert FORM["title"] in page


def test_an_open_consultation_changes_only_with_a_reason(as_approver, asked):
    where = reverse("consulting:amend", args=[asked.slug])
    assert as_approver.post(where, FORM).status_code == 422
    assert as_approver.post(where, {**FORM, "why": "Gia hạn theo công văn"}).status_code == 302


def test_two_of_one_title_have_two_addresses(as_approver):
    for _ in range(2):
        as_approver.post(reverse("consulting:new"), {**FORM, "title": "Hội nghị"})

    assert {c.slug for c in Consultation.objects.all()} == {"hoi-nghi-2", "hoi-nghi-3"}


def test_questions_are_asked_of_sections_by_their_keys(as_approver, asked):
    """Y12."""
    where = reverse("consulting:questions", args=[asked.slug])
    as_approver.post(where, {"questions": "Bố cục đã hợp lý chưa?\nI.1: Cần số liệu nào?"})

    assert [(q.section_key, q.text) for q in asked.questions.all()] == [
        ("", "Bố cục đã hợp lý chưa?"),
        ("I.1", "Cần số liệu nào?"),
    ]
    wrong = as_approver.post(where, {"questions": "XX.9: Ở đâu?"})
    assert "không có mục “XX.9”" in wrong.content.decode()


def test_who_only_collects_keeps_nothing(client, commune_officer, asked):
    client.force_login(commune_officer)

    assert client.get(reverse("consulting:consultation", args=[asked.slug])).status_code == 200
    assert client.get(reverse("consulting:amend", args=[asked.slug])).status_code == 403
    assert client.get(reverse("consulting:new")).status_code == 403


def test_consultations_of_two_tiers_run_side_by_side(as_approver, asked, centre, client):
    """S10."""
    from datetime import date

    from tests.consultation.conftest import AT, DRAFT

    from danvan.consultation import actions
    from danvan.ledger.actions import SYSTEM

    terms = actions.Terms(
        "Góp ý văn kiện Đại hội XIII", date(2020, 6, 1), date(2020, 9, 1), occasion="Đại hội XIII"
    )
    other = actions.set_up(by=SYSTEM, unit=centre, terms=terms)
    version = actions.import_version(
        by=SYSTEM, consultation=other, draft=DRAFT, source="a", sha256="d" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=other, at=AT)
    page = as_approver.get(reverse("consulting:consultations")).content.decode()

    assert "Đại hội XIX" in page
    assert "Đại hội XIII" in page


def test_a_version_published_already_is_refused_with_a_sentence(as_approver, asked, version):
    where = reverse("consulting:publish-version", args=[asked.slug, version.pk])
    answer = as_approver.post(where)

    assert answer.status_code == 422
    assert "Bản này đã công bố." in answer.content.decode()
