"""Officers moderate and answer at every width: nothing overflows, axe finds no fault, no script is
needed."""

from datetime import date

import pytest
from django.test import Client
from tests.consultation.conftest import AT, DRAFT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer
from danvan.consultation.models import Response, Submission
from danvan.ledger.actions import SYSTEM

BASE = "/dieu-hanh/gop-y/van-kien"
TEXTS = (
    "Đề nghị bổ sung số liệu về rác thải; liên hệ anh Hùng, số 0912 345 678.",
    "Không tán thành mục này: " + "chưa có số liệu nào chứng minh. " * 12,
    "Bán đất nền giá rẻ!!! " + "x" * 90,
)


@pytest.fixture
def asked(province, settings):
    settings.TODAY = ON
    terms = actions.Terms("Góp ý văn kiện", date(2020, 6, 1), date(2020, 7, 31))
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    version = actions.import_version(
        by=SYSTEM, consultation=made, draft=DRAFT, source="a.docx", sha256="a" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=made, at=AT)
    said = [actions.Said(text, "I.1") for text in TEXTS]
    way = actions.Through("web", province, ON, may_publish=True)
    actions.submit(consultation=made, said=said, key="k" * 24, through=way, at=AT)
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    hidden = {"submission": rows[2], "reason": "spam", "note": "Rao bán đất", "on": ON}
    actions.hide(by=SYSTEM, **hidden)
    actions.appeal(submission=rows[2], text="Tôi không quảng cáo", on=ON)
    themes = synthesised(
        version, {("I.1", "Số liệu rác thải"): rows[:2], ("II", "Khác"): rows[1:2]}
    )
    answer = Answer("partly", "Bổ sung ở trang 12", [themes["Số liệu rác thải"]])
    response = actions.draft_response(by=SYSTEM, consultation=made, answer=answer, at=AT)
    actions.submit_response(by=SYSTEM, response=response)
    return made


@pytest.fixture
def page(site, asked, employ, province, live_server, monkeypatch):
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)
    client = Client()
    client.force_login(employ("duyet", province, "approver"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    site.context.add_cookies([{**cookie, "url": live_server.url}])
    return site


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_every_page_fits_and_is_readable(page, readable, width):
    page.set_viewport_size({"width": width, "height": 900})
    row, response = Submission.objects.latest("pk"), Response.objects.get()
    for place in (
        "kiem-duyet/",
        f"kiem-duyet/{row.pk}/",
        f"kiem-duyet/{row.pk - 1}/",
        "tra-loi/",
        f"tra-loi/moi/?luot={row.pk - 1}",
        f"tra-loi/{response.pk}/",
    ):
        page.goto(f"{BASE}/{place}")
        for details in page.locator(".work details").all():
            details.locator("summary").first.click()
        readable()


def test_an_approver_hides_answers_and_publishes(page, readable):
    page.goto(f"{BASE}/kiem-duyet/")
    page.locator("input[name=chon]").nth(2).check()
    page.get_by_text("Ẩn các góp ý đã chọn").first.click()
    page.get_by_label("Lý do", exact=True).select_option("personal")
    page.get_by_label("Chỗ nào trong nội dung").fill("Số máy của một người")
    page.get_by_role("button", name="Ẩn các góp ý đã chọn").click()
    page.get_by_text("Đã ẩn 1 góp ý.").wait_for()
    readable()

    page.goto(f"{BASE}/tra-loi/")
    page.get_by_role("link", name="tiếp thu một phần").click()
    page.get_by_role("button", name="Duyệt").click()
    page.goto(f"{BASE}/tra-loi/")
    page.get_by_role("button", name="Công bố tất cả").click()
    page.get_by_text("Đã công bố 1 trả lời.").wait_for()
    readable()
