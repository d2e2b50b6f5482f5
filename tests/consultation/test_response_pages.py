"""The pages on which answers are drafted, approved and published together."""

import pytest
from tests.consultation.conftest import AT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Response, Submission
from danvan.work.models import Task

LIST = "/dieu-hanh/gop-y/van-kien-xix/tra-loi/"

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def themes(send, version):
    send("Thêm thùng rác", "Bài học hay", may_publish=True)
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    return synthesised(version, {("I.1", "Thu gom rác"): rows[:1], ("III", "Bài học"): rows[1:]})


@pytest.fixture
def drafted(client, analyst, themes):
    client.force_login(analyst)
    about = {"nhom": [theme.pk for theme in themes.values()]}
    said = {**about, "disposition": "partly", "text": "Bổ sung ở trang 12"}
    answer = client.post(f"{LIST}moi/", said)
    (response,) = Response.objects.all()
    assert answer.url == f"{LIST}{response.pk}/"
    return response


def test_themes_are_listed_in_the_order_of_the_draft(client, analyst, themes):
    client.force_login(analyst)
    page = client.get(LIST).content.decode()

    assert page.index("Thu gom rác") < page.index("Phần III. Bài học")
    assert "chưa trả lời" in page
    assert "bang-tiep-thu.docx" in page


def test_one_answer_is_drafted_for_the_chosen_themes(client, drafted):
    assert drafted.targets.count() == 2
    page = client.get(LIST).content.decode()
    assert "tiếp thu một phần" in page
    assert "Thêm thùng rác" in client.get(f"{LIST}{drafted.pk}/").content.decode()
    assert "Không có nhóm" in client.get(f"{LIST}?trang_thai=none").content.decode()


def test_what_was_typed_stays_where_it_is_refused(client, analyst, drafted, themes):
    about = {"nhom": [themes["Bài học"].pk], "disposition": "agrees", "text": "Hai lần"}
    again = client.post(f"{LIST}moi/", about)
    assert again.status_code == 422
    assert "đã có trả lời" in again.content.decode()
    assert "Hai lần" in again.content.decode()

    empty = client.post(
        f"{LIST}{drafted.pk}/", {"buoc": "trinh", "disposition": "explained", "text": " "}
    )
    assert empty.status_code == 422
    drafted.refresh_from_db()
    assert (drafted.state, drafted.disposition) == ("draft", "partly")  # neither saved nor sent


def test_it_goes_from_draft_to_the_public(client, analyst, approver, drafted):
    place = f"{LIST}{drafted.pk}/"
    said = {"buoc": "trinh", "disposition": "accepted", "text": "Bổ sung ở trang 13"}
    assert client.post(place, said).url == place
    assert client.post(place, {"buoc": "duyet"}).status_code == 403

    client.force_login(approver)
    assert client.post(place, {"buoc": "tra-lai", "said": ""}).status_code == 422
    assert client.post(place, {"buoc": "duyet"}).url == place
    assert "Công bố tất cả" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}cong-bo/").url == LIST
    drafted.refresh_from_db()
    assert (drafted.state, drafted.text) == ("published", "Bổ sung ở trang 13")
    assert client.post(f"{LIST}cong-bo/").status_code == 422


def test_who_handed_it_in_is_told_that_another_approves(client, approver, drafted):
    client.force_login(approver)
    place = f"{LIST}{drafted.pk}/"
    client.post(place, {"buoc": "trinh", "disposition": "agrees", "text": ""})
    answer = client.post(place, {"buoc": "duyet"})

    assert answer.status_code == 422
    assert "người khác phải duyệt" in answer.content.decode()


def test_a_step_that_is_none_does_nothing(client, drafted):
    assert client.post(f"{LIST}{drafted.pk}/", {"buoc": "xoa"}).status_code == 404


def test_a_published_answer_is_corrected_by_another(client, asked, analyst, approver, drafted):
    actions.submit_response(by=analyst, response=drafted)
    actions.approve_response(by=approver, response=drafted)
    actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)
    place = f"{LIST}{drafted.pk}/dinh-chinh/"
    assert "Bổ sung ở trang 12" in client.get(place).content.decode()

    answer = client.post(place, {"disposition": "accepted", "text": "Trang 14"})
    new = Response.objects.latest("pk")
    assert answer.url == f"{LIST}{new.pk}/"
    assert new.replaces == drafted
    assert client.post(place, {"disposition": "agrees", "text": ""}).status_code == 422


def test_a_unit_is_asked_and_writes(client, analyst, themes, commune, employ):
    client.force_login(analyst)
    said = {"nhom": [themes["Bài học"].pk], "unit": "Xã Tân Hưng", "due_on": "2020-07-20"}
    assert client.get(f"{LIST}giao/", {"nhom": said["nhom"]}).status_code == 200
    assert client.post(f"{LIST}giao/", said | {"unit": "Không có"}).status_code == 422
    answer = client.post(f"{LIST}giao/", said)
    assert answer.url == f"/dieu-hanh/cong-viec/{Task.objects.get().pk}/"

    client.force_login(employ("xa", commune, "collector"))
    (response,) = Response.objects.all()
    assert "Được giao trả lời" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}{response.pk}/").content.decode()
    assert "Bài học hay" in page
    sent = {"buoc": "trinh", "disposition": "agrees", "text": ""}
    assert client.post(f"{LIST}{response.pk}/", sent).status_code == 302
    assert client.get(f"{LIST}moi/", {"nhom": said["nhom"]}).status_code == 200
    assert client.post(f"{LIST}moi/", said | sent).status_code == 403


def test_another_office_finds_no_answer(client, drafted, employ, neighbour, other_province):
    for unit in (neighbour, other_province):
        client.force_login(employ(f"la-{unit.pk}", unit, "analyst"))
        assert client.get(f"{LIST}{drafted.pk}/").status_code == 404
        assert client.get(f"{LIST}{drafted.pk}/dinh-chinh/").status_code == 404


def test_a_single_text_is_answered(client, analyst, themes):
    client.force_login(analyst)
    row = Submission.objects.earliest("pk")
    page = client.get(f"{LIST}moi/", {"luot": row.pk}).content.decode()
    assert "Thêm thùng rác" in page
    client.post(f"{LIST}moi/", {"luot": row.pk, "disposition": "accepted", "text": "Đã ghi"})

    assert Response.objects.get().targets.get().submission == row
    assert "Trả lời riêng từng góp ý" in client.get(LIST).content.decode()
