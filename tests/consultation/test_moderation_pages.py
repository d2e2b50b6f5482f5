"""The pages where officers go through texts: masked, hidden for a reason, opened for one."""

import pytest
from tests.consultation.conftest import ON

from danvan.consultation import actions
from danvan.consultation.models import Hiding, Submission
from danvan.ledger.models import Entry

LIST = "/dieu-hanh/gop-y/van-kien-xix/kiem-duyet/"
PRIVATE = "Gọi anh Hùng, số 0912 345 678 <script>alert(1)</script>"

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def row(send):
    send(PRIVATE, may_publish=True)
    found = Submission.objects.get()
    actions.mask(submissions=[found])
    return found


@pytest.fixture
def signed_in(client, analyst):
    client.force_login(analyst)
    return client


def test_the_list_shows_masked_texts_as_plain_text(signed_in, row):
    page = signed_in.get(LIST).content.decode()

    assert "Gọi anh [tên], số [số điện thoại] &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "0912" not in page
    assert "không phải là lý do để ẩn" in page


def test_chosen_texts_are_hidden_and_the_list_stays_where_it_was(signed_in, row):
    said = {"chon": [row.pk], "reason": "personal", "note": "Số máy của anh Hùng"}
    answer = signed_in.post(f"{LIST}?trang_thai=shown", said)

    assert (answer.status_code, answer.url) == (302, f"{LIST}?trang_thai=shown")
    assert Hiding.objects.get().reason == "personal"
    assert "đang ẩn" in signed_in.get(f"{LIST}?trang_thai=hidden").content.decode()


@pytest.mark.parametrize("wrong", [{"note": ""}, {"reason": "khac"}, {"reason": ""}, {"chon": []}])
def test_what_was_typed_stays_where_it_is_refused(signed_in, row, wrong):
    said = {"chon": [row.pk], "reason": "spam", "note": "Quảng cáo bán đất", **wrong}
    answer = signed_in.post(LIST, said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Hiding.objects.exists()
    assert "note" in wrong or "Quảng cáo bán đất" in page
    assert "chon" in wrong or "checked" in page
    assert 'role="alert"' in page


def test_the_unmasked_text_opens_on_no_address_and_in_no_cache(signed_in, row):
    place = f"{LIST}{row.pk}/"
    assert "0912" not in signed_in.get(place).content.decode()
    assert signed_in.get(f"{place}nguyen-van/").status_code == 405
    assert "0912" not in signed_in.post(f"{place}nguyen-van/", {"why": ""}).content.decode()
    assert not Entry.objects.filter(verb="open_text").exists()

    answer = signed_in.post(f"{place}nguyen-van/", {"why": "Đối chiếu"})
    assert "0912 345 678 &lt;script&gt;" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.get(verb="open_text").why == "Đối chiếu"


def test_a_hiding_is_lifted_on_its_page(signed_in, row, analyst):
    actions.hide(by=analyst, submission=row, reason="spam", note="Rác", on=ON)
    place = f"{LIST}{row.pk}/"

    assert signed_in.post(f"{place}thoi-an/", {"why": ""}).status_code == 422
    assert signed_in.post(f"{place}thoi-an/", {"why": "Nhầm"}).url == place
    assert Submission.objects.published().exists()


def test_an_appeal_is_decided_by_somebody_else(client, row, analyst, approver):
    actions.hide(by=analyst, submission=row, reason="spam", note="Rác", on=ON)
    actions.appeal(submission=row, text="Không phải quảng cáo", on=ON)
    place, said = f"{LIST}{row.pk}/", {"decision": "granted", "said": "Đúng là góp ý"}

    client.force_login(analyst)
    page = client.get(f"{LIST}?trang_thai=appealed").content.decode()
    assert "chờ xem lại" in page
    refused = client.post(f"{place}xem-lai/", said)
    assert refused.status_code == 422
    assert "người khác phải xem lại" in refused.content.decode()
    client.force_login(approver)
    assert client.post(f"{place}xem-lai/", said).url == place
    assert Submission.objects.published().exists()


def test_other_roles_look_and_do_not_touch(client, row, employ, province):
    client.force_login(employ("nhap", province, "collector"))
    page = client.get(LIST).content.decode()
    said = {"chon": [row.pk], "reason": "spam", "note": "Rác"}

    assert 'name="chon"' not in page
    assert client.post(LIST, said).status_code == 403
    assert client.post(f"{LIST}{row.pk}/nguyen-van/", {"why": "Xem"}).status_code == 403
    assert not Hiding.objects.exists()


def test_another_office_finds_nothing(client, row, employ, commune, other_province):
    client.force_login(employ("la", other_province, "analyst"))
    assert client.get(f"{LIST}{row.pk}/").status_code == 404
    client.force_login(employ("xa", commune, "analyst"))  # collects for the consultation
    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{row.pk}/").status_code == 404
    said = {"chon": [row.pk], "reason": "spam", "note": "Rác"}
    assert client.post(LIST, said).status_code in {403, 422}
    assert not Hiding.objects.exists()
